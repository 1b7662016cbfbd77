/* links: stage1 stage2 surveillance sw_audit */
/* What keeps audits apart: other bodies, other clients, other services; and failures that leave
 * nothing behind. */
#include <stdlib.h>
#include <string.h>

#include "audits_way.h"
#include "db/sw_db.h"
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

#define MEETING "{\"held_on\":\"@-10\",\"attendees\":[{\"name\":\"Carl\",\"function\":\"x\"}]}"
#define PLAN                                                                                       \
    "{\"objectives\":\"o\",\"criteria\":\"c\",\"items\":[{\"on\":\"@-10\",\"starts_at\":"          \
    "\"09:00\",\"minutes\":480,\"person_id\":\"#21\",\"site_id\":\"#40\",\"activity\":\"x\","      \
    "\"direct\":true},{\"on\":\"@-9\",\"starts_at\":\"09:00\",\"minutes\":480,\"person_id\":"      \
    "\"#21\",\"site_id\":\"#41\",\"activity\":\"x\",\"direct\":true}]}"
#define FINDING                                                                                    \
    "{\"site_id\":\"#40\",\"grade\":\"ofi\",\"requirement\":\"A.8.13\",\"statement\":\"s\"}"
#define REPORT(said)                                                                               \
    "{\"recommendation\":\"" said "\",\"reasons\":\"r\",\"conclusion\":\"c\",\"objectives_met\":"  \
    "true,\"scope_fitness\":\"f\",\"internal_audit_and_review\":\"i\",\"audit_trails\":\"t\"}"

/* A good body for every writing route, by the end of its path. */
static const struct {
    const char *end, *body, *who;
} bodies[] = {
    { "/audits/{audit_id}", "{\"starts_on\":\"@-10\",\"ends_on\":\"@-9\"}", PAULA },
    { "/team", WAY_TEAM_BODY, PAULA },
    { "/notice", "{}", PAULA },
    { "/confirmation", "{\"accepted\":true}", PAULA },
    { "/plan", PLAN, LEA },
    { "/plan-agreement", "{}", CARL },
    { "/opening", MEETING, LEA },
    { "/closing", MEETING, LEA },
    { "/observations",
      "{\"site_id\":\"#40\",\"requirement\":\"9.2.2\",\"method\":\"interview\",\"note\":\"n\","
      "\"result\":\"conforming\"}",
      LEA },
    { "/findings", FINDING, LEA },
    { "/report", REPORT("certify"), LEA },
    { "/response", WAY_ANSWER_BODY, CARL },
    { "/evidence", "{\"evidence_ids\":[\"#71\"]}", CARL },
    { "/response-review", "{\"accepted\":true}", LEA },
    { "/verification", "{\"effective\":true,\"method\":\"document\",\"conclusion\":\"c\"}", LEA },
    { "/documents", "{\"reviews\":[{\"ref\":\"D01\",\"verdict\":\"conforming\"}]}", LEA },
    { "/soa-review", "{\"conclusion\":\"c\"}", LEA },
    { "/concerns", "{\"requirement\":\"9.2.2\",\"statement\":\"s\"}", LEA },
    { "/conclusion", "{\"ready\":false,\"reasons\":\"r\",\"stage2_team_competent\":true}", LEA },
    { "/answer", "{\"solved\":true,\"answer\":\"a\"}", LEA },
    { "/closure", "{}", LEA },
    { "/review", "{\"outcome\":\"maintain\",\"reason\":\"r\"}", RITA },
    { "/sites", "{\"site_ids\":[\"#40\",\"#41\"]}", PAULA },
    { "/postponement", "{\"reason\":\"r\"}", PAULA },
    { "/cancellation", "{\"reason\":\"r\"}", PAULA },
    { "/early-end", "{\"reason\":\"r\"}", LEA },
    { "/interval-decision", "{\"repeat\":\"none\",\"reason\":\"r\"}", RITA },
    { "/findings/{finding_id}", "{\"grade\":\"major\"}", LEA },
    { "/withdrawal", "{\"reason\":\"r\"}", LEA },
    { "/dispute", "{\"reason\":\"r\"}", CARL },
    { "/dispute-answer", "{\"stands\":true,\"answer\":\"a\"}", LEA },
};

static size_t
body_of(const struct sw_route *route)
{
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        const size_t n = strlen(route->path), m = strlen(bodies[i].end);

        if (n >= m && strcmp(route->path + n - m, bodies[i].end) == 0)
            return i;
    }
    ck_abort_msg("no body for %s", route->path);
    return 0;
}

static const char *
replaced(const char *path, const char *brace, const char *id)
{
    const char *at = strstr(path, brace);

    if (at == NULL)
        return path;
    return sw_printf(w->arena, "%.*s%s%s", (int) (at - path), path, id, at + strlen(brace));
}

/* Everybody of @p from asks every route with an id for the objects of w: always 404. */
static void
walk(const struct sw_route *routes, const char *audit_id, const char *finding_id,
     struct scene *from, bool as_olga)
{
    int walked = 0;

    for (const struct sw_route *r = routes; r->method != NULL; r++) {
        const bool reads = strcmp(r->method, "GET") == 0;
        const size_t b = reads || strchr(r->path, '{') == NULL ? 0 : body_of(r);
        const char *who = as_olga ? OLGA : reads ? LEA : bodies[b].who;
        const char *path = replaced(r->path, "{audit_id}", audit_id);
        int status = 0;

        path = replaced(path, "{finding_id}", finding_id);
        path = replaced(path, "{concern_id}", finding_id);
        if (path == r->path ||
            (as_olga && (sw_permission_roles(r->permission) & SW_ROLE_AUDITEE) == 0))
            continue;
        walked++;
        (void) scene_call(w, from, who, r->method, path, reads ? NULL : bodies[b].body, NULL,
                          &status);
        ck_assert_msg(status == 404, "%s %s as another: %d", r->method, r->path, status);
    }
    ck_assert_int_ge(walked, as_olga ? 8 : 18);
}

START_TEST(another_body_and_another_client_find_nothing)
{
    const char *one = way_audit(w, "/v1/stage1", WAY_REPORTED);
    const char *two = way_audit(w, "/v1/stage2", WAY_WORKED);
    const char *finding = way_finding(w, two, "minor");
    const char *one_id = strrchr(one, '/') + 1, *two_id = strrchr(two, '/') + 1;
    const char *finding_id = strrchr(finding, '/') + 1;
    const long before = scene_count(w, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T");
    const json_t *list;

    for (int olga = 0; olga < 2; olga++) {
        struct scene *from = olga ? w : other;

        walk(stage1_routes, one_id, finding_id, from, olga);
        walk(stage2_routes, two_id, finding_id, from, olga);
        walk(surveillance_routes, two_id, finding_id, from, olga);
    }
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T"), before);
    list = scene_expect(w, 200, OLGA, "GET", "/v1/stage2/audits", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 0);
    list = scene_expect(w, 200, OLGA, "GET", "/v1/stage2/findings", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 0);
    list = scene_expect(w, 200, CARL, "GET", "/v1/stage2/findings?state=raised", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 1);
}
END_TEST

START_TEST(the_client_sees_no_working_papers)
{
    const json_t *audit;
    const char *two;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    two = way_audit(w, "/v1/stage2", WAY_WORKED);
    audit = scene_expect(w, 200, CARL, "GET", two, NULL);
    ck_assert(json_is_null(json_object_get(audit, "team_checks")));
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "observations")), 0);
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "team")), 1);
    (void) scene_expect(w, 403, CARL, "GET", scene_sub(w, two, "observations"), NULL);
    audit = scene_expect(w, 200, LEA, "GET", two, NULL);
    ck_assert(json_is_object(json_object_get(audit, "team_checks")));
    ck_assert_uint_eq(json_array_size(json_object_get(audit, "observations")), 2);
}
END_TEST

/* Statements that a service must not run: who, what, and the SQLSTATE. */
static const struct {
    const char *service, *sql, *state, *why;
} forbidden[] = {
    { "stage1",
      "INSERT INTO audits.audit (client_id, programme_id, kind, half_days, standard, scope) VALUES "
      "('#10', '#63', 'stage1', 2, 's', 's')",
      "", "its own kind" },
    { "stage1",
      "INSERT INTO audits.audit (client_id, programme_id, kind, half_days, standard, scope) VALUES "
      "('#10', '#63', 'surveillance1', 2, 's', 's')",
      "42501", "another service's kind" },
    { "surveillance",
      "INSERT INTO audits.audit (client_id, programme_id, kind, half_days, standard, scope) VALUES "
      "('#10', '#63', 'stage2', 2, 's', 's')",
      "42501", "another service's kind" },
    { "stage2", "DELETE FROM audits.finding", "42501", "findings stay" },
    { "stage2", "UPDATE audits.finding SET grade = 'ofi'", "42501", "findings do not change" },
    { "stage2", "UPDATE audits.audit SET kind = 'stage1'", "42501", "an audit stays what it is" },
    { "stage2", "UPDATE sw.rule_override SET reason = 'x'", "42501", "overrides do not change" },
    { "stage2", "DELETE FROM sw.rule_override", "42501", "overrides stay" },
    { "stage2",
      "INSERT INTO sw.rule_override (subject_kind, subject_id, rule, clause, detail, reason, "
      "approved_by) VALUES ('audit', '#63', 'r', 'c', 'd', 'r', '#26')",
      "42501", "overrides are made by the function alone" },
    { "stage2", "TRUNCATE audits.report", "42501", "reports stay" },
    { "stage2", "INSERT INTO audits.readiness (audit_id) VALUES ('#63')", "42501",
      "stage 1 alone concludes on readiness" },
};

START_TEST(a_service_keeps_to_its_kinds)
{
    ck_assert_str_eq(scene_try(w, forbidden[_i].service, LEA, forbidden[_i].sql),
                     forbidden[_i].state);
}
END_TEST

/* An update of another service's audit finds nothing to update. */
START_TEST(a_service_changes_no_others)
{
    (void) way_audit(w, "/v1/stage2", WAY_PLANNED);
    ck_assert_str_eq(scene_try(w, "stage1", LEA, "UPDATE audits.audit SET state = 'cancelled'"),
                     "");
    ck_assert_int_eq(scene_count(w, "SELECT count(*) FROM audits.audit WHERE state = 'cancelled' "
                                    "AND tenant_id = $T"),
                     0);
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    const char *two, *finding;

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    scene_fail_in_turn(
        w, PAULA, 201, "POST", "/v1/surveillance/audits",
        "{\"client_id\":\"#10\",\"programme_id\":\"#63\",\"starts_on\":\"@-5\",\"ends_on\":"
        "\"@-5\"}");
    two = way_audit(w, "/v1/stage2", WAY_PLANNED);
    scene_fail_in_turn(w, PAULA, 201, "POST", scene_sub(w, two, "team"), WAY_TEAM_BODY);
    scene_fail_in_turn(w, PAULA, 201, "POST", scene_sub(w, two, "notice"), "{}");
    scene_fail_in_turn(w, CARL, 201, "POST", scene_sub(w, two, "confirmation"),
                       "{\"accepted\":true}");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, two, "plan"), PLAN);
    scene_fail_in_turn(w, CARL, 201, "POST", scene_sub(w, two, "plan-agreement"), "{}");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, two, "opening"), MEETING);
    finding = way_finding(w, two, "major");
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, two, "findings"), FINDING);
    scene_fail_in_turn(w, CARL, 201, "POST", scene_sub(w, finding, "response"), WAY_ANSWER_BODY);
    scene_fail_in_turn(w, LEA, 201, "POST", scene_sub(w, finding, "response-review"),
                       "{\"accepted\":true}");
    scene_fail_in_turn(
        w, LEA, 201, "POST", scene_sub(w, finding, "verification"),
        "{\"effective\":true,\"method\":\"document\",\"conclusion\":\"c\",\"evidence_ids\":"
        "[\"#71\"]}");
}
END_TEST

static Suite *
walls_suite(void)
{
    Suite *s = suite_create("audits_walls");
    TCase *t = tcase_create("walls");

    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, another_body_and_another_client_find_nothing);
    tcase_add_test(t, the_client_sees_no_working_papers);
    tcase_add_loop_test(t, a_service_keeps_to_its_kinds, 0,
                        (int) (sizeof forbidden / sizeof forbidden[0]));
    tcase_add_test(t, a_service_changes_no_others);
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
        walls_suite(),
        (const struct sw_service_def *const[]){ &stage1, &stage2, &surveillance, NULL }, NULL);
}
