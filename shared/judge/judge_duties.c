/* By when does somebody have to have done something? */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/duties.h"

struct question {
    struct sw_date today, team_notified_on, stage1_ended_on, closing_on, stage2_ended_on,
        decided_on, expires_on, suspended_on;
    int64_t suspension_months;
    struct sw_date relation_ended_on, origin_failed_on;
    int certsearch_mode;
    struct sw_date certsearch_sent_on, witnessed_on;
    struct sw_date leads_since;
    struct sw_date decision_told_on, complaint_on, complaint_told_on, own_audit_on, own_review_on,
        impartiality_on, impartiality_change_on;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_OPT_DATE(struct question, today, "The day to look from; without it every duty is open"),
    SW_OPT_DATE(struct question, team_notified_on, "The client learnt of the team"),
    SW_OPT_DATE(struct question, stage1_ended_on, "Last day of stage 1"),
    SW_OPT_DATE(struct question, closing_on, "Closing meeting of an audit with nonconformities"),
    SW_OPT_DATE(struct question, stage2_ended_on, "Last day of stage 2"),
    SW_OPT_DATE(struct question, decided_on, "Initial certification decision"),
    SW_OPT_DATE(struct question, expires_on, "Last day of the running cycle"),
    SW_OPT_DATE(struct question, suspended_on, "First day of a suspension"),
    SW_OPT_INT(struct question, suspension_months, 1, 6, "Its length [months]; as long as the body allows when absent"),
    SW_OPT_DATE(struct question, relation_ended_on, "End of consultancy, internal audit or employment"),
    SW_OPT_DATE(struct question, origin_failed_on, "The body that issued the certificate failed; together with expires_on"),
    SW_OPT_ENUM(struct question, certsearch_mode, rule_certsearch_mode_names, "How the body takes part in the worldwide register; on when absent"),
    SW_OPT_DATE(struct question, certsearch_sent_on, "Last upload, or confirmation that nothing changed"),
    SW_OPT_DATE(struct question, witnessed_on, "An auditor was last watched at work"),
    SW_OPT_DATE(struct question, leads_since, "A person leads the audits of a client since"),
    SW_OPT_DATE(struct question, decision_told_on, "Notice of a decision"),
    SW_OPT_DATE(struct question, complaint_on, "A complaint was received"),
    SW_OPT_DATE(struct question, complaint_told_on, "Last word on its progress"),
    SW_OPT_DATE(struct question, own_audit_on, "Last internal audit of the body"),
    SW_OPT_DATE(struct question, own_review_on, "Last management review of the body"),
    SW_OPT_DATE(struct question, impartiality_on, "Last review of risks to impartiality"),
    SW_OPT_DATE(struct question, impartiality_change_on, "Last change of what it looks at"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_duties_in = { "DutiesQuestion", sizeof(struct question), in_fields };
static const struct sw_field duty_fields[] = {
    SW_OUT("timer", SW_F_TEXT, "Name of the timer"), SW_OUT("duty", SW_F_TEXT, "What it is about"), SW_OUT("clause", SW_F_TEXT, "Document and clause"),
    SW_OUT_MAYBE("warn_on", SW_F_DATE, "First day of the warning"), SW_OUT("due_on", SW_F_DATE, "Last day in time"),
    SW_OUT_ENUM("state", rule_duty_state_names, "On the day that was asked for"), SW_OUT("then", SW_F_TEXT, "What follows when the day has passed"), { .name = NULL },
};
static const struct sw_shape duty_out = { "TimedDuty", 0, duty_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_OBJECTS("duties", &duty_out, "All duties that follow from the facts"), { .name = NULL },
};
const struct sw_shape sw_judge_duties_out = { "DutiesAnswer", 0, out_fields };
/* clang-format on */

static const char *const read_settings[] = { "objection_days",
                                             "nc_minor_days",
                                             "nc_major_plan_days",
                                             "nc_major_evidence_days",
                                             "s1_s2_warn",
                                             "s1_s2_limit",
                                             "sv2_target_months",
                                             "suspension_max_months",
                                             "retention_extra_years",
                                             "expiry_convention",
                                             "monitoring_months",
                                             "rotation_years",
                                             NULL };

static struct rule_duty_facts
facts_of(const struct question *q)
{
    return (struct rule_duty_facts){
        .today = q->today,
        .team_notified_on = q->team_notified_on,
        .stage1_ended_on = q->stage1_ended_on,
        .closing_on = q->closing_on,
        .stage2_ended_on = q->stage2_ended_on,
        .decided_on = q->decided_on,
        .expires_on = q->expires_on,
        .suspended_on = q->suspended_on,
        .suspension_months = judge_int(q->suspension_months, 0),
        .relation_ended_on = q->relation_ended_on,
        .origin_failed_on = q->origin_failed_on,
        .mode = q->certsearch_mode < 0 ? RULE_CERTSEARCH_ON
                                       : (enum rule_certsearch_mode) q->certsearch_mode,
        .certsearch_sent_on = q->certsearch_sent_on,
        .witnessed_on = q->witnessed_on,
        .leads_since = q->leads_since,
        .decision_told_on = q->decision_told_on,
        .complaint_on = q->complaint_on,
        .complaint_told_on = q->complaint_told_on,
        .own_audit_on = q->own_audit_on,
        .own_review_on = q->own_review_on,
        .impartiality_on = q->impartiality_on,
        .impartiality_change_on = q->impartiality_change_on,
    };
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    struct rule_duty_facts facts = facts_of(q);
    struct rule_duty duties[RULE_DUTIES_MAX];
    struct rule_settings settings;
    json_t *list;
    int n;
    const enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    (void) ret_faults;
    if (code != SW_OK)
        return code;
    facts.settings = &settings;
    n = rule_duties(&facts, duties);
    list = json_array();
    for (int i = 0; i < n; i++) {
        const struct rule_duty *d = &duties[i];

        (void) json_array_append_new(
            list,
            json_pack("{ss ss ss so so ss ss}", "timer", d->timer, "duty", d->name, "clause",
                      d->clause, "warn_on", judge_date(d->warn_on), "due_on", judge_date(d->due_on),
                      "state", rule_duty_state_names[d->state], "then", d->then));
    }
    *ret_answer = judge_own(arena, json_pack("{so}", "duties", list));
    return SW_OK;
}

const struct sw_judgement sw_judge_duties = { "duties", &sw_judge_duties_in, judge };
