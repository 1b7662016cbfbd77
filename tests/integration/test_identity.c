/* links: identity */
/* Certification bodies, people, sign-in, competence and declarations over a real database. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_log.h"
#include "identity.h"
#include "support.h"

static struct scene *s, *other;

static void
set_up(void)
{
    s = scene_new();
    other = scene_new();
}

static void
tear_down(void)
{
    scene_free(s);
    scene_free(other);
}

#define PEOPLE "/v1/identity/people"
#define AUTHORISATION                                                                              \
    "{\"function\":\"lead\",\"standard\":\"ISO/IEC 27001:2022\",\"sectors\":[33],"                 \
    "\"technical_areas\":[\"T3\"],\"languages\":[\"en\"],\"valid_from\":\"@-1\",\"valid_to\":"     \
    "\"@+1\",\"basis\":\"witnessed\"}"
#define DECLARATION "{\"client_id\":\"#10\",\"relation\":\"none\"}"
#define PERSON(email)                                                                              \
    "{\"name\":\"Nina\",\"email\":\"" email "\",\"roles\":[\"auditor\"],\"password\":"             \
    "\"correct horse battery\"}"

#define MONITORING                                                                                 \
    "{\"witnessed_on\":\"@-1\",\"audit\":\"A-0007\",\"conclusion\":\"Clear questions\","           \
    "\"witnessed_by\":\"#20\"}"

static const struct scene_word ids[] = { { "person_id", "21" },
                                         { "session_id", "21" },
                                         { NULL, NULL } };
static const struct scene_word bodies[] = { { "/authorisations", AUTHORISATION },
                                            { "/monitorings", MONITORING },
                                            { "/declarations", DECLARATION },
                                            { NULL, NULL } };

/* The address of a person that exists once in the test's body alone. */
static const char *
sessions(void)
{
    return sw_printf(s->arena, "/v1/identity/bodies/b-%s/sessions", s->base);
}

START_TEST(a_person_signs_in_and_out)
{
    json_t *reply;

    (void) scene_expect(s, 201, "administrator", "POST", PEOPLE, PERSON("Nina@example.org"));
    reply = scene_expect(s, 201, "anyone", "POST", sessions(),
                         "{\"email\":\"nina@EXAMPLE.org\",\"password\":\"correct horse battery\"}");
    ck_assert_str_eq(scene_text(reply, "name"), "Nina");
    (void) scene_expect(s, 401, "anyone", "POST", sessions(),
                        "{\"email\":\"nina@example.org\",\"password\":\"correct horse\"}");
    (void) scene_expect(
        s, 401, "anyone", "POST", sessions(),
        "{\"email\":\"nobody@example.org\",\"password\":\"correct horse battery\"}");
    /* The seed's people have no password. */
    (void) scene_expect(s, 401, "anyone", "POST", sessions(),
                        "{\"email\":\"lea@example.org\",\"password\":\"correct horse battery\"}");
    ck_assert_int_eq(
        scene_count(
            s, "SELECT count(*) FROM identity.session WHERE tenant_id = $T AND kind = 'cookie'"),
        1);
    ck_assert_int_eq(
        scene_count(s, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T AND facts::text "
                       "LIKE '%horse%'"),
        0);
}
END_TEST

START_TEST(people_are_added_by_whom_it_may_be)
{
    (void) scene_expect(s, 201, "administrator", "POST", PEOPLE, PERSON("a@example.org"));
    (void) scene_expect(s, 409, "administrator", "POST", PEOPLE, PERSON("A@example.org"));
    (void) scene_expect(s, 403, "planner", "POST", PEOPLE, PERSON("b@example.org"));
    (void) scene_expect(s, 403, "auditor", "POST", PEOPLE, PERSON("c@example.org"));
    (void) scene_expect(s, 201, "planner", "POST", PEOPLE,
                        "{\"name\":\"Karl\",\"email\":\"k@example.org\",\"roles\":[\"auditee\"],"
                        "\"client_id\":\"#10\"}");
    (void) scene_expect(s, 422, "planner", "POST", PEOPLE,
                        "{\"name\":\"Karl\",\"email\":\"l@example.org\",\"roles\":[\"auditor\"],"
                        "\"client_id\":\"#10\"}");
    (void) scene_expect(s, 422, "administrator", "POST", PEOPLE,
                        "{\"name\":\"Karl\",\"email\":\"m@example.org\",\"roles\":[\"auditee\"]}");
    (void) scene_expect(s, 422, "administrator", "POST", PEOPLE,
                        "{\"name\":\"Karl\",\"email\":\"n@example.org\",\"roles\":[\"operator\"]}");
}
END_TEST

START_TEST(nobody_authorises_themselves)
{
    json_t *list;

    (void) scene_expect(s, 201, "administrator", "POST", PEOPLE "/#21/authorisations",
                        AUTHORISATION);
    scene_refused(s, "SOD-11", "ISO/IEC 17021-1:2015 7.2.4", "administrator",
                  PEOPLE "/#20/authorisations", AUTHORISATION);
    list = scene_expect(s, 200, "auditor", "GET", PEOPLE "/#21/authorisations", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 2);
    (void) scene_expect(s, 201, "auditor", "POST", PEOPLE "/#21/declarations", DECLARATION);
    (void) scene_expect(s, 403, "auditee", "GET", PEOPLE, NULL);
}
END_TEST

START_TEST(who_is_witnessed_is_recorded_by_others)
{
    const json_t *made =
        scene_expect(s, 201, "administrator", "POST", PEOPLE "/#21/monitorings", MONITORING);

    ck_assert_str_eq(scene_text(made, "witnessed_by"), scene_id(s, "20"));
    ck_assert_str_eq(scene_text(made, "witnessed_on"), scene_day(s, -1));
    scene_refused(s, "SOD-11", "ISO/IEC 17021-1:2015 7.2", "administrator",
                  PEOPLE "/#20/monitorings", MONITORING);
    scene_refused(s, "T-MON", "ISO/IEC 17021-1:2015 7.2", "administrator",
                  PEOPLE "/#21/monitorings",
                  "{\"witnessed_on\":\"@2\",\"audit\":\"a\",\"conclusion\":\"c\",\"witnessed_by\":"
                  "\"#20\"}");
    (void) scene_expect(s, 422, "administrator", "POST", PEOPLE "/#21/monitorings",
                        "{\"witnessed_on\":\"@-2\",\"audit\":\"a\",\"conclusion\":\"c\","
                        "\"witnessed_by\":\"#99\"}");
    (void) scene_expect(s, 403, "planner", "POST", PEOPLE "/#21/monitorings", MONITORING);
    ck_assert_uint_eq(
        json_array_size(json_object_get(
            scene_expect(s, 200, "auditor", "GET", PEOPLE "/#21/monitorings", NULL), "data")),
        1);
}
END_TEST

#define BODY(slug, country, zone)                                                                  \
    "{\"slug\":\"" slug                                                                            \
    "\",\"name\":\"New\",\"street\":\"S 1\",\"city\":\"B\",\"country\":\"" country                 \
    "\",\"accreditation_body\":\"A\",\"accreditation_acronym\":\"A\","                             \
    "\"accreditation_number\":\"1\",\"time_zone\":\"" zone "\",\"administrator_name\":\"Ann\","    \
    "\"administrator_email\":\"ann@example.org\",\"administrator_password\":\"correct horse\"}"

/* The operator makes a body under a context with a tenant that is new. */
START_TEST(a_body_is_made_once)
{
    struct scene *fresh = scene_new();
    int status = 0;
    const char *good = sw_printf(s->arena, BODY("n-%s", "DE", "UTC"), s->base);

    memset(fresh->base, 'e', 4);
    (void) scene_call(s, fresh, "operator", "POST", "/v1/identity/bodies", BODY("B!", "DE", "UTC"),
                      NULL, &status);
    ck_assert_int_eq(status, 422);
    (void) scene_call(s, fresh, "operator", "POST", "/v1/identity/bodies", BODY("b-x", "de", "UTC"),
                      NULL, &status);
    ck_assert_int_eq(status, 422);
    (void) scene_call(s, fresh, "operator", "POST", "/v1/identity/bodies",
                      BODY("b-x", "DE", "Mars"), NULL, &status);
    ck_assert_int_eq(status, 422);
    (void) scene_call(s, fresh, "operator", "POST", "/v1/identity/bodies", good, NULL, &status);
    ck_assert_int_eq(status, 201);
    (void) scene_call(s, fresh, "operator", "POST", "/v1/identity/bodies", good, NULL, &status);
    ck_assert_int_eq(status, 409);
    (void) scene_call(s, s, "administrator", "POST", "/v1/identity/bodies", good, NULL, &status);
    ck_assert_int_eq(status, 403);
    scene_free(fresh);
}
END_TEST

START_TEST(a_token_is_shown_once_and_ends)
{
    json_t *reply = scene_expect(s, 201, "auditor", "POST", "/v1/identity/tokens",
                                 "{\"label\":\"ci\",\"days\":3}");
    const char *token = scene_text(reply, "token"), *id = scene_text(reply, "id");

    ck_assert_int_eq(strncmp(token, "sw_live_", 8), 0);
    reply = scene_expect(s, 200, "auditor", "GET", "/v1/identity/tokens", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "data")), 1);
    ck_assert_ptr_null(json_object_get(json_array_get(json_object_get(reply, "data"), 0), "token"));
    /* Not a colleague's. */
    (void) scene_expect(s, 404, "planner", "DELETE",
                        sw_printf(s->arena, "/v1/identity/tokens/%s", id), NULL);
    (void) scene_expect(s, 204, "auditor", "DELETE",
                        sw_printf(s->arena, "/v1/identity/tokens/%s", id), NULL);
    ck_assert_int_eq(
        scene_count(
            s, "SELECT count(*) FROM identity.session WHERE tenant_id = $T AND ended_at IS NULL"),
        0);
}
END_TEST

START_TEST(another_body_finds_nobody)
{
    static const char *const whos[] = { "administrator", "auditor", "auditee" };

    for (int i = 0; i < 3; i++)
        scene_walk(s, other, whos[i], identity_routes, ids, bodies, i == 0 ? 6 : i == 1 ? 4 : 1);
    ck_assert_uint_eq(json_array_size(json_object_get(
                          scene_expect(s, 200, "auditor", "GET", PEOPLE, NULL), "data")),
                      10);
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    scene_fail_in_turn(s, "administrator", 201, "POST", PEOPLE, PERSON("f@example.org"));
    scene_fail_in_turn(s, "administrator", 201, "POST", PEOPLE "/#21/authorisations",
                       AUTHORISATION);
    scene_fail_in_turn(s, "administrator", 201, "POST", PEOPLE "/#21/monitorings", MONITORING);
    scene_fail_in_turn(s, "auditor", 201, "POST", PEOPLE "/#21/declarations", DECLARATION);
    scene_fail_in_turn(s, "auditor", 201, "POST", "/v1/identity/tokens",
                       "{\"label\":\"a\",\"days\":1}");
    scene_fail_in_turn(s, "administrator", 201, "POST", "/v1/identity/webhooks",
                       "{\"url\":\"https://example.org/\",\"events\":[\"*\"]}");
    scene_fail_in_turn(s, "anyone", 201, "POST", sessions(),
                       "{\"email\":\"f@example.org\",\"password\":\"correct horse battery\"}");
}
END_TEST

static Suite *
identity_suite(void)
{
    Suite *suite = suite_create("identity");
    TCase *t = tcase_create("identity");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, a_person_signs_in_and_out);
    tcase_add_test(t, people_are_added_by_whom_it_may_be);
    tcase_add_test(t, nobody_authorises_themselves);
    tcase_add_test(t, who_is_witnessed_is_recorded_by_others);
    tcase_add_test(t, a_body_is_made_once);
    tcase_add_test(t, a_token_is_shown_once_and_ends);
    tcase_add_test(t, another_body_finds_nobody);
    tcase_add_test(t, a_failed_statement_leaves_nothing);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def identity = { .name = "identity", .routes = identity_routes };

    if (sodium_init() < 0)
        return 1;
    return support_main(identity_suite(), (const struct sw_service_def *const[]){ &identity, NULL },
                        NULL);
}
