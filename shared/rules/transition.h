/* transition.h - from ISO/IEC 27001:2013 to 2022: IAF MD 26. */
#ifndef RULES_TRANSITION_H
#define RULES_TRANSITION_H

#include "rules/faults.h"
#include "rules/vocabulary.h"

/* How a client's transition is audited. */
enum rule_transition {
    RULE_TRANSITION_RECERTIFICATION, /* together with one */
    RULE_TRANSITION_SURVEILLANCE,    /* together with one */
    RULE_TRANSITION_SEPARATE,
    RULE_TRANSITIONS
};
/* recertification surveillance separate */
extern const char *const rule_transition_names[RULE_TRANSITIONS + 1];

/* Time on top of the audit, at least: half a day with a recertification, else a day.
 * @rule IAF-MD26:4 */
int rule_transition_half_days(enum rule_transition transition);

/* Against which edition an audit may be made: initial and recertification audits that begin on or
 * after 2024-05-01 against 2022 alone, any audit after 2025-10-31.
 * @rule IAF-MD26:2 */
SW_CHECKED enum sw_code rule_audit_edition(const char *standard, enum rule_audit_kind kind,
                                           struct sw_date first, struct sw_error *err);

#endif
