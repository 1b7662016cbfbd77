/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/transfer.h"

#define FINDINGS_MAX 8

static struct rule_decision_finding findings[FINDINGS_MAX];
static char numbers[FINDINGS_MAX][16];

static void
run_deadline(struct case_line *c)
{
    case_expect_date(c, "on",
                     rule_transfer_deadline(case_date(c, "failed"), case_date(c, "expiry")));
}

static struct rule_decision_finding
finding_of(const char *word, char (*ret_number)[16])
{
    struct rule_decision_finding f = { .number = *ret_number };
    char grade[8] = "", state[16] = "";

    ck_assert_int_eq(sscanf(word, "%15[^:]:%7[^:]:%15s", *ret_number, grade, state), 3);
    f.grade = (enum rule_grade) rule_word_index(rule_grade_names, grade);
    f.withdrawn = strcmp(state, "withdrawn") == 0;
    f.verified = strcmp(state, "verified") == 0;
    f.response_accepted = f.verified || strcmp(state, "accepted") == 0;
    return f;
}

static void
change_yes(struct case_line *c, const char *key, bool *value)
{
    if (case_text(c, key) != NULL)
        *value = case_yes(c, key);
}

static void
change_date(struct case_line *c, const char *key, struct sw_date *value)
{
    if (case_text(c, key) != NULL)
        *value = case_date(c, key);
}

/* The transfer with nothing in the way. */
static const struct rule_transfer good = {
    .standing = RULE_ACTIVE,
    .expires_on = { 2027, 5, 14 },
    .original_on = { 2024, 5, 15 },
    .accredited = true,
    .recognised = true,
    .scope_in_theirs = true,
    .scope_in_ours = true,
    .sites = 3,
    .sites_certified = 3,
    .reachable = true,
    .reviewed = "reasons reports findings complaints regulators programme",
    .decided_on = { 2026, 11, 2 },
};

static void
read_people_and_findings(struct case_line *c, struct rule_transfer *in)
{
    const char *words[FINDINGS_MAX];

    in->findings = findings;
    in->finding_count = case_words(c, "findings", words, FINDINGS_MAX);
    for (int i = 0; i < in->finding_count; i++)
        findings[i] = finding_of(words[i], &numbers[i]);
    in->reviewer_id = case_text(c, "reviewer");
    in->decider_id = case_text(c, "decider");
    if (case_text(c, "reviewed") != NULL)
        in->reviewed = case_text(c, "reviewed");
    if (case_text(c, "standing") != NULL)
        in->standing =
            (enum rule_standing) rule_word_index(rule_standing_names, case_text(c, "standing"));
    if (case_text(c, "sites_certified") != NULL)
        in->sites_certified = case_int(c, "sites_certified");
}

static void
run_accept(struct case_line *c)
{
    struct rule_transfer in = good;
    struct rule_transfer_cycle cycle;
    struct rule_faults faults;
    struct sw_error err = { 0 };

    read_people_and_findings(c, &in);
    change_date(c, "expiry", &in.expires_on);
    change_date(c, "original", &in.original_on);
    change_date(c, "failed", &in.failed_on);
    change_date(c, "decided", &in.decided_on);
    change_yes(c, "accredited", &in.accredited);
    change_yes(c, "recognised", &in.recognised);
    change_yes(c, "theirs", &in.scope_in_theirs);
    change_yes(c, "ours", &in.scope_in_ours);
    change_yes(c, "told", &in.accreditation_body_told);
    change_yes(c, "reachable", &in.reachable);
    change_yes(c, "visited", &in.visited);
    rule_transfer_faults(&in, &faults);
    cycle = rule_transfer_cycle(&in);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
    case_expect_yes(c, "new", cycle.new_client);
    case_expect_date(c, "expires", cycle.expires_on);
    case_expect_date(c, "anchor", cycle.anchor);
    case_expect_date(c, "effective", cycle.effective_on);
}

/* For every day of three years: a transfer never lengthens a certification, and is never allowed
 * after the certificate's last day or six months after the issuing body failed. */
START_TEST(a_transfer_gives_no_time)
{
    struct rule_transfer in = good;

    in.failed_on = (struct sw_date){ 2026, 8, 31 };
    in.accreditation_body_told = true;
    for (struct sw_date day = { 2025, 1, 1 }; day.year < 2028; day = sw_date_add_days(day, 1)) {
        struct rule_transfer_cycle cycle;
        struct rule_faults faults;

        in.decided_on = day;
        rule_transfer_faults(&in, &faults);
        cycle = rule_transfer_cycle(&in);
        ck_assert(cycle.new_client == (faults.count > 0));
        ck_assert(rule_transfer_new_client(&in) == cycle.new_client);
        ck_assert(cycle.new_client == (sw_date_compare(day, (struct sw_date){ 2027, 2, 28 }) > 0));
        ck_assert(cycle.new_client || sw_date_compare(cycle.expires_on, in.expires_on) == 0);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, a_transfer_gives_no_time);
}

int
main(void)
{
    static const struct case_op ops[] = { { "deadline", run_deadline },
                                          { "accept", run_accept },
                                          { NULL, NULL } };

    return cases_main("transfer", ops, properties);
}
