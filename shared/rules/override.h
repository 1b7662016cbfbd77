/* override.h - going on against the advice of a rule: with a reason, and somebody who approves.
 *
 * A shall refuses, whoever asks.  A should warns: rule_<subject>_warnings() lists what is advised
 * against, and the write passes when an override is given for the rule of each warning.
 */
#ifndef RULES_OVERRIDE_H
#define RULES_OVERRIDE_H

#include "rules/faults.h"

struct rule_override {
    const char *rule; /* id of the rule that warns */
    const char *reason;
};

/**
 * Are all warnings covered, and is each override for one of them?
 * @rule ISO/IEC17021-1:9.9.2
 * @return SW_OK; SW_OVERRIDE_NEEDED with the first warning that none of the overrides covers;
 *         SW_RULE_REFUSED for an override without a reason (OVR-1), of something that does not warn
 *         here, a hard rule included (OVR-2), or of one rule twice (OVR-2)
 */
SW_CHECKED enum sw_code rule_overrides(const struct rule_faults *warnings,
                                       const struct rule_override *overrides, int count,
                                       struct sw_error *err);

struct rule_approver {
    const char *id;
    const char *name;        /* for the sentence */
    bool active_staff;       /* of the certification body: no auditee, nobody who left */
    const char *roles;       /* words: "reviewer decider" */
    const char *recorded_by; /* who asks */
    const char *team;        /* words: ids of the people whose work it is about */
};

/**
 * May this person approve an override?  Somebody else than who asks (SOD-11), of the body's staff
 * and competent to judge audits: a reviewer or decider (OVR-3), and not of the team (OVR-4).
 * @rule ISO/IEC17021-1:5.2.12
 * @rule ISO/IEC17021-1:7.1.2
 */
SW_CHECKED enum sw_code rule_approver(const struct rule_approver *in, struct sw_error *err);

#endif
