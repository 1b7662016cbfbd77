/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/conduct.h"

#define ITEMS_MAX 16

static int
word_of(struct case_line *c, const char *key, const char *const *names)
{
    const int index = rule_word_index(names, case_text(c, key));

    ck_assert_int_ge(index, 0);
    return index;
}

/* Yes unless the line says no. */
static bool
unless_no(struct case_line *c, const char *key)
{
    return case_text(c, key) == NULL || case_yes(c, key);
}

static struct rule_actor
actor_of(struct case_line *c)
{
    struct rule_actor actor = { .audit = "A-0002" };
    const int role = rule_word_index(rule_team_role_names, case_text(c, "role"));

    actor.member = role >= 0;
    actor.role = role >= 0 ? (enum rule_team_role) role : RULE_ROLE_LEAD;
    return actor;
}

static void
run_audits(struct case_line *c)
{
    const struct rule_actor actor = actor_of(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_auditor_acts(&actor, &err), &err);
}

static void
run_leads(struct case_line *c)
{
    const struct rule_actor actor = actor_of(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_lead_acts(&actor, &err), &err);
}

static void
run_agreement(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_agreement(case_yes(c, "signed"), &err), &err);
}

static void
run_answer(struct case_line *c)
{
    const struct rule_team_answer in = { .accepted = case_yes(c, "accepted"),
                                         .by_client = case_yes(c, "by_client"),
                                         .reason = case_text(c, "reason"),
                                         .objection_until = { 2026, 11, 9 },
                                         .today = case_date(c, "today") };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_team_answer(&in, &err), &err);
}

static void
run_notice(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_team_notice(case_yes(c, "objected"), case_text(c, "answer"), &err), &err);
}

/* "day/person/site/minutes/marks" */
static struct rule_plan_item
item_of(const char *word, char (*ret_person)[8], char (*ret_site)[8])
{
    struct rule_plan_item item = { .on = { 2026, 11, 0 }, .auditor = true, .direct = true };
    char marks[8] = "";

    ck_assert_int_ge(sscanf(word, "%d/%7[^/]/%7[^/]/%d/%7s", &item.on.day, *ret_person, *ret_site,
                            &item.minutes, marks),
                     4);
    item.person_id = *ret_person;
    item.site_id = *ret_site;
    item.auditor = strchr(marks, 'x') == NULL;
    item.direct = strchr(marks, 'o') == NULL;
    item.remote = strchr(marks, 'r') != NULL;
    return item;
}

static struct rule_plan_in
plan_of(struct case_line *c)
{
    static const char *const sites[] = { "s1", "s2" };
    static char people[ITEMS_MAX][8], places[ITEMS_MAX][8];
    static struct rule_plan_item items[ITEMS_MAX];
    const char *words[ITEMS_MAX];
    struct rule_plan_in in = { .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
                               .first = { 2026, 11, 10 },
                               .last = { 2026, 11, 11 },
                               .sites = sites,
                               .site_count = 2,
                               .items = items };

    in.half_days = case_int(c, "half_days");
    in.remote_risk = case_text(c, "risk");
    if (case_yes(c, "one_site"))
        in.site_count = 1;
    in.item_count = case_words(c, "items", words, ITEMS_MAX);
    for (int i = 0; i < in.item_count; i++)
        items[i] = item_of(words[i], &people[i], &places[i]);
    return in;
}

static void
run_remote(struct case_line *c)
{
    struct rule_plan_in in = plan_of(c);
    struct rule_faults warnings;

    in.remote_percent = case_text(c, "percent") == NULL ? 30 : case_int(c, "percent");
    rule_plan_warnings(&in, &warnings);
    case_expect_text(c, "warned", warnings.count == 0 ? "no" : warnings.at[0].rule->id);
    case_expect_part(c, "says", warnings.count == 0 ? "" : warnings.at[0].detail);
    ck_assert_int_le(warnings.count, 1);
}

static void
run_plan(struct case_line *c)
{
    const struct rule_plan_in in = plan_of(c);
    struct sw_error err = { 0 };
    int direct = 0;

    if (case_expect_code(c, rule_plan(&in, &direct, &err), &err))
        case_expect_int(c, "direct", direct);
    else
        ck_assert_int_eq(direct, 0);
}

static void
run_meeting(struct case_line *c)
{
    struct rule_meeting in = { .closing = case_yes(c, "closing"),
                               .held_on = case_date(c, "on"),
                               .first = { 2026, 11, 10 },
                               .last = { 2026, 11, 12 },
                               .today = { 2026, 11, 12 },
                               .plan_agreed = case_yes(c, "agreed"),
                               .sites_without_work = case_int(c, "idle"),
                               .deviation = case_text(c, "deviation"),
                               .repeated_minors = case_text(c, "repeated"),
                               .systemic = case_text(c, "systemic") };
    struct sw_error err = { 0 };

    if (case_text(c, "today") != NULL)
        in.today = case_date(c, "today");
    else if (in.held_on.day > 12)
        in.today = in.held_on;
    (void) case_expect_code(c, rule_meeting(&in, &err), &err);
}

static void
run_report(struct case_line *c)
{
    const struct rule_report in = {
        .kind = (enum rule_audit_kind) word_of(c, "kind", rule_audit_kind_names),
        .recommendation = (enum rule_recommendation) word_of(c, "says", rule_recommendation_names),
        .reasons = unless_no(c, "reasons") ? "no open major" : NULL,
        .objectives_met = unless_no(c, "objectives"),
        .objectives_not_met = case_text(c, "why"),
        .stage1_concluded = unless_no(c, "concluded"),
        .stage1_ready = case_yes(c, "ready"),
        .concerns_unanswered = case_int(c, "concerns"),
        .not_effective = case_int(c, "not_effective"),
        .soa_version = unless_no(c, "soa") ? "3" : NULL,
    };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_report(&in, &err), &err);
}

static void
run_end(struct case_line *c)
{
    const struct rule_surveillance_end in = {
        .kind = (enum rule_audit_kind) word_of(c, "kind", rule_audit_kind_names),
        .majors = case_int(c, "majors"),
        .minors_unanswered = case_int(c, "minors"),
        .lead_positive = unless_no(c, "positive"),
        .suspension_proposed = case_yes(c, "suspension"),
    };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_surveillance_end(&in, &err), &err);
}

static void
run_review(struct case_line *c)
{
    const struct rule_surveillance_review in = {
        .kind = (enum rule_audit_kind) word_of(c, "kind", rule_audit_kind_names),
        .outcome = (enum rule_recommendation) word_of(c, "says", rule_recommendation_names),
        .majors_open = case_int(c, "majors"),
        .minors_unanswered = case_int(c, "minors"),
        .reason = unless_no(c, "reason") ? "no doubt left" : NULL,
    };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_surveillance_review(&in, &err), &err);
}

static void
run_escalation(struct case_line *c)
{
    const enum rule_grade earlier = (enum rule_grade) word_of(c, "earlier", rule_grade_names);
    const enum rule_grade now = (enum rule_grade) word_of(c, "now", rule_grade_names);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_escalation(earlier, now, &err), &err);
}

/* A plan has up to 400 items. */
START_TEST(plans_have_a_limit)
{
    static const char *const site = "s1";
    static struct rule_plan_item items[401];
    struct rule_plan_in in = { .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
                               .half_days = 2,
                               .first = { 2026, 11, 10 },
                               .last = { 2026, 11, 10 },
                               .sites = &site,
                               .site_count = 1,
                               .items = items,
                               .item_count = 400 };
    struct sw_error err = { 0 };
    int direct = 0;

    for (int i = 0; i < 401; i++)
        items[i] = (struct rule_plan_item){ { 2026, 11, 10 }, 2, "lea", site, true, true, false };
    ck_assert_int_eq(rule_plan(&in, &direct, &err), SW_OK);
    ck_assert_int_eq(direct, 10);
    in.item_count = 401;
    ck_assert_int_eq(rule_plan(&in, &direct, &err), SW_RULE_REFUSED);
    ck_assert_str_eq(err.detail, "A plan has 1 to 400 items");
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, plans_have_a_limit);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "audits", run_audits }, { "leads", run_leads },   { "agreement", run_agreement },
        { "answer", run_answer }, { "plan", run_plan },     { "meeting", run_meeting },
        { "report", run_report }, { "end", run_end },       { "escalation", run_escalation },
        { "remote", run_remote }, { "notice", run_notice }, { "review", run_review },
        { NULL, NULL },
    };

    return cases_main("conduct", ops, properties);
}
