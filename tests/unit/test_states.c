/* links: sw_base sw_rules */
#include "cases.h"
#include "rules/states.h"
#include "rules/vocabulary.h"

static void
run_step(struct case_line *c)
{
    const int machine = rule_word_index(rule_machine_names, case_text(c, "of"));
    struct sw_error err = { 0 };

    ck_assert_int_ge(machine, 0);
    (void) case_expect_code(c,
                            rule_state_step((enum rule_machine) machine, case_text(c, "from"),
                                            case_text(c, "to"), &err),
                            &err);
}

/* Every step names a guard and a clause; every state can be reached from the first one. */
START_TEST(tables_are_connected)
{
    int count = 0;
    const struct rule_step *steps = rule_state_steps((enum rule_machine) _i, &count);

    ck_assert_int_gt(count, 0);
    for (int i = 0; i < count; i++) {
        bool reached = i == 0;

        ck_assert(steps[i].guard[0] != '\0' && steps[i].rule.id[0] != '\0' &&
                  steps[i].rule.clause[0] != '\0');
        ck_assert(rule_state_known((enum rule_machine) _i, steps[i].from));
        ck_assert(rule_state_allows((enum rule_machine) _i, steps[i].from, steps[i].to));
        for (int j = 0; j < count && !reached; j++)
            reached = rule_word_index((const char *const[]){ steps[0].from, steps[j].to, NULL },
                                      steps[i].from) >= 0;
        ck_assert_msg(reached, "nothing leads to %s", steps[i].from);
    }
    for (int i = 0; i < count; i++)
        ck_assert(rule_state_known((enum rule_machine) _i, steps[i].to));
    ck_assert(!rule_state_known((enum rule_machine) _i, "nowhere"));
    ck_assert(!rule_state_known((enum rule_machine) _i, ""));
    ck_assert(!rule_state_known((enum rule_machine) _i, "~"));
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_loop_test(tcase, tables_are_connected, 0, RULE_MACHINES);
}

int
main(void)
{
    static const struct case_op ops[] = { { "step", run_step }, { NULL, NULL } };

    return cases_main("states", ops, properties);
}
