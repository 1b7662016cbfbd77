/* The timers that no other header has (duties.h). */
#include "rules/duties.h"

#include "rules/limits.h"

struct sw_date
rule_recertification_planned_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -RULE_RENEWAL_PLANNED_MONTHS);
}

struct sw_date
rule_recertification_dated_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -RULE_RENEWAL_DATED_MONTHS);
}

struct sw_date
rule_recertification_held_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -RULE_RENEWAL_HELD_MONTHS);
}

struct sw_date
rule_stage2_warn_after(struct sw_date stage1_ended_on, int days)
{
    return sw_date_add_days(stage1_ended_on, days);
}

struct sw_date
rule_stage2_decide_after(struct sw_date stage1_ended_on, int days)
{
    return sw_date_add_days(stage1_ended_on, days);
}

struct sw_date
rule_year_flagged_on(int year)
{
    return (struct sw_date){ year, RULE_YEAR_FLAG_MONTH, 1 };
}

struct sw_date
rule_year_ends_on(int year)
{
    return (struct sw_date){ year, 12, 31 };
}

struct sw_date
rule_monitored_until(struct sw_date witnessed_on, int months)
{
    return sw_date_add_months(witnessed_on, months);
}

struct sw_date
rule_monitoring_warned_on(struct sw_date witnessed_on, int months)
{
    return sw_date_add_months(rule_monitored_until(witnessed_on, months),
                              -RULE_MONITORING_WARN_MONTHS);
}

struct sw_date
rule_lead_until(struct sw_date leads_since, int years)
{
    return sw_date_add_months(leads_since, 12 * years);
}

struct sw_date
rule_appeal_until(struct sw_date notified_on)
{
    return sw_date_add_days(notified_on, RULE_APPEAL_DAYS);
}

struct sw_date
rule_complaint_acknowledged_by(struct sw_date received_on)
{
    return sw_date_add_working_days(received_on, RULE_ACKNOWLEDGE_DAYS);
}

struct sw_date
rule_complaint_progress_by(struct sw_date received_or_last_told_on)
{
    return sw_date_add_days(received_or_last_told_on, RULE_PROGRESS_DAYS);
}

struct sw_date
rule_complaint_answered_by(struct sw_date received_on)
{
    return sw_date_add_days(received_on, RULE_ANSWER_DAYS);
}

struct sw_date
rule_own_review_by(struct sw_date last_on)
{
    return sw_date_add_months(last_on, RULE_OWN_REVIEW_MONTHS);
}

struct sw_date
rule_impartiality_review_by(struct sw_date last_on, struct sw_date changed_on)
{
    const struct sw_date yearly = rule_own_review_by(last_on);

    if (sw_date_compare(changed_on, last_on) > 0 && sw_date_compare(changed_on, yearly) < 0)
        return changed_on;
    return yearly;
}
