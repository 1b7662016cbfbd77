/* links: sw_base sw_rules */
#include "cases.h"
#include "rules/extension.h"

static void
run_extension(struct case_line *c)
{
    struct rule_time_pack small = *rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    const struct rule_audit_time_in added = {
        .pack = case_yes(c, "small") ? &small : rule_time_pack_find(RULE_TIME_PACK_CURRENT),
        .persons = case_int(c, "persons"),
        .business = { 2, 2, 2 },
        .it = { 2, 2, 2 },
        .percent = case_int(c, "percent"),
        .percent_reason = case_text(c, "reason"),
        .deviation_approved = case_yes(c, "approved"),
    };
    struct rule_extension_time got;
    struct sw_error err = { 0 };

    small.bands[0] = (struct rule_time_band){ 10, 1 };
    small.bands[1] = (struct rule_time_band){ 20, 2 };
    small.bands[2] = (struct rule_time_band){ 30, 3 };
    if (case_expect_code(c, rule_extension_time(&added, case_half_days(c, "minimum"), &got, &err),
                         &err)) {
        case_expect_half_days(c, "half_days", got.half_days);
        case_expect_yes(c, "raised", got.raised);
    }
}

/* For every number of persons and every least time up to ten days: the larger of the two. */
START_TEST(an_extension_is_the_larger_of_both)
{
    for (int persons = 1; persons <= 700; persons++)
        for (int minimum = 2; minimum <= 20; minimum++) {
            const struct rule_audit_time_in added = {
                .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
                .persons = persons,
                .business = { 2, 2, 2 },
                .it = { 2, 2, 2 },
            };
            struct rule_extension_time got;
            struct sw_error err = { 0 };

            ck_assert(rule_extension_time(&added, minimum, &got, &err) == SW_OK);
            ck_assert_int_ge(got.half_days, minimum);
            ck_assert_int_ge(got.half_days, got.time.total_half_days);
            ck_assert(got.half_days == minimum || got.half_days == got.time.total_half_days);
        }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, an_extension_is_the_larger_of_both);
}

int
main(void)
{
    static const struct case_op ops[] = { { "extension", run_extension }, { NULL, NULL } };

    return cases_main("extension", ops, properties);
}
