/* Renewal before expiry, restoring after it, and the gap between. */
#include "judge/judge_parts.h"
#include "rules/cycle.h"

struct question {
    struct sw_date anchor, expires_on, decided_on, effective_on, majors_verified_on;
    int64_t open_majors;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_OPT_DATE(struct question, anchor, "First effective date of the certification; the day after the expiry when absent"),
    SW_IN_DATE(struct question, expires_on, "Last day of the cycle that ends"),
    SW_IN_DATE(struct question, decided_on, "Day of the recertification decision"),
    SW_OPT_DATE(struct question, effective_on, "First day of the new cycle; the day of the decision when absent"),
    SW_OPT_INT(struct question, open_majors, 0, 10000, "Majors not verified on that day"),
    SW_OPT_DATE(struct question, majors_verified_on, "When the last major was verified"),
    { .name = NULL },
};
const struct sw_shape sw_judge_renewal_in = { "RenewalQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_ENUM("kind", rule_renewal_names, "In time, early, or restored"), SW_OUT("effective_on", SW_F_DATE, "First day of the new cycle"),
    SW_OUT("expires_on", SW_F_DATE, "Its last day"), SW_OUT_MAYBE("gap_from", SW_F_DATE, "First day without certification"),
    SW_OUT_MAYBE("gap_to", SW_F_DATE, "Last day without it"), { .name = NULL },
};
const struct sw_shape sw_judge_renewal_out = { "RenewalAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    struct rule_renewal r;
    const enum sw_code code = rule_renewal(
        &(struct rule_renewal_in){
            .anchor = sw_date_is_none(q->anchor) ? sw_date_add_days(q->expires_on, 1) : q->anchor,
            .expires_on = q->expires_on,
            .decided_on = q->decided_on,
            .effective_on = q->effective_on,
            .open_majors = judge_int(q->open_majors, 0),
            .majors_verified_on = q->majors_verified_on },
        &r, err);

    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer = judge_own(
            arena, json_pack("{ss so so so so}", "kind", rule_renewal_names[r.kind], "effective_on",
                             judge_date(r.effective_on), "expires_on", judge_date(r.expires_on),
                             "gap_from", judge_date(r.gap_from), "gap_to", judge_date(r.gap_to)));
    return code;
}

const struct sw_judgement sw_judge_renewal = { "renewal", &sw_judge_renewal_in, judge };
