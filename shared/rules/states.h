/* states.h - what may follow what: applications, clients, audits, findings, certificates.
 *
 * States are the words of the API and the database.  A row of a table is one
 * allowed step with its guard in words and its clause; the guard itself is one
 * of the functions of this folder, which the caller asks first.
 */
#ifndef RULES_STATES_H
#define RULES_STATES_H

#include <stdbool.h>

#include "base/sw_error.h"

enum rule_machine {
    RULE_MACHINE_APPLICATION,
    RULE_MACHINE_CLIENT,
    RULE_MACHINE_AUDIT,
    RULE_MACHINE_FINDING_MAJOR,
    RULE_MACHINE_FINDING_MINOR,
    RULE_MACHINE_FINDING_OFI,
    RULE_MACHINE_CERTIFICATE,
    RULE_MACHINES
};
/* application client audit major minor ofi certificate */
extern const char *const rule_machine_names[RULE_MACHINES + 1];

struct rule_step {
    const char *from, *to;
    const char *guard; /* in words, for people */
    struct sw_rule rule;
};

/* application: draft submitted info_requested accepted declined withdrawn contracted
 * client:      prospect applicant contracted certified former
 * audit:       planned team_notified confirmed plan_sent in_progress fieldwork_closed report_issued
 *              closed postponed cancelled aborted
 * finding:     raised disputed responded response_rejected response_accepted evidence_submitted
 *              carried_forward verified not_effective closed withdrawn   (by grade)
 * certificate: issuing active suspended withdrawn expired transferred_out
 */

/**
 * May @p machine step from one state to another?
 * @rule ISO/IEC17021-1:9
 * @return SW_OK; SW_RULE_REFUSED for a step that a rule forbids by name (back from withdrawn, a
 *         finding that is closed without evidence); SW_STATE_CONFLICT for any other step that is
 *         not in the table
 */
SW_CHECKED enum sw_code rule_state_step(enum rule_machine machine, const char *from, const char *to,
                                        struct sw_error *err);

/* The same without an error, for lists of what may be done now.
 * @rule ISO/IEC17021-1:9 */
bool rule_state_allows(enum rule_machine machine, const char *from, const char *to);

/* Is it a state of this machine?
 * @rule ISO/IEC17021-1:9 */
bool rule_state_known(enum rule_machine machine, const char *state);

/* All steps of a machine; *ret_count of them.
 * @rule ISO/IEC17021-1:9 */
const struct rule_step *rule_state_steps(enum rule_machine machine, int *ret_count);

#endif
