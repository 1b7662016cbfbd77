/* Several management systems in one audit: ability of the team, and time after the reductions. */
#include "judge/judge_parts.h"
#include "rules/integrated.h"

struct question {
    int64_t standards;
    struct sw_list qualified;
    int64_t sum_half_days, own_percent, integration_percent;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_INT(struct question, standards, 2, 20, "Standards audited together"),
    SW_IN_INTS(struct question, qualified, 1, RULE_INTEGRATED_AUDITORS_MAX, "For each auditor: standards qualified for"),
    SW_OPT_INT(struct question, sum_half_days, 0, 20000, "Sum of the separate times before reductions [half-days]"),
    SW_OPT_INT(struct question, own_percent, 0, 100, "Reduction of the standards by their own rules [%]"),
    SW_OPT_INT(struct question, integration_percent, 0, 100, "Reduction for integration [%]"),
    { .name = NULL },
};
const struct sw_shape sw_judge_integrated_in = { "IntegratedQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("ability_percent", SW_F_INT, "Ability of the team [%]"), SW_OUT("millidays", SW_F_INT, "Time after both reductions [1/1000 day]"), { .name = NULL },
};
const struct sw_shape sw_judge_integrated_out = { "IntegratedAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const int64_t *given = q->qualified.items;
    int qualified[RULE_INTEGRATED_AUDITORS_MAX];
    int ability = 0, millidays = 0;
    enum sw_code code;

    (void) ret_faults;
    for (size_t i = 0; i < q->qualified.count; i++)
        qualified[i] = (int) given[i];
    code = rule_integrated_ability(qualified, (int) q->qualified.count, (int) q->standards,
                                   &ability, err);
    if (code == SW_OK)
        code =
            rule_integrated_time(500 * judge_int(q->sum_half_days, 0), judge_int(q->own_percent, 0),
                                 judge_int(q->integration_percent, 0), &millidays, err);
    if (code == SW_OK)
        *ret_answer = judge_own(
            arena, json_pack("{si si}", "ability_percent", ability, "millidays", millidays));
    return code;
}

const struct sw_judgement sw_judge_integrated = { "integrated", &sw_judge_integrated_in, judge };
