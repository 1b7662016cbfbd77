/* links: sw_base sw_rules */
#include <string.h>

#include "cases.h"
#include "cases_settings.h"
#include "rules/cycle.h"
#include "rules/vocabulary.h"

static void
run_expiry(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);

    case_expect_date(c, "on", rule_expiry(case_date(c, "effective"), &settings));
}

static void
run_next(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);

    case_expect_date(c, "on",
                     rule_expiry_next(case_date(c, "anchor"), case_date(c, "expiry"), &settings));
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
        { "major", rule_major_limit },
        { "restore", rule_restore_limit },
        { "free", rule_free_from },
    };

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (strcmp(limits[i].asked, c->asked) == 0)
            case_expect_date(c, "limit", limits[i].limit(case_date(c, "on")));
}

/* Those in which the body has a say. */
static void
run_chosen(struct case_line *c)
{
    static const struct {
        const char *asked;
        struct sw_date (*limit)(struct sw_date on, const struct rule_settings *settings);
    } limits[] = {
        { "second_surveillance", rule_second_surveillance_target },
        { "retention", rule_retention_until },
        { "objection", rule_objection_until },
    };
    const struct rule_settings settings = case_settings(c);

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (strcmp(limits[i].asked, c->asked) == 0)
            case_expect_date(c, "limit", limits[i].limit(case_date(c, "on"), &settings));
}

static void
run_suspension(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);

    case_expect_date(c, "limit",
                     rule_suspension_limit(case_date(c, "on"), case_int(c, "months"), &settings));
}

static enum rule_standing
stored(struct case_line *c)
{
    const char *word = case_text(c, "stored");

    return word == NULL ? RULE_ACTIVE
                        : (enum rule_standing) rule_word_index(rule_standing_names, word);
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
    const struct rule_settings settings = case_settings(c);
    const struct rule_renewal_in in = {
        .stored = stored(c),
        .anchor = case_date(c, "anchor"),
        .expires_on = case_date(c, "expiry"),
        .decided_on = case_date(c, "decided"),
        .effective_on = case_date(c, "effective"),
        .open_majors = case_int(c, "majors"),
        .majors_verified_on = case_date(c, "verified"),
        .stage2_again = case_yes(c, "stage2_again"),
        .settings = &settings,
    };
    struct rule_faults warnings;
    struct rule_renewal got;
    struct sw_error err = { 0 };

    rule_renewal_warnings(&in, &warnings);
    case_expect_text(c, "warned", warnings.count == 0 ? "no" : warnings.at[0].rule->id);
    if (case_expect_code(c, rule_renewal(&in, &got, &err), &err)) {
        ck_assert((got.kind == RULE_RENEWED_EARLY) == (warnings.count == 1));
        case_expect_text(c, "kind", rule_renewal_names[got.kind]);
        case_expect_date(c, "effective", got.effective_on);
        case_expect_date(c, "expires", got.expires_on);
        case_expect_date(c, "next_anchor", got.anchor);
        case_expect_date(c, "gap", got.gap_from);
        case_expect_date(c, "gap_to", got.gap_to);
    }
}

static void
run_standing(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);
    const struct rule_standing_in in = {
        .stored = stored(c),
        .expires_on = case_date(c, "expiry"),
        .suspended_on = case_date(c, "suspended"),
        .suspension_months = case_int(c, "months"),
        .settings = &settings,
        .today = case_date(c, "today"),
    };
    bool decide = true; /* is set in any case */

    case_expect_text(c, "is", rule_standing_names[rule_standing(&in, &decide)]);
    case_expect_yes(c, "decide", decide);
}

/* For every day of forty years and both conventions: a cycle has 1094 to 1096 days, one more where
 * it ends on the anniversary, and twelve of them do not drift. */
START_TEST(cycles_do_not_drift)
{
    struct rule_settings settings = rule_settings_default();
    const int more = _i == RULE_ANNIVERSARY;

    settings.expiry_convention = _i;
    for (struct sw_date day = { 2020, 1, 1 }; day.year < 2060; day = sw_date_add_days(day, 1)) {
        struct sw_date expiry = rule_expiry(day, &settings);

        ck_assert_int_ge(sw_date_days_between(day, expiry), 1094 + more);
        ck_assert_int_le(sw_date_days_between(day, expiry), 1096 + more);
        for (int cycle = 2; cycle <= 12; cycle++) {
            const struct sw_date next = rule_expiry_next(day, expiry, &settings);
            const struct sw_date after = sw_date_add_days(next, 1 - more);

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

/* A body that changes its convention between two cycles gains or loses one day, never a year. */
START_TEST(a_changed_convention_moves_one_day)
{
    struct rule_settings before = rule_settings_default(), after = before;

    before.expiry_convention = _i;
    after.expiry_convention = RULE_ANNIVERSARY - _i;
    for (struct sw_date day = { 2020, 1, 1 }; day.year < 2032; day = sw_date_add_days(day, 1)) {
        const struct sw_date expiry = rule_expiry(day, &before);
        const struct sw_date kept = rule_expiry_next(day, expiry, &before);
        const struct sw_date moved = rule_expiry_next(day, expiry, &after);

        ck_assert_int_eq(sw_date_days_between(kept, moved), _i == RULE_ANNIVERSARY ? -1 : 1);
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
    tcase_add_loop_test(tcase, cycles_do_not_drift, 0, RULE_EXPIRY_CONVENTIONS);
    tcase_add_loop_test(tcase, a_changed_convention_moves_one_day, 0, RULE_EXPIRY_CONVENTIONS);
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
        { "second_surveillance", run_chosen },
        { "major", run_limit },
        { "restore", run_limit },
        { "retention", run_chosen },
        { "objection", run_chosen },
        { "free", run_limit },
        { "suspension", run_suspension },
        { "surveillance", run_surveillance },
        { "renewal", run_renewal },
        { "standing", run_standing },
        { NULL, NULL },
    };

    return cases_main("cycle", ops, properties);
}
