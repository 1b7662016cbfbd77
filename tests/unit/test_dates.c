/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"

static void
expect(struct case_line *c, struct sw_date found)
{
    case_expect_date(c, "date", found);
}

static void
run_months(struct case_line *c)
{
    expect(c, sw_date_add_months(case_date(c, "from"), case_int(c, "number")));
}

static void
run_days(struct case_line *c)
{
    expect(c, sw_date_add_days(case_date(c, "from"), case_int(c, "number")));
}

static void
run_working(struct case_line *c)
{
    expect(c, sw_date_add_working_days(case_date(c, "from"), case_int(c, "number")));
}

/* Every day of 150 years: the day after is one later, a weekday on, and reads back as it was
 * written. */
START_TEST(days_follow_each_other)
{
    struct sw_date d = { 1950, 1, 1 };

    for (int i = 0; i < 150 * 365; i++) {
        const struct sw_date next = sw_date_add_days(d, 1);
        struct sw_date read;
        char text[SW_DATE_TEXT_SIZE];

        ck_assert_int_eq(sw_date_days_between(d, next), 1);
        ck_assert_int_lt(sw_date_compare(d, next), 0);
        ck_assert_int_eq(sw_date_weekday(d) % 7 + 1, sw_date_weekday(next));
        sw_date_format(next, text);
        ck_assert(sw_date_parse(text, &read));
        ck_assert_int_eq(sw_date_compare(read, next), 0);
        d = next;
    }
    ck_assert_int_eq(sw_date_weekday((struct sw_date){ 2026, 11, 24 }), 2);
}
END_TEST

START_TEST(what_is_no_date_is_refused)
{
    static const char *const texts[] = { "",           "2026-02-29", "2026-13-01", "2026-00-10",
                                         "2026-1-1",   "2026-11-31", "26-11-24",   "2026-11-24 ",
                                         "2026/11/24", "1899-12-31", "3000-01-01", "2026-11-2x" };
    struct sw_date d = { 1, 2, 3 };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(!sw_date_parse(texts[i], &d), "%s", texts[i]);
    ck_assert_int_eq(d.year, 1);
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, days_follow_each_other);
    tcase_add_test(tcase, what_is_no_date_is_refused);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "months", run_months }, { "days", run_days }, { "working", run_working }, { NULL, NULL }
    };

    return cases_main("dates", ops, properties);
}
