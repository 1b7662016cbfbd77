#include "rules/integrated.h"

#include "rules/limits.h"

static const struct sw_rule integration_limit = { "MD11-1", "IAF MD 11:2023 2.2",
                                                  "Reduce by at most 20 % for integration." };
static const struct sw_rule own_limit = { "LIM-1", "ISO/IEC 27006-1:2024 C.3.6",
                                          "Reduce the time of each standard by at most 30 %." };

enum sw_code
rule_integrated_ability(const int *qualified, int auditors, int standards, int *ret_percent,
                        struct sw_error *err)
{
    int beyond_one = 0;

    if (auditors < 1 || auditors > RULE_INTEGRATED_AUDITORS_MAX || standards < 2 || standards > 20)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "auditors",
                             "1 to %d auditors and 2 to 20 standards",
                             RULE_INTEGRATED_AUDITORS_MAX);
    for (int i = 0; i < auditors; i++) {
        if (qualified[i] < 1 || qualified[i] > standards)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "qualified",
                                 "An auditor is qualified for 1 to %d of the standards", standards);
        beyond_one += qualified[i] - 1;
    }
    *ret_percent = 100 * beyond_one / (auditors * (standards - 1));
    return SW_OK;
}

enum sw_code
rule_integrated_time(int sum_millidays, int own_percent, int integration_percent,
                     int *ret_millidays, struct sw_error *err)
{
    long long millidays;

    if (sum_millidays < 0 || own_percent < 0 || integration_percent < 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "percent", "Reductions are not negative");
    if (own_percent > RULE_OWN_REDUCTION_PERCENT)
        return SW_REFUSE(err, &own_limit, "%d %% is more than %d %%", own_percent,
                         RULE_OWN_REDUCTION_PERCENT);
    if (integration_percent > RULE_INTEGRATION_PERCENT)
        return SW_REFUSE(err, &integration_limit, "%d %% for integration is more than %d %%",
                         integration_percent, RULE_INTEGRATION_PERCENT);
    millidays = (long long) sum_millidays * (100 - own_percent) * (100 - integration_percent);
    *ret_millidays = (int) ((millidays + 9999) / 10000);
    return SW_OK;
}
