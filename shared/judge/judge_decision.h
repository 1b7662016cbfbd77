/* judge_decision.h - the question of review and decision: the facts on file, and who acts. */
#ifndef JUDGE_DECISION_H
#define JUDGE_DECISION_H

#include "http/sw_route.h"
#include "rules/conduct.h"

enum judge_gate {
    JUDGE_GATE_REVIEW, /* passes */
    JUDGE_GATE_RETURN, /* the review sends the file back */
    JUDGE_GATE_GRANT,
    JUDGE_GATE_REFUSE
};
extern const char *const judge_gate_names[]; /* review, return, grant, refuse */

struct judge_decided_audit {
    const char *id, *number;
    int kind; /* 1: recertification */
    const char *state;
    struct sw_date last_day;
    const char *standard, *scope;
    bool report_signed;
    const char *report_sha256;
    int recommendation; /* enum rule_recommendation, -1: none */
};
struct judge_decided_stage1 {
    const char *audit;
    bool closed, ready;
    struct sw_date management_review_on, internal_audit_on;
    int64_t internal_audit_sites;
};
struct judge_decided_finding {
    const char *number;
    int grade;
    bool response_accepted, verified;
    struct sw_date verified_on;
    bool withdrawn;
};
struct judge_decider {
    const char *id, *name;
    struct sw_list authorisations, declarations;
};
struct judge_decided_certificate {
    const char *number;
    int state; /* enum rule_standing, -1: not said */
    struct sw_date cycle_anchor;
    int64_t cycle_number;
    struct sw_date expires_on;
};
struct judge_decided_review {
    const char *id, *outcome, *reviewed_by;
};
struct judge_decision {
    int gate;
    const char *limits;
    struct sw_list audit, stage1; /* one each, stage1 may be none */
    struct sw_list findings, involvements;
    struct sw_list looks, controls; /* of a renewal: what the cycle looked at, what applies */
    int64_t sites, significant_risk_sites, significant_risk_sites_audited;
    int64_t sites_sampled, sites_sampled_audited;
    const char *significant_risk_sites_open, *sites_sampled_open;
    bool agreement_signed;
    struct sw_list certificate, lapsed, review;       /* one or none each */
    struct sw_list reviewer, decider, second_decider; /* one or none each */
    struct sw_date decided_on, effective_on;
    const char *reason;
    struct sw_list settings;
};

#endif
