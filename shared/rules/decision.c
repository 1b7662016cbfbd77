#include "rules/decision.h"

#include <string.h>

#include "rules/cycle.h"

#define EDITION_2013     "ISO/IEC 27001:2013"
#define EDITION_2013_END ((struct sw_date){ 2025, 10, 31 })

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule stage1_rule     = { "ST1-6", S17 "9.3.1", "Close stage 1 with a signed conclusion first." };
static const struct sw_rule ready_rule      = { "ST1-1", S17 "9.3.1.2.3", "Stage 1 has to conclude that the client is ready." };
static const struct sw_rule report_rule     = { "REP-1", S17 "9.4.8", "Have the lead sign the report first." };
static const struct sw_rule major_rule      = { "NC-4", S17 "9.5.2", "Have the actions accepted and verified first." };
static const struct sw_rule minor_rule      = { "NC-4", S17 "9.5.2", "Have the plan for correction and corrective action accepted first." };
static const struct sw_rule late_major_rule = { "DEC-6", S17 "9.5.3.2", "Carry out another stage 2." };
static const struct sw_rule network_rule    = { "MSN-2", "IAF MD 1:2023 7.7", "Close the major first: while one site has it, no site is certified." };
static const struct sw_rule agreement_rule  = { "APP-3", S17 "5.1.2", "Sign the agreement first." };
static const struct sw_rule review_rule     = { "DEC-4", S17 "9.5.2", "Have the technical review passed first." };
static const struct sw_rule isms_rule       = { "PRG-9", "ISO/IEC 27006-1:2024 9.1.3", "Wait until a management review and an internal audit of the whole scope are done." };
static const struct sw_rule sample_rule     = { "SMP-2", "IAF MD 1:2023 6.1.3", "Audit the sites of the sample first." };
static const struct sw_rule risk_rule       = { "SMP-5", "ISO/IEC 27006-1:2024 9.1.5.2", "Audit every site with significant risk first." };
static const struct sw_rule edition_rule    = { "MD26-1", "IAF MD 26:2023", "Certify to ISO/IEC 27001:2022." };
static const struct sw_rule negative_rule   = { "DEC-8", "ISO/IEC 27006-1:2024 9.5.2", "Give the reasons and name an independent second decider." };
static const struct sw_rule reasons_rule    = { "DEC-10", S17 "9.5.3", "Give the reasons: the client may appeal." };
/* clang-format on */

/* Hand a single refusal over into the list. */
static void
take(struct rule_faults *faults, enum sw_code code, const struct sw_error *err)
{
    if (code != SW_OK)
        RULE_FAULT(faults, err->rule == NULL ? &review_rule : err->rule, "", err->detail);
}

static bool
open_major(const struct rule_decision_finding *f)
{
    return f->grade == RULE_MAJOR && !f->withdrawn && !(f->response_accepted && f->verified);
}

/* A major of stage 2 that was not verified within six months after its last day. */
static bool
late_major(const struct rule_decision_facts *facts, const struct rule_decision_finding *f)
{
    const struct sw_date until = open_major(f) ? facts->decided_on : f->verified_on;

    return f->grade == RULE_MAJOR && !f->withdrawn && !facts->recertification &&
           !sw_date_is_none(facts->last_day) &&
           sw_date_compare(until, rule_major_limit(facts->last_day)) > 0;
}

/* Then only another stage 2 helps. */
static void
check_late_majors(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    for (int i = 0; i < facts->finding_count; i++) {
        const char *number = facts->findings[i].number;

        if (late_major(facts, &facts->findings[i]))
            RULE_FAULT(faults, &late_major_rule, number, "Major nonconformity ", number,
                       " was not verified by ", RULE_DATE(rule_major_limit(facts->last_day)),
                       ", six months after stage 2");
    }
}

static void
check_findings(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    for (int i = 0; i < facts->finding_count; i++) {
        const struct rule_decision_finding *f = &facts->findings[i];

        if (f->withdrawn || late_major(facts, f))
            continue;
        if (open_major(f))
            RULE_FAULT(faults, &major_rule, f->number, "Major nonconformity ", f->number,
                       f->response_accepted ? " is accepted but not verified"
                                            : " has no accepted answer");
        else if (f->grade == RULE_MINOR && !f->response_accepted)
            RULE_FAULT(faults, &minor_rule, f->number, "Minor nonconformity ", f->number,
                       " has no accepted plan");
    }
}

static void
check_review(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    struct sw_error err = { 0 };

    if (!facts->recertification && !facts->stage1_closed)
        RULE_FAULT(faults, &stage1_rule, "", "Stage 1 is not closed");
    else if (!facts->recertification && !facts->stage1_ready)
        RULE_FAULT(faults, &ready_rule, "", "Stage 1 did not conclude that the client is ready");
    if (!facts->report_signed)
        RULE_FAULT(faults, &report_rule, "", "The audit report is not signed");
    check_findings(facts, faults);
    if (facts->reviewer.person_id != NULL)
        take(faults, rule_reviewer_independent(&facts->reviewer, &err), &err);
}

/* One open major at one site is enough. */
static void
check_network(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    for (int i = 0; i < facts->finding_count && facts->sites > 1; i++)
        if (open_major(&facts->findings[i])) {
            RULE_FAULT(faults, &network_rule, facts->findings[i].number, "Major nonconformity ",
                       facts->findings[i].number, " is open and blocks all ",
                       RULE_NUMBER(facts->sites), " sites");
            return;
        }
}

/* "1 of 2 sites with significant risk were not audited: S5" */
static void
check_sites(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    const char *risky = facts->significant_risk_sites_open, *drawn = facts->sites_sampled_open;

    if (facts->significant_risk_sites_audited < facts->significant_risk_sites)
        RULE_FAULT(
            faults, &risk_rule, "",
            RULE_NUMBER(facts->significant_risk_sites - facts->significant_risk_sites_audited),
            " of ", RULE_NUMBER(facts->significant_risk_sites),
            " sites with significant risk were not audited", risky == NULL ? "" : ": ",
            risky == NULL ? "" : risky);
    if (facts->sites_sampled_audited < facts->sites_sampled)
        RULE_FAULT(faults, &sample_rule, "",
                   RULE_NUMBER(facts->sites_sampled - facts->sites_sampled_audited), " of ",
                   RULE_NUMBER(facts->sites_sampled), " sites of the sample were not audited",
                   drawn == NULL ? "" : ": ", drawn == NULL ? "" : drawn);
}

static void
check_system(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    if (sw_date_is_none(facts->management_review_on))
        RULE_FAULT(faults, &isms_rule, "", "No management review is on file");
    if (sw_date_is_none(facts->internal_audit_on))
        RULE_FAULT(faults, &isms_rule, "", "No internal audit is on file");
    else if (facts->internal_audit_sites < facts->sites)
        RULE_FAULT(faults, &isms_rule, "", "The internal audit covers ",
                   RULE_NUMBER(facts->internal_audit_sites), " of ", RULE_NUMBER(facts->sites),
                   " sites");
}

/* To grant against the team takes reasons and a second person. */
static void
check_negative(const struct rule_decision_facts *facts, struct rule_faults *faults)
{
    const char *decider = facts->decider.person_id, *second = facts->second_decider.person_id;
    const char *lacks = NULL;
    struct sw_error err = { 0 };

    if (facts->recommended)
        return;
    if (second == NULL)
        lacks = "there is no second decider";
    else if (decider != NULL && strcmp(second, decider) == 0)
        lacks = "nobody is their own second decider";
    else if (!rule_text_given(facts->reason))
        lacks = "no reasons are given";
    if (lacks != NULL)
        RULE_FAULT(faults, &negative_rule, "", "The team recommends not to certify, and ", lacks);
    else
        take(faults, rule_decider_independent(&facts->second_decider, &err), &err);
}

void
rule_review_faults(const struct rule_decision_facts *facts, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    check_late_majors(facts, ret_faults);
    check_review(facts, ret_faults);
}

void
rule_grant_faults(const struct rule_decision_facts *facts, struct rule_faults *ret_faults)
{
    const struct sw_date effective_on =
        sw_date_is_none(facts->effective_on) ? facts->decided_on : facts->effective_on;
    struct sw_error err = { 0 };

    ret_faults->count = ret_faults->more = 0;
    if (facts->decider.person_id != NULL)
        take(ret_faults, rule_decider_independent(&facts->decider, &err), &err);
    check_late_majors(facts, ret_faults);
    check_network(facts, ret_faults);
    check_review(facts, ret_faults);
    if (!facts->review_passed)
        RULE_FAULT(ret_faults, &review_rule, "", "The technical review is not passed");
    if (!facts->agreement_signed)
        RULE_FAULT(ret_faults, &agreement_rule, "", "No agreement with the client is signed");
    check_system(facts, ret_faults);
    check_sites(facts, ret_faults);
    check_negative(facts, ret_faults);
    take(ret_faults, rule_edition(facts->standard, facts->decided_on, &err), &err);
    take(ret_faults, rule_effective_date(facts->decided_on, effective_on, &err), &err);
}

enum sw_code
rule_refuse(const struct rule_decision_facts *facts, struct sw_error *err)
{
    if (!rule_text_given(facts->reason))
        return SW_REFUSE(err, &reasons_rule, "This decision needs its reasons");
    if (facts->decider.person_id != NULL)
        return rule_decider_independent(&facts->decider, err);
    return SW_OK;
}

enum sw_code
rule_edition(const char *standard, struct sw_date decided_on, struct sw_error *err)
{
    if (standard != NULL && strcmp(standard, RULE_STANDARD_CURRENT) == 0)
        return SW_OK;
    if (standard == NULL || strcmp(standard, EDITION_2013) != 0)
        return SW_REFUSE(err, &edition_rule, "%.60s cannot be certified",
                         standard == NULL ? "A standard without its edition" : standard);
    if (sw_date_compare(decided_on, EDITION_2013_END) > 0)
        return SW_REFUSE(err, &edition_rule, "%s could be certified until %s, not on %s", standard,
                         RULE_DATE(EDITION_2013_END), RULE_DATE(decided_on));
    return SW_OK;
}

enum rule_maintain
rule_maintain(int majors, bool lead_positive, bool other_reason_to_suspend)
{
    return majors == 0 && lead_positive && !other_reason_to_suspend ? RULE_MAINTAIN_LEAD
                                                                    : RULE_MAINTAIN_REVIEW;
}
