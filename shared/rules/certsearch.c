/* Dates, consent and words of the register (certsearch.h). */
#include "rules/certsearch.h"

#include "rules/limits.h"

#include <string.h>

const char *const rule_certsearch_fate_names[RULE_CERTSEARCH_FATES + 1] = { "send", "counted",
                                                                            "no_consent", NULL };

/* The last day of the period of @p months months (1 or 3) in which @p day lies. */
static struct sw_date
period_end(struct sw_date day, int months)
{
    const int last = (day.month - 1) / months * months + months;
    const struct sw_date first_of_last = { day.year, last, 1 };

    return sw_date_add_days(sw_date_add_months(first_of_last, 1), -1);
}

/* The last day for the next upload, by the calendar alone; none when there is no duty. */
static struct sw_date
calendar_due(const struct rule_certsearch_due_in *in)
{
    const int months = in->mode == RULE_CERTSEARCH_AGGREGATED ? RULE_UPLOAD_QUARTER_MONTHS : 1;

    if (in->mode == RULE_CERTSEARCH_OFF)
        return SW_DATE_NONE;
    if (!sw_date_is_none(in->sent_on))
        return period_end(sw_date_add_days(period_end(in->sent_on, months), 1), months);
    return sw_date_is_none(in->since) ? SW_DATE_NONE : period_end(in->since, months);
}

struct rule_certsearch_due
rule_certsearch_due(const struct rule_certsearch_due_in *in)
{
    struct rule_certsearch_due due = { .due_on = calendar_due(in) };

    if (sw_date_is_none(due.due_on))
        return due;
    due.remind_on = sw_date_add_days(due.due_on, -RULE_UPLOAD_REMIND_DAYS);
    if (in->mode == RULE_CERTSEARCH_ON && sw_date_compare(in->ended_on, in->sent_on) > 0 &&
        sw_date_compare(in->ended_on, due.due_on) < 0)
        due.due_on = due.remind_on = in->ended_on;
    due.overdue = sw_date_compare(in->today, due.due_on) > 0;
    due.remind = !due.overdue && sw_date_compare(in->today, due.remind_on) >= 0;
    return due;
}

enum rule_certsearch_fate
rule_certsearch_fate(enum rule_certsearch_mode mode, struct sw_date consent_on,
                     struct sw_date today)
{
    if (mode == RULE_CERTSEARCH_AGGREGATED)
        return RULE_CERTSEARCH_COUNTED;
    if (sw_date_is_none(consent_on) || sw_date_compare(consent_on, today) > 0)
        return RULE_CERTSEARCH_NO_CONSENT;
    return RULE_CERTSEARCH_SEND;
}

const char *
rule_certsearch_status(const char *state)
{
    static const struct {
        const char *state, *status;
    } words[] = {
        { "issuing", "Draft" }, /* not shown to the public: not effective yet */
        { "active", "Active" },   { "suspended", "Suspended" },       { "withdrawn", "Withdrawn" },
        { "expired", "Expired" }, { "transferred_out", "Withdrawn" }, /* ended at the client's wish
                                                                       */
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].state, state) == 0)
            return words[i].status;
    return NULL;
}
