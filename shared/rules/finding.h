/* finding.h - nonconformities: what one consists of, who may change it, and by when. */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "rules/faults.h"
#include "rules/settings.h"
#include "rules/vocabulary.h"

struct rule_finding_parts {
    enum rule_grade grade;
    const char *requirement; /* exact reference: "A.8.13" or "9.2.2" */
    const char *statement;
    const char *evidence;
    const char *discussed_with;
    struct sw_date discussed_on;
};

/**
 * A nonconformity has requirement, statement, objective evidence, and was discussed (CON-4).  An
 * opportunity for improvement needs requirement and statement only.
 * @rule ISO/IEC17021-1:9.4.5.3
 */
void rule_finding_faults(const struct rule_finding_parts *parts, struct rule_faults *ret_faults);

/* @rule ISO/IEC17021-1:9.4.5.3 */
SW_CHECKED enum sw_code rule_finding(const struct rule_finding_parts *parts, struct sw_error *err);

/* Who wants to change a finding that stands. */
struct rule_correction {
    bool report_issued;
    bool by_lead;     /* of this audit */
    bool by_reviewer; /* technical reviewer, not of the team */
    const char *reason;
};

struct rule_grade_change {
    enum rule_grade from, to;
    struct rule_correction by;
};

/* A grade is changed by the lead before the report is issued, later by the reviewer with a reason;
 * a nonconformity never becomes an opportunity for improvement.
 * @rule ISO/IEC17021-1:9.4.5.2 */
SW_CHECKED enum sw_code rule_grade_change(const struct rule_grade_change *in, struct sw_error *err);

/* A finding that was an error in fact is withdrawn by the lead before the report is issued, later
 * by the reviewer; the reason is kept (CON-5).
 * @rule ISO/IEC17021-1:9.4.5.4 */
SW_CHECKED enum sw_code rule_withdrawal(const struct rule_correction *by, struct sw_error *err);

/* The client's answer to a nonconformity. */
struct rule_response {
    const char *statement; /* of the finding */
    const char *correction;
    const char *root_cause;
    const char *corrective_action;
    const char *responsible;
    struct sw_date due_on;
};

/* All parts given, the cause is not the finding repeated, the action is not the correction
 * repeated.
 * @rule ISO/IEC17021-1:9.4.9 */
void rule_response_faults(const struct rule_response *response, struct rule_faults *ret_faults);

/* @rule ISO/IEC17021-1:9.4.9 */
SW_CHECKED enum sw_code rule_response(const struct rule_response *response, struct sw_error *err);

struct rule_finding_due_in {
    enum rule_grade grade;
    struct sw_date closing_on; /* closing meeting, or last day of the audit */
    struct sw_date hard_stop;  /* rule_major_limit() or the expiry; none: there is none */
    const struct rule_settings *settings; /* NULL: the defaults */
};

struct rule_finding_due {
    struct sw_date response_on; /* none for an opportunity for improvement */
    struct sw_date evidence_on; /* none unless major */
};

/* By when answer and evidence are due: nc_major_plan_days and nc_major_evidence_days, or
 * nc_minor_days, never after the hard stop.
 * @rule ISO/IEC17021-1:9.4.9 */
struct rule_finding_due rule_finding_due(const struct rule_finding_due_in *in);

struct rule_acceptance {
    const char *decided_by;  /* who accepts, rejects or verifies */
    const char *answered_by; /* who wrote the answer */
    bool in_team;   /* decided_by is lead or auditor of the audit (no expert, no trainee) */
    bool of_client; /* decided_by is the client's or its consultant's account */
};

/* The answer is judged by lead or auditor, never by its author or anybody of the client (10.4).
 * @rule ISO/IEC17021-1:9.4.10 */
SW_CHECKED enum sw_code rule_acceptance(const struct rule_acceptance *in, struct sw_error *err);

struct rule_verification {
    enum rule_grade grade;
    bool response_accepted;
    const char *method; /* document, remote, visit */
    const char *conclusion;
    bool evidence; /* evidence is on file */
};

/* A major is verified on evidence, with method and conclusion (NC-2).
 * @rule ISO/IEC17021-1:9.4.10 */
SW_CHECKED enum sw_code rule_verification(const struct rule_verification *in, struct sw_error *err);

/* Grade of the new finding when an earlier one proved not effective: one higher (NC-6).
 * @rule ISO/IEC17021-1:9.6.2.2 */
enum rule_grade rule_escalated(enum rule_grade earlier);

/* Three or more minors on one requirement in one audit: the lead states whether they are systemic.
 * requirements[] of the minors of the audit; *ret_requirement is the first one meant.
 * @rule ISO/IEC17021-1:3.12 */
bool rule_systemic_prompt(const char *const *requirements, int count, const char **ret_requirement);

#endif
