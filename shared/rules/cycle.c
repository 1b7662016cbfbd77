#include "rules/cycle.h"

#include "rules/limits.h"

const char *const rule_renewal_names[RULE_RENEWALS + 1] = { "renewed", "renewed_early", "restored",
                                                            "begun_again", NULL };
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
static const struct sw_rule suspended_rule = {
    "MNT-14", "ISO/IEC 17021-1:2015 9.6.5.4",
    "Have the cause solved and the suspension lifted first, or withdraw."
};
static const struct sw_rule withdrawn_rule = {
    "MNT-W", "ISO/IEC 17021-1:2015 9.6.5",
    "A withdrawn certification does not come back: the client applies anew."
};
static const struct sw_rule early_rule = {
    "T-RCD", "ISO/IEC 17021-1:2015 9.6.3.2.3",
    "Decide within the last months before expiry, or say why the rest of the cycle is given up."
};

static bool
later(struct sw_date a, struct sw_date b)
{
    return sw_date_compare(a, b) > 0;
}

static bool
same_day(struct sw_date a, struct sw_date b)
{
    return sw_date_compare(a, b) == 0;
}

/* The day of @p anchor in @p year; 1 March where 29 February does not exist. */
static struct sw_date
anniversary(struct sw_date anchor, int year)
{
    const struct sw_date day = { year, anchor.month, anchor.day };

    return sw_date_valid(day) ? day : (struct sw_date){ year, 3, 1 };
}

/* Last day of the cycle whose anniversary is in @p year. */
static struct sw_date
last_day(struct sw_date anchor, int year, const struct rule_settings *settings)
{
    const struct sw_date day = anniversary(anchor, year);

    return settings->expiry_convention == RULE_ANNIVERSARY ? day : sw_date_add_days(day, -1);
}

struct sw_date
rule_expiry(struct sw_date effective_on, const struct rule_settings *settings)
{
    return last_day(effective_on, effective_on.year + RULE_CYCLE_YEARS, settings);
}

struct sw_date
rule_expiry_next(struct sw_date anchor, struct sw_date expires_on,
                 const struct rule_settings *settings)
{
    const bool on_anniversary = same_day(anniversary(anchor, expires_on.year), expires_on);
    const struct sw_date day = on_anniversary ? expires_on : sw_date_add_days(expires_on, 1);

    return last_day(anchor, day.year + RULE_CYCLE_YEARS, settings);
}

enum sw_code
rule_effective_date(struct sw_date decided_on, struct sw_date effective_on, struct sw_error *err)
{
    if (!sw_date_valid(effective_on) || !sw_date_valid(decided_on))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "effective_on", "Both dates are needed");
    if (later(decided_on, effective_on))
        return SW_REFUSE(err, &effective_rule, "Effective on %s, before the decision on %s",
                         RULE_DATE(effective_on), RULE_DATE(decided_on));
    return SW_OK;
}

struct sw_date
rule_first_surveillance_due(struct sw_date decided_on)
{
    return sw_date_add_months(decided_on, RULE_SURVEILLANCE_MONTHS);
}

struct sw_date
rule_second_surveillance_target(struct sw_date decided_on, const struct rule_settings *settings)
{
    return sw_date_add_months(decided_on, settings->sv2_target_months);
}

struct sw_date
rule_major_limit(struct sw_date stage2_last_day)
{
    return sw_date_add_months(stage2_last_day, RULE_MAJOR_MONTHS);
}

struct sw_date
rule_restore_limit(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, RULE_RESTORE_MONTHS);
}

struct sw_date
rule_suspension_limit(struct sw_date suspended_on, int months, const struct rule_settings *settings)
{
    const int longest = settings->suspension_max_months;

    return sw_date_add_months(suspended_on, months >= 1 && months <= longest ? months : longest);
}

struct sw_date
rule_retention_until(struct sw_date cycle_expires_on, const struct rule_settings *settings)
{
    return sw_date_add_months(cycle_expires_on,
                              12 * (RULE_CYCLE_YEARS + settings->retention_extra_years));
}

struct sw_date
rule_objection_until(struct sw_date notified_on, const struct rule_settings *settings)
{
    return sw_date_add_working_days(notified_on, settings->objection_days);
}

struct sw_date
rule_free_from(struct sw_date ended_on)
{
    return sw_date_add_days(sw_date_add_months(ended_on, RULE_RELATION_MONTHS), 1);
}

static enum sw_code
check_renewal(const struct rule_renewal_in *in, struct sw_date effective_on, struct sw_error *err)
{
    const struct sw_date limit = rule_restore_limit(in->expires_on);

    if (sw_date_is_none(in->expires_on))
        return SW_REFUSE(err, &restore_rule, "There is no certification to renew");
    if (in->stored == RULE_WITHDRAWN)
        return SW_REFUSE(err, &withdrawn_rule, "The certification is withdrawn");
    if (in->stored == RULE_SUSPENDED && !later(in->decided_on, in->expires_on))
        return SW_REFUSE(err, &suspended_rule, "The certification is suspended");
    if (in->open_majors > 0)
        return SW_REFUSE(err, &major_rule, "Major nonconformities not verified on %s: %d",
                         RULE_DATE(in->decided_on), in->open_majors);
    if (later(in->majors_verified_on, in->decided_on))
        return SW_REFUSE(err, &major_rule,
                         "A major nonconformity was verified on %s, after the decision on %s",
                         RULE_DATE(in->majors_verified_on), RULE_DATE(in->decided_on));
    if (later(in->decided_on, limit) && !in->stage2_again)
        return SW_REFUSE(err, &restore_rule,
                         "The certification expired on %s and could be restored until %s",
                         RULE_DATE(in->expires_on), RULE_DATE(limit));
    return rule_effective_date(in->decided_on, effective_on, err);
}

/* First day on which a renewal continues the old dates. */
static struct sw_date
renewable_from(const struct rule_renewal_in *in, const struct rule_settings *settings)
{
    return sw_date_add_months(in->expires_on, -settings->recert_early_warn_months);
}

void
rule_renewal_warnings(const struct rule_renewal_in *in, struct rule_faults *ret_warnings)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);

    ret_warnings->count = ret_warnings->more = 0;
    if (!sw_date_is_none(in->expires_on) && later(renewable_from(in, &settings), in->decided_on))
        RULE_FAULT(ret_warnings, &early_rule, "", "Decided on ", RULE_DATE(in->decided_on),
                   ", more than ", RULE_NUMBER(settings.recert_early_warn_months),
                   " months before ", RULE_DATE(in->expires_on));
}

/* The days between the old expiry and the first day of the new cycle. */
static void
set_gap(const struct rule_renewal_in *in, struct rule_renewal *r)
{
    if (sw_date_days_between(in->expires_on, r->effective_on) > 1) {
        r->gap_from = sw_date_add_days(in->expires_on, 1);
        r->gap_to = sw_date_add_days(r->effective_on, -1);
    }
}

/* A cycle that begins on its first day, and forgets the old dates. */
static void
begin_anew(struct rule_renewal *r, const struct rule_settings *settings)
{
    r->anchor = r->effective_on;
    r->expires_on = rule_expiry(r->effective_on, settings);
}

/* After a lapse, with another stage 2: a new cycle, or the rest of the one that would run by the
 * old dates. */
static void
begin_again(struct rule_renewal *r, const struct rule_settings *settings)
{
    r->kind = RULE_BEGUN_AGAIN;
    if (settings->late_restore_cycle == RULE_LATE_NEW)
        begin_anew(r, settings);
    while (!later(r->expires_on, r->effective_on))
        r->expires_on = rule_expiry_next(r->anchor, r->expires_on, settings);
}

enum sw_code
rule_renewal(const struct rule_renewal_in *in, struct rule_renewal *ret_renewal,
             struct sw_error *err)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    struct rule_renewal r = { .kind = RULE_RENEWED, .anchor = in->anchor };
    enum sw_code code;

    r.effective_on = sw_date_is_none(in->effective_on) ? in->decided_on : in->effective_on;
    code = check_renewal(in, r.effective_on, err);
    if (code != SW_OK)
        return code;
    r.expires_on = rule_expiry_next(in->anchor, in->expires_on, &settings);
    if (later(in->decided_on, in->expires_on)) {
        r.kind = RULE_RESTORED;
        if (in->stage2_again)
            begin_again(&r, &settings);
        set_gap(in, &r);
    } else if (later(renewable_from(in, &settings), in->decided_on)) {
        r.kind = RULE_RENEWED_EARLY;
        begin_anew(&r, &settings);
    }
    *ret_renewal = r;
    return SW_OK;
}

enum rule_standing
rule_standing(const struct rule_standing_in *in, bool *ret_decide)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    const bool running = in->stored == RULE_ACTIVE || in->stored == RULE_SUSPENDED;

    *ret_decide = false;
    if (running && later(in->today, in->expires_on))
        return RULE_EXPIRED;
    if (in->stored == RULE_SUSPENDED)
        *ret_decide = later(
            in->today, rule_suspension_limit(in->suspended_on, in->suspension_months, &settings));
    return in->stored;
}
