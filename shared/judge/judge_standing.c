/* What a certificate is on a day. */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/cycle.h"

struct question {
    int stored;
    struct sw_date expires_on, suspended_on, today;
    int64_t suspension_months;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, stored, rule_standing_names, "As last decided"),
    SW_IN_DATE(struct question, expires_on, "Last day of the certificate"),
    SW_OPT_DATE(struct question, suspended_on, "First day of the suspension"),
    SW_OPT_INT(struct question, suspension_months, 1, 6, "Its length [months]; as long as the body allows when absent"),
    SW_IN_DATE(struct question, today, "The day to look from"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_standing_in = { "StandingQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_ENUM("standing", rule_standing_names, "What it is on that day"), SW_OUT("decide", SW_F_BOOL, "The suspension is over: withdraw or reduce (9.6.5.4)"),
    SW_OUT_MAYBE("suspended_until", SW_F_DATE, "Last day of the suspension"), { .name = NULL },
};
const struct sw_shape sw_judge_standing_out = { "StandingAnswer", 0, out_fields };
/* clang-format on */

static const char *const read_settings[] = { "suspension_max_months", NULL };

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const int months = judge_int(q->suspension_months, 0);
    struct rule_settings settings;
    bool decide = false;
    enum rule_standing standing;
    const enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    (void) ret_faults;
    if (code != SW_OK)
        return code;
    if (q->stored == RULE_SUSPENDED && sw_date_is_none(q->suspended_on))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/suspended_on",
                             "a suspended certificate needs the first day of its suspension");
    standing = rule_standing(&(struct rule_standing_in){ .stored = (enum rule_standing) q->stored,
                                                         .expires_on = q->expires_on,
                                                         .suspended_on = q->suspended_on,
                                                         .suspension_months = months,
                                                         .today = q->today,
                                                         .settings = &settings },
                             &decide);
    *ret_answer = judge_own(
        arena,
        json_pack("{ss sb so}", "standing", rule_standing_names[standing], "decide", decide,
                  "suspended_until",
                  sw_date_is_none(q->suspended_on)
                      ? json_null()
                      : judge_date(rule_suspension_limit(q->suspended_on, months, &settings))));
    return SW_OK;
}

const struct sw_judgement sw_judge_standing = { "standing", &sw_judge_standing_in, judge };
