/* application.h - application, its review, the agreement, and changes that a client reports. */
#ifndef RULES_APPLICATION_H
#define RULES_APPLICATION_H

#include "rules/competence.h"
#include "rules/time_pack.h"

/* What an application says in words.  The names are the fields of the API. */
enum rule_application_part {
    RULE_PART_SCOPE,
    RULE_PART_REPRESENTATIVE, /* who is authorised to apply */
    RULE_PART_PROCESSES,      /* and operations */
    RULE_PART_RESOURCES,      /* human and technical */
    RULE_PART_RELATIONSHIPS,  /* functions, and to a larger organisation */
    RULE_PART_LEGAL_DUTIES,
    RULE_PART_OUTSOURCING,
    RULE_PART_CONSULTANCY,
    RULE_PART_HIDDEN_INFORMATION, /* from here on: of the management system */
    RULE_PART_TECHNOLOGY,
    RULE_PART_DEVELOPMENT,
    RULE_PART_CRITICAL_SECTOR,
    RULE_PART_REMOTE_WORK,
    RULE_APPLICATION_PARTS
};
extern const char *const rule_application_part_names[RULE_APPLICATION_PARTS + 1];

struct rule_application {
    const char *parts[RULE_APPLICATION_PARTS];
    const char *standard;
    const char *languages; /* words */
    int sites, central_sites;
    int persons; /* of all kinds together */
    bool isms_implemented;
    bool soa;               /* the Statement of Applicability with version and date is on file */
    bool certifies_systems; /* the client certifies management systems, and the scope is that */
};

/**
 * Every part that is missing, by its name: of any application (APP-1), of one for information
 * security (APP-2); and a client that certifies management systems itself (SOD-7).
 * @rule ISO/IEC17021-1:9.1.1
 * @rule ISO/IEC27006-1:9.1.1
 * @rule ISO/IEC17021-1:5.2.4
 */
void rule_application_faults(const struct rule_application *in, struct rule_faults *ret_faults);

/* What a review has to have looked at before it accepts. */
enum rule_review_point {
    RULE_REVIEW_INFORMATION, /* it is enough to make a programme */
    RULE_REVIEW_DIFFERENCES, /* of understanding are solved */
    RULE_REVIEW_ABILITY,     /* the body has the competence and can do it */
    RULE_REVIEW_SCOPE,
    RULE_REVIEW_SITES,
    RULE_REVIEW_TIME,
    RULE_REVIEW_LANGUAGE,
    RULE_REVIEW_SAFETY,
    RULE_REVIEW_IMPARTIALITY,
    RULE_REVIEW_POINTS
};
/* information differences ability scope sites time language safety impartiality */
extern const char *const rule_review_point_names[RULE_REVIEW_POINTS + 1];

struct rule_application_review {
    bool accept;
    const char *reason;
    const char *points; /* words of rule_review_point_names */
    int competences;    /* how many the team and the decision need, as the review fixed them */
    const struct rule_person *reviewer; /* NULL: not checked */
    const char *standard;
    struct sw_date reviewed_on;
};

/**
 * What is missing from a review: a competent reviewer, points (REV-1), the reason (REV-2), the
 * competence that team and decision need (REV-3).  A decline needs reviewer and reason alone.
 * @rule ISO/IEC17021-1:9.1.2.1
 * @rule ISO/IEC17021-1:9.1.2.2
 * @rule ISO/IEC17021-1:9.1.2.3
 */
void rule_application_review_faults(const struct rule_application_review *in,
                                    struct rule_faults *ret_faults);

/* What brings an application back to review. */
struct rule_review_again {
    int persons_before, persons_now;
    bool recertification, transfer, extension;
    const struct rule_settings *settings; /* headcount_recalc_pct; NULL: the defaults */
};

/* Is the review repeated?  Before a recertification, a transfer and an extension, and when the
 * persons in scope change by more than 10 % or into another row of the table (REV-4).
 * @rule ISO/IEC17021-1:9.1.2.1 */
bool rule_review_again(const struct rule_time_pack *pack, const struct rule_review_again *in);

/* The accreditation of the body, as words: empty means that it sets no bound. */
struct rule_accreditation {
    const char *standards; /* "27001 27701": the numbers */
    const char *sectors;   /* IAF codes */
    const char *countries; /* ISO 3166-1 codes */
};

/* Every standard, sector and country of an application that lies outside the accreditation: no
 * accredited certificate can follow (REV-5).
 * @rule ISO/IEC17021-1:9.1.2.1 */
void rule_accreditation_faults(const struct rule_accreditation *accreditation,
                               const struct rule_accreditation *wanted,
                               struct rule_faults *ret_faults);

#define RULE_AGREEMENT_SITES_MAX 5001 /* the central function and as many as a sample has */

struct rule_agreement_in {
    struct sw_date signed_on, today;
    bool clauses_accepted;    /* duties of the client: access, notice of changes, use of marks */
    int sites, sites_covered; /* in scope; of these named by the agreement */
};

/* Signed, for all sites in scope (APP-3), with the duties of the client accepted (APP-4).
 * @rule ISO/IEC17021-1:5.1.2
 * @rule ISO/IEC17021-1:8.5.3 */
void rule_agreement_faults(const struct rule_agreement_in *in, struct rule_faults *ret_faults);

/* What a client reported. */
struct rule_change {
    int persons_before, persons_now;
    bool ownership;                       /* legal, commercial, organisational status */
    bool address;                         /* contact or sites */
    bool scope;                           /* of operations */
    bool system;                          /* major change of system or processes */
    const struct rule_settings *settings; /* headcount_recalc_pct; NULL: the defaults */
};

/* What a review of it may conclude; more than one at a time. */
struct rule_change_outcome {
    bool accepted; /* nothing else is needed */
    bool special_audit;
    bool recalculated; /* the audit time */
    bool amended;      /* the certificate */
};

/* What a reported change makes necessary (APP-5): a major change of the system a special audit, a
 * number of persons that repeats the review a new calculation, scope and address a new certificate.
 * @rule ISO/IEC17021-1:9.6.4
 * @rule ISO/IEC17021-1:8.5.3 */
struct rule_change_outcome rule_change_needs(const struct rule_time_pack *pack,
                                             const struct rule_change *in);

/* Does the outcome leave out what the change makes necessary, or say nothing?  A special audit that
 * is not held needs the reason why.
 * @rule ISO/IEC17021-1:9.6.4 */
void rule_change_faults(const struct rule_time_pack *pack, const struct rule_change *in,
                        const struct rule_change_outcome *outcome, const char *reason,
                        struct rule_faults *ret_faults);

#endif
