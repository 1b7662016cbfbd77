/* Several management systems in one audit: ability of the team, and time after the reductions. */
#include "judge/judge_parts.h"
#include "rules/integrated.h"

struct question {
    int64_t standards;
    struct sw_list qualified;
    int64_t sum_half_days, own_percent, integration_percent, integration_level;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_INT(struct question, standards, 2, 20, "Standards audited together"),
    SW_IN_INTS(struct question, qualified, 1, RULE_INTEGRATED_AUDITORS_MAX, "For each auditor: standards qualified for"),
    SW_OPT_INT(struct question, sum_half_days, 0, 20000, "Sum of the separate times before reductions [half-days]"),
    SW_OPT_INT(struct question, own_percent, 0, 100, "Reduction of the standards by their own rules [%]"),
    SW_OPT_INT(struct question, integration_percent, 0, 100, "Reduction for integration [%]; what the level allows when absent"),
    SW_OPT_INT(struct question, integration_level, 0, 100, "How far the systems are one: limits the reduction [%]"),
    { .name = NULL },
};
const struct sw_shape sw_judge_integrated_in = { "IntegratedQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("ability_percent", SW_F_INT, "Ability of the team [%]"),
    SW_OUT("integration_percent", SW_F_INT, "Reduction for integration that was used [%]"), SW_OUT("millidays", SW_F_INT, "Time after both reductions [1/1000 day]"), { .name = NULL },
};
const struct sw_shape sw_judge_integrated_out = { "IntegratedAnswer", 0, out_fields };
/* clang-format on */

/* The reduction asked for, if the level of integration allows it; else what the level gives. */
static enum sw_code
take_reduction(const struct question *q, int ability, int *ret_percent, struct sw_error *err)
{
    const int level = judge_int(q->integration_level, -1);

    *ret_percent = judge_int(q->integration_percent, 0);
    if (level < 0)
        return SW_OK;
    if (q->integration_percent == SW_INT_NONE)
        return rule_integrated_reduction(level, ability, ret_percent, err);
    return rule_integrated_within(level, ability, *ret_percent, err);
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const int64_t *given = q->qualified.items;
    int qualified[RULE_INTEGRATED_AUDITORS_MAX];
    int ability = 0, reduction = 0, millidays = 0;
    enum sw_code code;

    (void) ret_faults;
    for (size_t i = 0; i < q->qualified.count; i++)
        qualified[i] = (int) given[i];
    code = rule_integrated_ability(qualified, (int) q->qualified.count, (int) q->standards,
                                   &ability, err);
    if (code == SW_OK)
        code = take_reduction(q, ability, &reduction, err);
    if (code == SW_OK)
        code = rule_integrated_time(500 * judge_int(q->sum_half_days, 0),
                                    judge_int(q->own_percent, 0), reduction, &millidays, err);
    if (code == SW_OK)
        *ret_answer =
            judge_own(arena, json_pack("{si si si}", "ability_percent", ability,
                                       "integration_percent", reduction, "millidays", millidays));
    return code;
}

const struct sw_judgement sw_judge_integrated = { "integrated", &sw_judge_integrated_in, judge };
