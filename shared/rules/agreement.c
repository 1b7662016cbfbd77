/* The agreement, and changes that a client reports (application.h). */
#include "rules/application.h"
#include "rules/audit_time.h"

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule agreement_rule = { "APP-3", S17 "5.1.2", "Have an agreement signed that covers all sites in scope." };
static const struct sw_rule duties_rule    = { "APP-4", S17 "8.5.3", "Have the client accept the duties of the agreement: notice of changes, access, use of marks." };
static const struct sw_rule change_rule    = { "APP-5", S17 "9.6.4", "Conclude what the change makes necessary." };
/* clang-format on */

void
rule_agreement_faults(const struct rule_agreement_in *in, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    if (!in->clauses_accepted)
        RULE_FAULT(ret_faults, &duties_rule, "clauses_accepted",
                   "The duties of the client are not accepted");
    if (sw_date_is_none(in->signed_on))
        RULE_FAULT(ret_faults, &agreement_rule, "signed_on", "The agreement is not signed");
    else if (sw_date_compare(in->signed_on, in->today) > 0)
        RULE_FAULT(ret_faults, &agreement_rule, "signed_on", "The signature of ",
                   RULE_DATE(in->signed_on), " lies in the future");
    if (in->sites_covered < in->sites)
        RULE_FAULT(ret_faults, &agreement_rule, "sites", "The agreement covers ",
                   RULE_NUMBER(in->sites_covered), " of ", RULE_NUMBER(in->sites),
                   " sites in scope");
}

struct rule_change_outcome
rule_change_needs(const struct rule_time_pack *pack, const struct rule_change *in)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);

    return (struct rule_change_outcome){
        .special_audit = in->system,
        .recalculated = in->scope ||
                        rule_time_recalculate(pack, in->persons_before, in->persons_now, &settings),
        .amended = in->scope || in->address || in->ownership,
    };
}

void
rule_change_faults(const struct rule_time_pack *pack, const struct rule_change *in,
                   const struct rule_change_outcome *outcome, const char *reason,
                   struct rule_faults *ret_faults)
{
    const struct rule_change_outcome needs = rule_change_needs(pack, in);

    ret_faults->count = ret_faults->more = 0;
    if (!outcome->accepted && !outcome->special_audit && !outcome->recalculated &&
        !outcome->amended)
        RULE_FAULT(ret_faults, &change_rule, "outcome", "The review of the change has no outcome");
    if (needs.special_audit && !outcome->special_audit && !rule_text_given(reason))
        RULE_FAULT(ret_faults, &change_rule, "special_audit",
                   "Why a major change of the system needs no special audit is not said");
    if (needs.recalculated && !outcome->recalculated)
        RULE_FAULT(ret_faults, &change_rule, "recalculated",
                   "The audit time has to be calculated again");
    if (needs.amended && !outcome->amended)
        RULE_FAULT(ret_faults, &change_rule, "amended",
                   "The certificate no longer says what is so");
}
