/* transfer.h - a certification that another body granted comes over: IAF MD 2.
 *
 * A transfer is no audit.  Where everything is in order the cycle goes on with its old dates;
 * otherwise the client is a new one, whose cycle starts with the decision.
 */
#ifndef RULES_TRANSFER_H
#define RULES_TRANSFER_H

#include "rules/cycle.h"
#include "rules/decision.h"

/* What the review before a transfer looks at. */
enum rule_transfer_point {
    RULE_TRANSFER_REASONS,    /* why the client changes */
    RULE_TRANSFER_REPORTS,    /* last initial or recertification audit, surveillance since */
    RULE_TRANSFER_FINDINGS,   /* all that are open */
    RULE_TRANSFER_COMPLAINTS, /* received, and what was done */
    RULE_TRANSFER_REGULATORS, /* dealings with authorities that matter for the scope */
    RULE_TRANSFER_PROGRAMME,  /* the audits to come can be planned on it */
    RULE_TRANSFER_POINTS
};
/* reasons reports findings complaints regulators programme */
extern const char *const rule_transfer_point_names[RULE_TRANSFER_POINTS + 1];

struct rule_transfer {
    enum rule_standing standing; /* as the issuing body last decided */
    struct sw_date expires_on;   /* of the certificate */
    struct sw_date original_on;  /* first day of the first cycle; none: unknown */
    bool accredited;             /* issued under an accreditation */
    bool recognised; /* by a body that signed the recognition arrangement at this level */
    bool scope_in_theirs, scope_in_ours; /* the scope lies inside their accreditation, and ours */
    int sites, sites_certified;          /* that come over; of these on the certificate */
    struct sw_date failed_on;     /* the issuing body stopped, or lost its accreditation; or none */
    bool accreditation_body_told; /* ours, before: needed after failed_on */
    bool reachable;               /* the issuing body answers */
    bool visited;                 /* the client was visited for the review */
    const char *reviewed;         /* words of rule_transfer_point_names */
    const struct rule_decision_finding *findings; /* that the issuing body left open */
    int finding_count;
    const char *reviewer_id, *decider_id; /* NULL: not compared */
    struct sw_date decided_on;
    const struct rule_settings *settings; /* expiry_convention; NULL: the defaults */
};

/* Last day to finish after the issuing body failed: six months later, or the last day of the
 * certificate when that is sooner (TRF-3).
 * @rule IAF-MD2:2.1 */
struct sw_date rule_transfer_deadline(struct sw_date failed_on, struct sw_date expires_on);

/* Can the client only come as a new one?  Not accredited by a signatory, not valid on the day of
 * the decision, or too late after the issuing body failed (TRF-1, TRF-2, TRF-3).
 * @rule IAF-MD2:2.1 */
bool rule_transfer_new_client(const struct rule_transfer *in);

/**
 * All that stands in the way: the certification itself (TRF-1, TRF-2, TRF-3), the review before
 * the transfer with the visit that it needs when the issuing body is not to be reached (TRF-4),
 * open nonconformities and a decider who reviewed (TRF-5).
 * @rule IAF-MD2:2.1
 * @rule IAF-MD2:2.2
 * @rule IAF-MD2:2.3
 */
void rule_transfer_faults(const struct rule_transfer *in, struct rule_faults *ret_faults);

struct rule_transfer_cycle {
    bool new_client;
    struct sw_date effective_on; /* the decision */
    struct sw_date anchor;       /* first day of the first cycle */
    struct sw_date expires_on;
};

/* The cycle after the transfer: it goes on with its old dates (TRF-6); that of a new client starts
 * with the decision (TRF-7).
 * @rule IAF-MD2:2.3 */
struct rule_transfer_cycle rule_transfer_cycle(const struct rule_transfer *in);

#endif
