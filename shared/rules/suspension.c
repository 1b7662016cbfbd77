#include "rules/suspension.h"

#include <string.h>

const char *const rule_suspension_ground_names[RULE_SUSPENSION_GROUNDS + 1] = { "failure",
                                                                                "no_audit",
                                                                                "request", NULL };

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule ground_rule    = { "MNT-12", S17 "9.6.5.2", "Name the ground, the reason, and what has to be solved." };
static const struct sw_rule limit_rule     = { "T-SUS", S17 "9.6.5.4", "Suspend for at least a month and no longer than the body allows: six months at most." };
static const struct sw_rule restore_rule   = { "MNT-14", S17 "9.6.5.4", "Solve the cause and put the evidence on file first." };
static const struct sw_rule late_rule      = { "MNT-14", S17 "9.6.5.4", "Withdraw the certification, or reduce its scope." };
static const struct sw_rule expired_rule   = { "T-EXP", S17 "8.2.2 c", "Complete the recertification and have it decided: within six months that restores, later at least a stage 2 is needed." };
static const struct sw_rule reduction_rule = { "MNT-15", S17 "9.6.5.5", "Remove what fails, and keep a scope that fits the standard." };
/* clang-format on */

enum sw_code
rule_suspension(const struct rule_suspension *in, struct sw_date *ret_until, struct sw_error *err)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    const int longest = settings.suspension_max_months;
    const int months = in->months == 0 ? longest : in->months;
    struct sw_date until;

    if (in->ground < 0 || in->ground >= RULE_SUSPENSION_GROUNDS)
        return SW_REFUSE(err, &ground_rule, "A suspension needs one of its grounds");
    if (!rule_text_given(in->reason))
        return SW_REFUSE(err, &ground_rule, "A suspension needs its reason");
    if (!rule_text_given(in->conditions))
        return SW_REFUSE(err, &ground_rule, "A suspension says what has to be solved");
    if (months < 1 || months > longest)
        return SW_REFUSE(err, &limit_rule, "A suspension of %d months; this body allows 1 to %d",
                         months, longest);
    until = rule_suspension_limit(in->on, months, &settings);
    *ret_until = sw_date_compare(until, in->expires_on) > 0 ? in->expires_on : until;
    return SW_OK;
}

enum sw_code
rule_restoring(const struct rule_restoring *in, struct sw_error *err)
{
    if (sw_date_compare(in->decided_on, in->expires_on) > 0)
        return SW_REFUSE(err, &expired_rule, "The certification expired on %s",
                         RULE_DATE(in->expires_on));
    if (sw_date_is_none(in->solved_on) || sw_date_compare(in->solved_on, in->decided_on) > 0)
        return SW_REFUSE(err, &restore_rule, "The cause of the suspension is not solved");
    if (!in->evidence)
        return SW_REFUSE(err, &restore_rule, "No evidence shows that the cause is solved");
    if (sw_date_compare(in->solved_on, in->until) > 0)
        return SW_REFUSE(err, &late_rule, "The cause was solved on %s, and the time ended on %s",
                         RULE_DATE(in->solved_on), RULE_DATE(in->until));
    return SW_OK;
}

void
rule_reduction_faults(const struct rule_reduction *in, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    if (!rule_text_given(in->reason))
        RULE_FAULT(ret_faults, &reduction_rule, "reason", "A reduction needs its reason");
    if (!rule_text_given(in->scope_after))
        RULE_FAULT(ret_faults, &reduction_rule, "scope", "No scope is left");
    else if (in->scope_before != NULL && strcmp(in->scope_before, in->scope_after) == 0)
        RULE_FAULT(ret_faults, &reduction_rule, "scope", "The scope is the same as before");
    if (in->parts_removed < in->parts_failing)
        RULE_FAULT(ret_faults, &reduction_rule, "parts", RULE_NUMBER(in->parts_removed), " of ",
                   RULE_NUMBER(in->parts_failing), " failing parts leave the scope");
    if (in->sites_left < 1)
        RULE_FAULT(ret_faults, &reduction_rule, "sites", "No site is left in scope");
    if (!in->fits_standard)
        RULE_FAULT(ret_faults, &reduction_rule, "standard",
                   "Some requirements of the standard would not apply to what is left");
}
