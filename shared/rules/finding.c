#include "rules/finding.h"

#include "rules/limits.h"

#include <string.h>

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule parts_rule      = { "CON-4", S17 "9.4.5.3", "Give requirement, statement and objective evidence, and with whom and when it was discussed." };
static const struct sw_rule improvement     = { "CON-3", S17 "9.4.5.2", "Keep it a nonconformity, or withdraw it with a reason if it was an error." };
static const struct sw_rule regrade_rule    = { "CON-7", S17 "9.4.5.2", "Before the report is issued the lead changes a grade, afterwards the technical reviewer with a reason." };
static const struct sw_rule withdraw_rule   = { "CON-5", S17 "9.4.5.4", "Before the report is issued the lead withdraws, afterwards the technical reviewer; with the reason." };
static const struct sw_rule response_rule   = { "NC-1", S17 "9.4.9", "Give correction, cause, corrective action, who is responsible and by when." };
static const struct sw_rule cause_rule      = { "NC-1", S17 "9.4.9", "Say why it happened, and what keeps it from happening again." };
static const struct sw_rule author_rule     = { "NC-2", S17 "9.4.10", "Let the lead or an auditor of the team judge the answer." };
static const struct sw_rule verify_rule     = { "NC-2", S17 "9.4.10", "Have the answer accepted, then verify on evidence with method and conclusion." };
/* clang-format on */

static void
need_text(struct rule_faults *faults, const struct sw_rule *rule, const char *field,
          const char *text)
{
    if (!rule_text_given(text))
        RULE_FAULT(faults, rule, field, field, " is missing");
}

void
rule_finding_faults(const struct rule_finding_parts *p, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    need_text(ret_faults, &parts_rule, "requirement", p->requirement);
    need_text(ret_faults, &parts_rule, "statement", p->statement);
    if (p->grade == RULE_OFI)
        return;
    need_text(ret_faults, &parts_rule, "evidence", p->evidence);
    need_text(ret_faults, &parts_rule, "discussed_with", p->discussed_with);
    if (sw_date_is_none(p->discussed_on))
        RULE_FAULT(ret_faults, &parts_rule, "discussed_at", "discussed_at is missing");
}

enum sw_code
rule_finding(const struct rule_finding_parts *parts, struct sw_error *err)
{
    struct rule_faults faults;

    rule_finding_faults(parts, &faults);
    return rule_faults_refuse(&faults, err);
}

enum sw_code
rule_grade_change(const struct rule_grade_change *in, struct sw_error *err)
{
    if (in->from == in->to)
        return SW_OK;
    if (in->to == RULE_OFI)
        return SW_REFUSE(err, &improvement,
                         "A %s nonconformity does not become an opportunity for improvement",
                         rule_grade_names[in->from]);
    if (in->by.report_issued && (!in->by.by_reviewer || !rule_text_given(in->by.reason)))
        return SW_REFUSE(err, &regrade_rule,
                         "The report is issued: the technical reviewer and a reason are needed");
    if (!in->by.report_issued && !in->by.by_lead)
        return SW_REFUSE(err, &regrade_rule, "The lead of the audit changes grades");
    return SW_OK;
}

enum sw_code
rule_withdrawal(const struct rule_correction *by, struct sw_error *err)
{
    if (!(by->report_issued ? by->by_reviewer : by->by_lead))
        return SW_REFUSE(err, &withdraw_rule,
                         by->report_issued ? "The report is issued: the technical reviewer "
                                             "withdraws"
                                           : "The lead of the audit withdraws");
    if (!rule_text_given(by->reason))
        return SW_REFUSE(err, &withdraw_rule, "The withdrawal has no reason");
    return SW_OK;
}

static bool
same_text(const char *a, const char *b)
{
    return rule_text_given(a) && rule_text_given(b) && strcmp(a, b) == 0;
}

void
rule_response_faults(const struct rule_response *r, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    need_text(ret_faults, &response_rule, "correction", r->correction);
    need_text(ret_faults, &response_rule, "root_cause", r->root_cause);
    need_text(ret_faults, &response_rule, "corrective_action", r->corrective_action);
    need_text(ret_faults, &response_rule, "responsible", r->responsible);
    if (sw_date_is_none(r->due_on))
        RULE_FAULT(ret_faults, &response_rule, "due_on", "due_on is missing");
    if (same_text(r->root_cause, r->statement))
        RULE_FAULT(ret_faults, &cause_rule, "root_cause", "The cause repeats the finding");
    if (same_text(r->corrective_action, r->correction))
        RULE_FAULT(ret_faults, &cause_rule, "corrective_action",
                   "The corrective action repeats the correction");
}

enum sw_code
rule_response(const struct rule_response *response, struct sw_error *err)
{
    struct rule_faults faults;

    rule_response_faults(response, &faults);
    return rule_faults_refuse(&faults, err);
}

static struct sw_date
not_after(struct sw_date date, struct sw_date hard_stop)
{
    return !sw_date_is_none(hard_stop) && sw_date_compare(date, hard_stop) > 0 ? hard_stop : date;
}

struct rule_finding_due
rule_finding_due(const struct rule_finding_due_in *in)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    const bool major = in->grade == RULE_MAJOR;
    struct rule_finding_due due = { SW_DATE_NONE, SW_DATE_NONE };

    if (in->grade == RULE_OFI)
        return due;
    due.response_on = sw_date_add_days(in->closing_on, major ? settings.nc_major_plan_days
                                                             : settings.nc_minor_days);
    due.response_on = not_after(due.response_on, in->hard_stop);
    if (major)
        due.evidence_on = not_after(
            sw_date_add_days(in->closing_on, settings.nc_major_evidence_days), in->hard_stop);
    return due;
}

enum sw_code
rule_acceptance(const struct rule_acceptance *in, struct sw_error *err)
{
    if (in->of_client)
        return SW_REFUSE(err, &author_rule, "The client does not judge its own answer");
    if (in->answered_by != NULL && in->decided_by != NULL &&
        strcmp(in->answered_by, in->decided_by) == 0)
        return SW_REFUSE(err, &author_rule, "The author of the answer does not judge it");
    if (!in->in_team)
        return SW_REFUSE(err, &author_rule,
                         "Only the lead or an auditor of the team judges an answer");
    return SW_OK;
}

enum sw_code
rule_verification(const struct rule_verification *in, struct sw_error *err)
{
    if (!in->response_accepted)
        return SW_REFUSE(err, &verify_rule, "The answer is not accepted");
    if (in->grade == RULE_MAJOR && !in->evidence)
        return SW_REFUSE(err, &verify_rule,
                         "A major nonconformity is not verified without evidence");
    if (!rule_text_given(in->method) || !rule_text_given(in->conclusion))
        return SW_REFUSE(err, &verify_rule, "Method or conclusion of the verification is missing");
    return SW_OK;
}

enum rule_grade
rule_escalated(enum rule_grade earlier)
{
    return earlier == RULE_OFI ? RULE_MINOR : RULE_MAJOR;
}

bool
rule_systemic_prompt(const char *const *requirements, int count, const char **ret_requirement)
{
    for (int i = 0; i < count; i++) {
        int same = 0;

        for (int j = 0; j < count; j++)
            same += strcmp(requirements[i], requirements[j]) == 0;
        if (same >= RULE_SYSTEMIC_MINORS) {
            *ret_requirement = requirements[i];
            return true;
        }
    }
    return false;
}
