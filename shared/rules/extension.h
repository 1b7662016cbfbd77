/* extension.h - audit time of a scope extension: ISO/IEC 27006-1 C.7. */
#ifndef RULES_EXTENSION_H
#define RULES_EXTENSION_H

#include "rules/audit_time.h"
#include "rules/limits.h"

struct rule_extension_time {
    struct rule_audit_time time; /* of the added part as if it stood alone */
    int half_days;               /* of the extension audit */
    bool raised;                 /* the least decided */
};

/**
 * Audit time of a scope extension: by persons and factors of the added part, and not below a
 * least time (LIM-7).
 * @rule ISO/IEC27006-1:C.7
 * @param added              the added part alone, as for rule_audit_time()
 * @param minimum_half_days  0 means RULE_EXTENSION_HALF_DAYS; a body may ask for more
 * @return as rule_audit_time(); SW_INPUT_INVALID when the least is below the default
 */
SW_CHECKED enum sw_code rule_extension_time(const struct rule_audit_time_in *added,
                                            int minimum_half_days,
                                            struct rule_extension_time *ret_time,
                                            struct sw_error *err);

#endif
