/* links: sw_base sw_rules */
#include "cases.h"
#include "rules/integrated.h"

static void
run_ability(struct case_line *c)
{
    int qualified[16], percent = 0;
    const int auditors = case_ints(c, "qualified", qualified, 16);
    struct sw_error err = { 0 };

    if (case_expect_code(
            c,
            rule_integrated_ability(qualified, auditors, case_int(c, "standards"), &percent, &err),
            &err))
        case_expect_int(c, "percent", percent);
}

static void
run_reduce(struct case_line *c)
{
    int days = 0;
    struct sw_error err = { 0 };

    if (case_expect_code(c,
                         rule_integrated_time(case_int(c, "days"), case_int(c, "own"),
                                              case_int(c, "integration"), &days, &err),
                         &err))
        case_expect_int(c, "days", days);
}

static void
run_matrix(struct case_line *c)
{
    int percent = 0;
    struct sw_error err = { 0 };

    if (case_expect_code(
            c,
            rule_integrated_reduction(case_int(c, "level"), case_int(c, "ability"), &percent, &err),
            &err))
        case_expect_int(c, "percent", percent);
}

static void
run_within(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c,
                            rule_integrated_within(case_int(c, "level"), case_int(c, "ability"),
                                                   case_int(c, "percent"), &err),
                            &err);
}

/* More integration or a more able team never saves less, and nothing saves more than 20 %. */
START_TEST(the_matrix_never_falls)
{
    struct sw_error err = { 0 };

    for (int level = 0; level <= 100; level++)
        for (int ability = 0; ability <= 100; ability++) {
            int here = -1, more_level = 20, more_ability = 20;

            ck_assert(rule_integrated_reduction(level, ability, &here, &err) == SW_OK);
            if (level < 100)
                ck_assert(rule_integrated_reduction(level + 1, ability, &more_level, &err) ==
                          SW_OK);
            if (ability < 100)
                ck_assert(rule_integrated_reduction(level, ability + 1, &more_ability, &err) ==
                          SW_OK);
            ck_assert(here >= 0 && here <= more_level && here <= more_ability);
            ck_assert(rule_integrated_within(level, ability, here, &err) == SW_OK);
            ck_assert(rule_integrated_within(level, ability, here + 1, &err) == SW_RULE_REFUSED);
        }
}
END_TEST

/* As many auditors as there may be, and one more. */
START_TEST(teams_have_a_limit)
{
    int qualified[RULE_INTEGRATED_AUDITORS_MAX + 1], percent = 0;
    struct sw_error err = { 0 };

    for (int i = 0; i <= RULE_INTEGRATED_AUDITORS_MAX; i++)
        qualified[i] = 2;
    ck_assert_int_eq(
        rule_integrated_ability(qualified, RULE_INTEGRATED_AUDITORS_MAX, 2, &percent, &err), SW_OK);
    ck_assert_int_eq(percent, 100);
    ck_assert_int_eq(
        rule_integrated_ability(qualified, RULE_INTEGRATED_AUDITORS_MAX + 1, 2, &percent, &err),
        SW_INPUT_INVALID);
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, the_matrix_never_falls);
    tcase_add_test(tcase, teams_have_a_limit);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "ability", run_ability }, { "reduce", run_reduce }, { "matrix", run_matrix },
        { "within", run_within },   { NULL, NULL },
    };

    return cases_main("integrated", ops, properties);
}
