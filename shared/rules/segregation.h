/* segregation.h - who must not do what because of what they did before. */
#ifndef RULES_SEGREGATION_H
#define RULES_SEGREGATION_H

#include "rules/faults.h"
#include "rules/vocabulary.h"

/* A person's part in an audit of the client's running cycle, or of any where the body says so
 * (sod_scope): the caller gathers them.  Observers may be left out or in. */
struct rule_involvement {
    const char *person_id;
    enum rule_team_role role;
    const char *audit; /* its number, for the sentence; may be NULL */
};

struct rule_segregation_in {
    const char *person_id;                       /* who wants to review or decide */
    const char *name;                            /* for the sentence; may be NULL */
    const struct rule_involvement *involvements; /* of all audits of the cycle */
    int involvement_count;
};

/* The technical reviewer was in no audit team of the cycle (SOD-2).
 * @rule ISO/IEC17021-1:9.5.2 */
SW_CHECKED enum sw_code rule_reviewer_independent(const struct rule_segregation_in *in,
                                                  struct sw_error *err);

/* The decider was in no audit team of the cycle, not even as technical expert (SOD-1).
 * @rule ISO/IEC17021-1:9.5.1.1 */
SW_CHECKED enum sw_code rule_decider_independent(const struct rule_segregation_in *in,
                                                 struct sw_error *err);

/* Nobody approves what they asked for themselves (SOD-11).
 * @rule ISO/IEC17021-1:5.2.12 */
SW_CHECKED enum sw_code rule_not_own_request(const char *requested_by, const char *approved_by,
                                             struct sw_error *err);

/* Appeals and complaints are decided by people who neither audited nor decided (SOD-10).
 * @rule ISO/IEC17021-1:9.7.3 */
SW_CHECKED enum sw_code rule_appeal_independent(const struct rule_segregation_in *in,
                                                const char *decided_by, struct sw_error *err);

#endif
