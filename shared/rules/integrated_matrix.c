/* How much integration saves, by its level and the ability of the team (integrated.h). */
#include "rules/integrated.h"

#define STEP  20
#define STEPS 6

/* clang-format off */
/* By [level of integration][ability of the team], both 0, 20 .. 100 % [%]. */
static const int matrix[STEPS][STEPS] = {
    { 0, 0, 0,  0,  0,  0 },
    { 0, 5, 5,  5,  5,  5 },
    { 0, 5, 5,  5, 10, 10 },
    { 0, 5, 10, 10, 10, 10 },
    { 0, 5, 10, 10, 15, 15 },
    { 0, 5, 10, 10, 15, 20 },
};
/* clang-format on */

static const struct sw_rule matrix_rule = {
    "MD11-2", "IAF MD 11:2023 2.2",
    "Reduce by at most what the level of integration and the ability of the team allow."
};

enum sw_code
rule_integrated_reduction(int level_percent, int ability_percent, int *ret_percent,
                          struct sw_error *err)
{
    if (level_percent < 0 || level_percent > 100)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "integration_level", "0 to 100 %%");
    if (ability_percent < 0 || ability_percent > 100)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "ability", "0 to 100 %%");
    *ret_percent = matrix[level_percent / STEP][ability_percent / STEP];
    return SW_OK;
}

enum sw_code
rule_integrated_within(int level_percent, int ability_percent, int percent, struct sw_error *err)
{
    int most = 0;
    const enum sw_code code = rule_integrated_reduction(level_percent, ability_percent, &most, err);

    if (code != SW_OK)
        return code;
    if (percent > most)
        return SW_REFUSE(err, &matrix_rule,
                         "%d %% is more than the %d %% of an integration of %d %% and an ability "
                         "of %d %%",
                         percent, most, level_percent, ability_percent);
    return SW_OK;
}
