/* links: sw_base sw_rules */
/* The ends of the list of refusals: one, none left, joined beyond what it holds. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "rules/faults.h"

static const struct sw_rule first_rule = { "X-1", "clause", "remedy" };
static const struct sw_rule second_rule = { "X-2", "clause", "remedy" };

START_TEST(a_single_fault_speaks_alone)
{
    struct rule_faults faults = { 0 };
    struct sw_error err = { 0 };

    RULE_FAULT(&faults, &first_rule, "S1", "Site ", "S1", " is missing");
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail, "Site S1 is missing");
    ck_assert_ptr_eq(err.rule, &first_rule);
}
END_TEST

START_TEST(an_empty_sentence_ends)
{
    struct rule_faults faults;

    memset(&faults, 'x', sizeof faults);
    faults.count = faults.more = 0;
    ck_assert_ptr_nonnull(
        rule_fault_add(&faults, &first_rule, NULL, (const char *const[]){ NULL }));
    ck_assert_str_eq(faults.at[0].subject, "");
    ck_assert_str_eq(faults.at[0].detail, "");
}
END_TEST

START_TEST(texts_fit_to_the_last_character)
{
    struct rule_faults faults = { 0 };
    char fits[sizeof faults.at[0].detail], longer[sizeof faults.at[0].detail + 1];

    memset(fits, 'x', sizeof fits - 1);
    memset(longer, 'x', sizeof longer - 1);
    fits[sizeof fits - 1] = longer[sizeof longer - 1] = '\0';
    RULE_FAULT(&faults, &first_rule, "", fits);
    RULE_FAULT(&faults, &first_rule, "", longer);
    RULE_FAULT(&faults, &first_rule, "", "ab", longer);
    ck_assert_str_eq(faults.at[0].detail, fits);
    ck_assert_str_eq(faults.at[1].detail, fits);
    ck_assert_uint_eq(strlen(faults.at[2].detail), sizeof fits - 1);
    ck_assert_ptr_eq(faults.at[2].rule, &first_rule);
    ck_assert_ptr_null(faults.at[3].rule); /* what stands behind it is untouched */
    ck_assert_int_eq(faults.count, 3);
}
END_TEST

/* Two sentences as long as they may be, and a last one of @p length. */
static struct rule_faults
long_faults(size_t length)
{
    struct rule_faults faults = { 0 };
    char sentence[sizeof faults.at[0].detail];

    memset(sentence, 'x', sizeof sentence - 1);
    sentence[sizeof sentence - 1] = '\0';
    RULE_FAULT(&faults, &first_rule, "", sentence);
    RULE_FAULT(&faults, &second_rule, "", sentence);
    sentence[length] = '\0';
    RULE_FAULT(&faults, &second_rule, "", sentence);
    return faults;
}

START_TEST(a_refusal_tells_what_it_has_room_for)
{
    const size_t two = 159 + 2 + 159, room = 359;
    struct rule_faults faults = long_faults(room - two - 2);
    struct sw_error err = { 0 };

    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_uint_eq(strlen(err.detail), room);
    ck_assert_ptr_eq(err.rule, &first_rule);
    faults = long_faults(room - two - 1); /* a character too many: not cut, but counted */
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail + two, " (and 1 more)");
    ck_assert_ptr_eq(err.rule, &first_rule);
    faults.more = 1;
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail + two, " (and 2 more)");
}
END_TEST

START_TEST(joined_lists_keep_all_they_can)
{
    static struct rule_faults into, from;

    for (int i = 0; i < RULE_FAULTS_MAX - 1; i++)
        RULE_FAULT(&into, &first_rule, "", "into ", RULE_NUMBER(i));
    for (int i = 0; i < 3; i++)
        RULE_FAULT(&from, &second_rule, "", "from ", RULE_NUMBER(i));
    into.more = 5;
    from.more = 7;
    rule_faults_join(&into, &from);
    ck_assert_int_eq(into.count, RULE_FAULTS_MAX);
    ck_assert_int_eq(into.more, 5 + 2 + 7);
    ck_assert_str_eq(into.at[RULE_FAULTS_MAX - 2].detail, "into 126");
    ck_assert_str_eq(into.at[RULE_FAULTS_MAX - 1].detail, "from 0");
    ck_assert_ptr_eq(into.at[RULE_FAULTS_MAX - 1].rule, &second_rule);
}
END_TEST

START_TEST(two_lists_become_one)
{
    struct rule_faults into = { 0 }, from = { 0 };

    RULE_FAULT(&from, &first_rule, "", "One");
    RULE_FAULT(&from, &second_rule, "", "Two");
    rule_faults_join(&into, &from);
    ck_assert_int_eq(into.count, 2);
    ck_assert_int_eq(into.more, 0);
    ck_assert_str_eq(into.at[0].detail, "One");
    ck_assert_str_eq(into.at[1].detail, "Two");
}
END_TEST

START_TEST(numbers_at_their_ends)
{
    ck_assert_str_eq(RULE_NUMBER(-1), "-1");
    ck_assert_str_eq(RULE_NUMBER(1), "1");
    ck_assert_str_eq(RULE_NUMBER(9), "9");
    ck_assert_str_eq(RULE_NUMBER(10), "10");
    ck_assert_str_eq(RULE_NUMBER(19), "19");
    ck_assert_str_eq(RULE_NUMBER(100), "100");
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("faults_bounds");
    TCase *tcase = tcase_create("faults_bounds");
    SRunner *runner;
    int failed;

    tcase_add_test(tcase, a_single_fault_speaks_alone);
    tcase_add_test(tcase, an_empty_sentence_ends);
    tcase_add_test(tcase, texts_fit_to_the_last_character);
    tcase_add_test(tcase, a_refusal_tells_what_it_has_room_for);
    tcase_add_test(tcase, joined_lists_keep_all_they_can);
    tcase_add_test(tcase, two_lists_become_one);
    tcase_add_test(tcase, numbers_at_their_ends);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
