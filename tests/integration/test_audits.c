/* links: stage1 stage2 surveillance sw_audit */
/* Audits through the services' tables, over a real database: the good way, what the rules refuse.
 */
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

static void
expect_state(const char *path, const char *state)
{
    ck_assert_str_eq(scene_text(scene_expect(w, 200, PAULA, "GET", path, NULL), "state"), state);
}

/* Stage 1 to a signed report, stage 2 with a major and a minor to the end of both. */
START_TEST(the_good_way)
{
    const char *one = way_audit(w, "/v1/stage1", WAY_REPORTED), *two, *major, *minor;
    const json_t *audit, *report;
    char body[600];

    expect_state(one, "closed");
    two = way_audit(w, "/v1/stage2", WAY_WORKED);
    major = way_finding(w, two, "major");
    minor = way_finding(w, two, "minor");
    audit = scene_expect(w, 200, LEA, "GET", two, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "sites")), 2);
    (void) scene_expect(
        w, 201, LEA, "POST",
        sw_printf(w->arena, "%s/concerns/%s/answer", two,
                  scene_text(json_array_get(json_object_get(audit, "concerns"), 0), "id")),
        "{\"solved\":false,\"answer\":\"Raised as a nonconformity\"}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "closing"),
                        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":"
                        "\"Security officer\"}]}");
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "certify");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "report"), body);
    report = scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "report"), body);
    ck_assert_int_eq(json_integer_value(json_object_get(report, "version")), 2);
    ck_assert_uint_eq(strlen(scene_text(report, "sha256")), 64);
    for (int i = 0; i < 2; i++) {
        const char *f = i == 0 ? major : minor;

        (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, f, "response"), WAY_ANSWER_BODY);
        (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, f, "response-review"),
                            "{\"accepted\":true}");
    }
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, major, "evidence"),
                        "{\"evidence_ids\":[\"#71\"]}");
    ck_assert_str_eq(
        scene_text(scene_expect(w, 201, LEA, "POST", scene_sub(w, major, "verification"),
                                "{\"effective\":true,\"method\":\"document\","
                                "\"conclusion\":\"Restores work\"}"),
                   "state"),
        "verified");
    expect_state(two, "report_issued");
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.report WHERE tenant_id = $T AND "
                                    "sha256 = encode(sha256(convert_to(content::text, 'UTF8')), "
                                    "'hex')"),
                     3);
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.v_finding WHERE tenant_id = $T"),
                     0); /* past the walls nobody sees through a view */
    ck_assert_int_ge(scene_count(w, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T"), 25);
}
END_TEST

/* Teams that must not be: a change of the members, and what it is refused with. */
static const struct {
    const char *members, *rule, *clause, *why;
} teams[] = {
    { "{\"person_id\":\"#22\",\"role\":\"lead\",\"half_days\":4}", "PLN-3",
      "ISO/IEC 17021-1:2015 9.2.2.1", "a lone auditor without lead authorisation" },
    { "{\"person_id\":\"#23\",\"role\":\"lead\",\"half_days\":4}", "SOD-3",
      "ISO/IEC 17021-1:2015 5.2.10", "consultancy within two years" },
    { "{\"person_id\":\"#25\",\"role\":\"lead\",\"half_days\":4}", "SOD-8",
      "ISO/IEC 17021-1:2015 5.2.13", "no declaration" },
    { "{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":3}", "PLN-11",
      "ISO/IEC 17021-1:2015 9.1.4", "less time than calculated" },
    { "{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":3},{\"person_id\":\"#24\",\"role\":"
      "\"technical_expert\",\"half_days\":4,\"accompanied_by\":\"#21\"}",
      "PLN-11", "ISO/IEC 17021-1:2015 9.1.4", "an expert's days do not count" },
    { "{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":4},{\"person_id\":\"#24\",\"role\":"
      "\"technical_expert\",\"half_days\":1}",
      "PLN-5", "ISO/IEC 17021-1:2015 9.2.2.2", "an expert alone" },
};

START_TEST(a_team_is_refused)
{
    const char *path = way_audit(w, "/v1/stage2", WAY_PLANNED);

    scene_refused(w, teams[_i].rule, teams[_i].clause, PAULA, scene_sub(w, path, "team"),
                  sw_printf(w->arena, "{\"members\":[%s]}", teams[_i].members));
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.team WHERE tenant_id = $T"), 0);
}
END_TEST

START_TEST(a_stranger_is_no_member)
{
    const char *path = way_audit(w, "/v1/stage2", WAY_PLANNED);

    (void) scene_expect(
        w, 422, PAULA, "POST", scene_sub(w, path, "team"),
        "{\"members\":[{\"person_id\":\"#99\",\"role\":\"lead\",\"half_days\":4}]}");
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, path, "notice"), "{}");
}
END_TEST

START_TEST(a_team_is_judged_for_its_days)
{
    const char *path = way_audit(w, "/v1/stage2", WAY_TEAM);

    (void) scene_expect(w, 200, PAULA, "PATCH", path,
                        "{\"starts_on\":\"@-8\",\"ends_on\":\"@-7\"}");
    (void) scene_expect(w, 409, PAULA, "POST", scene_sub(w, path, "notice"), "{}");
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, path, "team"), WAY_TEAM_BODY);
    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, path, "notice"), "{}");
    (void) scene_expect(w, 409, PAULA, "PATCH", path,
                        "{\"starts_on\":\"@-8\",\"ends_on\":\"@-7\"}");
}
END_TEST

START_TEST(the_client_may_object)
{
    const char *path = way_audit(w, "/v1/stage2", WAY_NOTIFIED);

    scene_refused(w, "PLN-9", "ISO/IEC 17021-1:2015 9.2.3.5", PAULA,
                  scene_sub(w, path, "confirmation"), "{\"accepted\":true}");
    scene_refused(w, "PLN-9", "ISO/IEC 17021-1:2015 9.2.3.5", CARL,
                  scene_sub(w, path, "confirmation"), "{\"accepted\":false}");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, path, "confirmation"),
                        "{\"accepted\":false,\"reason\":\"A competitor's partner\"}");
    expect_state(path, "planned");
}
END_TEST

/* Plans that must not be: the items, and what they are refused with. */
#define ITEM(day, minutes, site, more)                                                             \
    "{\"on\":\"" day "\",\"starts_at\":\"09:00\",\"minutes\":" minutes ",\"person_id\":\"#21\","   \
    "\"site_id\":\"" site "\",\"activity\":\"x\",\"direct\":true" more "}"
static const struct {
    const char *items, *rule, *clause, *why;
} plans[] = {
    { ITEM("@-10", "480", "#40", "") "," ITEM("@-9", "180", "#41", ""), "LIM-2",
      "ISO/IEC 27006-1:2024 C.3.7", "1.3 days of the 1.4 that are needed" },
    { ITEM("@-10", "660", "#40", "") "," ITEM("@-9", "180", "#41", ""), "LIM-2",
      "ISO/IEC 27006-1:2024 C.3.7", "a longer day does not count more" },
    { ITEM("@-10", "480", "#40", "") "," ITEM("@-9", "480", "#40", ""), "PLN-7",
      "ISO/IEC 17021-1:2015 9.2.3.2", "a site is left out" },
    { ITEM("@-10", "480", "#40", "") "," ITEM("@-8", "480", "#41", ""), "PLN-7",
      "ISO/IEC 17021-1:2015 9.2.3.2", "not a day of the audit" },
    { ITEM("@-10", "480", "#40", ",\"remote\":true") "," ITEM("@-9", "480", "#41", ""), "ISM-9",
      "ISO/IEC 27006-1:2024 9.1.3", "remote without a risk analysis" },
};

START_TEST(a_plan_is_refused)
{
    const char *path = way_audit(w, "/v1/stage2", WAY_CONFIRMED);

    scene_refused(w, plans[_i].rule, plans[_i].clause, LEA, scene_sub(w, path, "plan"),
                  sw_printf(w->arena, "{\"objectives\":\"o\",\"criteria\":\"c\",\"items\":[%s]}",
                            plans[_i].items));
    expect_state(path, "confirmed");
}
END_TEST

START_TEST(stage2_waits_for_stage1)
{
    const char *two = way_audit(w, "/v1/stage2", WAY_PLAN);
    static const char opening[] = "{\"held_on\":\"@-10\",\"attendees\":[{\"name\":\"Carl\","
                                  "\"function\":\"Security officer\"}]}";

    scene_refused(w, "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", LEA, scene_sub(w, two, "opening"),
                  opening);
    (void) way_audit(w, "/v1/stage1", WAY_CLOSED);
    scene_refused(w, "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", LEA, scene_sub(w, two, "opening"),
                  opening);
    expect_state(two, "plan_sent");
}
END_TEST

START_TEST(stage1_needs_what_it_concludes_on)
{
    const char *one = way_audit(w, "/v1/stage1", WAY_OPEN);
    static const char ready[] =
        "{\"ready\":true,\"reasons\":\"All is there\",\"stage2_team_competent\":true}";
    char body[600];

    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "closing"),
                        "{\"held_on\":\"@-20\",\"attendees\":[{\"name\":\"Carl\",\"function\":"
                        "\"x\"}],\"notes\":\"Nothing was ready to be seen\"}");
    scene_refused(w, "PRG-9", "ISO/IEC 27006-1:2024", LEA, scene_sub(w, one, "conclusion"), ready);
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "postpone");
    scene_refused(w, "ST1-1", "ISO/IEC 17021-1:2015 9.3.1.2.3", LEA, scene_sub(w, one, "report"),
                  body);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "conclusion"),
                        "{\"ready\":false,\"reasons\":\"No internal audit\",\"stage2_team_"
                        "competent\":true}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, one, "report"), body);
    expect_state(one, "closed");
}
END_TEST

START_TEST(only_the_team_audits)
{
    const char *one = way_audit(w, "/v1/stage1", WAY_REPORTED);
    const char *two = way_audit(w, "/v1/stage2", WAY_WORKED);
    char body[600];

    (void) one;
    (void) snprintf(body, sizeof body, WAY_FINDING_BODY, "minor");
    scene_refused(w, "ISM-11", "ISO/IEC 27006-1:2024 9.2.2", ADA, scene_sub(w, two, "findings"),
                  body);
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "certify");
    scene_refused(w, "ISM-11", "ISO/IEC 27006-1:2024 9.2.2", ADA, scene_sub(w, two, "report"),
                  body);
}
END_TEST

START_TEST(only_the_lead_signs)
{
    const char *one = way_audit(w, "/v1/stage1", WAY_PLANNED);
    char body[600];

    (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, one, "team"),
                        "{\"members\":[{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":1},"
                        "{\"person_id\":\"#22\",\"role\":\"auditor\",\"half_days\":1}]}");
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "proceed");
    scene_refused(w, "LEAD-1", "ISO/IEC 17021-1:2015 9.4.8", ADA, scene_sub(w, one, "report"),
                  body);
}
END_TEST

START_TEST(a_finding_has_all_its_parts)
{
    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    const char *two = way_audit(w, "/v1/stage2", WAY_WORKED);

    scene_refused(w, "CON-4", "ISO/IEC 17021-1:2015 9.4.5.3", LEA, scene_sub(w, two, "findings"),
                  "{\"site_id\":\"#40\",\"grade\":\"minor\",\"requirement\":\"A.8.13\","
                  "\"statement\":\"Restores are not tested\"}");
    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, two, "findings"),
                        "{\"site_id\":\"#40\",\"grade\":\"ofi\",\"requirement\":\"A.9.99\","
                        "\"statement\":\"s\"}");
    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, two, "findings"),
                        "{\"site_id\":\"#42\",\"grade\":\"ofi\",\"requirement\":\"A.8.13\","
                        "\"statement\":\"a site that is not visited\"}");
    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, two, "findings"),
                        "{\"site_id\":\"#40\",\"grade\":\"minor\",\"requirement\":\"A.8.13\","
                        "\"statement\":\"s\",\"evidence_text\":\"e\",\"discussed_with\":\"Carl\","
                        "\"discussed_on\":\"@-10\",\"evidence_ids\":[\"#99\"]}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, two, "findings"),
                        "{\"site_id\":\"#40\",\"grade\":\"ofi\",\"requirement\":\"A.8.13\","
                        "\"statement\":\"Restore tests could be spread over the year\"}");
}
END_TEST

START_TEST(a_major_needs_evidence)
{
    const char *finding;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    finding = way_finding(w, way_audit(w, "/v1/stage2", WAY_WORKED), "major");
    static const char verify[] =
        "{\"effective\":true,\"method\":\"document\",\"conclusion\":\"Restores work\"}";

    scene_refused(w, "NC-2", "ISO/IEC 17021-1:2015 9.4.10", LEA,
                  scene_sub(w, finding, "verification"), verify);
    scene_refused(w, "NC-1", "ISO/IEC 17021-1:2015 9.4.9", CARL, scene_sub(w, finding, "response"),
                  "{\"correction\":\"c\",\"root_cause\":\"Restores are not tested\","
                  "\"corrective_action\":\"a\",\"responsible\":\"Carl\",\"due_on\":\"@30\"}");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, finding, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 409, CARL, "POST", scene_sub(w, finding, "response"), WAY_ANSWER_BODY);
    (void) scene_expect(w, 422, LEA, "POST", scene_sub(w, finding, "response-review"),
                        "{\"accepted\":false}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, finding, "response-review"),
                        "{\"accepted\":false,\"reason\":\"The cause is not found\"}");
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, finding, "response"), WAY_ANSWER_BODY);
    scene_refused(w, "NC-2", "ISO/IEC 17021-1:2015 9.4.10", ADA,
                  scene_sub(w, finding, "response-review"), "{\"accepted\":true}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, finding, "response-review"),
                        "{\"accepted\":true}");
    scene_refused(w, "NC-2", "ISO/IEC 17021-1:2015 9.4.10", LEA,
                  scene_sub(w, finding, "verification"), verify);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, finding, "verification"),
                        "{\"effective\":true,\"method\":\"document\",\"conclusion\":\"Restores "
                        "work\",\"evidence_ids\":[\"#71\"]}");
}
END_TEST

START_TEST(a_closing_meeting_ends_the_work)
{
    const char *path;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    path = way_audit(w, "/v1/stage2", WAY_OPEN);
    scene_refused(w, "CON-10", "ISO/IEC 17021-1:2015 9.4.7", LEA, scene_sub(w, path, "closing"),
                  "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}");
    for (int i = 0; i < 3; i++)
        (void) way_finding(w, path, "minor");
    scene_refused(w, "CON-9", "ISO/IEC 17021-1:2015 3.12", LEA, scene_sub(w, path, "closing"),
                  "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}],"
                  "\"notes\":\"One site was closed by a storm\"}");
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "closing"),
                        "{\"held_on\":\"@-9\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}"
                        "],\"notes\":\"One site was closed by a storm\",\"systemic\":\"No: three "
                        "forms of one lapse\"}");
}
END_TEST

static Suite *
audits_suite(void)
{
    Suite *s = suite_create("audits");
    TCase *t = tcase_create("audits");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, the_good_way);
    tcase_add_loop_test(t, a_team_is_refused, 0, (int) (sizeof teams / sizeof teams[0]));
    tcase_add_test(t, a_stranger_is_no_member);
    tcase_add_test(t, a_team_is_judged_for_its_days);
    tcase_add_test(t, the_client_may_object);
    tcase_add_loop_test(t, a_plan_is_refused, 0, (int) (sizeof plans / sizeof plans[0]));
    tcase_add_test(t, stage2_waits_for_stage1);
    tcase_add_test(t, stage1_needs_what_it_concludes_on);
    tcase_add_test(t, only_the_team_audits);
    tcase_add_test(t, only_the_lead_signs);
    tcase_add_test(t, a_finding_has_all_its_parts);
    tcase_add_test(t, a_major_needs_evidence);
    tcase_add_test(t, a_closing_meeting_ends_the_work);
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
        audits_suite(),
        (const struct sw_service_def *const[]){ &stage1, &stage2, &surveillance, NULL }, NULL);
}
