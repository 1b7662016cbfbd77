#include "rules/transfer.h"

#include "rules/limits.h"

#include <string.h>

const char *const rule_transfer_point_names[RULE_TRANSFER_POINTS + 1] = {
    "reasons", "reports", "findings", "complaints", "regulators", "programme", NULL
};

/* clang-format off */
#define MD2 "IAF MD 2:2023 "
static const struct sw_rule valid_rule     = { "TRF-1", MD2 "2.1", "Take the client as a new one: only valid, accredited certification of a signatory is transferred." };
static const struct sw_rule suspended_rule = { "TRF-2", MD2 "2.1", "Wait until the issuing body has restored the certification, or take the client as a new one." };
static const struct sw_rule late_rule      = { "TRF-3", MD2 "2.1", "Take the client as a new one: the time to transfer is over." };
static const struct sw_rule told_rule      = { "TRF-3", MD2 "2.1", "Tell your accreditation body first." };
static const struct sw_rule review_rule    = { "TRF-4", MD2 "2.2", "Complete the review before the transfer." };
static const struct sw_rule visit_rule     = { "TRF-4", MD2 "2.2", "Visit the client: the issuing body is not to be reached." };
static const struct sw_rule major_rule     = { "TRF-5", MD2 "2.3", "Verify correction and corrective action of the major first." };
static const struct sw_rule minor_rule     = { "TRF-5", MD2 "2.3", "Accept the client's plan for the minor first." };
static const struct sw_rule decider_rule   = { "TRF-5", MD2 "2.3", "Let somebody decide who did not review the transfer." };
/* clang-format on */

struct sw_date
rule_transfer_deadline(struct sw_date failed_on, struct sw_date expires_on)
{
    const struct sw_date limit = sw_date_add_months(failed_on, RULE_TRANSFER_MONTHS);

    return sw_date_compare(limit, expires_on) < 0 ? limit : expires_on;
}

/* What the certification is on the day of the decision. */
static enum rule_standing
standing_then(const struct rule_transfer *in)
{
    if (in->standing != RULE_WITHDRAWN && sw_date_compare(in->decided_on, in->expires_on) > 0)
        return RULE_EXPIRED;
    return in->standing;
}

static bool
too_late(const struct rule_transfer *in)
{
    return !sw_date_is_none(in->failed_on) &&
           sw_date_compare(in->decided_on, rule_transfer_deadline(in->failed_on, in->expires_on)) >
               0;
}

bool
rule_transfer_new_client(const struct rule_transfer *in)
{
    return !in->accredited || !in->recognised || standing_then(in) != RULE_ACTIVE || too_late(in);
}

static void
check_certification(const struct rule_transfer *in, struct rule_faults *faults)
{
    const enum rule_standing standing = standing_then(in);

    if (!in->accredited)
        RULE_FAULT(faults, &valid_rule, "", "The certification is not accredited");
    else if (!in->recognised)
        RULE_FAULT(faults, &valid_rule, "",
                   "Its accreditation body did not sign the arrangement for this level");
    if (standing == RULE_SUSPENDED)
        RULE_FAULT(faults, &suspended_rule, "", "The certification is suspended");
    else if (standing != RULE_ACTIVE)
        RULE_FAULT(faults, &valid_rule, "", "The certification is ", rule_standing_names[standing]);
    if (too_late(in))
        RULE_FAULT(faults, &late_rule, "", "The transfer had to be finished by ",
                   RULE_DATE(rule_transfer_deadline(in->failed_on, in->expires_on)));
    if (!sw_date_is_none(in->failed_on) && !in->accreditation_body_told)
        RULE_FAULT(faults, &told_rule, "",
                   "The accreditation body was not told of a transfer from a body that failed");
}

static void
check_review(const struct rule_transfer *in, struct rule_faults *faults)
{
    if (!in->scope_in_theirs)
        RULE_FAULT(faults, &review_rule, "", "The scope lies outside the issuing accreditation");
    if (!in->scope_in_ours)
        RULE_FAULT(faults, &review_rule, "", "The scope lies outside the accepting accreditation");
    if (in->sites_certified < in->sites)
        RULE_FAULT(faults, &review_rule, "", "The certificate covers ",
                   RULE_NUMBER(in->sites_certified), " of ", RULE_NUMBER(in->sites), " sites");
    for (int i = 0; i < RULE_TRANSFER_POINTS; i++)
        if (!rule_words_have(in->reviewed, rule_transfer_point_names[i]))
            RULE_FAULT(faults, &review_rule, rule_transfer_point_names[i],
                       "The review did not look at ", rule_transfer_point_names[i]);
    if (!in->reachable && !in->visited)
        RULE_FAULT(faults, &visit_rule, "", "The client was not visited");
}

static void
check_findings(const struct rule_transfer *in, struct rule_faults *faults)
{
    for (int i = 0; i < in->finding_count; i++) {
        const struct rule_decision_finding *f = &in->findings[i];

        if (f->withdrawn)
            continue;
        if (f->grade == RULE_MAJOR && !f->verified)
            RULE_FAULT(faults, &major_rule, f->number, "Major nonconformity ", f->number,
                       " is not verified");
        else if (f->grade == RULE_MINOR && !f->response_accepted)
            RULE_FAULT(faults, &minor_rule, f->number, "Minor nonconformity ", f->number,
                       " has no accepted plan");
    }
}

void
rule_transfer_faults(const struct rule_transfer *in, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    check_certification(in, ret_faults);
    check_review(in, ret_faults);
    check_findings(in, ret_faults);
    if (in->reviewer_id != NULL && in->decider_id != NULL &&
        strcmp(in->reviewer_id, in->decider_id) == 0)
        RULE_FAULT(ret_faults, &decider_rule, "", "The decider reviewed the transfer");
}

struct rule_transfer_cycle
rule_transfer_cycle(const struct rule_transfer *in)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    const bool new_client = rule_transfer_new_client(in);
    struct rule_transfer_cycle cycle = { .new_client = new_client, .effective_on = in->decided_on };

    if (new_client) {
        cycle.anchor = in->decided_on;
        cycle.expires_on = rule_expiry(in->decided_on, &settings);
    } else {
        cycle.anchor = sw_date_is_none(in->original_on) ? sw_date_add_days(in->expires_on, 1)
                                                        : in->original_on;
        cycle.expires_on = in->expires_on;
    }
    return cycle;
}
