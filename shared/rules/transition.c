#include "rules/transition.h"

#include <string.h>

#include "rules/decision.h"
#include "rules/limits.h"

#define NEW_AUDITS_FROM ((struct sw_date){ 2024, 5, 1 })

const char *const rule_transition_names[RULE_TRANSITIONS + 1] = { "recertification", "surveillance",
                                                                  "separate", NULL };

static const struct sw_rule edition_rule = { "MD26-2", "IAF MD 26:2023",
                                             "Audit against ISO/IEC 27001:2022." };

int
rule_transition_half_days(enum rule_transition transition)
{
    return transition == RULE_TRANSITION_RECERTIFICATION ? RULE_TRANSITION_RENEWAL_HALF_DAYS
                                                         : RULE_TRANSITION_HALF_DAYS;
}

enum sw_code
rule_audit_edition(const char *standard, enum rule_audit_kind kind, struct sw_date first,
                   struct sw_error *err)
{
    const bool surveillance = kind == RULE_SURVEILLANCE1 || kind == RULE_SURVEILLANCE2;
    struct sw_error now = { .code = SW_OK };

    if (rule_edition(standard, first, &now) != SW_OK)
        return SW_REFUSE(err, &edition_rule, "%s", now.detail);
    if (!surveillance && sw_date_compare(first, NEW_AUDITS_FROM) >= 0 &&
        strcmp(standard, RULE_STANDARD_CURRENT) != 0)
        return SW_REFUSE(err, &edition_rule,
                         "Since %s initial and recertification audits are made against 2022",
                         RULE_DATE(NEW_AUDITS_FROM));
    return SW_OK;
}
