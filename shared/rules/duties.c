/* The timers that no other header has (duties.h). */
#include "rules/duties.h"

#define PLANNED_MONTHS   6
#define DATED_MONTHS     4
#define HELD_MONTHS      2
#define MONITORING_WARN  3
#define APPEAL_DAYS      30
#define ACKNOWLEDGE_DAYS 5
#define PROGRESS_DAYS    30
#define ANSWER_DAYS      60
#define YEAR_MONTHS      12

struct sw_date
rule_recertification_planned_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -PLANNED_MONTHS);
}

struct sw_date
rule_recertification_dated_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -DATED_MONTHS);
}

struct sw_date
rule_recertification_held_by(struct sw_date expires_on)
{
    return sw_date_add_months(expires_on, -HELD_MONTHS);
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
    return (struct sw_date){ year, 12, 1 };
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
    return sw_date_add_months(rule_monitored_until(witnessed_on, months), -MONITORING_WARN);
}

struct sw_date
rule_lead_until(struct sw_date leads_since, int years)
{
    return sw_date_add_months(leads_since, YEAR_MONTHS * years);
}

struct sw_date
rule_appeal_until(struct sw_date notified_on)
{
    return sw_date_add_days(notified_on, APPEAL_DAYS);
}

struct sw_date
rule_complaint_acknowledged_by(struct sw_date received_on)
{
    return sw_date_add_working_days(received_on, ACKNOWLEDGE_DAYS);
}

struct sw_date
rule_complaint_progress_by(struct sw_date received_or_last_told_on)
{
    return sw_date_add_days(received_or_last_told_on, PROGRESS_DAYS);
}

struct sw_date
rule_complaint_answered_by(struct sw_date received_on)
{
    return sw_date_add_days(received_on, ANSWER_DAYS);
}

struct sw_date
rule_own_review_by(struct sw_date last_on)
{
    return sw_date_add_months(last_on, YEAR_MONTHS);
}

struct sw_date
rule_impartiality_review_by(struct sw_date last_on, struct sw_date changed_on)
{
    const struct sw_date yearly = rule_own_review_by(last_on);

    if (sw_date_compare(changed_on, last_on) > 0 && sw_date_compare(changed_on, yearly) < 0)
        return changed_on;
    return yearly;
}
