/* links: sw_base sw_rules */
#include <string.h>

#include "cases_settings.h"
#include "rules/suspension.h"

static void
run_suspend(struct case_line *c)
{
    const char *ground = case_text_or(c, "ground", "failure");
    const struct rule_settings settings = case_settings(c);
    const struct rule_suspension in = {
        .ground = strcmp(ground, "beyond") == 0
                      ? RULE_SUSPENSION_GROUNDS
                      : rule_word_index(rule_suspension_ground_names, ground),
        .reason = case_text_or(c, "reason", "no surveillance in 2026"),
        .conditions = case_text_or(c, "conditions", "hold the surveillance"),
        .on = { 2026, 8, 31 },
        .months = case_int(c, "months"),
        .expires_on = case_date_or(c, "expires", (struct sw_date){ 2029, 5, 14 }),
        .settings = &settings,
    };
    struct sw_date until = SW_DATE_NONE;
    struct sw_error err = { 0 };

    if (case_expect_code(c, rule_suspension(&in, &until, &err), &err))
        case_expect_date(c, "until", until);
}

static void
run_restore(struct case_line *c)
{
    const struct rule_restoring in = {
        .until = { 2027, 2, 28 },
        .expires_on = { 2027, 5, 14 },
        .solved_on = case_date_or(c, "solved", (struct sw_date){ 2026, 12, 1 }),
        .evidence = case_yes_or(c, "evidence", true),
        .decided_on = case_date_or(c, "decided", (struct sw_date){ 2026, 12, 10 }),
    };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_restoring(&in, &err), &err);
}

static void
run_reduce(struct case_line *c)
{
    struct rule_reduction in = {
        .scope_before = case_text_or(c, "before", "Hosting and support"),
        .scope_after = case_text_or(c, "after", "Hosting"),
        .reason = case_text_or(c, "reason", "support fails"),
        .parts_failing = case_int_or(c, "failing", 1),
        .parts_removed = case_int_or(c, "removed", 1),
        .sites_left = case_int_or(c, "sites", 2),
        .fits_standard = case_yes_or(c, "fits", true),
    };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    if (strcmp(in.scope_before, "none") == 0)
        in.scope_before = NULL;
    rule_reduction_faults(&in, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

/* For every day of five years: no suspension is longer than six months, however it was asked for,
 * and none lets a certificate be restored after its expiry (MNT-16). */
START_TEST(a_suspension_gives_no_time)
{
    for (struct sw_date day = { 2024, 1, 1 }; day.year < 2029; day = sw_date_add_days(day, 1)) {
        const struct sw_date expires_on = sw_date_add_days(day, 100);
        struct rule_suspension in = {
            .reason = "r", .conditions = "c", .on = day, .expires_on = sw_date_add_days(day, 1000)
        };
        struct rule_restoring out = { .expires_on = expires_on,
                                      .evidence = true,
                                      .decided_on = sw_date_add_days(expires_on, 1) };
        struct sw_error err = { 0 };

        ck_assert(rule_suspension(&in, &out.until, &err) == SW_OK);
        ck_assert_int_ge(sw_date_days_between(day, out.until), 181);
        ck_assert_int_le(sw_date_days_between(day, out.until), 184);
        in.months = 7;
        ck_assert(rule_suspension(&in, &out.until, &err) == SW_RULE_REFUSED);
        out.solved_on = day;
        ck_assert(rule_restoring(&out, &err) == SW_RULE_REFUSED);
        out.decided_on = expires_on;
        ck_assert(rule_restoring(&out, &err) == SW_OK);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, a_suspension_gives_no_time);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "suspend", run_suspend },
        { "restore", run_restore },
        { "reduce", run_reduce },
        { NULL, NULL },
    };

    return cases_main("suspension", ops, properties);
}
