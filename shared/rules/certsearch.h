/* certsearch.h - what a body tells the worldwide register of certifications, and by when: IAF
 * MD 28.
 *
 * The fields and their bounds, the words for a status, and which records may go out at all.
 * There is no field for a person: nothing about persons is sent (MD28-8).
 */
#ifndef RULES_CERTSEARCH_H
#define RULES_CERTSEARCH_H

#include "rules/faults.h"
#include "rules/settings.h"
#include "rules/vocabulary.h"

struct rule_certsearch_due_in {
    enum rule_certsearch_mode mode;
    struct sw_date since;    /* first day with something to send */
    struct sw_date sent_on;  /* last upload, or confirmation that nothing changed; or none */
    struct sw_date ended_on; /* last change of a status to suspended, withdrawn or expired */
    struct sw_date today;
};

struct rule_certsearch_due {
    struct sw_date due_on;    /* last day of the next one; none when nothing is sent */
    struct sw_date remind_on; /* seven days before */
    bool remind;              /* from that day on */
    bool overdue;             /* the day has passed */
};

/**
 * When the next upload is due: by the last day of the month after that of the last one; aggregated
 * counts by the last day of the quarter; at once after a status changed to one that ends use.
 * @rule IAF-MD28
 * @rule IAF-MD28:5.2
 */
struct rule_certsearch_due rule_certsearch_due(const struct rule_certsearch_due_in *in);

/* What becomes of one record in an export run. */
enum rule_certsearch_fate {
    RULE_CERTSEARCH_SEND,
    RULE_CERTSEARCH_COUNTED,    /* aggregated mode: in the counts alone */
    RULE_CERTSEARCH_NO_CONSENT, /* the client did not agree to be published */
    RULE_CERTSEARCH_FATES
};
extern const char *const rule_certsearch_fate_names[RULE_CERTSEARCH_FATES + 1];

/* A record goes out only with the written consent of the client, which counts from its day on;
 * aggregated counts name nobody and need none.
 * @rule IAF-MD28:5.2
 * @rule ISO/IEC17021-1:8.4.3 */
enum rule_certsearch_fate rule_certsearch_fate(enum rule_certsearch_mode mode,
                                               struct sw_date consent_on, struct sw_date today);

/* The register's word for a state of a certificate: issuing, active, suspended, withdrawn, expired,
 * transferred_out.  NULL for another word.
 * @rule IAF-MD28 */
const char *rule_certsearch_status(const char *state);

enum rule_certsearch_need {
    RULE_CERTSEARCH_MANDATORY,
    RULE_CERTSEARCH_VOLUNTARY,
    RULE_CERTSEARCH_ADDRESS /* needed when there is no full address in one field */
};

enum rule_certsearch_form {
    RULE_CERTSEARCH_TEXT,
    RULE_CERTSEARCH_KEY,  /* letters and digits of any script, and @ # - + = \ / : ; , ~ _ . */
    RULE_CERTSEARCH_DAY,  /* YYYYMMDD */
    RULE_CERTSEARCH_WORD, /* one of words */
};

struct rule_certsearch_field {
    const char *key; /* of the register's interface */
    const char *label;
    enum rule_certsearch_need need;
    enum rule_certsearch_form form;
    int characters;    /* at most; 0: no bound */
    const char *words; /* RULE_CERTSEARCH_WORD: allowed values with a bar between */
};
#define RULE_CERTSEARCH_FIELDS 22
extern const struct rule_certsearch_field rule_certsearch_fields[RULE_CERTSEARCH_FIELDS];

struct rule_certsearch_site {
    const char *street, *city, *country;
};

struct rule_certsearch_record {
    const char *values[RULE_CERTSEARCH_FIELDS]; /* in the order of the fields; NULL: not given */
    int standards;                              /* how many the record names */
    const struct rule_certsearch_site *sites;
    int site_count;
    const int *sectors; /* IAF codes */
    int sector_count;
};

/**
 * What is wrong with the fields of one record: missing, too long, not of their form; a record
 * without standard, a site without address, an unknown sector.  The subject of a fault is the key.
 * @rule IAF-MD28
 */
void rule_certsearch_faults(const struct rule_certsearch_record *record,
                            struct rule_faults *ret_faults);

#endif
