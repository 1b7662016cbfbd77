/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/competence.h"

#define STANDARD "ISO/IEC 27001:2022"

/* The people of the cases. */
static const struct {
    const char *key;
    int count;
    struct rule_authorisation a;
} people[] = {
    /* clang-format off */
    { "lead3",  1, { RULE_LEAD,    STANDARD, "33", "T3", "de en", { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "lead",   1, { RULE_LEAD,    STANDARD, "33 35", "T1 T3 T4", "de en", { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "aud1",   1, { RULE_AUDITOR, STANDARD, "33", "T1", "de", { 2024, 1, 1 }, { 2027, 12, 31 } } },
    { "audold", 1, { RULE_AUDITOR, STANDARD, "33", "T1", "de", { 2024, 1, 1 }, { 2026, 6, 30 } } },
    { "exp4",   1, { RULE_EXPERT,  STANDARD, "", "T4", "fr", { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "exp35",  1, { RULE_EXPERT,  STANDARD, "35", NULL, NULL, { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "aud13",  1, { RULE_AUDITOR, "ISO/IEC 27001:2013", "33", "T1", "de", { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "exp13",  1, { RULE_EXPERT,  "ISO/IEC 27001:2013", "35", "T9", "fr", { 2024, 1, 1 }, { 0, 0, 0 } } },
    { "expold", 1, { RULE_EXPERT,  STANDARD, "35", "T9", "fr", { 2024, 1, 1 }, { 2026, 6, 30 } } },
    { "none",   0, { .function = RULE_AUDITOR } },
    /* clang-format on */
};

static struct rule_person
person_of(const char *key, const char *name)
{
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        if (strcmp(people[i].key, key) == 0)
            return (struct rule_person){ name, name, &people[i].a, people[i].count };
    ck_abort_msg("no person %s", key);
    return (struct rule_person){ 0 };
}

static struct rule_team_member
member_of(const char *word, char (*ret_name)[16])
{
    struct rule_team_member m = { 0 };
    char role[24] = "", key[16] = "", accompanied[4] = "";
    int got = sscanf(word, "%23[^:]:%15[^:]:%15[^:]:%d:%3s", role, *ret_name, key, &m.half_days,
                     accompanied);
    const int index = rule_word_index(rule_team_role_names, role);

    ck_assert_msg(got >= 4 && index >= 0, "member %s", word);
    m.person = person_of(key, *ret_name);
    m.role = (enum rule_team_role) index;
    m.accompanied = strcmp(accompanied, "a") == 0;
    return m;
}

static void
run_team(struct case_line *c)
{
    static char names[RULE_TEAM_MAX][16];
    struct rule_team_member members[RULE_TEAM_MAX];
    const char *words[RULE_TEAM_MAX];
    struct rule_team_in in = { .standard = STANDARD, .members = members };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    in.sectors = case_text(c, "sectors");
    in.technical_areas = case_text(c, "areas");
    in.language = case_text(c, "language");
    in.first = case_date(c, "first");
    in.last = case_date(c, "last");
    if (sw_date_is_none(in.first)) {
        in.first = (struct sw_date){ 2026, 11, 10 };
        in.last = (struct sw_date){ 2026, 11, 12 };
    }
    in.half_days = case_int(c, "half_days");
    in.member_count = case_words(c, "members", words, RULE_TEAM_MAX);
    for (int i = 0; i < in.member_count; i++)
        members[i] = member_of(words[i], &names[i]);
    rule_team_faults(&in, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_half_days(c, "auditor_days", rule_team_auditor_half_days(&in));
    case_expect_int(c, "faults", faults.count);
    case_expect_text(c, "missing", faults.count == 0 ? "" : faults.at[0].subject);
}

/* A team of an untouched lead and, unless that one is meant, somebody in another role. */
static struct rule_team_in
team_of(struct case_line *c, struct rule_team_member *members)
{
    const char *word = case_text(c, "role");
    const int role = word == NULL ? RULE_ROLE_LEAD : rule_word_index(rule_team_role_names, word);
    const char *key = role == RULE_ROLE_EXPERT ? "exp4" : "lead3";

    ck_assert_int_ge(role, 0);
    members[0] = (struct rule_team_member){ .person = person_of("lead3", "Lea"), .half_days = 8 };
    members[1] = (struct rule_team_member){ .person = person_of(key, "Ada"),
                                            .role = (enum rule_team_role) role,
                                            .accompanied = true };
    return (struct rule_team_in){
        .standard = STANDARD,
        .first = { 2026, 11, 10 },
        .last = { 2026, 11, 12 },
        .monitoring_months = 36,
        .rotation_years = 6,
        .members = role == RULE_ROLE_LEAD ? members + 1 : members,
        .member_count = role == RULE_ROLE_LEAD ? 1 : 2,
    };
}

static void
expect_warned(struct case_line *c, const struct rule_team_in *in)
{
    struct rule_faults warnings;

    rule_team_warnings(in, &warnings);
    case_expect_text(c, "warned", warnings.count == 0 ? "no" : warnings.at[0].rule->id);
    case_expect_part(c, "says", warnings.count == 0 ? "" : warnings.at[0].detail);
    ck_assert_int_le(warnings.count, 1);
    if (warnings.count > 0)
        ck_assert_str_eq(warnings.at[0].subject, "Ada");
}

static void
run_monitored(struct case_line *c)
{
    struct rule_team_member members[2];
    struct rule_team_in in = team_of(c, members);
    struct rule_faults faults;
    struct sw_error err = { 0 };

    members[1].monitored_on = case_date(c, "on");
    if (case_text(c, "months") != NULL)
        in.monitoring_months = case_int(c, "months");
    rule_team_faults(&in, &faults);
    if (case_expect_code(c, rule_faults_refuse(&faults, &err), &err)) {
        expect_warned(c, &in);
    } else { /* what is refused is not warned of as well */
        rule_team_warnings(&in, &faults);
        ck_assert_int_eq(faults.count, 0);
    }
}

static void
run_rotation(struct case_line *c)
{
    struct rule_team_member members[2];
    struct rule_team_in in = team_of(c, members);

    members[1].leads_since = case_date(c, "since");
    if (case_text(c, "years") != NULL)
        in.rotation_years = case_int(c, "years");
    expect_warned(c, &in);
}

static void
run_witnessed(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c,
                            rule_witnessed(case_text(c, "person"), case_text(c, "by"),
                                           case_date(c, "on"), (struct sw_date){ 2026, 11, 10 },
                                           &err),
                            &err);
}

static void
run_may(struct case_line *c)
{
    struct rule_person person = person_of(case_text(c, "person"), "Ada");
    const int function = rule_word_index(rule_function_names, case_text(c, "function"));
    struct sw_error err = { 0 };

    if (case_yes(c, "unnamed"))
        person =
            (struct rule_person){ "P-7", NULL, person.authorisations, person.authorisation_count };
    else
        person.id = "P-7";
    (void) case_expect_code(
        c,
        rule_person_may(&person, (enum rule_function) function, STANDARD, case_date(c, "on"), &err),
        &err);
    case_expect_yes(c, "until_2027",
                    rule_person_authorised(&person, (enum rule_function) function, STANDARD,
                                           case_date(c, "on"), (struct sw_date){ 2027, 12, 31 }));
}

static void
run_authorise(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_authorise(case_text(c, "person"), case_text(c, "by"), &err),
                            &err);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "team", run_team },
        { "may", run_may },
        { "authorise", run_authorise },
        { "monitored", run_monitored },
        { "rotation", run_rotation },
        { "witnessed", run_witnessed },
        { NULL, NULL },
    };

    return cases_main("competence", ops, NULL);
}
