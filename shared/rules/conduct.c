#include "rules/conduct.h"

#include <string.h>

#include "rules/audit_time.h"
#include "rules/decision.h"
#include "rules/finding.h"

#define PLAN_ITEMS_MAX 400

const char *const rule_recommendation_names[RULE_RECOMMENDATIONS + 1] = {
    "proceed", "postpone", "certify", "not_certify", "maintain",
    "suspend", "withdraw", "renew",   "not_renew",   NULL
};

static const struct sw_rule appointed_rule = { "ISM-11", "ISO/IEC 27006-1:2024 9.2.2",
                                               "Let a member of the appointed team do it." };
static const struct sw_rule role_rule = {
    "PLN-5", "ISO/IEC 17021-1:2015 9.2.2.2",
    "Let the lead or an auditor of the team do it: experts, trainees and observers do not audit."
};
static const struct sw_rule lead_rule = { "LEAD-1", "ISO/IEC 17021-1:2015 9.4.8",
                                          "Let the lead of the team do it." };
static const struct sw_rule agreement_rule = {
    "APP-3", "ISO/IEC 17021-1:2015 5.1.2", "Record the signed agreement with the client first."
};
static const struct sw_rule answer_rule = {
    "PLN-9", "ISO/IEC 17021-1:2015 9.2.3.5",
    "Wait for the client's answer or for the end of the time to object."
};
static const struct sw_rule objection_rule = {
    "PLN-9", "ISO/IEC 17021-1:2015 9.2.3.5",
    "Say with the notice how the objection was decided, whether the team changed or not."
};
static const struct sw_rule plan_rule = {
    "PLN-7", "ISO/IEC 17021-1:2015 9.2.3.2",
    "Plan work on days and at all sites of the audit, by members of the team."
};
static const struct sw_rule remote_rule = {
    "ISM-9", "ISO/IEC 27006-1:2024 9.1.3",
    "Write down the risk analysis for the remote part, or plan it on site."
};
static const struct sw_rule share_rule = {
    "LIM-9", "ISO/IEC 27006-1:2024 9.1.3",
    "Plan more of the time on site, or say why auditing remotely reaches the objectives."
};
static const struct sw_rule agreed_rule = { "PLN-8", "ISO/IEC 17021-1:2015 9.2.3.4",
                                            "Let the client agree to the plan first." };
static const struct sw_rule opening_rule = { "CON-1", "ISO/IEC 17021-1:2015 9.4.2",
                                             "Record the meeting on the day it was held." };
static const struct sw_rule closing_rule = {
    "CON-10", "ISO/IEC 17021-1:2015 9.4.7",
    "Finish the planned work, or say why the plan was not followed."
};
static const struct sw_rule systemic_rule = {
    "CON-9", "ISO/IEC 17021-1:2015 3.12", "State whether the repeated minors are systemic, and why."
};
static const struct sw_rule report_rule = { "REP-1", "ISO/IEC 17021-1:2015 9.4.8",
                                            "Complete the report." };
static const struct sw_rule soa_rule = { "REP-2", "ISO/IEC 27006-1:2024 9.4.3",
                                         "Name the Statement of Applicability that was audited." };
static const struct sw_rule conclusion_rule = {
    "ST1-1", "ISO/IEC 17021-1:2015 9.3.1.2.3",
    "Record the conclusion of stage 1, and answer its areas of concern in stage 2."
};
static const struct sw_rule maintain_rule = {
    "MNT-1", "ISO/IEC 17021-1:2015 9.6.1",
    "Have a competent person who did not audit review and decide."
};
static const struct sw_rule answered_rule = { "NC-4", "ISO/IEC 17021-1:2015 9.5.2",
                                              "Have the answers to all minors accepted first." };
static const struct sw_rule verified_rule = { "NC-4", "ISO/IEC 17021-1:2015 9.5.2",
                                              "Have the actions accepted and verified first." };
static const struct sw_rule escalation_rule = { "NC-6", "ISO/IEC 17021-1:2015 9.6.2.2",
                                                "Raise it one grade higher than the earlier one." };

enum sw_code
rule_auditor_acts(const struct rule_actor *actor, struct sw_error *err)
{
    if (!actor->member)
        return SW_REFUSE(err, &appointed_rule, "You are not in the team of %s", actor->audit);
    if (actor->role != RULE_ROLE_LEAD && actor->role != RULE_ROLE_AUDITOR)
        return SW_REFUSE(err, &role_rule, "You are in the team of %s as %s", actor->audit,
                         rule_team_role_words[actor->role]);
    return SW_OK;
}

enum sw_code
rule_lead_acts(const struct rule_actor *actor, struct sw_error *err)
{
    const enum sw_code code = rule_auditor_acts(actor, err);

    if (code == SW_OK && actor->role != RULE_ROLE_LEAD)
        return SW_REFUSE(err, &lead_rule, "You are not the lead of %s", actor->audit);
    return code;
}

enum sw_code
rule_agreement(bool has_agreement, struct sw_error *err)
{
    if (!has_agreement)
        return SW_REFUSE(err, &agreement_rule, "There is no signed agreement with this client");
    return SW_OK;
}

enum sw_code
rule_team_answer(const struct rule_team_answer *in, struct sw_error *err)
{
    if (!in->accepted && !in->by_client)
        return SW_REFUSE(err, &answer_rule, "Only the client objects to a team");
    if (!in->accepted && !rule_text_given(in->reason))
        return SW_REFUSE(err, &answer_rule, "An objection needs a reason");
    if (in->accepted && !in->by_client && sw_date_compare(in->today, in->objection_until) <= 0)
        return SW_REFUSE(err, &answer_rule, "The client may object until %s",
                         RULE_DATE(in->objection_until));
    return SW_OK;
}

enum sw_code
rule_team_notice(bool objected, const char *answer, struct sw_error *err)
{
    if (objected && !rule_text_given(answer))
        return SW_REFUSE(err, &objection_rule, "The client's objection to the team has no answer");
    return SW_OK;
}

static bool
same_person_and_day(const struct rule_plan_item *a, const struct rule_plan_item *b)
{
    return sw_date_compare(a->on, b->on) == 0 && strcmp(a->person_id, b->person_id) == 0;
}

static bool
counts(const struct rule_plan_item *item)
{
    return item->direct && item->auditor;
}

/* Each person's day counts once, at the first of its items. */
static int
direct_tenths(const struct rule_plan_in *in)
{
    int minutes = 0;

    for (int i = 0; i < in->item_count; i++) {
        bool first = counts(&in->items[i]);
        int day = 0;

        for (int j = 0; first && j < i; j++)
            first = !(counts(&in->items[j]) && same_person_and_day(&in->items[i], &in->items[j]));
        for (int j = i; first && j < in->item_count; j++)
            if (counts(&in->items[j]) && same_person_and_day(&in->items[i], &in->items[j]))
                day += in->items[j].minutes;
        minutes += day > RULE_DAY_MINUTES ? RULE_DAY_MINUTES : day;
    }
    return minutes * 10 / RULE_DAY_MINUTES;
}

static int
site_place(const struct rule_plan_in *in, const char *site_id)
{
    for (int i = 0; i < in->site_count; i++)
        if (strcmp(in->sites[i], site_id) == 0)
            return i;
    return -1;
}

static enum sw_code
check_item(const struct rule_plan_in *in, const struct rule_plan_item *item, struct sw_error *err)
{
    if (sw_date_compare(item->on, in->first) < 0 || sw_date_compare(item->on, in->last) > 0)
        return SW_REFUSE(err, &plan_rule, "%s is not a day of the audit (%s to %s)",
                         RULE_DATE(item->on), RULE_DATE(in->first), RULE_DATE(in->last));
    if (site_place(in, item->site_id) < 0)
        return SW_REFUSE(err, &plan_rule,
                         "Work on %s is planned at a site that the audit does not visit",
                         RULE_DATE(item->on));
    if (item->remote && !rule_text_given(in->remote_risk))
        return SW_REFUSE(err, &remote_rule, "Work on %s is remote without a risk analysis",
                         RULE_DATE(item->on));
    return SW_OK;
}

enum sw_code
rule_plan(const struct rule_plan_in *in, int *ret_direct_tenths, struct sw_error *err)
{
    enum sw_code code = SW_OK;
    int direct;

    if (in->item_count < 1 || in->item_count > PLAN_ITEMS_MAX)
        return SW_REFUSE(err, &plan_rule, "A plan has 1 to %d items", PLAN_ITEMS_MAX);
    for (int i = 0; code == SW_OK && i < in->item_count; i++)
        code = check_item(in, &in->items[i], err);
    if (code != SW_OK)
        return code;
    for (int s = 0; s < in->site_count; s++) {
        bool planned = false;

        for (int i = 0; i < in->item_count; i++)
            planned = planned || strcmp(in->items[i].site_id, in->sites[s]) == 0;
        if (!planned)
            return SW_REFUSE(err, &plan_rule, "Site %d of the audit has no work in the plan",
                             s + 1);
    }
    direct = direct_tenths(in);
    code = rule_direct_time(in->pack, in->half_days, direct, err);
    if (code == SW_OK)
        *ret_direct_tenths = direct;
    return code;
}

void
rule_plan_warnings(const struct rule_plan_in *in, struct rule_faults *ret_warnings)
{
    int direct = 0, remote = 0;

    ret_warnings->count = ret_warnings->more = 0;
    for (int i = 0; i < in->item_count; i++)
        if (counts(&in->items[i])) {
            direct += in->items[i].minutes;
            remote += in->items[i].remote ? in->items[i].minutes : 0;
        }
    if (remote * 100 > in->remote_percent * direct)
        RULE_FAULT(ret_warnings, &share_rule, "", RULE_NUMBER(remote), " of ", RULE_NUMBER(direct),
                   " minutes with the client are remote, more than ",
                   RULE_NUMBER(in->remote_percent), " %");
}

enum sw_code
rule_meeting(const struct rule_meeting *in, struct sw_error *err)
{
    const struct sw_rule *day_rule = in->closing ? &closing_rule : &opening_rule;

    if (sw_date_compare(in->held_on, in->first) < 0 || sw_date_compare(in->held_on, in->last) > 0)
        return SW_REFUSE(err, day_rule, "%s is not a day of the audit (%s to %s)",
                         RULE_DATE(in->held_on), RULE_DATE(in->first), RULE_DATE(in->last));
    if (sw_date_compare(in->held_on, in->today) > 0)
        return SW_REFUSE(err, day_rule, "%s has not come yet", RULE_DATE(in->held_on));
    if (!in->closing && !in->plan_agreed)
        return SW_REFUSE(err, &agreed_rule, "The client has not agreed to the plan");
    if (in->closing && in->sites_without_work > 0 && !rule_text_given(in->deviation))
        return SW_REFUSE(err, &closing_rule, "Nothing is recorded at %d of the sites to visit",
                         in->sites_without_work);
    if (in->closing && in->repeated_minors != NULL && !rule_text_given(in->systemic))
        return SW_REFUSE(err, &systemic_rule, "There are three or more minors on %s",
                         in->repeated_minors);
    return SW_OK;
}

/* Which recommendations end which audit. */
static bool
recommendation_fits(enum rule_audit_kind kind, enum rule_recommendation said)
{
    switch (kind) {
    case RULE_STAGE1:
        return said == RULE_PROCEED || said == RULE_POSTPONE;
    case RULE_STAGE2:
        return said == RULE_CERTIFY || said == RULE_NOT_CERTIFY;
    case RULE_SURVEILLANCE1:
    case RULE_SURVEILLANCE2:
        return said == RULE_MAINTAIN || said == RULE_SUSPEND || said == RULE_WITHDRAW;
    default:
        return said == RULE_RENEW || said == RULE_NOT_RENEW;
    }
}

static enum sw_code
check_stages(const struct rule_report *in, struct sw_error *err)
{
    if (in->kind == RULE_STAGE1 && !in->stage1_concluded)
        return SW_REFUSE(err, &conclusion_rule, "Stage 1 has no conclusion yet");
    if (in->kind == RULE_STAGE1 && (in->recommendation == RULE_PROCEED) != in->stage1_ready)
        return SW_REFUSE(err, &conclusion_rule, "The conclusion of stage 1 says otherwise");
    if (in->kind == RULE_STAGE2 && in->concerns_unanswered > 0)
        return SW_REFUSE(err, &conclusion_rule, "%d areas of concern of stage 1 have no answer",
                         in->concerns_unanswered);
    return SW_OK;
}

enum sw_code
rule_report(const struct rule_report *in, struct sw_error *err)
{
    if (!recommendation_fits(in->kind, in->recommendation))
        return SW_REFUSE(err, &report_rule, "A %s audit does not end with the recommendation %s",
                         rule_audit_kind_names[in->kind],
                         rule_recommendation_names[in->recommendation]);
    if (!rule_text_given(in->reasons))
        return SW_REFUSE(err, &report_rule, "The recommendation has no reasons");
    if (!in->objectives_met && !rule_text_given(in->objectives_not_met))
        return SW_REFUSE(err, &report_rule, "The report does not say why objectives were not met");
    if (!rule_text_given(in->soa_version))
        return SW_REFUSE(err, &soa_rule, "The audit names no Statement of Applicability");
    if (in->not_effective > 0)
        return SW_REFUSE(err, &escalation_rule,
                         "%d earlier findings were not effective, and nothing takes their place",
                         in->not_effective);
    return check_stages(in, err);
}

enum sw_code
rule_surveillance_end(const struct rule_surveillance_end *in, struct sw_error *err)
{
    if (in->kind != RULE_SURVEILLANCE1 && in->kind != RULE_SURVEILLANCE2)
        return SW_REFUSE(err, &maintain_rule, "A %s audit ends with a decision",
                         rule_audit_kind_names[in->kind]);
    if (rule_maintain(in->majors, in->lead_positive, in->suspension_proposed) != RULE_MAINTAIN_LEAD)
        return SW_REFUSE(err, &maintain_rule,
                         "%d majors, the lead %s, suspension is %sproposed: the lead's word alone "
                         "does not keep the certificate",
                         in->majors, in->lead_positive ? "is positive" : "is not positive",
                         in->suspension_proposed ? "" : "not ");
    if (in->minors_unanswered > 0)
        return SW_REFUSE(err, &answered_rule, "%d minors have no accepted answer",
                         in->minors_unanswered);
    return SW_OK;
}

enum sw_code
rule_surveillance_review(const struct rule_surveillance_review *in, struct sw_error *err)
{
    if (in->kind != RULE_SURVEILLANCE1 && in->kind != RULE_SURVEILLANCE2)
        return SW_REFUSE(err, &maintain_rule, "A %s audit ends with a decision",
                         rule_audit_kind_names[in->kind]);
    if (!rule_text_given(in->reason))
        return SW_REFUSE(err, &maintain_rule, "The review has no reason");
    if (in->outcome != RULE_MAINTAIN)
        return SW_OK;
    if (in->majors_open > 0)
        return SW_REFUSE(err, &verified_rule, "The actions for %d majors are not verified",
                         in->majors_open);
    if (in->minors_unanswered > 0)
        return SW_REFUSE(err, &answered_rule, "%d minors have no accepted answer",
                         in->minors_unanswered);
    return SW_OK;
}

enum sw_code
rule_escalation(enum rule_grade earlier, enum rule_grade now, struct sw_error *err)
{
    if (now > rule_escalated(earlier))
        return SW_REFUSE(err, &escalation_rule, "The earlier finding was %s, its repetition is %s",
                         rule_grade_names[earlier], rule_grade_names[now]);
    return SW_OK;
}
