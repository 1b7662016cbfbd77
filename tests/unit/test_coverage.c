/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/catalogue.h"
#include "rules/coverage.h"

#define LOOKS_MAX 128
#define SITES_MAX 16

static const char *const controls[] = { "A.8.2", "A.5.1", "A.8.13", "X.1" };
static struct rule_look looks[LOOKS_MAX];
static char requirements[LOOKS_MAX][16];

static void
add(struct rule_coverage *c, const char *words, const char *requirement)
{
    if (rule_words_have(words, requirement) || rule_words_have(words, "all"))
        return;
    looks[c->look_count++] = (struct rule_look){ requirement, RULE_METHOD_INTERVIEW };
}

static void
add_also(struct case_line *c, struct rule_coverage *coverage)
{
    const char *words[16];
    const int n = case_words(c, "also", words, 16);

    for (int i = 0; i < n; i++) {
        char *requirement = requirements[coverage->look_count], method[16] = "";

        ck_assert_int_eq(sscanf(words[i], "%15[^:]:%15s", requirement, method), 2);
        looks[coverage->look_count++] =
            (struct rule_look){ requirement,
                                (enum rule_method) rule_word_index(rule_method_names, method) };
    }
}

static struct rule_coverage
coverage_of(struct case_line *c)
{
    const char *without = case_text(c, "without");
    struct rule_coverage coverage = { .looks = looks, .controls = controls, .control_count = 4 };

    for (int i = 0; i < RULE_CLAUSES; i++)
        if (rule_clauses[i].auditable)
            add(&coverage, without, rule_clauses[i].id);
    for (int i = 0; i < 4; i++)
        add(&coverage, without, controls[i]);
    if (case_text(c, "controls") != NULL)
        coverage.control_count = case_int(c, "controls");
    add_also(c, &coverage);
    return coverage;
}

static void
expect(struct case_line *c, const struct rule_faults *faults)
{
    struct sw_error err = { 0 };

    case_expect_int(c, "faults", faults->count + faults->more);
    (void) case_expect_code(c, rule_faults_refuse(faults, &err), &err);
}

static void
run_cycle(struct case_line *c)
{
    const struct rule_coverage coverage = coverage_of(c);
    struct rule_faults faults;
    struct sw_error err = { 0 };

    rule_coverage_faults(&coverage, &faults);
    case_expect_int(c, "faults", faults.count);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
}

static void
run_methods(struct case_line *c)
{
    const struct rule_coverage coverage = coverage_of(c);
    struct rule_faults faults;

    rule_method_warnings(&coverage, &faults);
    case_expect_int(c, "faults", faults.count);
}

static void
run_close(struct case_line *c)
{
    const struct rule_coverage coverage = coverage_of(c);
    struct rule_faults warnings;

    rule_cycle_warnings(&coverage, &warnings);
    case_expect_int(c, "warnings", warnings.count);
    case_expect_text(c, "first", warnings.count == 0 ? "" : warnings.at[0].detail);
    case_expect_text(c, "rule", warnings.count == 0 ? "" : warnings.at[0].rule->id);
}

static void
run_surveillance(struct case_line *c)
{
    const struct rule_coverage coverage = coverage_of(c);
    const char *topics = case_text(c, "topics");
    struct rule_faults faults;

    rule_surveillance_gaps(
        &coverage,
        topics == NULL ? "earlier_findings complaints changes marks outside law appeals" : topics,
        &faults);
    expect(c, &faults);
}

static void
run_sites(struct case_line *c)
{
    static char ids[SITES_MAX][16], groups[SITES_MAX][16];
    struct rule_sample_site sites[SITES_MAX];
    const char *words[SITES_MAX];
    const int n = case_words(c, "sites", words, SITES_MAX);
    struct rule_faults faults;

    for (int i = 0; i < n; i++) {
        char marks[8] = "";

        ck_assert_int_eq(sscanf(words[i], "%15[^:]:%15[^:]:%7s", ids[i], groups[i], marks), 3);
        sites[i] = (struct rule_sample_site){
            .id = ids[i],
            .group = strcmp(groups[i], "-") == 0 ? (i % 2 == 0 ? NULL : "") : groups[i],
            .central = strchr(marks, 'c') != NULL,
            .significant_risk = strchr(marks, 'r') != NULL,
            .visited = strchr(marks, 'v') != NULL,
        };
    }
    rule_representative_faults(sites, n, &faults);
    expect(c, &faults);
}

/* More gaps than a list of faults holds are counted all the same: 30 leaf clauses and the client's
 * own controls. */
START_TEST(more_gaps_than_a_list_holds)
{
    const char *own[RULE_FAULTS_MAX];
    const struct rule_coverage c = { .controls = own, .control_count = RULE_FAULTS_MAX };
    struct rule_faults warnings;
    char told[64];

    for (int i = 0; i < RULE_FAULTS_MAX; i++)
        own[i] = "X.1";
    rule_cycle_warnings(&c, &warnings);
    (void) snprintf(told, sizeof told, "%d clauses and controls were not", RULE_FAULTS_MAX + 30);
    ck_assert_int_eq(warnings.count, 1);
    ck_assert_msg(strncmp(warnings.at[0].detail, told, strlen(told)) == 0, "%s",
                  warnings.at[0].detail);
}
END_TEST

/* For every clause and control of the catalogue alone: with it missing the cycle has that one gap,
 * with it alone looked at the gap is one smaller. */
START_TEST(a_gap_is_one_requirement)
{
    static struct rule_look one[RULE_CLAUSES + RULE_CONTROLS];
    const char *all[RULE_CONTROLS];
    struct rule_coverage c = { .looks = one, .controls = all, .control_count = RULE_CONTROLS };
    struct rule_faults faults;
    int n = 0;

    for (int i = 0; i < RULE_CONTROLS; i++)
        all[i] = one[n++].requirement = rule_controls[i].id;
    for (int i = 0; i < RULE_CLAUSES; i++)
        if (rule_clauses[i].auditable)
            one[n++].requirement = rule_clauses[i].id;
    ck_assert_int_eq(n, 30 + RULE_CONTROLS);
    for (int skip = 0; skip < n; skip++) {
        const struct rule_look kept = one[skip];

        one[skip] = one[n - 1];
        c.look_count = n - 1;
        rule_coverage_faults(&c, &faults);
        ck_assert_int_eq(faults.count, 1);
        ck_assert_str_eq(faults.at[0].subject, kept.requirement);
        c.looks = &kept;
        c.look_count = 1;
        rule_coverage_faults(&c, &faults);
        ck_assert_int_eq(faults.count, n - 1);
        c.looks = one;
        one[skip] = kept;
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, a_gap_is_one_requirement);
    tcase_add_test(tcase, more_gaps_than_a_list_holds);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "cycle", run_cycle }, { "methods", run_methods },
        { "close", run_close }, { "surveillance", run_surveillance },
        { "sites", run_sites }, { NULL, NULL }
    };

    return cases_main("coverage", ops, properties);
}
