/* cycle.h - the dates of a certification: expiry, surveillance, suspension, renewal, records.
 *
 * Every date is a calendar date in the time zone of the certification body; the
 * day itself is still in time.  Today is always a parameter.
 */
#ifndef RULES_CYCLE_H
#define RULES_CYCLE_H

#include <stdbool.h>

#include "rules/faults.h"

/**
 * Last day of a three-year cycle that starts on @p effective_on: the day before the third
 * anniversary; where that does not exist (29 February) the anniversary is 1 March.
 * @rule ISO/IEC17021-1:9.1.3.2
 */
struct sw_date rule_expiry(struct sw_date effective_on);

/* The expiry that follows @p expires_on.  Computed from the anchor (the first effective date), so
 * that a leap day does not drift.
 * @rule ISO/IEC17021-1:9.6.3.2.3 */
struct sw_date rule_expiry_next(struct sw_date anchor, struct sw_date expires_on);

/* A certificate does not take effect before it was decided.
 * @rule ISO/IEC17021-1:8.2.2 */
SW_CHECKED enum sw_code rule_effective_date(struct sw_date decided_on, struct sw_date effective_on,
                                            struct sw_error *err);

/* Last day for the first surveillance: 12 months after the initial decision.
 * @rule ISO/IEC17021-1:9.1.3.3 */
struct sw_date rule_first_surveillance_due(struct sw_date decided_on);

/* Target for the second surveillance: 24 months after the decision.  A warning, not a limit.
 * @rule ISO/IEC17021-1:9.1.3.2 */
struct sw_date rule_second_surveillance_target(struct sw_date decided_on);

/* The recertification audit is planned from six months before expiry, and done two months before it
 * at the latest, so that the decision is in time.  Warnings, not limits (T-RCP).
 * @rule ISO/IEC17021-1:9.6.3.1 */
struct sw_date rule_recertification_plan_from(struct sw_date expires_on);
/* @rule ISO/IEC17021-1:9.6.3.1 */
struct sw_date rule_recertification_done_by(struct sw_date expires_on);

struct rule_surveillance_in {
    struct sw_date decided_on; /* initial decision, or recertification decision of this cycle */
    bool initial_cycle;        /* the 12 months bind in the first cycle only */
    struct sw_date expires_on;
    struct sw_date
        recertification_on; /* last day of the recertification audit, held or planned, or none */
    const struct sw_date *held; /* last days of the surveillance audits held, any order */
    int held_count;
    struct sw_date today;
};

struct rule_surveillance {
    struct sw_date due_by;   /* of the next surveillance; none when all are held */
    bool first_late;         /* the first one was or is later than 12 months after the decision */
    int missed_year;         /* first calendar year that passed without one, or 0 */
    bool overdue_flag;       /* from 1 December: this year still has none */
    bool propose_suspension; /* first_late or missed_year */
    int years_required;      /* calendar years that need one */
    int audits_missing;      /* of the two a cycle has at least */
};

/* Where a cycle stands with its surveillance audits.  A calendar year is that of an audit's last
 * day.
 * @rule ISO/IEC17021-1:9.1.3.3 */
void rule_surveillance(const struct rule_surveillance_in *in, struct rule_surveillance *ret_state);

/* Last day to verify the actions for a major of stage 2: six months after its last day.
 * @rule ISO/IEC17021-1:9.5.3.2 */
struct sw_date rule_major_limit(struct sw_date stage2_last_day);

/* Last day on which an expired certification can be restored: six months after expiry.
 * @rule ISO/IEC17021-1:9.6.3.2.5 */
struct sw_date rule_restore_limit(struct sw_date expires_on);

/* Last day of a suspension.  @p months 1..6, a body may be stricter; other values mean 6.
 * @rule ISO/IEC17021-1:9.6.5.4 */
struct sw_date rule_suspension_limit(struct sw_date suspended_on, int months);

/* Day until which records are kept: one full cycle after the end of the running one.
 * @rule ISO/IEC17021-1:9.9.4 */
struct sw_date rule_retention_until(struct sw_date cycle_expires_on);

/* Last day on which the client may object to the team: five working days after the notice.
 * @rule ISO/IEC17021-1:9.2.3.5 */
struct sw_date rule_objection_until(struct sw_date notified_on);

enum rule_renewal_kind {
    RULE_RENEWED,       /* in time: no gap */
    RULE_RENEWED_EARLY, /* more than six months before expiry: cycle from the decision by default */
    RULE_RESTORED,      /* after expiry, within six months: the gap is shown */
    RULE_RENEWALS
};
extern const char *const rule_renewal_names[RULE_RENEWALS + 1];

struct rule_renewal_in {
    struct sw_date anchor;     /* first effective date */
    struct sw_date expires_on; /* of the cycle that ends */
    struct sw_date decided_on;
    struct sw_date effective_on;       /* none: the day of the decision */
    int open_majors;                   /* not verified on the day of the decision */
    struct sw_date majors_verified_on; /* the latest, none when there was no major */
};

struct rule_renewal {
    enum rule_renewal_kind kind;
    struct sw_date effective_on;
    struct sw_date expires_on;       /* of the new cycle */
    struct sw_date gap_from, gap_to; /* days without certification, none when there are none */
};

/**
 * Renew or restore a certification.
 * @rule ISO/IEC17021-1:9.6.3.2.2
 * @rule ISO/IEC17021-1:9.6.3.2.3
 * @rule ISO/IEC17021-1:9.6.3.2.4
 * @rule ISO/IEC17021-1:9.6.3.2.5
 * @return SW_OK, or SW_RULE_REFUSED: a major is not verified, more than six months after expiry, or
 *         effective before the decision
 */
SW_CHECKED enum sw_code rule_renewal(const struct rule_renewal_in *in,
                                     struct rule_renewal *ret_renewal, struct sw_error *err);

enum rule_standing { RULE_ACTIVE, RULE_SUSPENDED, RULE_WITHDRAWN, RULE_EXPIRED, RULE_STANDINGS };
extern const char *const rule_standing_names[RULE_STANDINGS + 1]; /* active, suspended, ... */

struct rule_standing_in {
    enum rule_standing stored; /* as last decided */
    struct sw_date expires_on;
    struct sw_date suspended_on; /* when stored is suspended */
    int suspension_months;       /* 1..6, 0 means 6 */
    struct sw_date today;
};

/* What a certificate is on a day: it expires by itself the day after its last one; a suspension
 * whose time is over stays one until somebody decides, which *ret_decide asks for.
 * @rule ISO/IEC17021-1:8.2.2
 * @rule ISO/IEC17021-1:9.6.5.4 */
enum rule_standing rule_standing(const struct rule_standing_in *in, bool *ret_decide);

/* First day on which a past relation (consultancy, internal audit, employment) no longer blocks:
 * 24 months after its end, and one day.
 * @rule ISO/IEC17021-1:5.2.10 */
struct sw_date rule_free_from(struct sw_date ended_on);

#endif
