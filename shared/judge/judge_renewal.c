/* Renewal before expiry, restoring after it, and the gap between. */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/cycle.h"

struct question {
    struct sw_date anchor, expires_on, decided_on, effective_on, majors_verified_on;
    int64_t open_majors;
    bool stage2_again;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_OPT_DATE(struct question, anchor, "First effective date of the certification; the anniversary at the expiry when absent"),
    SW_IN_DATE(struct question, expires_on, "Last day of the cycle that ends"),
    SW_IN_DATE(struct question, decided_on, "Day of the recertification decision"),
    SW_OPT_DATE(struct question, effective_on, "First day of the new cycle; the day of the decision when absent"),
    SW_OPT_INT(struct question, open_majors, 0, 10000, "Majors not verified on that day"),
    SW_OPT_DATE(struct question, majors_verified_on, "When the last major was verified"),
    SW_OPT_BOOL(struct question, stage2_again, "The decision rests on a stage 2 that was held after the expiry"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_renewal_in = { "RenewalQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_ENUM("kind", rule_renewal_names, "In time, early, restored, or begun again"), SW_OUT("effective_on", SW_F_DATE, "First day of the new cycle"),
    SW_OUT("expires_on", SW_F_DATE, "Its last day"), SW_OUT_MAYBE("gap_from", SW_F_DATE, "First day without certification"),
    SW_OUT_MAYBE("gap_to", SW_F_DATE, "Last day without it"), { .name = NULL },
};
const struct sw_shape sw_judge_renewal_out = { "RenewalAnswer", 0, out_fields };
/* clang-format on */

static const char *const read_settings[] = { "expiry_convention", "recert_early_warn_months",
                                             "late_restore_cycle", NULL };

static struct sw_date
anchor_of(const struct question *q, const struct rule_settings *settings)
{
    if (!sw_date_is_none(q->anchor))
        return q->anchor;
    return sw_date_add_days(q->expires_on, settings->expiry_convention == RULE_ANNIVERSARY ? 0 : 1);
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    struct rule_settings settings;
    struct rule_renewal r;
    enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    (void) ret_faults;
    if (code == SW_OK)
        code = rule_renewal(&(struct rule_renewal_in){ .anchor = anchor_of(q, &settings),
                                                       .expires_on = q->expires_on,
                                                       .decided_on = q->decided_on,
                                                       .effective_on = q->effective_on,
                                                       .open_majors = judge_int(q->open_majors, 0),
                                                       .majors_verified_on = q->majors_verified_on,
                                                       .stage2_again = q->stage2_again,
                                                       .settings = &settings },
                            &r, err);
    if (code == SW_OK)
        *ret_answer = judge_own(
            arena, json_pack("{ss so so so so}", "kind", rule_renewal_names[r.kind], "effective_on",
                             judge_date(r.effective_on), "expires_on", judge_date(r.expires_on),
                             "gap_from", judge_date(r.gap_from), "gap_to", judge_date(r.gap_to)));
    return code;
}

const struct sw_judgement sw_judge_renewal = { "renewal", &sw_judge_renewal_in, judge };
