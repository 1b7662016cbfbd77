/* stage1.h - the Statement of Applicability, the documents, and readiness for stage 2. */
#ifndef RULES_STAGE1_H
#define RULES_STAGE1_H

#include "rules/faults.h"

#define RULE_SOA_ENTRIES_MAX 1000

struct rule_soa_entry {
    const char *control; /* "A.5.1", or the client's own id */
    bool applicable;
    const char *justification;
    const char *status; /* of implementation: needed when applicable */
};

struct rule_soa {
    const char *version;
    struct sw_date approved_on; /* date of the document */
    const char *approved_by;
    const struct rule_soa_entry *entries;
    int entry_count;
};

/**
 * All faults of a Statement of Applicability: one line for each control of Annex A that is missing,
 * twice, excluded without justification, included without justification or status; and for version,
 * date or approver that are missing.  The subject of a fault is the control's id.
 * @rule ISO/IEC27001:6.1.3
 */
void rule_soa_faults(const struct rule_soa *soa, struct rule_faults *ret_faults);

/* Do two versions cover the same controls?  When they do, no new certificate is needed (ISM-3).
 * *ret_control is the first one that differs.
 * @rule ISO/IEC27006-1:8.2.2 */
bool rule_soa_same_coverage(const struct rule_soa *audited, const struct rule_soa *now,
                            const char **ret_control);

enum rule_verdict { RULE_CONFORMING, RULE_CONCERN, RULE_MISSING, RULE_VERDICTS };
extern const char *const rule_verdict_names[RULE_VERDICTS + 1]; /* conforming, concern, missing */

struct rule_document_review {
    const char *ref; /* "D01" or "C03" of the catalogue */
    enum rule_verdict verdict;
};

/**
 * Documents of the catalogue that stage 1 has to look at and did not: those marked stage1,
 * stage1_sample or stage1_gate, and the conditional ones whose control the SoA applies.
 * @rule ISO/IEC17021-1:9.3.1.2.2
 * @param soa  may be NULL: then no conditional document is asked for
 */
void rule_document_faults(const struct rule_document_review *reviews, int review_count,
                          const struct rule_soa *soa, struct rule_faults *ret_faults);

struct rule_stage1_facts {
    const struct rule_document_review *reviews;
    int review_count;
    const struct rule_soa *soa;       /* NULL: not reviewed */
    struct sw_date internal_audit_on; /* none: not held */
    int internal_audit_sites, sites;  /* sites in scope covered, and all */
    struct sw_date management_review_on;
    struct sw_date ended_on; /* last day of stage 1 */
};

/**
 * What forbids the conclusion "ready for stage 2": documents not looked at or missing, the SoA,
 * no internal audit over all sites, no management review, or one dated after stage 1.
 * Areas of concern do not forbid it: stage 2 has to answer them.
 * @rule ISO/IEC17021-1:9.3.1.2.3
 * @rule ISO/IEC27006-1:9.3.2
 */
void rule_readiness_faults(const struct rule_stage1_facts *facts, struct rule_faults *ret_faults);

/* Whether stage 1 is repeated because much time went by, as somebody competent decided. */
enum rule_repeat {
    RULE_REPEAT_NONE,
    RULE_REPEAT_PART, /* in stage 2: the decision says what */
    RULE_REPEAT_ALL,  /* another stage 1 comes first */
    RULE_REPEAT_UNDECIDED,
    RULE_REPEATS
};
extern const char *const rule_repeat_names[RULE_REPEATS]; /* none part all */

struct rule_stage2_start {
    bool stage1_closed;
    bool stage1_ready;
    struct sw_date stage1_last_day;
    struct sw_date stage2_first_day;
    bool same_day_accepted;  /* the client accepted in writing the risk of stages back to back */
    enum rule_repeat repeat; /* the decision on repeating stage 1 */
    int warn_days;           /* an interval that is longer is advised against (ST1-3) */
    int limit_days;          /* a longer one needs that decision */
    int open_concerns;       /* areas of concern without an answer or a note; for the sentence */
};

/**
 * May stage 2 begin?  After a closed and ready stage 1 (ST1-6, ST1-1), and beyond limit_days with a
 * decision whether stage 1 is repeated; not when that says "all" (ST1-3).
 * @rule ISO/IEC17021-1:9.3.1
 * @rule ISO/IEC17021-1:9.3.1.2.4
 */
SW_CHECKED enum sw_code rule_stage2_start(const struct rule_stage2_start *in, struct sw_error *err);

/* More than warn_days lie between the stages, and nobody decided that this is fine (ST1-3).
 * @rule ISO/IEC17021-1:9.3.1.2.4 */
void rule_stage2_start_warnings(const struct rule_stage2_start *in,
                                struct rule_faults *ret_warnings);

#endif
