#include "rules/cycle.h"

#define CYCLE_YEARS         3
#define SURVEILLANCE_MONTHS 12
#define PLAN_MONTHS         6 /* before expiry */
#define DONE_MONTHS         2
#define MAJOR_MONTHS        6
#define RESTORE_MONTHS      6
#define SUSPENSION_MONTHS   6
#define EARLY_MONTHS        6
#define FREE_MONTHS         24
#define OBJECTION_DAYS      5

const char *const rule_renewal_names[RULE_RENEWALS + 1] = { "renewed", "renewed_early", "restored",
                                                            NULL };
const char *const rule_standing_names[RULE_STANDINGS + 1] = { "active", "suspended", "withdrawn",
                                                              "expired", NULL };

static const struct sw_rule effective_rule = {
    "CRT-b", "ISO/IEC 17021-1:2015 8.2.2 b", "Choose an effective date on or after the decision."
};
static const struct sw_rule major_rule = {
    "T-RCM", "ISO/IEC 17021-1:2015 9.6.3.2.2",
    "Verify the actions for every major nonconformity first, and before expiry."
};
static const struct sw_rule restore_rule = { "T-RST", "ISO/IEC 17021-1:2015 9.6.3.2.5",
                                             "Carry out at least a stage 2 audit." };

static bool
later(struct sw_date a, struct sw_date b)
{
    return sw_date_compare(a, b) > 0;
}

/* The day of @p anchor in @p year; 1 March where 29 February does not exist. */
static struct sw_date
anniversary(struct sw_date anchor, int year)
{
    const struct sw_date day = { year, anchor.month, anchor.day };

    return sw_date_valid(day) ? day : (struct sw_date){ year, 3, 1 };
}

struct sw_date
rule_expiry(struct sw_date effective_on)
{
    return sw_date_add_days(anniversary(effective_on, effective_on.year + CYCLE_YEARS), -1);
}

struct sw_date
rule_expiry_next(struct sw_date anchor, struct sw_date expires_on)
{
    const struct sw_date ends = sw_date_add_days(expires_on, 1);

    return sw_date_add_days(anniversary(anchor, ends.year + CYCLE_YEARS), -1);
}

enum sw_code
rule_effective_date(struct sw_date decided_on, struct sw_date effective_on, struct sw_error *err)
{
    if (!sw_date_valid(effective_on) || !sw_date_valid(decided_on))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "effective_on", "Both dates are needed");
    if (later(decided_on, effective_on))
        return SW_REFUSE(err, &effective_rule, "Effective on %s, but decided on %s",
                         RULE_DATE(effective_on), RULE_DATE(decided_on));
    return SW_OK;
}

struct sw_date
rule_first_surveillance_due(struct sw_date decided_on)
{
    return sw_date_add_months(decided_on, SURVEILLANCE_MONTHS);
}

struct sw_date
rule_second_surveillance_target(struct sw_date decided_on)
{
    return sw_date_add_months(decided_on, 2 * SURVEILLANCE_MONTHS);
}

struct sw_date
rule_recertification_plan_from(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -PLAN_MONTHS);
}

struct sw_date
rule_recertification_done_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -DONE_MONTHS);
}

struct sw_date
rule_major_limit(struct sw_date stage2_last_day)
{
    return sw_date_add_months(stage2_last_day, MAJOR_MONTHS);
}

struct sw_date
rule_restore_limit(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, RESTORE_MONTHS);
}

struct sw_date
rule_suspension_limit(struct sw_date suspended_on, int months)
{
    return sw_date_add_months(
        suspended_on, months >= 1 && months <= SUSPENSION_MONTHS ? months : SUSPENSION_MONTHS);
}

struct sw_date
rule_retention_until(struct sw_date cycle_expires_on)
{
    return sw_date_add_months(cycle_expires_on, 12 * CYCLE_YEARS);
}

struct sw_date
rule_objection_until(struct sw_date notified_on)
{
    return sw_date_add_working_days(notified_on, OBJECTION_DAYS);
}

struct sw_date
rule_free_from(struct sw_date ended_on)
{
    return sw_date_add_days(sw_date_add_months(ended_on, FREE_MONTHS), 1);
}

static enum sw_code
check_renewal(const struct rule_renewal_in *in, struct sw_date effective_on, struct sw_error *err)
{
    const struct sw_date limit = rule_restore_limit(in->expires_on);

    if (in->open_majors > 0)
        return SW_REFUSE(err, &major_rule, "%d major nonconformities are not verified",
                         in->open_majors);
    if (later(in->majors_verified_on, in->decided_on))
        return SW_REFUSE(err, &major_rule,
                         "A major nonconformity was verified on %s, after the decision on %s",
                         RULE_DATE(in->majors_verified_on), RULE_DATE(in->decided_on));
    if (later(in->decided_on, limit))
        return SW_REFUSE(err, &restore_rule,
                         "The certification expired on %s and could be restored until %s",
                         RULE_DATE(in->expires_on), RULE_DATE(limit));
    return rule_effective_date(in->decided_on, effective_on, err);
}

enum sw_code
rule_renewal(const struct rule_renewal_in *in, struct rule_renewal *ret_renewal,
             struct sw_error *err)
{
    struct rule_renewal r = { .kind = RULE_RENEWED };
    enum sw_code code;

    r.effective_on = sw_date_is_none(in->effective_on) ? in->decided_on : in->effective_on;
    code = check_renewal(in, r.effective_on, err);
    if (code != SW_OK)
        return code;
    r.expires_on = rule_expiry_next(in->anchor, in->expires_on);
    if (later(in->decided_on, in->expires_on)) {
        r.kind = RULE_RESTORED;
        if (sw_date_days_between(in->expires_on, r.effective_on) > 1) {
            r.gap_from = sw_date_add_days(in->expires_on, 1);
            r.gap_to = sw_date_add_days(r.effective_on, -1);
        }
    } else if (later(sw_date_add_months(in->expires_on, -EARLY_MONTHS), in->decided_on)) {
        r.kind = RULE_RENEWED_EARLY;
        r.expires_on = rule_expiry(r.effective_on);
    }
    *ret_renewal = r;
    return SW_OK;
}

enum rule_standing
rule_standing(const struct rule_standing_in *in, bool *ret_decide)
{
    const bool running = in->stored == RULE_ACTIVE || in->stored == RULE_SUSPENDED;

    *ret_decide = false;
    if (running && later(in->today, in->expires_on))
        return RULE_EXPIRED;
    if (in->stored == RULE_SUSPENDED)
        *ret_decide =
            later(in->today, rule_suspension_limit(in->suspended_on, in->suspension_months));
    return in->stored;
}
