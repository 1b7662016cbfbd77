/* links: sw_base sw_rules */
#include <string.h>

#include "cases.h"
#include "rules/cycle.h"
#include "rules/vocabulary.h"

static void
run_expiry(struct case_line *c)
{
    case_expect_date(c, "on", rule_expiry(case_date(c, "effective")));
}

static void
run_next(struct case_line *c)
{
    case_expect_date(c, "on", rule_expiry_next(case_date(c, "anchor"), case_date(c, "expiry")));
}

static void
run_effective(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_effective_date(case_date(c, "decided"), case_date(c, "effective"), &err), &err);
}

/* The rules that turn one date into another. */
static void
run_limit(struct case_line *c)
{
    static const struct {
        const char *asked;
        struct sw_date (*limit)(struct sw_date on);
    } limits[] = {
        { "first_surveillance", rule_first_surveillance_due },
        { "second_surveillance", rule_second_surveillance_target },
        { "major", rule_major_limit },
        { "restore", rule_restore_limit },
        { "plan", rule_recertification_plan_from },
        { "done", rule_recertification_done_by },
        { "retention", rule_retention_until },
        { "objection", rule_objection_until },
        { "free", rule_free_from },
    };

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (strcmp(limits[i].asked, c->asked) == 0)
            case_expect_date(c, "limit", limits[i].limit(case_date(c, "on")));
}

static void
run_suspension(struct case_line *c)
{
    case_expect_date(c, "limit", rule_suspension_limit(case_date(c, "on"), case_int(c, "months")));
}

static void
run_surveillance(struct case_line *c)
{
    struct sw_date held[8];
    struct rule_surveillance_in in = { .held = held };
    struct rule_surveillance got;

    in.decided_on = case_date(c, "decided");
    in.initial_cycle = case_yes(c, "initial");
    in.expires_on = case_date(c, "expiry");
    in.recertification_on = case_date(c, "recert");
    in.held_count = case_dates(c, "held", held, 8);
    in.today = case_date(c, "today");
    rule_surveillance(&in, &got);
    case_expect_yes(c, "late", got.first_late);
    case_expect_date(c, "due", got.due_by);
    case_expect_int(c, "missed", got.missed_year);
    case_expect_yes(c, "flag", got.overdue_flag);
    case_expect_yes(c, "suspend", got.propose_suspension);
    case_expect_int(c, "years", got.years_required);
    case_expect_int(c, "missing", got.audits_missing);
}

static void
run_renewal(struct case_line *c)
{
    const struct rule_renewal_in in = {
        .anchor = case_date(c, "anchor"),
        .expires_on = case_date(c, "expiry"),
        .decided_on = case_date(c, "decided"),
        .effective_on = case_date(c, "effective"),
        .open_majors = case_int(c, "majors"),
        .majors_verified_on = case_date(c, "verified"),
    };
    struct rule_renewal got;
    struct sw_error err = { 0 };

    if (case_expect_code(c, rule_renewal(&in, &got, &err), &err)) {
        case_expect_text(c, "kind", rule_renewal_names[got.kind]);
        case_expect_date(c, "effective", got.effective_on);
        case_expect_date(c, "expires", got.expires_on);
        case_expect_date(c, "gap", got.gap_from);
        case_expect_date(c, "gap_to", got.gap_to);
    }
}

static void
run_standing(struct case_line *c)
{
    const struct rule_standing_in in = {
        .stored = (enum rule_standing) rule_word_index(rule_standing_names, case_text(c, "stored")),
        .expires_on = case_date(c, "expiry"),
        .suspended_on = case_date(c, "suspended"),
        .today = case_date(c, "today"),
    };
    bool decide = true; /* is set in any case */

    case_expect_text(c, "is", rule_standing_names[rule_standing(&in, &decide)]);
    case_expect_yes(c, "decide", decide);
}

/* For every day of forty years: a cycle has 1094 to 1096 days, and twelve of them do not drift. */
START_TEST(cycles_do_not_drift)
{
    for (struct sw_date day = { 2020, 1, 1 }; day.year < 2060; day = sw_date_add_days(day, 1)) {
        struct sw_date expiry = rule_expiry(day);

        ck_assert_int_ge(sw_date_days_between(day, expiry), 1094);
        ck_assert_int_le(sw_date_days_between(day, expiry), 1096);
        for (int cycle = 2; cycle <= 12; cycle++) {
            const struct sw_date next = rule_expiry_next(day, expiry);
            const struct sw_date after = sw_date_add_days(next, 1);

            ck_assert_int_ge(sw_date_days_between(expiry, next), 1094);
            ck_assert_int_le(sw_date_days_between(expiry, next), 1097);
            ck_assert(after.year == day.year + 3 * cycle);
            ck_assert((after.month == day.month && after.day == day.day) ||
                      (day.month == 2 && day.day == 29 && after.month == 3 && after.day == 1));
            expiry = next;
        }
    }
}
END_TEST

/* A relation never frees anybody before two full years are over. */
START_TEST(two_years_are_never_shortened)
{
    for (struct sw_date day = { 2020, 1, 1 }; day.year < 2040; day = sw_date_add_days(day, 1)) {
        ck_assert_int_ge(sw_date_days_between(day, rule_free_from(day)), 731);
        ck_assert_int_le(sw_date_days_between(day, rule_free_from(day)), 733);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, cycles_do_not_drift);
    tcase_add_test(tcase, two_years_are_never_shortened);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "expiry", run_expiry },
        { "next", run_next },
        { "effective", run_effective },
        { "first_surveillance", run_limit },
        { "second_surveillance", run_limit },
        { "major", run_limit },
        { "restore", run_limit },
        { "plan", run_limit },
        { "done", run_limit },
        { "retention", run_limit },
        { "objection", run_limit },
        { "free", run_limit },
        { "suspension", run_suspension },
        { "surveillance", run_surveillance },
        { "renewal", run_renewal },
        { "standing", run_standing },
        { NULL, NULL },
    };

    return cases_main("cycle", ops, properties);
}
