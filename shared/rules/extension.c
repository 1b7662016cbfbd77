#include "rules/extension.h"

enum sw_code
rule_extension_time(const struct rule_audit_time_in *added, int minimum_half_days,
                    struct rule_extension_time *ret_time, struct sw_error *err)
{
    const int minimum = minimum_half_days == 0 ? RULE_EXTENSION_HALF_DAYS : minimum_half_days;
    struct rule_extension_time t;
    enum sw_code code;

    if (minimum < RULE_EXTENSION_HALF_DAYS)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "minimum_half_days", "At least %d half-days",
                             RULE_EXTENSION_HALF_DAYS);
    code = rule_audit_time(added, &t.time, err);
    if (code != SW_OK)
        return code;
    t.raised = t.time.total_half_days < minimum;
    t.half_days = t.raised ? minimum : t.time.total_half_days;
    *ret_time = t;
    return SW_OK;
}
