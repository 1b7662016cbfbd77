/* links: stage1 stage2 surveillance sw_audit */
/* Against the advice of a rule: with a reason, and somebody competent who is not involved. */
#include <stdlib.h>
#include <string.h>

#include "audits_way.h"
#include "stage1.h"
#include "stage2.h"
#include "surveillance.h"

static struct scene *w;

static void
set_up(void)
{
    w = scene_new();
}

static void
tear_down(void)
{
    scene_free(w);
}

#define OVERRIDE(rule, who)                                                                        \
    "{\"rule\":\"" rule "\",\"reason\":\"Nothing changed since\",\"approved_by\":\"" who "\"}"

/* Expect that a rule advises against it, and that an override would let it pass. */
static void
warned(const char *rule, const char *clause, const char *who, const char *path, const char *body)
{
    const json_t *reply = scene_expect(w, 422, who, "POST", path, body);

    ck_assert_ptr_nonnull(strstr(scene_text(reply, "type"), "override-needed"));
    ck_assert_str_eq(scene_text(reply, "rule"), rule);
    ck_assert_str_eq(scene_text(reply, "clause"), clause);
    ck_assert_ptr_nonnull(strstr(scene_text(reply, "title"), "override"));
    ck_assert_str_ne(scene_text(reply, "what_would_pass"), "");
}

static long
overrides_kept(void)
{
    return scene_count(w, "SELECT count(*) FROM sw.rule_override WHERE tenant_id = $T");
}

/* Stage 2 with an agreed plan, @p days after its stage 1 ended. */
static const char *
late_stage2(int days)
{
    const char *path;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    path = way_audit(w, "/v1/stage2", WAY_PLAN);
    scene_run(w, sw_printf(w->arena,
                           "UPDATE audits.audit SET starts_on = '@-%d', ends_on = '@-%d' WHERE "
                           "kind = 'stage1' AND tenant_id = $T",
                           days + 10, days + 10));
    return path;
}

static const char *
opening(const char *overrides)
{
    return sw_printf(w->arena,
                     "{\"held_on\":\"@-10\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}],"
                     "\"overrides\":[%s]}",
                     overrides);
}

START_TEST(a_long_interval_takes_an_override)
{
    const char *two = late_stage2(91);
    const json_t *audit, *kept;

    warned("ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", LEA, scene_sub(w, two, "opening"),
           opening(""));
    ck_assert_int_eq(overrides_kept(), 0);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "opening"),
                        opening(OVERRIDE("ST1-3", "#26")));
    ck_assert_int_eq(overrides_kept(), 1);
    ck_assert_int_eq(
        scene_count(w, "SELECT count(*) FROM sw.outbox WHERE tenant_id = $T AND event = "
                       "'rule.overridden' AND payload -> 'to' = '[\"rita@example.org\"]'"),
        1);
    audit = scene_expect(w, 200, PAULA, "GET", two, NULL);
    kept = json_array_get(json_object_get(audit, "overrides"), 0);
    ck_assert_str_eq(scene_text(kept, "rule"), "ST1-3");
    ck_assert_str_eq(scene_text(kept, "reason"), "Nothing changed since");
    ck_assert_str_eq(scene_text(kept, "approved_by_name"), "Rita");
    ck_assert_str_eq(scene_text(kept, "recorded_by"), scene_id(w, LEA));
    ck_assert_ptr_nonnull(strstr(scene_text(kept, "detail"), "91 days"));
    audit = scene_expect(w, 200, CARL, "GET", two, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "overrides")), 0);
}
END_TEST

START_TEST(ninety_days_are_no_reason_to_warn)
{
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, late_stage2(90), "opening"), opening(""));
}
END_TEST

START_TEST(a_body_may_want_it_shorter)
{
    const char *two = late_stage2(31);

    scene_run(
        w, "INSERT INTO identity.setting (tenant_id, name, value, reason, set_by, set_at) VALUES "
           "($T, 's1_s2_warn', '30', 'stricter', '#20', now())");
    warned("ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", LEA, scene_sub(w, two, "opening"),
           opening(""));
}
END_TEST

/* Overrides that do not help, and what they are refused with. */
static const struct {
    const char *overrides, *rule, *clause, *why;
} refused[] = {
    { OVERRIDE("ST1-3", "#21"), "SOD-11", "ISO/IEC 17021-1:2015 5.2.12",
      "nobody approves himself" },
    { OVERRIDE("ST1-3", "#20"), "OVR-3", "ISO/IEC 17021-1:2015 7.1.2", "a planner" },
    { OVERRIDE("ST1-3", "#30"), "OVR-3", "ISO/IEC 17021-1:2015 7.1.2", "somebody of the client" },
    { OVERRIDE("ST1-3", "#22"), "OVR-3", "ISO/IEC 17021-1:2015 7.1.2", "an auditor" },
    { OVERRIDE("ST1-6", "#26"), "OVR-2", "ISO/IEC 17021-1:2015 9.9.2", "a hard rule" },
    { OVERRIDE("LIM-9", "#26"), "OVR-2", "ISO/IEC 17021-1:2015 9.9.2",
      "a rule that does not warn" },
    { OVERRIDE("ST1-3", "#26") "," OVERRIDE("SOD-1", "#26"), "OVR-2", "ISO/IEC 17021-1:2015 9.9.2",
      "one too many" },
    { OVERRIDE("ST1-3", "#26") "," OVERRIDE("ST1-3", "#27"), "OVR-2", "ISO/IEC 17021-1:2015 9.9.2",
      "twice" },
    { "{\"rule\":\"ST1-3\",\"reason\":\"  \",\"approved_by\":\"#26\"}", "OVR-1",
      "ISO/IEC 17021-1:2015 9.9.2", "no reason" },
};

START_TEST(not_every_override_helps)
{
    const char *two = late_stage2(100);

    scene_refused(w, refused[_i].rule, refused[_i].clause, LEA, scene_sub(w, two, "opening"),
                  opening(refused[_i].overrides));
    ck_assert_int_eq(overrides_kept(), 0);
    ck_assert_str_eq(scene_text(scene_expect(w, 200, LEA, "GET", two, NULL), "state"), "plan_sent");
}
END_TEST

START_TEST(who_left_or_audits_approves_nothing)
{
    const char *two = late_stage2(100);

    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, two, "opening"),
                        opening(OVERRIDE("ST1-3", "#99")));
    scene_run(w, "UPDATE identity.person SET active = false WHERE person_id = '#26'");
    scene_refused(w, "OVR-3", "ISO/IEC 17021-1:2015 7.1.2", LEA, scene_sub(w, two, "opening"),
                  opening(OVERRIDE("ST1-3", "#26")));
    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO audits.team_member (tenant_id, audit_id, version, "
                           "person_id, client_id, kind, role, half_days) VALUES ($T, '%s', 1, "
                           "'#27', '#10', 'stage2', 'observer', 0)",
                           strrchr(two, '/') + 1));
    scene_refused(w, "OVR-4", "ISO/IEC 17021-1:2015 5.2.12", LEA, scene_sub(w, two, "opening"),
                  opening(OVERRIDE("ST1-3", "#27")));
    ck_assert_int_eq(overrides_kept(), 0);
}
END_TEST

START_TEST(half_a_year_takes_a_decision)
{
    const char *two = late_stage2(181);
    const json_t *audit;

    scene_refused(w, "ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", LEA, scene_sub(w, two, "opening"),
                  opening(OVERRIDE("ST1-3", "#26")));
    (void) scene_expect(w, 403, LEA, "POST", scene_sub(w, two, "interval-decision"),
                        "{\"repeat\":\"none\",\"reason\":\"r\"}");
    (void) scene_expect(w, 201, RITA, "POST", scene_sub(w, two, "interval-decision"),
                        "{\"repeat\":\"all\",\"reason\":\"The system was changed\"}");
    scene_refused(w, "ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", LEA, scene_sub(w, two, "opening"),
                  opening(""));
    (void) scene_expect(w, 201, RITA, "POST", scene_sub(w, two, "interval-decision"),
                        "{\"repeat\":\"part\",\"reason\":\"Documents are looked at again\"}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "opening"), opening(""));
    audit = scene_expect(w, 200, LEA, "GET", two, NULL);
    ck_assert_str_eq(scene_text(json_object_get(audit, "interval_decision"), "repeat"), "part");
    (void) scene_expect(w, 409, RITA, "POST", scene_sub(w, two, "interval-decision"),
                        "{\"repeat\":\"none\",\"reason\":\"r\"}");
}
END_TEST

START_TEST(stage1_is_held_again)
{
    const char *two = late_stage2(181), *one;

    (void) scene_expect(w, 201, RITA, "POST", scene_sub(w, two, "interval-decision"),
                        "{\"repeat\":\"all\",\"reason\":\"The system was changed\"}");
    one = way_audit(w, "/v1/stage1", WAY_PLANNED);
    scene_refused(w, "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", LEA, scene_sub(w, two, "opening"),
                  opening(""));
    (void) scene_expect(w, 409, PAULA, "POST", "/v1/stage1/audits",
                        "{\"client_id\":\"#10\",\"programme_id\":\"#63\",\"starts_on\":\"@-20\","
                        "\"ends_on\":\"@-20\"}");
    (void) scene_expect(w, 200, PAULA, "GET", one, NULL);
}
END_TEST

#define ITEM(day, minutes, site, more)                                                             \
    "{\"on\":\"" day "\",\"starts_at\":\"09:00\",\"minutes\":" minutes ",\"person_id\":\"#21\","   \
    "\"site_id\":\"" site "\",\"activity\":\"x\",\"direct\":true" more "}"

static const char *
plan_of(const char *remote_minutes, const char *more)
{
    return sw_printf(w->arena,
                     "{\"objectives\":\"o\",\"criteria\":\"c\",\"items\":[{\"on\":\"@-10\","
                     "\"starts_at\":\"09:00\",\"minutes\":%s,\"person_id\":\"#21\",\"site_id\":"
                     "\"#40\",\"activity\":\"x\",\"direct\":true,\"remote\":true}," ITEM(
                         "@-9", "480", "#41", "") "]%s}",
                     remote_minutes, more);
}

START_TEST(much_remote_time_takes_an_override)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_CONFIRMED);
#define RISK ",\"remote_risk\":\"Tools tested with the client\""

    scene_refused(w, "ISM-9", "ISO/IEC 27006-1:2024 9.1.3", LEA, scene_sub(w, two, "plan"),
                  plan_of("320", ""));
    scene_refused(w, "ISM-9", "ISO/IEC 27006-1:2024 9.1.3", LEA, scene_sub(w, two, "plan"),
                  plan_of("320", ",\"overrides\":[" OVERRIDE("ISM-9", "#26") "]"));
    warned("LIM-9", "ISO/IEC 27006-1:2024 9.1.3", LEA, scene_sub(w, two, "plan"),
           plan_of("320", RISK));
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "plan"),
                        plan_of("320", RISK ",\"overrides\":[" OVERRIDE("LIM-9", "#26") "]"));
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "plan"), plan_of("205", RISK));
    ck_assert_int_eq(overrides_kept(), 1);
}
END_TEST

static const char *
team_of(const char *overrides)
{
    return sw_printf(w->arena,
                     "{\"members\":[{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":4}],"
                     "\"overrides\":[%s]}",
                     overrides);
}

START_TEST(a_lead_of_many_years_takes_an_override)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_PLANNED);

    scene_run(w, "INSERT INTO audits.audit (tenant_id, audit_id, client_id, programme_id, kind, "
                 "number, state, starts_on, ends_on, half_days, standard, scope) VALUES ($T, "
                 "'#90', '#10', '#63', 'recertification', 'A-9000', 'closed', current_date - 11 - "
                 "interval '6 years', current_date - 10 - interval '6 years', 2, 's', 's')");
    scene_run(w, "INSERT INTO audits.team (tenant_id, team_id, audit_id, client_id, kind, version, "
                 "inputs, result, appointed_by) VALUES ($T, '#91', '#90', '#10', "
                 "'recertification', 1, '{}', '{}', '#20')");
    scene_run(w, "INSERT INTO audits.team_member (tenant_id, audit_id, version, person_id, "
                 "client_id, kind, role, half_days) VALUES ($T, '#90', 1, '#21', '#10', "
                 "'recertification', 'lead', 2)");
    warned("SOD-14", "ISO/IEC 17021-1:2015 5.2", PAULA, scene_sub(w, two, "team"), team_of(""));
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.team WHERE tenant_id = $T"), 1);
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"),
                        team_of(OVERRIDE("SOD-14", "#26")));
    scene_run(w, "UPDATE audits.audit SET starts_on = starts_on + 1 WHERE audit_id = '#90'");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"), team_of(""));
}
END_TEST

START_TEST(auditors_are_witnessed_in_time)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_PLANNED);

    scene_run(w, "UPDATE identity.authorisation SET created_at = now() - interval '40 months' "
                 "WHERE person_id = '#21'");
    scene_refused(w, "T-MON", "ISO/IEC 17021-1:2015 7.2", PAULA, scene_sub(w, two, "team"),
                  team_of(""));
    scene_refused(w, "T-MON", "ISO/IEC 17021-1:2015 7.2", PAULA, scene_sub(w, two, "team"),
                  team_of(OVERRIDE("T-MON", "#26")));
    scene_run(w, "INSERT INTO identity.monitoring (tenant_id, person_id, witnessed_on, audit, "
                 "conclusion, witnessed_by, recorded_by) VALUES ($T, '#21', current_date - "
                 "interval '35 months', 'A-0001', 'Good', '#26', '#20')");
    warned("T-MON", "ISO/IEC 17021-1:2015 7.2", PAULA, scene_sub(w, two, "team"), team_of(""));
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"),
                        team_of(OVERRIDE("T-MON", "#27")));
    scene_run(w, "UPDATE identity.monitoring SET witnessed_on = current_date - 30 WHERE tenant_id "
                 "= $T");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"), team_of(""));
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    const char *two = late_stage2(100);

    scene_fail_in_turn(w, RITA, 201, "POST", scene_sub(w, two, "interval-decision"),
                       "{\"repeat\":\"none\",\"reason\":\"r\"}");
    scene_run(w, "DELETE FROM audits.interval_decision WHERE tenant_id = $T");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, two, "opening"),
                       opening(OVERRIDE("ST1-3", "#26")));
}
END_TEST

static Suite *
overrides_suite(void)
{
    Suite *s = suite_create("audits_overrides");
    TCase *t = tcase_create("overrides");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, a_long_interval_takes_an_override);
    tcase_add_test(t, ninety_days_are_no_reason_to_warn);
    tcase_add_test(t, a_body_may_want_it_shorter);
    tcase_add_loop_test(t, not_every_override_helps, 0, (int) (sizeof refused / sizeof refused[0]));
    tcase_add_test(t, who_left_or_audits_approves_nothing);
    tcase_add_test(t, half_a_year_takes_a_decision);
    tcase_add_test(t, stage1_is_held_again);
    tcase_add_test(t, much_remote_time_takes_an_override);
    tcase_add_test(t, a_lead_of_many_years_takes_an_override);
    tcase_add_test(t, auditors_are_witnessed_in_time);
    tcase_add_test(t, a_failed_statement_leaves_nothing);
    suite_add_tcase(s, t);
    return s;
}

int
main(void)
{
    static const struct sw_service_def stage1 = { .name = "stage1", .routes = stage1_routes };
    static const struct sw_service_def stage2 = { .name = "stage2", .routes = stage2_routes };
    static const struct sw_service_def surveillance = { .name = "surveillance",
                                                        .routes = surveillance_routes };

    return support_main(
        overrides_suite(),
        (const struct sw_service_def *const[]){ &stage1, &stage2, &surveillance, NULL }, NULL);
}
