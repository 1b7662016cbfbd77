/* links: sw_base sw_rules */
/* The list of refusals and the words of the rules: what all other rules stand on. */
#include <check.h>
#include <string.h>

#include "rules/faults.h"
#include "rules/vocabulary.h"

static const struct sw_rule some_rule = { "X-1", "clause", "remedy" };
static const struct sw_rule other_rule = { "X-2", "clause", "remedy" };

START_TEST(lists_are_joined)
{
    struct rule_faults all = { 0 }, more = { 0 };

    RULE_FAULT(&all, &some_rule, "s", "one");
    RULE_FAULT(&more, &other_rule, "s", "two");
    RULE_FAULT(&more, &other_rule, "s", "three");
    more.more = 5;
    rule_faults_join(&all, &more);
    ck_assert_int_eq(all.count, 3);
    ck_assert_int_eq(all.more, 5);
    ck_assert_str_eq(all.at[1].detail, "two");
    ck_assert_str_eq(all.at[2].detail, "three");
    rule_faults_join(&all, &more); /* is there already */
    ck_assert_int_eq(all.count, 3);
    for (int i = 3; i < RULE_FAULTS_MAX - 1; i++)
        RULE_FAULT(&all, &some_rule, "s", RULE_NUMBER(i));
    more = (struct rule_faults){ 0 };
    RULE_FAULT(&more, &other_rule, "s", "four");
    RULE_FAULT(&more, &other_rule, "s", "five");
    all.more = 0;
    more.more = 7;
    rule_faults_join(&all, &more);
    ck_assert_int_eq(all.count, RULE_FAULTS_MAX);
    ck_assert_int_eq(all.more, 7 + 1);
    ck_assert_str_eq(all.at[RULE_FAULTS_MAX - 1].detail, "four");
}
END_TEST

START_TEST(a_full_list_counts_on)
{
    struct rule_faults faults = { 0 };
    struct sw_error err = { 0 };

    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_OK);
    for (int i = 0; i < RULE_FAULTS_MAX + 3; i++)
        RULE_FAULT(&faults, &some_rule, "s", "fault ", RULE_NUMBER(i));
    ck_assert_int_eq(faults.count, RULE_FAULTS_MAX);
    ck_assert_int_eq(faults.more, 3);
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_int_eq(strncmp(err.detail, "fault 0; fault 1; ", 18), 0);
    ck_assert_ptr_nonnull(strstr(err.detail, "; fault 36 (and 94 more)"));
    ck_assert_ptr_eq(err.rule, &some_rule);
}
END_TEST

START_TEST(a_refusal_tells_all_faults)
{
    struct rule_faults faults = { 0 }, more = { 0 };
    struct sw_error err = { 0 };

    RULE_FAULT(&faults, &some_rule, "", "One");
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail, "One");
    RULE_FAULT(&more, &some_rule, "", "One");   /* is there already */
    RULE_FAULT(&more, &other_rule, "", "One");  /* another rule */
    RULE_FAULT(&more, &some_rule, "", "Other"); /* another fault */
    rule_faults_join(&faults, &more);
    ck_assert_int_eq(rule_faults_refuse(&faults, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail, "One; One; Other");
    ck_assert_ptr_eq(err.rule, &some_rule);
}
END_TEST

START_TEST(long_texts_are_cut)
{
    struct rule_faults faults = { 0 };
    char longer[500];

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    RULE_FAULT(&faults, &some_rule, longer, longer, longer);
    ck_assert_uint_eq(strlen(faults.at[0].subject), sizeof faults.at[0].subject - 1);
    ck_assert_uint_eq(strlen(faults.at[0].detail), sizeof faults.at[0].detail - 1);
}
END_TEST

START_TEST(numbers_become_text)
{
    ck_assert_str_eq(RULE_NUMBER(0), "0");
    ck_assert_str_eq(RULE_NUMBER(-30), "-30");
    ck_assert_str_eq(RULE_NUMBER(9), "9");
    ck_assert_str_eq(RULE_NUMBER(10), "10");
    ck_assert_str_eq(RULE_NUMBER(-1), "-1");
    ck_assert_str_eq(RULE_NUMBER(2147483647), "2147483647");
    ck_assert_str_eq(RULE_NUMBER(-2147483647 - 1), "-2147483648");
    ck_assert_str_eq(RULE_DAYS(11), "5.5");
    ck_assert_str_eq(RULE_DAYS(16), "8.0");
    ck_assert_str_eq(RULE_DATE(((struct sw_date){ 2026, 11, 24 })), "2026-11-24");
}
END_TEST

START_TEST(words_are_found)
{
    const char *cursor = " T1, T3\tT10 ";
    char word[8];

    ck_assert(rule_words_have("T1,T3 T10", "T3"));
    ck_assert(!rule_words_have("T1,T3 T10", "T"));
    ck_assert(!rule_words_have("T10", "T1"));
    ck_assert(!rule_words_have(NULL, "T1"));
    ck_assert(rule_words_have("7", "7"));
    ck_assert(rule_words_have("A B", "B"));
    ck_assert(rule_words_next(&cursor, word, sizeof word));
    ck_assert_str_eq(word, "T1");
    ck_assert(rule_words_next(&cursor, word, sizeof word));
    ck_assert_str_eq(word, "T3");
    ck_assert(rule_words_next(&cursor, word, 3));
    ck_assert_str_eq(word, "T1"); /* cut to what fits */
    ck_assert(!rule_words_next(&cursor, word, sizeof word));
    ck_assert(rule_text_given(" x"));
    ck_assert(!rule_text_given(" \t"));
    ck_assert(!rule_text_given(NULL));
    ck_assert_int_eq(rule_word_index(rule_grade_names, "minor"), RULE_MINOR);
    ck_assert_int_eq(rule_word_index(rule_grade_names, "huge"), -1);
    ck_assert_int_eq(rule_word_index(rule_grade_names, NULL), -1);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("faults");
    TCase *tcase = tcase_create("faults");
    SRunner *runner;
    int failed;

    tcase_add_test(tcase, lists_are_joined);
    tcase_add_test(tcase, a_full_list_counts_on);
    tcase_add_test(tcase, a_refusal_tells_all_faults);
    tcase_add_test(tcase, long_texts_are_cut);
    tcase_add_test(tcase, numbers_become_text);
    tcase_add_test(tcase, words_are_found);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
