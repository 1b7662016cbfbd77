/* links: sw_base sw_rules */
#include <stdio.h>

#include "cases.h"
#include "rules/decision.h"
#include "rules/transition.h"

static void
run_time(struct case_line *c)
{
    const int with = rule_word_index(rule_transition_names, case_text(c, "with"));

    ck_assert_int_ge(with, 0);
    case_expect_half_days(c, "half_days", rule_transition_half_days((enum rule_transition) with));
}

static void
run_edition(struct case_line *c)
{
    char standard[24];
    struct sw_error err = { 0 };
    const int kind = rule_word_index(rule_audit_kind_names, case_text(c, "kind"));

    ck_assert_int_ge(kind, 0);
    (void) snprintf(standard, sizeof standard, "ISO/IEC 27001:%.4s", case_text(c, "standard"));
    (void) case_expect_code(
        c, rule_audit_edition(standard, (enum rule_audit_kind) kind, case_date(c, "first"), &err),
        &err);
}

/* For every day of five years and every kind of audit: an edition that may be audited may be
 * decided on, too. */
START_TEST(an_audit_can_be_decided)
{
    static const char *const editions[] = { "ISO/IEC 27001:2013", "ISO/IEC 27001:2022" };

    for (struct sw_date day = { 2022, 11, 1 }; day.year < 2027; day = sw_date_add_days(day, 1))
        for (int kind = 0; kind < RULE_AUDIT_KINDS; kind++)
            for (int e = 0; e < 2; e++) {
                struct sw_error err = { 0 };

                if (rule_audit_edition(editions[e], (enum rule_audit_kind) kind, day, &err) ==
                    SW_OK)
                    ck_assert(rule_edition(editions[e], day, &err) == SW_OK);
                else
                    ck_assert_int_eq(e, 0);
            }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, an_audit_can_be_decided);
}

int
main(void)
{
    static const struct case_op ops[] = { { "time", run_time },
                                          { "edition", run_edition },
                                          { NULL, NULL } };

    return cases_main("transition", ops, properties);
}
