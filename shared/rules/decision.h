/* decision.h - the gates before technical review and before a certificate is granted.
 *
 * The caller gathers facts, the rules judge them.  The facts are stored with the
 * decision, so that it can be judged again.
 */
#ifndef RULES_DECISION_H
#define RULES_DECISION_H

#include "rules/segregation.h"

#define RULE_STANDARD_CURRENT "ISO/IEC 27001:2022"

struct rule_decision_finding {
    const char *number;
    enum rule_grade grade;
    bool response_accepted;     /* correction, cause and corrective action */
    bool verified;              /* actions implemented and effective, verified by the team */
    struct sw_date verified_on; /* none unless verified */
    bool withdrawn;             /* raised in error: not counted */
};

struct rule_decision_facts {
    /* the audits */
    bool recertification; /* no stage 1 is demanded */
    bool stage1_closed;
    bool stage1_ready;       /* its conclusion */
    struct sw_date last_day; /* of stage 2 or of the recertification audit */
    bool report_signed;
    bool recommended;                             /* the team recommends certification */
    const struct rule_decision_finding *findings; /* of stage 2 or recertification, all sites */
    int finding_count;
    /* the system of the client (PRG-9) */
    struct sw_date management_review_on; /* none: not on file */
    struct sw_date internal_audit_on;
    int internal_audit_sites; /* sites in scope that it covered */
    int sites;                /* sites in scope */
    /* the sites */
    int significant_risk_sites;
    int significant_risk_sites_audited;
    const char *significant_risk_sites_open; /* codes of the others, or NULL */
    int sites_sampled;              /* that the sample demanded, central function included */
    int sites_sampled_audited;      /* of these */
    const char *sites_sampled_open; /* codes of the others, or NULL */
    bool agreement_signed;
    /* the review */
    bool review_passed;
    struct rule_segregation_in reviewer; /* person_id NULL: not checked */
    /* the decision */
    const char *standard;
    struct sw_date decided_on;
    struct sw_date effective_on;               /* none: the day of the decision */
    struct rule_segregation_in decider;        /* person_id NULL: not checked */
    struct rule_segregation_in second_decider; /* person_id NULL: there is none */
    const char *reason;
};

/**
 * What stands in the way of a technical review: a major not verified within six months (DEC-6:
 * another stage 2), stage 1 (ST1-6, ready), report not signed, majors not accepted and verified,
 * minors without accepted plan (NC-4), the reviewer (SOD-2).
 * @rule ISO/IEC17021-1:9.5.2
 * @rule ISO/IEC17021-1:9.5.3.2
 * @rule ISO/IEC17021-1:9.3.1
 */
void rule_review_faults(const struct rule_decision_facts *facts, struct rule_faults *ret_faults);

/**
 * What stands in the way of granting: all of the above, and
 *   review not passed (DEC-4); agreement (APP-3); a major open at any site (MSN-2: the whole
 *   network); management review and internal audit
 *   of all sites (PRG-9); sample and significant-risk sites not audited (SMP-5); edition (AT-45);
 *   negative recommendation without reason and second decider (DEC-8); decider (SOD-1);
 *   effective before decision (8.2.2 b)
 * @rule ISO/IEC17021-1:9.5.1.1
 * @rule ISO/IEC17021-1:9.5.3.2
 * @rule ISO/IEC27006-1:9.1.3
 * @rule ISO/IEC27006-1:9.5.2
 * @rule IAF-MD1:7.7
 * @rule IAF-MD26:2
 */
void rule_grant_faults(const struct rule_decision_facts *facts, struct rule_faults *ret_faults);

/* A refusal needs an independent decider and reasons (DEC-10).
 * @rule ISO/IEC17021-1:9.5.3 */
SW_CHECKED enum sw_code rule_refuse(const struct rule_decision_facts *facts, struct sw_error *err);

/* Which edition may be certified on a day: only 2022 after 2025-10-31.
 * @rule IAF-MD26:2 */
SW_CHECKED enum sw_code rule_edition(const char *standard, struct sw_date decided_on,
                                     struct sw_error *err);

enum rule_maintain {
    RULE_MAINTAIN_LEAD,   /* the lead's positive conclusion is enough */
    RULE_MAINTAIN_REVIEW, /* a competent person who did not audit must review */
};

/* Who may keep a certificate after a surveillance audit (MNT-1).
 * @rule ISO/IEC17021-1:9.6.1 */
enum rule_maintain rule_maintain(int majors, bool lead_positive, bool other_reason_to_suspend);

#endif
