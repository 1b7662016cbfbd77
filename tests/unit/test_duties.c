/* links: sw_base sw_rules */
#include <string.h>

#include "cases_settings.h"
#include "rules/cycle.h"
#include "rules/duties.h"
#include "rules/stage1.h"

static struct rule_duty_facts
facts_of(struct case_line *c)
{
    struct rule_duty_facts f = {
        .today = case_date(c, "today"),
        .team_notified_on = case_date(c, "team_notified"),
        .stage1_ended_on = case_date(c, "stage1_ended"),
        .closing_on = case_date(c, "closing"),
        .stage2_ended_on = case_date(c, "stage2_ended"),
        .decided_on = case_date(c, "decided"),
        .expires_on = case_date(c, "expires"),
        .suspended_on = case_date(c, "suspended"),
        .suspension_months = case_int(c, "months"),
        .relation_ended_on = case_date(c, "relation_ended"),
        .origin_failed_on = case_date(c, "origin_failed"),
        .certsearch_sent_on = case_date(c, "certsearch_sent"),
        .witnessed_on = case_date(c, "witnessed"),
        .leads_since = case_date(c, "leads_since"),
        .decision_told_on = case_date(c, "decision_told"),
        .complaint_on = case_date(c, "complaint"),
        .complaint_told_on = case_date(c, "complaint_told"),
        .own_audit_on = case_date(c, "own_audit"),
        .own_review_on = case_date(c, "own_review"),
        .impartiality_on = case_date(c, "impartiality"),
        .impartiality_change_on = case_date(c, "impartiality_change"),
    };

    if (case_text(c, "mode") != NULL)
        f.mode = (enum rule_certsearch_mode) rule_word_index(rule_certsearch_mode_names,
                                                             case_text(c, "mode"));
    return f;
}

static void
run_duty(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);
    struct rule_duty_facts facts = facts_of(c);
    const char *name = case_text(c, "name");
    struct rule_duty duties[RULE_DUTIES_MAX];
    const struct rule_duty *found = NULL;
    int count = 0, n;

    facts.settings = &settings;
    n = rule_duties(&facts, duties);
    for (int i = 0; i < n; i++)
        if (strcmp(duties[i].name, name) == 0) {
            found = found == NULL ? &duties[i] : found;
            count++;
        }
    case_expect_text(c, "missing", found == NULL ? "" : "there");
    if (found == NULL) {
        ck_assert_msg(strcmp(c->expected[0].key, "missing") == 0, "%s: no duty %s", c->why, name);
        return;
    }
    case_expect_text(c, "timer", found->timer);
    case_expect_date(c, "warn", found->warn_on);
    case_expect_date(c, "due", found->due_on);
    case_expect_text(c, "state", rule_duty_state_names[found->state]);
    case_expect_int(c, "count", count);
}

/* The rules that turn one date into another. */
static void
run_limit(struct case_line *c)
{
    static const struct {
        const char *asked;
        struct sw_date (*limit)(struct sw_date on);
    } limits[] = {
        { "recertification_planned", rule_recertification_planned_by },
        { "recertification_dated", rule_recertification_dated_by },
        { "recertification_held", rule_recertification_held_by },
        { "appeal", rule_appeal_until },
        { "acknowledged", rule_complaint_acknowledged_by },
        { "progress", rule_complaint_progress_by },
        { "answered", rule_complaint_answered_by },
        { "own_review", rule_own_review_by },
    };

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (strcmp(limits[i].asked, c->asked) == 0)
            case_expect_date(c, "limit", limits[i].limit(case_date(c, "on")));
}

static void
run_all(struct case_line *c)
{
    const struct rule_duty_facts facts = facts_of(c);
    struct rule_duty duties[RULE_DUTIES_MAX];

    case_expect_int(c, "count", rule_duties(&facts, duties));
}

/* For every day of two years after stage 1: the dates are those on which rule_stage2_start()
 * begins to warn and to ask. */
START_TEST(stage2_dates_are_those_of_its_rule)
{
    const struct sw_date ended = { 2026, 1, 31 };

    for (struct sw_date day = { 2026, 2, 1 }; day.year < 2028; day = sw_date_add_days(day, 1)) {
        const struct rule_stage2_start start = { .stage1_closed = true,
                                                 .stage1_ready = true,
                                                 .stage1_last_day = ended,
                                                 .stage2_first_day = day,
                                                 .repeat = RULE_REPEAT_UNDECIDED,
                                                 .warn_days = 90,
                                                 .limit_days = 180 };
        struct sw_error err = { 0 };
        struct rule_faults warnings;
        const bool asked = rule_stage2_start(&start, &err) != SW_OK;

        rule_stage2_start_warnings(&start, &warnings);
        ck_assert(asked == (sw_date_compare(day, rule_stage2_decide_after(ended, 180)) > 0));
        ck_assert(asked || (warnings.count > 0) ==
                               (sw_date_compare(day, rule_stage2_warn_after(ended, 90)) > 0));
    }
}
END_TEST

/* A warning of monitoring comes before the last day, which no later day of work passes; a changed
 * risk is looked at no later than the yearly review. */
START_TEST(reviews_are_never_later_than_their_interval)
{
    for (struct sw_date day = { 2024, 1, 1 }; day.year < 2028; day = sw_date_add_days(day, 1)) {
        const struct sw_date until = rule_monitored_until(day, 36);
        const int warned = sw_date_days_between(rule_monitoring_warned_on(day, 36), until);

        ck_assert_int_ge(warned, 89);
        ck_assert_int_le(warned, 92);
        ck_assert(sw_date_compare(rule_impartiality_review_by(day, (struct sw_date){ 2025, 7, 1 }),
                                  rule_own_review_by(day)) <= 0);
        ck_assert_int_eq(rule_lead_until(day, 1).year, day.year + 1);
        ck_assert(rule_year_flagged_on(day.year).month == rule_year_ends_on(day.year).month);
    }
}
END_TEST

/* For every day of a cycle: a year is flagged and missed when rule_surveillance() says so. */
START_TEST(calendar_years_are_those_of_their_rule)
{
    struct rule_duty_facts facts = { .decided_on = { 2025, 1, 15 }, .expires_on = { 2028, 1, 14 } };

    for (struct sw_date day = { 2025, 1, 15 }; day.year < 2028; day = sw_date_add_days(day, 1)) {
        const struct rule_surveillance_in in = { .decided_on = facts.decided_on,
                                                 .expires_on = facts.expires_on,
                                                 .today = day };
        struct rule_duty duties[RULE_DUTIES_MAX];
        struct rule_surveillance state;
        int flagged = 0, missed = 0, n;

        facts.today = day;
        n = rule_duties(&facts, duties);
        for (int i = 0; i < n; i++)
            if (strcmp(duties[i].timer, "T-CAL") == 0) {
                flagged += duties[i].state == RULE_DUTY_WARNED;
                missed += duties[i].state == RULE_DUTY_LATE;
            }
        rule_surveillance(&in, &state);
        ck_assert(state.overdue_flag == (flagged > 0));
        ck_assert((state.missed_year != 0) == (missed > 0));
    }
}
END_TEST

/* With every fact given, each duty has a timer, a clause, a consequence and a day, warned of before
 * it; the list has room. */
START_TEST(every_duty_is_complete)
{
    struct rule_duty duties[RULE_DUTIES_MAX];
    const struct sw_date on = { 2026, 5, 31 };
    const struct rule_duty_facts facts = {
        .expires_on = { 2999, 1, 1 },
        .today = on,
        .team_notified_on = on,
        .stage1_ended_on = on,
        .closing_on = on,
        .stage2_ended_on = on,
        .decided_on = on,
        .suspended_on = on,
        .relation_ended_on = on,
        .origin_failed_on = on,
        .certsearch_sent_on = on,
        .witnessed_on = on,
        .leads_since = on,
        .decision_told_on = on,
        .complaint_on = on,
        .complaint_told_on = on,
        .own_audit_on = on,
        .own_review_on = on,
        .impartiality_on = on,
        .impartiality_change_on = on,
    };
    const int n = rule_duties(&facts, duties);

    ck_assert_int_eq(n, RULE_DUTIES_MAX);
    for (int i = 0; i < n; i++) {
        ck_assert_ptr_nonnull(duties[i].timer);
        ck_assert_int_gt((int) strlen(duties[i].clause), 9);
        ck_assert_int_gt((int) strlen(duties[i].then), 3);
        ck_assert(!sw_date_is_none(duties[i].due_on));
        ck_assert(sw_date_is_none(duties[i].warn_on) ||
                  sw_date_compare(duties[i].warn_on, duties[i].due_on) < 0);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, stage2_dates_are_those_of_its_rule);
    tcase_add_test(tcase, reviews_are_never_later_than_their_interval);
    tcase_add_test(tcase, calendar_years_are_those_of_their_rule);
    tcase_add_test(tcase, every_duty_is_complete);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "duty", run_duty },
        { "all", run_all },
        { "recertification_planned", run_limit },
        { "recertification_dated", run_limit },
        { "recertification_held", run_limit },
        { "appeal", run_limit },
        { "acknowledged", run_limit },
        { "progress", run_limit },
        { "answered", run_limit },
        { "own_review", run_limit },
        { NULL, NULL },
    };

    return cases_main("duties", ops, properties);
}
