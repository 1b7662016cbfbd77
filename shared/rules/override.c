#include "rules/override.h"

#include <string.h>

#include "rules/segregation.h"

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule reason_rule    = { "OVR-1", S17 "9.9.2", "Say why it is done nevertheless." };
static const struct sw_rule warning_rule   = { "OVR-2", S17 "9.9.2", "Leave the override out: only a rule that warns is overridden, and once." };
static const struct sw_rule competent_rule = { "OVR-3", S17 "7.1.2", "Name a reviewer or decider of the certification body." };
static const struct sw_rule team_rule      = { "OVR-4", S17 "5.2.12", "Name somebody who is not in the team." };
/* clang-format on */

static bool
warns(const struct rule_faults *warnings, const char *rule)
{
    for (int i = 0; i < warnings->count; i++)
        if (strcmp(warnings->at[i].rule->id, rule) == 0)
            return true;
    return false;
}

/* The place of the override for a rule, or -1. */
static int
override_of(const struct rule_override *overrides, int count, const char *rule)
{
    for (int i = 0; i < count; i++)
        if (strcmp(overrides[i].rule, rule) == 0)
            return i;
    return -1;
}

enum sw_code
rule_overrides(const struct rule_faults *warnings, const struct rule_override *overrides, int count,
               struct sw_error *err)
{
    for (int i = 0; i < count; i++) {
        if (!warns(warnings, overrides[i].rule))
            return SW_REFUSE(err, &warning_rule, "%.40s does not warn here", overrides[i].rule);
        if (override_of(overrides, i, overrides[i].rule) >= 0)
            return SW_REFUSE(err, &warning_rule, "%.40s is overridden twice", overrides[i].rule);
        if (!rule_text_given(overrides[i].reason))
            return SW_REFUSE(err, &reason_rule, "The override of %.40s has no reason",
                             overrides[i].rule);
    }
    for (int i = 0; i < warnings->count; i++)
        if (override_of(overrides, count, warnings->at[i].rule->id) < 0)
            return SW_WARN(err, warnings->at[i].rule, "%s", warnings->at[i].detail);
    return SW_OK;
}

enum sw_code
rule_approver(const struct rule_approver *in, struct sw_error *err)
{
    const enum sw_code code = rule_not_own_request(in->recorded_by, in->id, err);

    if (code != SW_OK)
        return code;
    if (!in->active_staff)
        return SW_REFUSE(err, &competent_rule,
                         "%.80s is no active member of the certification body's staff", in->name);
    if (!rule_words_have(in->roles, "reviewer") && !rule_words_have(in->roles, "decider"))
        return SW_REFUSE(err, &competent_rule, "%.80s is neither reviewer nor decider", in->name);
    if (rule_words_have(in->team, in->id))
        return SW_REFUSE(err, &team_rule, "%.80s is in the team", in->name);
    return SW_OK;
}
