/* links: sw_base sw_rules */
#include <stdio.h>

#include "cases.h"
#include "rules/segregation.h"

#define TEAM_MAX 8

static char people[TEAM_MAX][16];
static struct rule_involvement involved[TEAM_MAX];

static struct rule_segregation_in
segregation_in(struct case_line *c)
{
    const char *words[TEAM_MAX];
    struct rule_segregation_in in = { .person_id = case_text(c, "person"),
                                      .name = case_text(c, "name"),
                                      .involvements = involved };

    in.involvement_count = case_words(c, "team", words, TEAM_MAX);
    for (int i = 0; i < in.involvement_count; i++) {
        char role[24] = "";
        int index;

        ck_assert_int_eq(sscanf(words[i], "%15[^:]:%23s", people[i], role), 2);
        index = rule_word_index(rule_team_role_names, role);
        ck_assert_int_ge(index, 0);
        involved[i] = (struct rule_involvement){ people[i], (enum rule_team_role) index,
                                                 case_yes(c, "unnumbered") ? NULL : "A-0001" };
    }
    return in;
}

static void
run_decider(struct case_line *c)
{
    const struct rule_segregation_in in = segregation_in(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_decider_independent(&in, &err), &err);
}

static void
run_reviewer(struct case_line *c)
{
    const struct rule_segregation_in in = segregation_in(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_reviewer_independent(&in, &err), &err);
}

static void
run_appeal(struct case_line *c)
{
    const struct rule_segregation_in in = segregation_in(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_appeal_independent(&in, case_text(c, "decided_by"), &err),
                            &err);
}

static void
run_request(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_not_own_request(case_text(c, "person"), case_text(c, "by"), &err), &err);
}

int
main(void)
{
    static const struct case_op ops[] = { { "decider", run_decider },
                                          { "reviewer", run_reviewer },
                                          { "appeal", run_appeal },
                                          { "request", run_request },
                                          { NULL, NULL } };

    return cases_main("segregation", ops, NULL);
}
