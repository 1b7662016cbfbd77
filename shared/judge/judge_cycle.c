/* The dates of a certification: what a decision fixes, and where the cycle stands on a day. */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/cycle.h"

#define RENEWALS_MAX 20
#define HELD_MAX     20

struct held {
    struct sw_date on;
};
struct question {
    struct sw_date decided_on, effective_on, recertification_on, today;
    bool later_cycle;
    struct sw_list surveillances;
    int64_t renewals;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field held_fields[] = {
    SW_IN_DATE(struct held, on, "Last day of the audit"),
    { .name = NULL },
};
static const struct sw_shape held_in = { "AskedSurveillance", sizeof(struct held), held_fields };
static const struct sw_field in_fields[] = {
    SW_IN_DATE(struct question, decided_on, "Day of the certification decision"),
    SW_OPT_DATE(struct question, effective_on, "First day of the certificate; the day of the decision when absent"),
    SW_OPT_DATE(struct question, recertification_on, "Last day of the recertification audit, held or planned"),
    SW_OPT_DATE(struct question, today, "The day to look from; the decision when absent"),
    SW_OPT_BOOL(struct question, later_cycle, "It is not the first cycle: the 12 months for the first surveillance do not bind"),
    SW_OPT_OBJECTS(struct question, surveillances, &held_in, 0, HELD_MAX, "Surveillance audits held"),
    SW_OPT_INT(struct question, renewals, 0, RENEWALS_MAX, "How many renewals in time to look ahead"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_cycle_in = { "CycleQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("effective_on", SW_F_DATE, "First day"), SW_OUT("expires_on", SW_F_DATE, "Last day"),
    SW_OUT("first_surveillance_by", SW_F_DATE, "Last day for the first surveillance (9.1.3.3)"),
    SW_OUT("second_surveillance_target", SW_F_DATE, "When the second should be"), SW_OUT("restore_until", SW_F_DATE, "Last day to restore after expiry (9.6.3.2.5)"),
    SW_OUT("records_until", SW_F_DATE, "Records are kept until (9.9.4)"), SW_OUT_MAYBE("due_by", SW_F_DATE, "Last day of the next surveillance"),
    SW_OUT("first_late", SW_F_BOOL, "The first surveillance is or was late"), SW_OUT("missed_year", SW_F_INT, "First calendar year without one, or 0"),
    SW_OUT("overdue", SW_F_BOOL, "From 1 December: this year has none yet"), SW_OUT("propose_suspension", SW_F_BOOL, "So late that suspension is to be considered"),
    SW_OUT("audits_missing", SW_F_INT, "Of the two that a cycle has at least"), SW_OUT("renewed_expiries", SW_F_TEXTS, "Last days after each renewal in time"), { .name = NULL },
};
const struct sw_shape sw_judge_cycle_out = { "CycleAnswer", 0, out_fields };
/* clang-format on */

static const char *const read_settings[] = { "expiry_convention", "sv2_target_months",
                                             "retention_extra_years", NULL };

static struct sw_date
effective(const struct question *q)
{
    return sw_date_is_none(q->effective_on) ? q->decided_on : q->effective_on;
}

static json_t *
renewals(struct sw_date anchor, struct sw_date expires_on, int count,
         const struct rule_settings *settings)
{
    json_t *all = json_array();

    for (int i = 0; i < count; i++) {
        expires_on = rule_expiry_next(anchor, expires_on, settings);
        (void) json_array_append_new(all, judge_date(expires_on));
    }
    return all;
}

static json_t *
answer(const struct question *q, const struct rule_settings *settings,
       const struct rule_surveillance_in *in, const struct rule_surveillance *s)
{
    const struct sw_date effective_on = effective(q), expires_on = in->expires_on;

    return json_pack(
        "{so so so so so so so sb si sb sb si so}", "effective_on", judge_date(effective_on),
        "expires_on", judge_date(expires_on), "first_surveillance_by",
        judge_date(rule_first_surveillance_due(q->decided_on)), "second_surveillance_target",
        judge_date(rule_second_surveillance_target(q->decided_on, settings)), "restore_until",
        judge_date(rule_restore_limit(expires_on)), "records_until",
        judge_date(rule_retention_until(expires_on, settings)), "due_by", judge_date(s->due_by),
        "first_late", s->first_late, "missed_year", s->missed_year, "overdue", s->overdue_flag,
        "propose_suspension", s->propose_suspension, "audits_missing", s->audits_missing,
        "renewed_expiries",
        renewals(effective_on, expires_on, judge_int(q->renewals, 0), settings));
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct held *given = q->surveillances.items;
    struct sw_date held[HELD_MAX];
    struct rule_surveillance_in in = {
        .decided_on = q->decided_on,
        .initial_cycle = !q->later_cycle,
        .recertification_on = q->recertification_on,
        .held = held,
        .held_count = (int) q->surveillances.count,
        .today = sw_date_is_none(q->today) ? q->decided_on : q->today,
    };
    struct rule_surveillance state;
    struct rule_settings settings;
    enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    (void) ret_faults;
    if (code == SW_OK)
        code = rule_effective_date(q->decided_on, effective(q), err);
    if (code != SW_OK)
        return code;
    in.expires_on = rule_expiry(effective(q), &settings);
    for (size_t i = 0; i < q->surveillances.count; i++)
        held[i] = given[i].on;
    rule_surveillance(&in, &state);
    *ret_answer = judge_own(arena, answer(q, &settings, &in, &state));
    return SW_OK;
}

const struct sw_judgement sw_judge_cycle = { "cycle", &sw_judge_cycle_in, judge };
