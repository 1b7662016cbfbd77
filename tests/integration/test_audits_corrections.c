/* links: stage1 stage2 surveillance clients sw_audit */
/* Where an audit leaves the straight way: sites chosen, teams objected to, findings that were not
 * right or come back, another head count, an independent review, and audits that do not take place.
 */
#include <stdlib.h>
#include <string.h>

#include "audits_way.h"
#include "clients.h"
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

static const char *
id_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

static void
expect_state(const char *path, const char *state)
{
    ck_assert_str_eq(scene_text(scene_expect(w, 200, LEA, "GET", path, NULL), "state"), state);
}

static const char *
sites(const char *ids)
{
    return sw_printf(w->arena, "{\"site_ids\":[%s]}", ids);
}

/* Site 41 was drawn at random for stage 2; no sample was drawn for the surveillance. */
START_TEST(sites_are_chosen_and_checked)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_PLANNED);
    const char *one = way_audit(w, "/v1/surveillance", WAY_PLANNED);
    const char *first = way_audit(w, "/v1/stage1", WAY_PLANNED);
    const json_t *audit;

    scene_refused(w, "SMP-C", "IAF MD 1:2023 6.1.3", PAULA, scene_sub(w, one, "sites"),
                  sites("\"#41\",\"#42\""));
    scene_refused(w, "SMP-2", "IAF MD 1:2023 6.1.3", PAULA, scene_sub(w, one, "sites"),
                  sites("\"#40\""));
    scene_refused(w, "SMP-1", "IAF MD 1:2023 6.1.3", PAULA, scene_sub(w, one, "sites"),
                  sites("\"#40\",\"#42\""));
    scene_refused(w, "SMP-2", "IAF MD 1:2023 6.1.3", PAULA, scene_sub(w, two, "sites"),
                  sites("\"#40\",\"#42\""));
    (void) scene_expect(w, 422, PAULA, "POST", scene_sub(w, one, "sites"),
                        sites("\"#40\",\"#99\""));
    (void) scene_expect(w, 422, PAULA, "POST", scene_sub(w, one, "sites"),
                        sites("\"#40\",\"#40\""));
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, first, "sites"), sites("\"#40\""));
    audit = scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "sites"),
                         sites("\"#40\",\"#41\",\"#42\""));
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "sites")), 3);
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"), WAY_TEAM_BODY);
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "notice"), "{}");
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, two, "sites"),
                        sites("\"#40\",\"#41\""));
}
END_TEST

START_TEST(a_random_site_stays)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_PLANNED);
    const json_t *audit;

    scene_run(w, "UPDATE clients.site SET activity_group = 'branch' WHERE client_id = '#10' AND "
                 "kind <> 'central'");
    scene_run(w, "INSERT INTO clients.site (tenant_id, site_id, client_id, code, name, kind, "
                 "street, city, postal_code, country, persons, activity_group, activities, "
                 "significant_risk, active_from) SELECT tenant_id, ('#4' || n)::uuid, client_id, "
                 "'S9' || n, 'x', kind, street, city, postal_code, country, persons, "
                 "activity_group, activities, false, active_from FROM clients.site, "
                 "generate_series(3, 4) AS n WHERE site_id = '#41'");
    scene_refused(w, "SMP-1", "IAF MD 1:2023 6.1.3", PAULA, scene_sub(w, two, "sites"),
                  sites("\"#40\",\"#42\",\"#43\""));
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "sites"),
                        sites("\"#40\",\"#41\",\"#42\",\"#43\""));
    audit = scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "sites"),
                         sites("\"#40\",\"#41\",\"#43\""));
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "sites")), 3);
    /* What is not visited is not observed. */
    ck_assert_str_eq(scene_try(w, "stage2", LEA,
                               sw_printf(w->arena,
                                         "INSERT INTO audits.observation (audit_id, client_id, "
                                         "kind, site_id, requirement, method, note, result) "
                                         "VALUES ('%s', '#10', 'stage2', '#42', '9.2.2', "
                                         "'interview', 'n', 'conforming')",
                                         id_of(two))),
                     "23503");
}
END_TEST

START_TEST(an_objection_is_answered)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_NOTIFIED);
    const json_t *audit, *notices;

    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, two, "confirmation"),
                        "{\"accepted\":false,\"reason\":\"A competitor's partner\"}");
    expect_state(two, "planned");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "team"), WAY_TEAM_BODY);
    scene_refused(w, "PLN-9", "ISO/IEC 17021-1:2015 9.2.3.5", PAULA, scene_sub(w, two, "notice"),
                  "{}");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "notice"),
                        "{\"objection_answer\":\"She left that firm in 2020\"}");
    audit = scene_expect(w, 200, CARL, "GET", two, NULL);
    notices = json_object_get(audit, "notices");
    ck_assert_str_eq(scene_text(json_array_get(notices, 1), "objection_answer"),
                     "She left that firm in 2020");
}
END_TEST

START_TEST(audits_that_do_not_take_place)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_CONFIRMED), *three;
    static const char why[] = "{\"reason\":\"The client moves house\"}";

    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "postponement"), why);
    expect_state(two, "postponed");
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, two, "notice"), "{}");
    (void) scene_expect(w, 200, PAULA, "PATCH", two, "{\"starts_on\":\"@20\",\"ends_on\":\"@21\"}");
    expect_state(two, "planned");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, two, "cancellation"), why);
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, two, "cancellation"), why);
    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    three = way_audit(w, "/v1/stage2", WAY_OPEN);
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, three, "cancellation"), why);
    scene_refused(w, "ISM-11", "ISO/IEC 27006-1:2024 9.2.2", ADA, scene_sub(w, three, "early-end"),
                  why);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, three, "early-end"), why);
    expect_state(three, "aborted");
}
END_TEST

START_TEST(another_head_count_is_a_task)
{
    const char *two, *bodies = "{\"held_on\":\"@-10\",\"attendees\":[{\"name\":\"Carl\","
                               "\"function\":\"x\"}],\"persons_confirmed\":70}";
    const json_t *count, *duties, *task;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    two = way_audit(w, "/v1/surveillance", WAY_PLAN);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "opening"), bodies);
    count = json_object_get(scene_expect(w, 200, PAULA, "GET", two, NULL), "head_count");
    ck_assert_int_eq(json_integer_value(json_object_get(count, "stated")), 60);
    ck_assert_int_eq(json_integer_value(json_object_get(count, "found")), 70);
    ck_assert_int_eq(json_integer_value(json_object_get(count, "stated_base_half_days")), 20);
    ck_assert_int_eq(json_integer_value(json_object_get(count, "found_base_half_days")), 22);
    ck_assert(json_is_true(json_object_get(count, "open")));
    duties = scene_expect(w, 200, PAULA, "GET", "/v1/surveillance/duties", NULL);
    task = json_array_get(json_object_get(duties, "recalculations"), 0);
    ck_assert_str_eq(scene_text(task, "rule"), "REV-4");
    ck_assert_str_eq(scene_text(task, "application_id"), scene_id(w, "60"));
    duties = scene_expect(w, 200, CARL, "GET", "/v1/surveillance/duties", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(duties, "recalculations")), 0);
    ck_assert(
        json_is_null(json_object_get(scene_expect(w, 200, CARL, "GET", two, NULL), "head_count")));
    scene_run(w, "INSERT INTO clients.audit_time (tenant_id, client_id, application_id, pack, "
                 "inputs, result, calculated_at) SELECT tenant_id, client_id, application_id, "
                 "pack, inputs, result, now() + interval '1 second' FROM clients.audit_time WHERE "
                 "tenant_id = $T");
    duties = scene_expect(w, 200, PAULA, "GET", "/v1/surveillance/duties", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(duties, "recalculations")), 0);
}
END_TEST

/* A stage 2 at work with a minor; *ret_finding is its path. */
static const char *
with_minor(const char **ret_finding)
{
    const char *two;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    two = way_audit(w, "/v1/stage2", WAY_WORKED);
    *ret_finding = way_finding(w, two, "minor");
    return two;
}

static void
end_stage2(const char *two)
{
    const json_t *audit = scene_expect(w, 200, LEA, "GET", two, NULL);
    char body[600];

    (void) scene_expect(
        w, 201, LEA, "POST",
        sw_printf(w->arena, "%s/concerns/%s/answer", two,
                  scene_text(json_array_get(json_object_get(audit, "concerns"), 0), "id")),
        "{\"solved\":true,\"answer\":\"Done\"}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "closing"),
                        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}"
                        "]}");
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "certify");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "report"), body);
}

static void
refused_patch(const char *rule, const char *who, const char *path, const char *body)
{
    const json_t *reply = scene_expect(w, 422, who, "PATCH", path, body);

    ck_assert_str_eq(scene_text(reply, "rule"), rule);
    ck_assert_ptr_nonnull(strstr(scene_text(reply, "clause"), "9.4.5.2"));
}

START_TEST(a_grade_changes_by_the_right_hand)
{
    const char *minor, *two = with_minor(&minor);
    const json_t *finding;

    refused_patch("CON-3", LEA, minor, "{\"grade\":\"ofi\"}");
    refused_patch("CON-7", RITA, minor, "{\"grade\":\"major\",\"reason\":\"r\"}");
    refused_patch("CON-7", ADA, minor, "{\"grade\":\"major\"}");
    (void) scene_expect(w, 403, PAULA, "PATCH", minor, "{\"grade\":\"major\"}");
    finding = scene_expect(w, 200, LEA, "PATCH", minor, "{\"grade\":\"major\"}");
    ck_assert_str_eq(scene_text(finding, "grade"), "major");
    ck_assert_str_eq(scene_text(finding, "state"), "raised");
    ck_assert_str_eq(scene_text(finding, "response_due"), scene_day(w, -9 + 14));
    ck_assert_str_eq(scene_text(finding, "evidence_due"), scene_day(w, -9 + 90));
    (void) scene_expect(w, 409, LEA, "PATCH", minor, "{\"grade\":\"major\"}");
    finding = scene_expect(w, 200, LEA, "PATCH", minor, "{\"grade\":\"minor\"}");
    ck_assert_str_eq(scene_text(finding, "response_due"), scene_day(w, -9 + 30));
    ck_assert(json_is_null(json_object_get(finding, "evidence_due")));
    end_stage2(two);
    refused_patch("CON-7", LEA, minor, "{\"grade\":\"major\",\"reason\":\"r\"}");
    refused_patch("CON-7", RITA, minor, "{\"grade\":\"major\"}");
    refused_patch("CON-3", RITA, minor, "{\"grade\":\"ofi\",\"reason\":\"r\"}");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, minor, "response"), WAY_ANSWER_BODY);
    finding = scene_expect(w, 200, RITA, "PATCH", minor,
                           "{\"grade\":\"major\",\"reason\":\"It affects all backups\"}");
    ck_assert_str_eq(scene_text(finding, "grade"), "major");
    ck_assert_str_eq(scene_text(finding, "state"), "responded");
}
END_TEST

START_TEST(an_improvement_has_no_evidence_to_become_more)
{
    const char *minor, *two = with_minor(&minor), *ofi = way_finding(w, two, "ofi");

    (void) scene_expect(w, 200, LEA, "PATCH", ofi, "{\"grade\":\"minor\"}");
    ofi = sw_printf(w->arena, "/v1/stage2/findings/%s",
                    scene_text(scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "findings"),
                                            "{\"site_id\":\"#40\",\"grade\":\"ofi\","
                                            "\"requirement\":\"A.8.13\",\"statement\":\"s\"}"),
                               "id"));
    (void) scene_expect(w, 422, LEA, "PATCH", ofi, "{\"grade\":\"minor\"}");
}
END_TEST

START_TEST(what_was_an_error_is_withdrawn)
{
    const char *minor, *two = with_minor(&minor), *other = way_finding(w, two, "minor");
    static const char why[] = "{\"reason\":\"The record was there\"}";

    scene_refused(w, "CON-5", "ISO/IEC 17021-1:2015 9.4.5.4", RITA,
                  scene_sub(w, minor, "withdrawal"), why);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, minor, "withdrawal"), why);
    (void) scene_expect(w, 409, LEA, "POST", scene_sub(w, minor, "withdrawal"), why);
    (void) scene_expect(w, 409, LEA, "PATCH", minor, "{\"grade\":\"major\"}");
    end_stage2(two);
    scene_refused(w, "CON-5", "ISO/IEC 17021-1:2015 9.4.5.4", LEA,
                  scene_sub(w, other, "withdrawal"), why);
    (void) scene_expect(w, 201, RITA, "POST", scene_sub(w, other, "withdrawal"), why);
    scene_run(w, "UPDATE audits.audit SET state = 'closed' WHERE tenant_id = $T");
    (void) scene_expect(w, 409, RITA, "POST", scene_sub(w, other, "withdrawal"), why);
}
END_TEST

START_TEST(a_dispute_is_answered)
{
    const char *minor, *two = with_minor(&minor), *other = way_finding(w, two, "major");
    static const char why[] = "{\"reason\":\"We restored in May\"}";

    (void) scene_expect(w, 409, LEA, "POST", scene_sub(w, minor, "dispute-answer"),
                        "{\"stands\":true,\"answer\":\"a\"}");
    for (int i = 0; i < 2; i++) {
        const char *path = i == 0 ? minor : other;

        (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, path, "dispute"), why);
        (void) scene_expect(w, 409, CARL, "POST", scene_sub(w, path, "response"), WAY_ANSWER_BODY);
        scene_refused(w, "ISM-11", "ISO/IEC 27006-1:2024 9.2.2", ADA,
                      scene_sub(w, path, "dispute-answer"), "{\"stands\":true,\"answer\":\"a\"}");
    }
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, minor, "dispute-answer"),
                        "{\"stands\":true,\"answer\":\"There is no record of it\"}");
    expect_state(minor, "raised");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, minor, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, other, "dispute-answer"),
                        "{\"stands\":false,\"answer\":\"The record was found\"}");
    expect_state(other, "withdrawn");
}
END_TEST

/* A minor of stage 2 that a surveillance finds not effective; the paths of both. */
static const char *
not_effective(const char **ret_minor)
{
    const char *two = with_minor(ret_minor), *one;

    (void) two;
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, *ret_minor, "response"),
                        WAY_ANSWER_BODY);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, *ret_minor, "response-review"),
                        "{\"accepted\":true}");
    one = way_audit(w, "/v1/surveillance", WAY_WORKED);
    (void) scene_expect(
        w, 201, LEA, "POST",
        sw_printf(w->arena, "/v1/surveillance/findings/%s/verification", id_of(*ret_minor)),
        sw_printf(w->arena,
                  "{\"effective\":false,\"method\":\"visit\",\"conclusion\":\"Again\","
                  "\"audit_id\":\"%s\"}",
                  id_of(one)));
    return one;
}

START_TEST(what_was_not_effective_is_closed_by_a_major)
{
    const char *minor, *one = not_effective(&minor), *major, *body;
    const json_t *old;
    char report[600];

    (void) scene_expect(
        w, 201, LEA, "POST", scene_sub(w, one, "closing"),
        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}");
    (void) snprintf(report, sizeof report, WAY_REPORT_BODY, "maintain");
    scene_refused(w, "NC-6", "ISO/IEC 17021-1:2015 9.6.2.2", LEA, scene_sub(w, one, "report"),
                  report);
    scene_run(w, sw_printf(w->arena,
                           "UPDATE audits.audit SET state = 'in_progress' WHERE audit_id = '%s'",
                           id_of(one)));
    body = sw_printf(w->arena,
                     "{\"site_id\":\"#40\",\"grade\":\"major\",\"requirement\":\"A.8.13\","
                     "\"statement\":\"Again\",\"evidence_text\":\"e\",\"discussed_with\":\"Carl\","
                     "\"discussed_on\":\"@-10\",\"escalated_from\":\"%s\"}",
                     id_of(minor));
    major =
        scene_text(scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "findings"), body), "id");
    old = scene_expect(w, 200, LEA, "GET", minor, NULL);
    ck_assert_str_eq(scene_text(old, "state"), "closed");
    ck_assert(json_is_false(json_object_get(old, "open")));
    ck_assert_int_eq(
        scene_count(w, sw_printf(w->arena,
                                 "SELECT count(*) FROM audits.finding_event WHERE tenant_id = $T "
                                 "AND event = 'closed' AND payload ->> 'escalated_to' = '%s'",
                                 major)),
        1);
    (void) scene_expect(w, 409, LEA, "POST", scene_sub(w, one, "findings"), body); /* once */
}
END_TEST

START_TEST(only_what_was_not_effective_is_replaced)
{
    const char *minor, *two = with_minor(&minor);

    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, two, "findings"),
                        sw_printf(w->arena,
                                  "{\"site_id\":\"#40\",\"grade\":\"major\",\"requirement\":"
                                  "\"A.8.13\",\"statement\":\"s\",\"evidence_text\":\"e\","
                                  "\"discussed_with\":\"Carl\",\"discussed_on\":\"@-10\","
                                  "\"escalated_from\":\"%s\"}",
                                  id_of(minor)));
    scene_refused(w, "CON-4", "ISO/IEC 17021-1:2015 9.4.5.3", LEA, scene_sub(w, two, "findings"),
                  "{\"site_id\":\"#40\",\"grade\":\"minor\",\"statement\":\"s\","
                  "\"evidence_text\":\"e\",\"discussed_with\":\"Carl\",\"discussed_on\":\"@-10\"}");
}
END_TEST

START_TEST(a_surveillance_with_a_major_is_reviewed)
{
    const char *one = way_audit(w, "/v1/surveillance", WAY_WORKED), *major;
    static const char maintain[] = "{\"outcome\":\"maintain\",\"reason\":\"Verified\"}";
    char body[600];

    major = way_finding(w, one, "major");
    (void) scene_expect(
        w, 201, LEA, "POST", scene_sub(w, one, "closing"),
        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}");
    (void) scene_expect(w, 409, RITA, "POST", scene_sub(w, one, "review"), maintain);
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "maintain");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "report"), body);
    scene_refused(w, "MNT-1", "ISO/IEC 17021-1:2015 9.6.1", LEA, scene_sub(w, one, "closure"),
                  "{}");
    scene_refused(w, "NC-4", "ISO/IEC 17021-1:2015 9.5.2", RITA, scene_sub(w, one, "review"),
                  maintain);
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, major, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, major, "response-review"),
                        "{\"accepted\":true}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, major, "verification"),
                        "{\"effective\":true,\"method\":\"document\",\"conclusion\":\"c\","
                        "\"evidence_ids\":[\"#71\"]}");
    (void) scene_expect(w, 403, LEA, "POST", scene_sub(w, one, "review"), maintain);
    scene_fail_in_turn(w, RITA, 201, "POST", scene_sub(w, one, "review"), maintain);
    expect_state(one, "closed");
}
END_TEST

START_TEST(the_reviewer_was_in_no_team_and_is_competent)
{
    const char *one = way_audit(w, "/v1/surveillance", WAY_REPORTED);
    static const char maintain[] = "{\"outcome\":\"maintain\",\"reason\":\"r\"}";

    scene_run(w, "DELETE FROM identity.authorisation WHERE person_id = '#27'");
    scene_refused(w, "CMP-A", "ISO/IEC 17021-1:2015 7.2.4", DARIO, scene_sub(w, one, "review"),
                  maintain);
    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO audits.team_member (tenant_id, audit_id, version, "
                           "person_id, client_id, kind, role, half_days) VALUES ($T, '%s', 1, "
                           "'#26', '#10', 'surveillance1', 'technical_expert', 0)",
                           id_of(one)));
    scene_refused(w, "SOD-2", "ISO/IEC 17021-1:2015 9.5.2", RITA, scene_sub(w, one, "review"),
                  maintain);
}
END_TEST

START_TEST(a_site_does_not_escape_its_nonconformity)
{
    const char *minor;
    static const char why[] = "{\"reason\":\"Sold\"}";

    (void) with_minor(&minor);
    scene_refused(w, "MSN-3", "IAF MD 1:2023 7.7", PAULA, "/v1/clients/sites/#40/removal", why);
    (void) scene_expect(w, 201, PAULA, "POST", "/v1/clients/sites/#41/removal", why);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, minor, "withdrawal"), why);
    (void) scene_expect(w, 201, PAULA, "POST", "/v1/clients/sites/#40/removal", why);
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    const char *minor, *two = with_minor(&minor), *other = way_finding(w, two, "minor"), *one;

    scene_fail_in_turn(w, LEA, 200, "PATCH", minor, "{\"grade\":\"major\"}");
    scene_fail_in_turn(w, CARL, 201, "POST", scene_sub(w, minor, "dispute"), "{\"reason\":\"r\"}");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, minor, "dispute-answer"),
                       "{\"stands\":true,\"answer\":\"a\"}");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, other, "withdrawal"),
                       "{\"reason\":\"r\"}");
    one = way_audit(w, "/v1/surveillance", WAY_PLANNED);
    scene_fail_in_turn(w, PAULA, 201, "POST", scene_sub(w, one, "sites"),
                       sites("\"#40\",\"#41\",\"#42\""));
    scene_fail_in_turn(w, PAULA, 201, "POST", scene_sub(w, one, "postponement"),
                       "{\"reason\":\"r\"}");
    scene_fail_in_turn(w, PAULA, 200, "PATCH", one, "{\"starts_on\":\"@1\",\"ends_on\":\"@1\"}");
    scene_fail_in_turn(w, PAULA, 201, "POST", scene_sub(w, one, "cancellation"),
                       "{\"reason\":\"r\"}");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, two, "early-end"), "{\"reason\":\"r\"}");
}
END_TEST

static Suite *
corrections_suite(void)
{
    Suite *s = suite_create("audits_corrections");
    TCase *t = tcase_create("corrections");

    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, sites_are_chosen_and_checked);
    tcase_add_test(t, a_random_site_stays);
    tcase_add_test(t, an_objection_is_answered);
    tcase_add_test(t, audits_that_do_not_take_place);
    tcase_add_test(t, another_head_count_is_a_task);
    tcase_add_test(t, a_grade_changes_by_the_right_hand);
    tcase_add_test(t, an_improvement_has_no_evidence_to_become_more);
    tcase_add_test(t, what_was_an_error_is_withdrawn);
    tcase_add_test(t, a_dispute_is_answered);
    tcase_add_test(t, what_was_not_effective_is_closed_by_a_major);
    tcase_add_test(t, only_what_was_not_effective_is_replaced);
    tcase_add_test(t, a_surveillance_with_a_major_is_reviewed);
    tcase_add_test(t, the_reviewer_was_in_no_team_and_is_competent);
    tcase_add_test(t, a_site_does_not_escape_its_nonconformity);
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
    static const struct sw_service_def clients = { .name = "clients", .routes = clients_routes };

    return support_main(
        corrections_suite(),
        (const struct sw_service_def *const[]){ &stage1, &stage2, &surveillance, &clients, NULL },
        NULL);
}
