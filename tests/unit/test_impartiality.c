/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/impartiality.h"
#include "rules/vocabulary.h"

static struct rule_declaration
declaration_of(const char *word)
{
    struct rule_declaration d = { .relation = RULE_RELATION_NONE };
    char relation[24] = "", ended[12] = "", treated[12] = "";
    int index;

    ck_assert_int_ge(sscanf(word, "%23[^/]/%11[^/]/%11s", relation, ended, treated), 2);
    index = rule_word_index(rule_relation_names, relation);
    ck_assert_msg(index >= 0, "relation %s", relation);
    d.relation = (enum rule_relation) index;
    ck_assert(strcmp(ended, "none") == 0 || sw_date_parse(ended, &d.ended_on));
    d.treated = strcmp(treated, "treated") == 0;
    return d;
}

static void
run_on(struct case_line *c)
{
    struct rule_declaration declared[8];
    const char *words[8];
    struct rule_impartiality_in in = { .name = case_yes(c, "unnamed") ? NULL : "Ada",
                                       .declarations = declared };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    in.first = case_date(c, "first");
    in.declaration_count = case_words(c, "declared", words, 8);
    for (int i = 0; i < in.declaration_count; i++)
        declared[i] = declaration_of(words[i]);
    rule_impartiality_faults(&in, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

/* For every day of ten years and every relation with a two-year rule: blocked until the day before
 * it is free, and never again. */
START_TEST(a_relation_blocks_once)
{
    static const enum rule_relation timed[] = { RULE_RELATION_EMPLOYMENT, RULE_RELATION_CONSULTANCY,
                                                RULE_RELATION_INTERNAL_AUDIT,
                                                RULE_RELATION_RELATED_BODY };
    struct rule_declaration d = { .relation = timed[_i] };

    for (struct sw_date end = { 2020, 1, 1 }; end.year < 2030; end = sw_date_add_days(end, 1)) {
        struct rule_impartiality_in in = { .declarations = &d, .declaration_count = 1 };
        struct rule_faults faults;
        bool was_free = false;

        d.ended_on = end;
        for (int days = 729; days <= 734; days++) {
            bool is_free;

            in.first = sw_date_add_days(end, days);
            rule_impartiality_faults(&in, &faults);
            is_free = faults.count == 0;
            ck_assert(is_free || !was_free);
            was_free = is_free;
        }
        ck_assert(was_free);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_loop_test(tcase, a_relation_blocks_once, 0, 4);
}

int
main(void)
{
    static const struct case_op ops[] = { { "on", run_on }, { NULL, NULL } };

    return cases_main("impartiality", ops, properties);
}
