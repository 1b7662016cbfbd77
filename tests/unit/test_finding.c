/* links: sw_base sw_rules */
#include "cases.h"
#include "cases_settings.h"
#include "rules/finding.h"

static enum rule_grade
grade_of(struct case_line *c, const char *key)
{
    const int grade = rule_word_index(rule_grade_names, case_text(c, key));

    ck_assert_int_ge(grade, 0);
    return (enum rule_grade) grade;
}

/* @p text, or NULL where the line leaves that part out. */
static const char *
unless_left_out(struct case_line *c, const char *part, const char *text)
{
    return rule_words_have(case_text(c, "without"), part) ? NULL : text;
}

static void
expect_faults(struct case_line *c, const struct rule_faults *faults)
{
    case_expect_int(c, "faults", faults->count);
    case_expect_text(c, "subject", faults->count == 0 ? "" : faults->at[0].subject);
}

static void
run_parts(struct case_line *c)
{
    struct rule_finding_parts parts = {
        .grade = grade_of(c, "grade"),
        .requirement = unless_left_out(c, "requirement", "A.8.13"),
        .statement = unless_left_out(c, "statement", "No backup was restored"),
        .evidence = unless_left_out(c, "evidence", "Log of 2026-09-16, no restore since 2025"),
        .discussed_with = unless_left_out(c, "discussed_with", "Head of IT"),
    };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    if (unless_left_out(c, "discussed_on", "") != NULL)
        parts.discussed_on = (struct sw_date){ 2026, 9, 17 };
    (void) case_expect_code(c, rule_finding(&parts, &err), &err);
    rule_finding_faults(&parts, &faults);
    expect_faults(c, &faults);
}

static struct rule_correction
by_of(struct case_line *c)
{
    const char *by = case_text(c, "by");

    return (struct rule_correction){ .report_issued = case_yes(c, "issued"),
                                     .by_lead = rule_words_have(by, "lead"),
                                     .by_reviewer = rule_words_have(by, "reviewer"),
                                     .reason = case_text(c, "reason") };
}

static void
run_withdrawal(struct case_line *c)
{
    const struct rule_correction by = by_of(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_withdrawal(&by, &err), &err);
}

static void
run_grade(struct case_line *c)
{
    const struct rule_grade_change in = { grade_of(c, "from"), grade_of(c, "to"), by_of(c) };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_grade_change(&in, &err), &err);
}

static void
run_response(struct case_line *c)
{
    struct rule_response r = {
        .statement = "No backup was restored",
        .correction = unless_left_out(c, "correction", "Restore done"),
        .root_cause = unless_left_out(c, "root_cause", "Nobody owns restore tests"),
        .corrective_action = unless_left_out(c, "corrective_action", "Quarterly test, owned by IT"),
        .responsible = unless_left_out(c, "responsible", "Head of IT"),
    };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    if (unless_left_out(c, "due_on", "") != NULL)
        r.due_on = (struct sw_date){ 2026, 12, 1 };
    if (case_text(c, "root_cause") != NULL)
        r.root_cause = case_text(c, "root_cause");
    if (case_text(c, "corrective_action") != NULL)
        r.corrective_action = case_text(c, "corrective_action");
    (void) case_expect_code(c, rule_response(&r, &err), &err);
    rule_response_faults(&r, &faults);
    expect_faults(c, &faults);
}

static void
run_due(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);
    const struct rule_finding_due_in in = { grade_of(c, "grade"), case_date(c, "closing"),
                                            case_date(c, "stop"), &settings };
    const struct rule_finding_due due = rule_finding_due(&in);

    case_expect_date(c, "response", due.response_on);
    case_expect_date(c, "evidence", due.evidence_on);
}

static void
run_accept(struct case_line *c)
{
    const struct rule_acceptance in = { case_text(c, "by"), case_text(c, "author"),
                                        case_yes(c, "team"), case_yes(c, "client") };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_acceptance(&in, &err), &err);
}

static void
run_verify(struct case_line *c)
{
    const struct rule_verification in = { grade_of(c, "grade"), case_yes(c, "accepted"),
                                          case_text(c, "method"), case_text(c, "conclusion"),
                                          case_yes(c, "evidence") };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_verification(&in, &err), &err);
}

static void
run_escalate(struct case_line *c)
{
    case_expect_text(c, "to", rule_grade_names[rule_escalated(grade_of(c, "grade"))]);
}

static void
run_systemic(struct case_line *c)
{
    const char *minors[16], *on = "";
    const int count = case_words(c, "minors", minors, 16);

    case_expect_yes(c, "prompt", rule_systemic_prompt(minors, count, &on));
    case_expect_text(c, "on", on);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "parts", run_parts },
        { "grade", run_grade },
        { "withdrawal", run_withdrawal },
        { "response", run_response },
        { "due", run_due },
        { "accept", run_accept },
        { "verify", run_verify },
        { "escalate", run_escalate },
        { "systemic", run_systemic },
        { NULL, NULL },
    };

    return cases_main("finding", ops, NULL);
}
