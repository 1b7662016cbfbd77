/* links: identity clients stage1 stage2 surveillance certificates sw_audit */
/* What a body chose takes effect where the work is done, and nowhere else: over a real database. */
#include <string.h>

#include "audits_deciders.h"
#include "audits_way.h"
#include "certificates.h"
#include "clients.h"
#include "identity.h"
#include "judge/sw_judge.h"
#include "rules/cycle.h"
#include "stage1.h"
#include "stage2.h"
#include "surveillance.h"

static struct scene *w, *other;

static void
set_up(void)
{
    w = scene_new();
    other = scene_new();
}

static void
tear_down(void)
{
    scene_free(w);
    scene_free(other);
}

static void
choose(const char *name, const char *value)
{
    (void) scene_expect(w, 200, "administrator", "PUT",
                        sw_printf(w->arena, "/v1/identity/settings/%s", name),
                        sw_printf(w->arena, "{\"value\":\"%s\",\"reason\":\"why\"}", value));
}

static struct sw_date
day_of(struct scene *of, int days)
{
    struct sw_date day;

    ck_assert(sw_date_parse(scene_day(of, days), &day));
    return day;
}

START_TEST(the_time_to_object)
{
    struct rule_settings settings = rule_settings_default();
    const char *asked = "audits.notice WHERE tenant_id = $T AND objection_until = '%s'";

    choose("objection_days", "10");
    (void) way_audit(w, "/v1/stage1", WAY_NOTIFIED);
    (void) way_audit(other, "/v1/stage1", WAY_NOTIFIED);
    scene_expect_count(
        other, 1,
        sw_printf(w->arena, asked, RULE_DATE(rule_objection_until(day_of(w, 0), &settings))));
    settings.objection_days = 10;
    scene_expect_count(
        w, 1, sw_printf(w->arena, asked, RULE_DATE(rule_objection_until(day_of(w, 0), &settings))));
}
END_TEST

START_TEST(the_days_to_answer)
{
    const char *due = "audits.finding WHERE tenant_id = $T AND grade = '%s' AND response_due = "
                      "'@%d' AND coalesce(evidence_due - '@%d'::date, 0) = 0";
    struct scene *const scenes[] = { w, other };

    choose("nc_minor_days", "7");
    choose("nc_major_plan_days", "5");
    choose("nc_major_evidence_days", "30");
    for (int i = 0; i < 2; i++) {
        const char *path;

        (void) way_audit(scenes[i], "/v1/stage1", WAY_REPORTED);
        path = way_audit(scenes[i], "/v1/stage2", WAY_WORKED);
        (void) way_finding(scenes[i], path, "major");
        (void) way_finding(scenes[i], path, "minor");
    }
    scene_expect_count(w, 1, sw_printf(w->arena, due, "major", -9 + 5, -9 + 30));
    scene_expect_count(w, 1, sw_printf(w->arena, due, "minor", -9 + 7, 0));
    scene_expect_count(other, 1, sw_printf(w->arena, due, "major", -9 + 14, -9 + 90));
    scene_expect_count(other, 1, sw_printf(w->arena, due, "minor", -9 + 30, 0));
}
END_TEST

/* The seed's client states 60 persons. */
START_TEST(the_head_count)
{
    struct scene *const scenes[] = { w, other };

    choose("headcount_recalc_pct", "0");
    for (int i = 0; i < 2; i++) {
        const char *path = way_audit(scenes[i], "/v1/stage1", WAY_PLAN);

        (void) scene_expect(scenes[i], 201, LEA, "POST", sw_printf(w->arena, "%s/opening", path),
                            "{\"held_on\":\"@-20\",\"persons_confirmed\":61,\"attendees\":[{"
                            "\"name\":\"Carl\",\"function\":\"Security officer\"}]}");
        scene_expect_count(scenes[i], i == 0,
                           "sw.outbox WHERE tenant_id = $T AND event = 'audit.persons_differ'");
    }
}
END_TEST

#define TIME "{\"business_factors\":[2,2,2],\"it_factors\":[2,2,2],\"percent\":0}"

static json_t *
calculate(struct scene *of)
{
    return scene_expect(of, 201, "planner", "POST", "/v1/clients/applications/#60/audit-time",
                        TIME);
}

static int
days(const json_t *time, const char *key)
{
    return (int) json_integer_value(json_object_get(json_object_get(time, "result"), key));
}

/* Asked again, a stored question gives the stored answer, whatever the body chose since. */
static void
expect_same_answer(const json_t *time)
{
    struct rule_faults *faults = sw_alloc(w->arena, sizeof *faults);
    struct sw_error err = { 0 };
    json_t *answer;

    ck_assert_msg(sw_judge(&sw_judge_audit_time, w->arena, json_object_get(time, "inputs"), &answer,
                           faults, &err) == SW_OK,
                  "%s", err.detail);
    ck_assert(json_equal(answer, json_object_get(time, "result")));
}

START_TEST(the_audit_time)
{
    const json_t *before = calculate(w), *after;
    const int total = days(before, "total_half_days");

    ck_assert_int_eq(days(before, "stage1_half_days"), (total * 30 + 50) / 100);
    choose("stage1_ratio", "40");
    after = calculate(w);
    ck_assert_int_eq(days(after, "stage1_half_days"), (total * 40 + 50) / 100);
    ck_assert_int_eq(days(after, "total_half_days"), total);
    ck_assert(
        json_equal(json_object_get(before, "result"), json_object_get(calculate(other), "result")));
    choose("stage1_ratio", "20");
    expect_same_answer(before);
    expect_same_answer(after);
    ck_assert_int_eq(days(calculate(w), "stage1_half_days"), (total * 20 + 50) / 100);
}
END_TEST

/* ---- certificates ---- */

static json_t *
suspend(int status, const char *months)
{
    return decider_expect(
        w, status, DARIO,
        sw_printf(w->arena, "/v1/certificates/issued/%s/status", scene_id(w, "83")),
        sw_printf(w->arena,
                  "{\"status\":\"suspended\",\"reason\":\"No "
                  "access\",\"ground\":\"no_audit\",\"conditions\":\"Access\"%s%s}",
                  months == NULL ? "" : ",\"months\":", months == NULL ? "" : months));
}

/* The service with deciders, over w. */
static void
with_deciders(void)
{
    struct sw_context context;

    deciders_add(w, scene_worker(w, "certificates", &context));
}

/* A certificate, thirty days old, that came of @p audit. */
static void
certify(const char *audit)
{
    way_certify(w, 30);
    scene_run(w, sw_printf(w->arena,
                           "UPDATE certificates.certificate SET audit_id = '%s' WHERE tenant_id = "
                           "$T AND certificate_id = '#83'",
                           audit));
}

START_TEST(the_length_of_a_suspension)
{
    const json_t *reply;

    with_deciders();
    certify(decider_audit(w));
    reply = suspend(422, "7");
    ck_assert_str_eq(scene_text(reply, "rule"), "T-SUS");
    ck_assert_str_eq(scene_text(reply, "clause"), "ISO/IEC 17021-1:2015 9.6.5.4");
    choose("suspension_max_months", "3");
    ck_assert_str_eq(scene_text(suspend(422, "4"), "rule"), "T-SUS");
    scene_expect_count(w, 0, "certificates.status_event WHERE tenant_id = $T");
    (void) suspend(201, NULL);
    scene_expect_count(
        w, 1,
        "certificates.status_event WHERE tenant_id = $T AND to_state = 'suspended' AND "
        "until_on = (effective_on + interval '3 months')::date");
}
END_TEST

START_TEST(how_long_records_are_kept)
{
    const char *path;
    struct sw_date expires_on, until;
    const json_t *reply;

    with_deciders();
    way_certify(w, 30);
    path = sw_printf(w->arena, "/v1/certificates/issued/%s", scene_id(w, "83"));
    reply = scene_expect(w, 200, PAULA, "GET", path, NULL);
    ck_assert(sw_date_parse(scene_text(reply, "expires_on"), &expires_on));
    ck_assert(sw_date_parse(scene_text(reply, "records_until"), &until));
    ck_assert_int_eq(sw_date_compare(until, sw_date_add_months(expires_on, 36)), 0);
    choose("retention_extra_years", "2");
    reply = scene_expect(w, 200, CARL, "GET", path, NULL);
    ck_assert(sw_date_parse(scene_text(reply, "records_until"), &until));
    ck_assert_int_eq(sw_date_compare(until, sw_date_add_months(expires_on, 60)), 0);
}
END_TEST

/* Dario led an audit of the client in an earlier cycle. */
static void
dario_was_there(void)
{
    scene_run(w, "INSERT INTO clients.application (tenant_id, application_id, client_id, state, "
                 "standard, scope, isms_implemented, consultancy, outsourcing, hidden_information, "
                 "languages, full_time, soa_id, created_at) SELECT tenant_id, '#68', client_id, "
                 "state, standard, scope, isms_implemented, consultancy, outsourcing, "
                 "hidden_information, languages, full_time, soa_id, created_at FROM "
                 "clients.application WHERE application_id = '#60'");
    scene_run(w, "INSERT INTO clients.programme (tenant_id, programme_id, client_id, "
                 "application_id, audit_time_id, created_at) VALUES ($T, '#65', '#10', '#68', "
                 "'#62', now())");
    scene_run(w, "INSERT INTO audits.audit (tenant_id, audit_id, client_id, programme_id, kind, "
                 "number, state, half_days, standard, scope, soa_id, created_by, created_at) "
                 "VALUES ($T, '#66', '#10', '#65', 'surveillance1', 'A-0', 'closed', 2, 'ISO/IEC "
                 "27001:2022', 'Hosting', '#50', '#20', now())");
    scene_run(w, "WITH t AS (INSERT INTO audits.team (tenant_id, audit_id, client_id, kind, "
                 "version, inputs, result, appointed_by, appointed_at) VALUES ($T, '#66', '#10', "
                 "'surveillance1', 1, '{}', '{}', '#20', now()) RETURNING tenant_id) "
                 "INSERT INTO audits.team_member (tenant_id, audit_id, version, person_id, "
                 "client_id, kind, role, half_days) SELECT tenant_id, '#66', 1, '#27', '#10', "
                 "'surveillance1', 'lead', 2 FROM t");
}

START_TEST(who_may_decide)
{
    const char *review, *audit, *decisions = "/v1/certificates/decisions";

    with_deciders();
    dario_was_there();
    audit = decider_audit(w);
    review = decider_review(w, audit, "pass");
    choose("sod_scope", "client");
    decider_refused(w, "SOD-1", "ISO/IEC 17021-1:2015 9.5.1.1", DARIO, decisions,
                    decider_grant_body(w, review));
    choose("sod_scope", "cycle");
    (void) decider_expect(w, 201, DARIO, decisions, decider_grant_body(w, review));
    certify(audit);
    (void) suspend(201, NULL);
    choose("sod_scope", "client");
    ck_assert_str_eq(
        scene_text(decider_expect(
                       w, 422, DARIO,
                       sw_printf(w->arena, "/v1/certificates/issued/%s/status", scene_id(w, "83")),
                       "{\"status\":\"active\",\"reason\":\"Solved\",\"solved_on\":\"2020-01-01\","
                       "\"evidence\":\"Seen\"}"),
                   "rule"),
        "SOD-1");
}
END_TEST

/* A grant on stage 2; its last day. */
static struct sw_date
granted_until(void)
{
    const json_t *decision =
        decider_expect(w, 201, DARIO, "/v1/certificates/decisions",
                       decider_grant_body(w, decider_review(w, decider_audit(w), "pass")));
    struct sw_date until;

    ck_assert(sw_date_parse(scene_text(decision, "expires_on"), &until));
    return until;
}

START_TEST(the_last_day_of_a_cycle)
{
    struct rule_settings settings = rule_settings_default();
    struct sw_date until;

    with_deciders();
    choose("expiry_convention", "anniversary");
    settings.expiry_convention = RULE_ANNIVERSARY;
    until = granted_until();
    ck_assert_int_eq(sw_date_compare(until, rule_expiry(day_of(w, 0), &settings)), 0);
    settings.expiry_convention = RULE_DAY_BEFORE;
    ck_assert_int_eq(sw_date_compare(until, rule_expiry(day_of(w, 0), &settings)), 1);
}
END_TEST

/* Expired for more than six months, and a stage 2 again: a new cycle, or the old dates. */
START_TEST(the_dates_after_a_lapse)
{
    const struct rule_settings settings = rule_settings_default();
    struct sw_date wanted;

    with_deciders();
    way_certify(w, 1400);
    scene_run(w, "UPDATE certificates.certificate SET state = 'expired' WHERE tenant_id = $T");
    if (_i == 1)
        choose("late_restore_cycle", "old");
    wanted = _i == 0 ? rule_expiry(day_of(w, 0), &settings)
                     : rule_expiry_next(day_of(w, -1400), day_of(w, 1095 - 1400), &settings);
    ck_assert_int_eq(sw_date_compare(granted_until(), wanted), 0);
}
END_TEST

START_TEST(the_second_surveillance)
{
    const char *path = way_audit(w, "/v1/surveillance", WAY_REPORTED);
    struct sw_date target;
    const json_t *duty;

    ck_assert_ptr_nonnull(path);
    way_certify(w, 30);
    choose("sv2_target_months", "13");
    duty = json_array_get(
        json_object_get(scene_expect(w, 200, PAULA, "GET", "/v1/surveillance/duties", NULL),
                        "duties"),
        0);
    ck_assert_str_eq(scene_text(duty, "kind"), "surveillance2");
    ck_assert(sw_date_parse(scene_text(duty, "target_on"), &target));
    ck_assert_int_eq(sw_date_compare(target, sw_date_add_months(day_of(w, -30), 13)), 0);
}
END_TEST

static Suite *
settings_suite(void)
{
    Suite *suite = suite_create("audits_settings");
    TCase *t = tcase_create("settings");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, the_time_to_object);
    tcase_add_test(t, the_days_to_answer);
    tcase_add_test(t, the_head_count);
    tcase_add_test(t, the_audit_time);
    tcase_add_test(t, the_length_of_a_suspension);
    tcase_add_test(t, how_long_records_are_kept);
    tcase_add_test(t, who_may_decide);
    tcase_add_test(t, the_last_day_of_a_cycle);
    tcase_add_loop_test(t, the_dates_after_a_lapse, 0, 2);
    tcase_add_test(t, the_second_surveillance);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def defs[] = {
        { .name = "identity", .routes = identity_routes },
        { .name = "clients", .routes = clients_routes },
        { .name = "stage1", .routes = stage1_routes },
        { .name = "stage2", .routes = stage2_routes },
        { .name = "surveillance", .routes = surveillance_routes },
        { .name = "certificates", .routes = certificates_routes },
    };

    return support_main(settings_suite(),
                        (const struct sw_service_def *const[]){
                            &defs[0], &defs[1], &defs[2], &defs[3], &defs[4], &defs[5], NULL },
                        NULL);
}
