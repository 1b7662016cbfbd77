/* limits.h - the numbers of the standards, by name: limits.def says what each is and whose.
 *
 * Tables of audit time are in time_pack.h, what a body may choose in settings.h.  What was judged
 * keeps RULE_LIMITS_ID: a number that changes gets a new one, so that it can be told which held.
 */
#ifndef RULES_LIMITS_H
#define RULES_LIMITS_H

#define RULE_LIMITS_ID "limits-1"

enum {
#define RULE_LIMIT(name, value, unit, clause) RULE_##name = value,
#include "rules/limits.def"
#undef RULE_LIMIT
};

#endif
