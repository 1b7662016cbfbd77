/* links: stage1 stage2 surveillance sw_audit */
/* What follows a decision: the first surveillance planned by itself, duties, earlier findings, its
 * end. */
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

static long
plan_by_job(void)
{
    struct sw_context context;
    struct sw_service *service = scene_worker(w, "surveillance", &context);
    struct sw_error err = { 0 };
    bool more = true;
    int rounds = 0;

    while (more) {
        ck_assert_int_lt(rounds++, 5);
        ck_assert_msg(surveillance_plan_first(service, &context, w->arena, &more, &err) == SW_OK,
                      "%s", err.detail);
    }
    return scene_count(w, "SELECT count(*) FROM audits.audit WHERE kind = 'surveillance1' AND "
                          "tenant_id = $T");
}

static const json_t *
first_duty(void)
{
    const json_t *reply = scene_expect(w, 200, PAULA, "GET", "/v1/surveillance/duties", NULL);

    return json_array_get(json_object_get(reply, "duties"), 0);
}

START_TEST(the_first_surveillance_is_planned_once)
{
    const json_t *list, *audit;

    ck_assert_int_eq(plan_by_job(), 0);
    way_certify(w, 30);
    ck_assert_int_eq(plan_by_job(), 1);
    ck_assert_int_eq(plan_by_job(), 1);
    list = scene_expect(w, 200, PAULA, "GET", "/v1/surveillance/audits", NULL);
    audit = json_array_get(json_object_get(list, "data"), 0);
    ck_assert_str_eq(scene_text(audit, "state"), "planned");
    ck_assert(json_is_null(json_object_get(audit, "starts_on")));
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.audit WHERE tenant_id = $T AND "
                                    "due_by = (current_date - 30) + interval '12 months'"),
                     1);
    ck_assert_str_eq(scene_text(first_duty(), "kind"), "surveillance1");
    ck_assert_str_eq(scene_text(first_duty(), "due_by"), scene_text(audit, "due_by"));
    ck_assert_str_eq(scene_text(first_duty(), "rule"), "PRG-5");
    ck_assert_str_eq(scene_text(first_duty(), "audit_id"), scene_text(audit, "id"));
    ck_assert(json_is_false(json_object_get(first_duty(), "late")));
    (void) scene_expect(w, 409, PAULA, "POST", "/v1/surveillance/audits",
                        "{\"client_id\":\"#10\",\"programme_id\":\"#63\",\"starts_on\":\"@5\","
                        "\"ends_on\":\"@5\"}");
}
END_TEST

START_TEST(a_late_surveillance_proposes_suspension)
{
    way_certify(w, 400);
    ck_assert(json_is_true(json_object_get(first_duty(), "late")));
    ck_assert(json_is_true(json_object_get(first_duty(), "propose_suspension")));
    ck_assert_uint_eq(
        json_array_size(json_object_get(
            scene_expect(w, 200, CARL, "GET", "/v1/surveillance/duties", NULL), "duties")),
        1);
    ck_assert_uint_eq(
        json_array_size(json_object_get(
            scene_expect(w, 200, OLGA, "GET", "/v1/surveillance/duties", NULL), "duties")),
        0);
}
END_TEST

/* The minor of stage 2 whose plan was accepted is verified by the surveillance; a clean
 * surveillance ends with the lead's word, and so does not one with a major. */
START_TEST(a_clean_surveillance_needs_no_decision)
{
    const char *two, *minor, *one, *body;
    const json_t *audit;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    two = way_audit(w, "/v1/stage2", WAY_OPEN);
    minor = way_finding(w, two, "minor");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, minor, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, minor, "response-review"),
                        "{\"accepted\":true}");
    one = way_audit(w, "/v1/surveillance", WAY_WORKED);
    audit = scene_expect(w, 200, LEA, "GET", one, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "earlier_findings")), 1);
    body =
        sw_printf(w->arena,
                  "{\"effective\":true,\"method\":\"visit\",\"conclusion\":\"Works\",\"audit_id\":"
                  "\"%s\"}",
                  strrchr(one, '/') + 1);
    audit = scene_expect(
        w, 201, LEA, "POST",
        sw_printf(w->arena, "/v1/surveillance/findings/%s/verification", strrchr(minor, '/') + 1),
        body);
    ck_assert_str_eq(scene_text(audit, "state"), "verified");
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "events")), 4);
    (void) scene_expect(
        w, 201, LEA, "POST", scene_sub(w, one, "closing"),
        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}");
    (void) scene_expect(w, 409, LEA, "POST", scene_sub(w, one, "closure"), "{}");
    (void) scene_expect(
        w, 201, LEA, "POST", scene_sub(w, one, "report"),
        "{\"recommendation\":\"maintain\",\"reasons\":\"r\",\"conclusion\":\"c\","
        "\"objectives_met\":true,\"scope_fitness\":\"f\",\"internal_audit_and_review\":"
        "\"i\",\"audit_trails\":\"t\"}");
    ck_assert_str_eq(
        scene_text(scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "closure"), "{}"), "state"),
        "closed");
}
END_TEST

START_TEST(a_major_needs_a_review)
{
    const char *one = way_audit(w, "/v1/surveillance", WAY_WORKED);
    char body[600];

    (void) way_finding(w, one, "major");
    (void) scene_expect(
        w, 201, LEA, "POST", scene_sub(w, one, "closing"),
        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}");
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "certify");
    scene_refused(w, "REP-1", "ISO/IEC 17021-1:2015 9.4.8", LEA, scene_sub(w, one, "report"), body);
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "maintain");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "report"), body);
    scene_refused(w, "MNT-1", "ISO/IEC 17021-1:2015 9.6.1", LEA, scene_sub(w, one, "closure"),
                  "{}");
}
END_TEST

START_TEST(a_report_that_was_decided_on_stays)
{
    const char *one = way_audit(w, "/v1/surveillance", WAY_REPORTED);
    char body[600];

    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "maintain");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "report"), body);
    way_certify(w, 30);
    scene_run(w, sw_printf(w->arena,
                           "UPDATE certificates.decision SET audit_id = '%s' WHERE tenant_id = $T",
                           strrchr(one, '/') + 1));
    (void) scene_expect(w, 409, LEA, "POST", scene_sub(w, one, "report"), body);
}
END_TEST

/* What was not effective comes back one grade higher. */
START_TEST(a_repeated_minor_becomes_a_major)
{
    const char *two, *minor, *one, *id;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    two = way_audit(w, "/v1/stage2", WAY_OPEN);
    minor = way_finding(w, two, "minor");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, minor, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, minor, "response-review"),
                        "{\"accepted\":true}");
    one = way_audit(w, "/v1/surveillance", WAY_OPEN);
    id = strrchr(minor, '/') + 1;
    ck_assert_str_eq(
        scene_text(
            scene_expect(w, 201, LEA, "POST",
                         sw_printf(w->arena, "/v1/surveillance/findings/%s/verification", id),
                         sw_printf(w->arena,
                                   "{\"effective\":false,\"method\":\"visit\",\"conclusion\":"
                                   "\"Happens again\",\"audit_id\":\"%s\"}",
                                   strrchr(one, '/') + 1)),
            "state"),
        "not_effective");
    for (int major = 0; major < 2; major++) {
        const char *body = sw_printf(
            w->arena,
            "{\"site_id\":\"#40\",\"grade\":\"%s\",\"requirement\":\"A.8.13\",\"statement\":"
            "\"Again\","
            "\"evidence_text\":\"e\",\"discussed_with\":\"Carl\",\"discussed_on\":\"@-10\","
            "\"escalated_from\":\"%s\"}",
            major ? "major" : "minor", id);

        if (major)
            (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "findings"), body);
        else
            scene_refused(w, "NC-6", "ISO/IEC 17021-1:2015 9.6.2.2", LEA,
                          scene_sub(w, one, "findings"), body);
    }
}
END_TEST

static Suite *
surveillance_suite(void)
{
    Suite *s = suite_create("audits_surveillance");
    TCase *t = tcase_create("surveillance");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, the_first_surveillance_is_planned_once);
    tcase_add_test(t, a_late_surveillance_proposes_suspension);
    tcase_add_test(t, a_clean_surveillance_needs_no_decision);
    tcase_add_test(t, a_major_needs_a_review);
    tcase_add_test(t, a_report_that_was_decided_on_stays);
    tcase_add_test(t, a_repeated_minor_becomes_a_major);
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
        surveillance_suite(),
        (const struct sw_service_def *const[]){ &stage1, &stage2, &surveillance, NULL }, NULL);
}
