/* suspension.h - suspending a certification, and how a suspension ends: ISO/IEC 17021-1 9.6.5.
 *
 * A suspension moves neither the expiry nor the years that need a surveillance (MNT-16):
 * rule_expiry() and rule_surveillance() do not ask for one.
 */
#ifndef RULES_SUSPENSION_H
#define RULES_SUSPENSION_H

#include "rules/cycle.h"
#include "rules/vocabulary.h"

/* Why a certification is suspended. */
enum rule_suspension_ground {
    RULE_GROUND_FAILURE,  /* requirements were not met, persistently or seriously */
    RULE_GROUND_NO_AUDIT, /* the client does not allow audits at the required frequency */
    RULE_GROUND_REQUEST,  /* the client asks for it */
    RULE_SUSPENSION_GROUNDS
};
/* failure no_audit request */
extern const char *const rule_suspension_ground_names[RULE_SUSPENSION_GROUNDS + 1];

struct rule_suspension {
    int ground;                           /* enum rule_suspension_ground, -1: none of them */
    const char *reason;                   /* told to the client */
    const char *conditions;               /* what has to be solved */
    struct sw_date on;                    /* first day */
    int months;                           /* 0: as long as the body allows */
    struct sw_date expires_on;            /* of the certificate */
    const struct rule_settings *settings; /* suspension_max_months; NULL: the defaults */
};

/* A suspension has one of the grounds, a reason, conditions to end it (MNT-12), and lasts no longer
 * than the body allows, which is never more than six months (T-SUS).  *ret_until is its last day,
 * or that of the certificate when it comes first.
 * @rule ISO/IEC17021-1:9.6.5.2
 * @rule ISO/IEC17021-1:9.6.5.4 */
SW_CHECKED enum sw_code rule_suspension(const struct rule_suspension *in, struct sw_date *ret_until,
                                        struct sw_error *err);

struct rule_restoring {
    struct sw_date until;      /* last day of the suspension */
    struct sw_date expires_on; /* of the certificate */
    struct sw_date solved_on;  /* the cause was solved; none: it is not */
    bool evidence;             /* that shows it is on file */
    struct sw_date decided_on;
};

/* Restored when the cause was solved in time, with evidence (MNT-14), and not past the expiry
 * (T-EXP): what was not solved in time is withdrawn or reduced.
 * @rule ISO/IEC17021-1:9.6.5.4 */
SW_CHECKED enum sw_code rule_restoring(const struct rule_restoring *in, struct sw_error *err);

struct rule_reduction {
    const char *scope_before, *scope_after;
    const char *reason;
    int parts_failing, parts_removed; /* that fail; of these outside the scope afterwards */
    int sites_left;                   /* in scope afterwards */
    bool fits_standard;               /* all requirements of the standard apply to what is left */
};

/* What fails is removed, and what is left fits the standard (MNT-15).
 * @rule ISO/IEC17021-1:9.6.5.5 */
void rule_reduction_faults(const struct rule_reduction *in, struct rule_faults *ret_faults);

#endif
