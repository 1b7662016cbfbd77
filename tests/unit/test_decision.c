/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/decision.h"

#define FINDINGS_MAX 8

static const struct rule_involvement team[] = { { "lea", RULE_ROLE_LEAD, "A-0002" },
                                                { "ada", RULE_ROLE_AUDITOR, "A-0002" },
                                                { "eve", RULE_ROLE_EXPERT, "A-0002" } };
static struct rule_decision_finding findings[FINDINGS_MAX];
static char numbers[FINDINGS_MAX][16];

static struct rule_decision_finding
finding_of(const char *word, char (*ret_number)[16])
{
    struct rule_decision_finding f = { .number = *ret_number };
    char grade[8] = "", state[32] = "";
    int index;

    ck_assert_int_eq(sscanf(word, "%15[^:]:%7[^:]:%31s", *ret_number, grade, state), 3);
    index = rule_word_index(rule_grade_names, grade);
    ck_assert_int_ge(index, 0);
    f.grade = (enum rule_grade) index;
    f.withdrawn = strcmp(state, "withdrawn") == 0;
    f.verified = strncmp(state, "verified@", 9) == 0;
    f.response_accepted = f.verified || strcmp(state, "accepted") == 0;
    ck_assert(!f.verified || sw_date_parse(state + 9, &f.verified_on));
    return f;
}

static void
change_yes(struct case_line *c, const char *key, bool *value)
{
    if (case_text(c, key) != NULL)
        *value = case_yes(c, key);
}

static void
change_int(struct case_line *c, const char *key, int *value)
{
    if (case_text(c, key) != NULL)
        *value = case_int(c, key);
}

static void
change_date(struct case_line *c, const char *key, struct sw_date *value)
{
    if (case_text(c, key) != NULL)
        *value = case_date(c, key);
}

static struct rule_segregation_in
person(struct case_line *c, const char *key)
{
    return (struct rule_segregation_in){ .person_id = case_text(c, key),
                                         .name = case_text(c, key),
                                         .involvements = team,
                                         .involvement_count = 3 };
}

/* The file with nothing in the way, and what the line changes. */
static struct rule_decision_facts
facts_of(struct case_line *c)
{
    struct rule_decision_facts f = {
        .stage1_closed = true,
        .stage1_ready = true,
        .last_day = { 2026, 9, 18 },
        .report_signed = true,
        .recommended = true,
        .findings = findings,
        .management_review_on = { 2026, 5, 4 },
        .internal_audit_on = { 2026, 4, 20 },
        .internal_audit_sites = 9,
        .sites = 9,
        .sites_sampled = 4,
        .sites_sampled_audited = 4,
        .agreement_signed = true,
        .review_passed = true,
        .standard = RULE_STANDARD_CURRENT,
        .decided_on = { 2026, 11, 2 },
    };
    const char *words[FINDINGS_MAX];

    change_yes(c, "recertification", &f.recertification);
    change_yes(c, "stage1_closed", &f.stage1_closed);
    change_yes(c, "stage1_ready", &f.stage1_ready);
    change_yes(c, "report_signed", &f.report_signed);
    change_yes(c, "recommended", &f.recommended);
    change_yes(c, "agreement", &f.agreement_signed);
    change_yes(c, "review_passed", &f.review_passed);
    change_date(c, "last_day", &f.last_day);
    change_date(c, "decided", &f.decided_on);
    change_date(c, "effective", &f.effective_on);
    change_int(c, "sites", &f.sites);
    change_int(c, "internal_audit_sites", &f.internal_audit_sites);
    change_int(c, "risk_sites", &f.significant_risk_sites);
    change_int(c, "risk_sites_audited", &f.significant_risk_sites_audited);
    f.significant_risk_sites_open = case_text(c, "risk_sites_open");
    f.sites_sampled_open = case_text(c, "sampled_open");
    change_int(c, "sampled", &f.sites_sampled);
    change_int(c, "sampled_audited", &f.sites_sampled_audited);
    if (case_text(c, "management_review") != NULL)
        f.management_review_on = SW_DATE_NONE;
    if (case_text(c, "internal_audit") != NULL)
        f.internal_audit_on = SW_DATE_NONE;
    if (case_text(c, "standard") != NULL)
        f.standard = case_text(c, "standard");
    f.reason = case_text(c, "reason");
    f.reviewer = person(c, "reviewer");
    f.decider = person(c, "decider");
    f.second_decider = person(c, "second");
    f.finding_count = case_words(c, "findings", words, FINDINGS_MAX);
    for (int i = 0; i < f.finding_count; i++)
        findings[i] = finding_of(words[i], &numbers[i]);
    return f;
}

static void
run_review(struct case_line *c)
{
    const struct rule_decision_facts facts = facts_of(c);
    struct rule_faults faults;
    struct sw_error err = { 0 };

    rule_review_faults(&facts, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

static void
run_grant(struct case_line *c)
{
    const struct rule_decision_facts facts = facts_of(c);
    struct rule_faults faults;
    struct sw_error err = { 0 };

    rule_grant_faults(&facts, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

static void
run_refuse(struct case_line *c)
{
    const struct rule_decision_facts facts = facts_of(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_refuse(&facts, &err), &err);
}

static void
run_edition(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_edition(case_text(c, "standard"), case_date(c, "decided"), &err), &err);
}

static void
run_maintain(struct case_line *c)
{
    const enum rule_maintain by =
        rule_maintain(case_int(c, "majors"), case_yes(c, "positive"), case_yes(c, "other"));

    case_expect_text(c, "by", by == RULE_MAINTAIN_LEAD ? "lead" : "review");
}

/* Whatever else is fine: each gate alone stops a grant, and a refusal names clause and remedy. */
START_TEST(a_refusal_says_why)
{
    const struct rule_decision_facts nothing = { .standard = "", .decided_on = { 2026, 11, 2 } };
    struct rule_faults faults;

    rule_grant_faults(&nothing, &faults);
    ck_assert_int_ge(faults.count, 8);
    for (int i = 0; i < faults.count; i++) {
        ck_assert_str_ne(faults.at[i].detail, "");
        ck_assert_str_ne(faults.at[i].rule->id, "");
        ck_assert_str_ne(faults.at[i].rule->clause, "");
        ck_assert_str_ne(faults.at[i].rule->remedy, "");
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, a_refusal_says_why);
}

int
main(void)
{
    static const struct case_op ops[] = { { "review", run_review },   { "grant", run_grant },
                                          { "refuse", run_refuse },   { "maintain", run_maintain },
                                          { "edition", run_edition }, { NULL, NULL } };

    return cases_main("decision", ops, properties);
}
