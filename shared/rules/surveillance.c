/* Where a cycle stands with its surveillance audits (cycle.h). */
#include "rules/cycle.h"

#include "rules/limits.h"

/* Calendar years that need a surveillance: after the year of the decision, before that of the
 * recertification audit; until that is known, the year in which the certification expires. */
static int
first_year(const struct rule_surveillance_in *in)
{
    return in->decided_on.year + 1;
}

static int
last_year(const struct rule_surveillance_in *in)
{
    return (sw_date_is_none(in->recertification_on) ? in->expires_on : in->recertification_on)
               .year -
           1;
}

static bool
held_in(const struct rule_surveillance_in *in, int year)
{
    for (int i = 0; i < in->held_count; i++)
        if (in->held[i].year == year)
            return true;
    return false;
}

/* The first surveillance held, or none. */
static struct sw_date
earliest(const struct rule_surveillance_in *in)
{
    struct sw_date first = SW_DATE_NONE;

    for (int i = 0; i < in->held_count; i++)
        if (sw_date_is_none(first) || sw_date_compare(in->held[i], first) < 0)
            first = in->held[i];
    return first;
}

/* The end of the first required year without an audit, or none. */
static struct sw_date
open_year_end(const struct rule_surveillance_in *in)
{
    for (int year = first_year(in); year <= last_year(in); year++)
        if (!held_in(in, year))
            return (struct sw_date){ year, 12, 31 };
    return SW_DATE_NONE;
}

void
rule_surveillance(const struct rule_surveillance_in *in, struct rule_surveillance *ret_state)
{
    struct rule_surveillance s = { .due_by = open_year_end(in) };
    const struct sw_date limit = rule_first_surveillance_due(in->decided_on);
    const struct sw_date first = earliest(in);

    s.years_required = last_year(in) - first_year(in) + 1;
    if (s.years_required < 0)
        s.years_required = 0;
    s.audits_missing = in->held_count < RULE_CYCLE_AUDITS ? RULE_CYCLE_AUDITS - in->held_count : 0;
    if (s.audits_missing > 0 && sw_date_is_none(s.due_by))
        s.due_by =
            sw_date_is_none(in->recertification_on) ? in->expires_on : in->recertification_on;
    if (in->initial_cycle) {
        s.first_late = sw_date_compare(sw_date_is_none(first) ? in->today : first, limit) > 0;
        if (sw_date_is_none(first) &&
            (sw_date_is_none(s.due_by) || sw_date_compare(limit, s.due_by) < 0))
            s.due_by = limit;
    }
    for (int year = first_year(in); year <= last_year(in) && s.missed_year == 0; year++)
        if (year < in->today.year && !held_in(in, year))
            s.missed_year = year;
    s.overdue_flag = in->today.year >= first_year(in) && in->today.year <= last_year(in) &&
                     in->today.month >= RULE_YEAR_FLAG_MONTH && !held_in(in, in->today.year);
    s.propose_suspension = s.first_late || s.missed_year != 0;
    *ret_state = s;
}
