/* links: clients */
/* Client organisations from the first entry to the programme, over a real database. */
#include <stdlib.h>
#include <string.h>

#include "clients.h"
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

#define SAMPLE(kind, linked)                                                                       \
    "{\"audit_kind\":\"" kind "\",\"eligibility\":{\"one_system\":true,"                           \
    "\"central_has_authority\":true,\"central_review\":true,\"internal_audit_all\":true,"          \
    "\"central_collects\":true,\"all_linked\":" linked "}}"
#define ALL "/v1/clients/organisations"
#define CLIENT(number)                                                                             \
    "{\"legal_name\":\"Nine Sites\",\"registration_id\":\"HRB " number "\",\"street\":\"S 1\","    \
    "\"city\":\"Kiel\",\"postal_code\":\"24103\",\"country\":\"DE\",\"sectors\":[33],"             \
    "\"technical_areas\":[\"T3\"],\"language\":\"en\"}"
#define SITE(code, kind)                                                                           \
    "{\"code\":\"" code "\",\"name\":\"n\",\"kind\":\"" kind "\",\"street\":\"s\",\"city\":\"c\"," \
    "\"postal_code\":\"p\",\"country\":\"DE\",\"persons\":20,\"activity_group\":\"office\","       \
    "\"activities\":\"a\",\"significant_risk\":false}"
#define CONTACT "{\"name\":\"n\",\"email\":\"n@example.org\",\"duty\":\"CISO\"}"
#define SOA                                                                                        \
    "{\"version\":\"1.0\",\"soa_date\":\"@-5\",\"approved_by\":\"CEO\",\"entries\":[{\"control\":" \
    "\"A.5.1\",\"applicable\":true,\"justification\":\"risk\",\"status\":\"implemented\"}]}"
#define APPLICATION(soa)                                                                           \
    "{\"scope\":\"Hosting of data\",\"isms_implemented\":true,\"consultancy\":\"none\","           \
    "\"outsourcing\":\"none\",\"hidden_information\":\"none\",\"languages\":[\"en\"],"             \
    "\"full_time\":60," PARTS ",\"soa_id\":" soa "}"
#define PARTS                                                                                      \
    "\"representative\":\"CEO\",\"processes\":\"hosting\",\"resources\":\"staff\","                \
    "\"relationships\":\"none\",\"legal_duties\":\"GDPR\",\"technology\":\"Linux\","               \
    "\"development\":\"none\",\"critical_sector\":\"none\",\"remote_work\":\"none\""
#define POINTS                                                                                     \
    "\"information\",\"differences\",\"ability\",\"scope\",\"sites\",\"time\",\"language\","       \
    "\"safety\""
#define REVIEW                                                                                     \
    "{\"outcome\":\"accept\",\"reason\":\"r\",\"competence\":[\"T3\"],"                            \
    "\"points\":[" POINTS ",\"impartiality\"]}"
#define TIME "{\"business_factors\":[2,2,2],\"it_factors\":[2,2,2],\"percent\":0}"
#define AGREEMENT(accepted)                                                                        \
    "{\"signed_on\":\"@-1\",\"signed_by_name\":\"CEO\",\"clauses_accepted\":" accepted "}"

static const struct scene_word ids[] = { { "client_id", "10" },      { "soa_id", "50" },
                                         { "application_id", "60" }, { "programme_id", "63" },
                                         { "site_id", "41" },        { NULL, NULL } };
static const struct scene_word bodies[] = {
    { "{client_id}", "{\"city\":\"X\"}" },
    { "/sites", SITE("S9", "permanent") },
    { "/contacts", CONTACT },
    { "/soas", SOA },
    { "/applications", APPLICATION("null") },
    { "{application_id}", "{\"full_time\":61}" },
    { "/review", REVIEW },
    { "/audit-time", TIME },
    { "/agreement", AGREEMENT("true") },
    { "/samples", SAMPLE("stage2", "true") },
    { "/removal", "{\"reason\":\"Closed\"}" },
    { NULL, NULL },
};

/* A new client with a central site and a Statement of Applicability; its path, and the SoA. */
static const char *
new_client(const char **ret_soa)
{
    const json_t *reply = scene_expect(s, 201, "planner", "POST", ALL, CLIENT("9"));
    const char *path = scene_sub(s, ALL, scene_text(reply, "id"));

    ck_assert_str_eq(scene_text(reply, "number"), "C-0001");
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, path, "sites"),
                        SITE("S1", "central"));
    for (int i = 2; i <= 9; i++)
        (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, path, "sites"),
                            sw_printf(s->arena, SITE("S%d", "permanent"), i));
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, path, "soas"), SOA);
    /* 92 controls are not mentioned. */
    ck_assert_uint_ge(json_array_size(json_object_get(reply, "faults")), 1);
    *ret_soa = scene_text(reply, "id");
    return path;
}

static const char *
new_application(const char *client, const char *soa)
{
    const json_t *reply =
        scene_expect(s, 201, "planner", "POST", scene_sub(s, client, "applications"),
                     sw_printf(s->arena, APPLICATION("\"%s\""), soa));

    return scene_sub(s, "/v1/clients/applications", scene_text(reply, "id"));
}

START_TEST(from_the_first_entry_to_the_sample)
{
    const char *soa, *client, *application, *programme;
    json_t *reply;

    /* The seed wrote its two clients past the counter. */
    scene_run(
        s,
        "UPDATE clients.client SET number = 'X' || right(client_id::text, 2) WHERE tenant_id = $T");
    client = new_client(&soa);
    application = new_application(client, soa);
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "submission"), NULL);
    ck_assert_str_eq(scene_text(reply, "state"), "submitted");
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "review"), REVIEW);
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "audit-time"), TIME);
    ck_assert_int_gt(json_integer_value(json_object_get(reply, "total_half_days")), 0);
    ck_assert_uint_ge(json_array_size(json_object_get(reply, "steps")), 3);
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "agreement"),
                        AGREEMENT("true"));
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "programme"), NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "audits")), 5);
    programme = scene_sub(s, "/v1/clients/programmes", scene_text(reply, "id"));
    scene_refused(s, "SMP-E", "IAF MD 1:2023 5, ISO/IEC 27006-1:2024 9.1.5.1", "planner",
                  scene_sub(s, programme, "samples"), SAMPLE("stage2", "false"));
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, programme, "samples"),
                         SAMPLE("stage2", "true"));
    /* The root of eight, rounded up, and the central function (IAF MD 1 6.1.3.3). */
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "picked")), 4);
    (void) scene_expect(s, 409, "planner", "POST", scene_sub(s, programme, "samples"),
                        SAMPLE("stage2", "true"));
    (void) scene_expect(s, 409, "planner", "POST", scene_sub(s, application, "programme"), NULL);
    reply = scene_expect(s, 200, "planner", "GET", scene_sub(s, client, "file"), NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "sites")), 9);
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "programmes")), 1);
}
END_TEST

START_TEST(rules_say_which_one_and_what_would_pass)
{
    const char *application;
    json_t *reply =
        scene_expect(s, 201, "planner", "POST", ALL "/#11/applications", APPLICATION("null"));

    application = scene_sub(s, "/v1/clients/applications", scene_text(reply, "id"));
    scene_refused(s, "APP-1", "ISO/IEC 17021-1:2015 9.1.1", "planner",
                  scene_sub(s, application, "submission"), NULL);
    (void) scene_expect(s, 201, "planner", "POST", ALL "/#11/sites", SITE("S1", "permanent"));
    scene_refused(s, "APP-1", "ISO/IEC 17021-1:2015 9.1.1", "planner",
                  scene_sub(s, application, "submission"), NULL);
    scene_refused(s, "PRG-1", "ISO/IEC 17021-1:2015 9.1.3.1", "planner",
                  scene_sub(s, application, "programme"), NULL);
    scene_refused(s, "APP-4", "ISO/IEC 17021-1:2015 8.5.3", "planner",
                  scene_sub(s, application, "agreement"), AGREEMENT("false"));
    /* Nothing of it was stored. */
    ck_assert_int_eq(scene_count(s, "SELECT count(*) FROM clients.agreement WHERE tenant_id = $T"),
                     1);
}
END_TEST

/* A draft may be incomplete; its submission names what is missing, and a change adds it. */
START_TEST(an_application_is_completed_before_it_is_submitted)
{
    const char *soa, *client, *application;
    json_t *reply;

    scene_run(
        s,
        "UPDATE clients.client SET number = 'X' || right(client_id::text, 2) WHERE tenant_id = $T");
    client = new_client(&soa);
    reply = scene_expect(s, 201, "planner", "POST", scene_sub(s, client, "applications"),
                         "{\"scope\":\"Hosting of data\",\"isms_implemented\":false,"
                         "\"consultancy\":\"none\",\"outsourcing\":\"none\","
                         "\"hidden_information\":\"none\",\"languages\":[\"en\"],"
                         "\"full_time\":0,\"certifies_systems\":true,\"soa_id\":null}");
    application = scene_sub(s, "/v1/clients/applications", scene_text(reply, "id"));
    reply = scene_expect(s, 422, "planner", "POST", scene_sub(s, application, "submission"), NULL);
    for (int i = 0; i < 3; i++) {
        static const char *const named[] = { "representative is missing", "remote_work is missing",
                                             "Nobody is in scope" };

        ck_assert_msg(strstr(scene_text(reply, "detail"), named[i]) != NULL, "%s",
                      scene_text(reply, "detail"));
    }
    (void) scene_expect(s, 200, "planner", "PATCH", application,
                        "{" PARTS ",\"full_time\":60,\"isms_implemented\":true}");
    scene_refused(s, "APP-2", "ISO/IEC 17021-1:2015 9.1.1", "planner",
                  scene_sub(s, application, "submission"), NULL);
    (void) scene_expect(s, 422, "planner", "PATCH", application, "{\"soa_id\":\"#50\"}");
    (void) scene_expect(s, 200, "planner", "PATCH", application,
                        sw_printf(s->arena, "{\"soa_id\":\"%s\",\"languages\":[\"de\"]}", soa));
    scene_refused(s, "SOD-7", "ISO/IEC 17021-1:2015 5.2.4", "planner",
                  scene_sub(s, application, "submission"), NULL);
    reply = scene_expect(s, 200, "planner", "PATCH", application, "{\"certifies_systems\":false}");
    ck_assert_str_eq(scene_text(reply, "representative"), "CEO");
    ck_assert_str_eq(scene_text(reply, "soa_id"), soa);
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "submission"), NULL);
    (void) scene_expect(s, 409, "planner", "PATCH", application, "{\"full_time\":61}");
}
END_TEST

/* Part-time staff and groups are persons, too. */
START_TEST(an_application_without_full_time_staff_is_submitted)
{
    const char *soa, *client, *application;
    json_t *reply;

    scene_run(
        s,
        "UPDATE clients.client SET number = 'X' || right(client_id::text, 2) WHERE tenant_id = $T");
    client = new_client(&soa);
    reply = scene_expect(
        s, 201, "planner", "POST", scene_sub(s, client, "applications"),
        sw_printf(s->arena,
                  "{\"scope\":\"Hosting of data\",\"isms_implemented\":true,"
                  "\"consultancy\":\"none\",\"outsourcing\":\"none\","
                  "\"hidden_information\":\"none\",\"languages\":[\"en\"],\"full_time\":0,"
                  "\"part_times\":[{\"persons\":9,\"hours_tenths\":200}]," PARTS
                  ",\"soa_id\":\"%s\"}",
                  soa));
    application = scene_sub(s, "/v1/clients/applications", scene_text(reply, "id"));
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "submission"), NULL);
}
END_TEST

/* A review is made by somebody authorised, and looks at everything before it accepts. */
START_TEST(a_review_records_what_it_looked_at)
{
    static const char declined[] = "{\"outcome\":\"decline\",\"reason\":\"outside our field\","
                                   "\"competence\":[\"none\"]}";
    const char *application = new_application(ALL "/#10", scene_id(s, "50"));

    (void) scene_expect(s, 201, "auditee", "POST", scene_sub(s, application, "submission"), NULL);
    scene_refused(s, "REV-1", "ISO/IEC 17021-1:2015 9.1.2.1", "planner",
                  scene_sub(s, application, "review"),
                  "{\"outcome\":\"accept\",\"reason\":\"r\",\"competence\":[\"T3\"]}");
    scene_refused(s, "REV-1", "ISO/IEC 17021-1:2015 9.1.2.1", "planner",
                  scene_sub(s, application, "review"),
                  "{\"outcome\":\"accept\",\"reason\":\"r\",\"competence\":[\"T3\"],"
                  "\"points\":[" POINTS "]}");
    scene_refused(s, "REV-2", "ISO/IEC 17021-1:2015 9.1.2.2", "planner",
                  scene_sub(s, application, "review"),
                  "{\"outcome\":\"decline\",\"reason\":\" \",\"competence\":[\"none\"]}");
    (void) scene_expect(s, 422, "planner", "POST", scene_sub(s, application, "review"),
                        "{\"outcome\":\"accept\",\"reason\":\"r\",\"competence\":[\"T3\"],"
                        "\"points\":[\"weather\"]}");
    scene_run(s, "UPDATE identity.authorisation SET valid_to = current_date - 1"
                 " WHERE tenant_id = $T AND function = 'app_review'");
    scene_refused(s, "REV-1", "ISO/IEC 17021-1:2015 9.1.2.1", "planner",
                  scene_sub(s, application, "review"), declined);
    scene_run(s, "UPDATE identity.authorisation SET valid_to = current_date"
                 " WHERE tenant_id = $T AND function = 'app_review'");
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "review"), declined);
}
END_TEST

/* An agreement is signed, and covers every site in scope. */
START_TEST(an_agreement_covers_all_sites)
{
    const char *application = new_application(ALL "/#10", scene_id(s, "50")), *path;
    json_t *reply;

    path = scene_sub(s, application, "agreement");
    (void) scene_expect(s, 201, "auditee", "POST", scene_sub(s, application, "submission"), NULL);
    (void) scene_expect(s, 201, "planner", "POST", scene_sub(s, application, "review"), REVIEW);
    scene_refused(s, "APP-3", "ISO/IEC 17021-1:2015 5.1.2", "planner", path,
                  "{\"signed_on\":\"@+1\",\"signed_by_name\":\"CEO\",\"clauses_accepted\":true}");
    scene_refused(s, "APP-3", "ISO/IEC 17021-1:2015 5.1.2", "planner", path,
                  "{\"signed_on\":\"@-1\",\"signed_by_name\":\"CEO\",\"clauses_accepted\":true,"
                  "\"sites\":[\"#40\",\"#41\"]}");
    reply = scene_expect(s, 201, "planner", "POST", path,
                         "{\"signed_on\":\"@+0\",\"signed_by_name\":\"CEO\","
                         "\"clauses_accepted\":true,\"sites\":[\"#40\",\"#41\",\"#42\"]}");
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "site_ids")), 3);
}
END_TEST

START_TEST(what_is_there_twice_is_refused)
{
    (void) scene_expect(s, 409, "planner", "POST", ALL, CLIENT("1"));
    (void) scene_expect(s, 409, "planner", "POST", ALL "/#10/sites", SITE("S2", "permanent"));
    (void) scene_expect(s, 409, "planner", "POST", ALL "/#10/sites", SITE("S8", "central"));
    (void) scene_expect(s, 201, "auditee", "POST", ALL "/#10/soas", SOA);
    (void) scene_expect(s, 409, "auditee", "POST", ALL "/#10/soas", SOA);
    (void) scene_expect(s, 422, "planner", "POST", ALL "/#10/applications", APPLICATION("\"#51\""));
    /* Another client's Statement of Applicability is as unknown as none. */
    (void) scene_expect(s, 422, "planner", "POST", ALL "/#11/applications", APPLICATION("\"#50\""));
    (void) scene_expect(s, 201, "planner", "POST", ALL "/#10/applications", APPLICATION("\"#50\""));
}
END_TEST

START_TEST(another_body_finds_nothing)
{
    json_t *list;

    scene_walk(s, other, "planner", clients_routes, ids, bodies, 16);
    scene_walk(s, other, "auditee", clients_routes, ids, bodies, 10);
    list = scene_expect(s, 200, "planner", "GET", ALL, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 2);
}
END_TEST

START_TEST(another_client_finds_nothing)
{
    json_t *list;

    scene_walk(s, s, "other auditee", clients_routes, ids, bodies, 10);
    list = scene_expect(s, 200, "other auditee", "GET", ALL, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 1);
    list = scene_expect(s, 200, "other auditee", "GET", "/v1/clients/applications", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "data")), 0);
    /* The body's own working papers are not in the client's copy of the file. */
    list = scene_expect(s, 200, "auditee", "GET", ALL "/#10/file", NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "audit_times")), 0);
    ck_assert_uint_eq(json_array_size(json_object_get(list, "samples")), 0);
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    const char *application;
    json_t *reply;

    scene_fail_in_turn(s, "auditee", 201, "POST", ALL "/#10/sites", SITE("S7", "permanent"));
    scene_fail_in_turn(s, "auditee", 201, "POST", ALL "/#10/contacts", CONTACT);
    scene_fail_in_turn(s, "auditee", 201, "POST", ALL "/#10/soas", SOA);
    scene_fail_in_turn(s, "auditee", 201, "POST", ALL "/#10/applications", APPLICATION("\"#50\""));
    reply =
        scene_expect(s, 201, "auditee", "POST", ALL "/#10/applications", APPLICATION("\"#50\""));
    application = scene_sub(s, "/v1/clients/applications", scene_text(reply, "id"));
    scene_fail_in_turn(s, "auditee", 200, "PATCH", application, "{\"full_time\":61}");
    scene_fail_in_turn(s, "auditee", 201, "POST", scene_sub(s, application, "submission"), NULL);
    scene_fail_in_turn(s, "planner", 201, "POST", scene_sub(s, application, "review"), REVIEW);
    scene_fail_in_turn(s, "planner", 201, "POST", scene_sub(s, application, "audit-time"), TIME);
    scene_fail_in_turn(s, "auditee", 201, "POST", scene_sub(s, application, "agreement"),
                       AGREEMENT("true"));
    scene_fail_in_turn(s, "planner", 201, "POST", scene_sub(s, application, "programme"), NULL);
    scene_fail_in_turn(s, "planner", 201, "POST", "/v1/clients/programmes/#63/samples",
                       SAMPLE("surveillance1", "true"));
    scene_fail_in_turn(s, "planner", 201, "POST", "/v1/clients/sites/#42/removal",
                       "{\"reason\":\"Closed\"}");
}
END_TEST

/* Pages: no row twice, none left out. */
START_TEST(a_list_comes_in_pages)
{
    const char *cursor = NULL;
    int seen = 0;

    for (int page = 0; page < 5; page++) {
        json_t *reply = scene_expect(
            s, 200, "planner", "GET",
            cursor == NULL ? ALL "/#10/sites?limit=1"
                           : sw_printf(s->arena, ALL "/#10/sites?limit=1&cursor=%s", cursor),
            NULL);

        seen += (int) json_array_size(json_object_get(reply, "data"));
        if (!json_is_true(json_object_get(reply, "has_more")))
            break;
        cursor = scene_text(reply, "next_cursor");
    }
    ck_assert_int_eq(seen, 3);
}
END_TEST

START_TEST(a_site_leaves_the_scope_once)
{
    static const char removal[] = "{\"reason\":\"The branch is closed\"}";
    const json_t *site =
        scene_expect(s, 201, "planner", "POST", "/v1/clients/sites/#41/removal", removal);

    ck_assert_str_eq(scene_text(site, "active_to"), scene_day(s, 0));
    (void) scene_expect(s, 409, "planner", "POST", "/v1/clients/sites/#41/removal", removal);
    (void) scene_expect(s, 403, "auditee", "POST", "/v1/clients/sites/#42/removal", removal);
    (void) scene_expect(s, 404, "planner", "POST", "/v1/clients/sites/#99/removal", removal);
}
END_TEST

static Suite *
clients_suite(void)
{
    Suite *suite = suite_create("clients");
    TCase *t = tcase_create("clients");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, from_the_first_entry_to_the_sample);
    tcase_add_test(t, rules_say_which_one_and_what_would_pass);
    tcase_add_test(t, an_application_is_completed_before_it_is_submitted);
    tcase_add_test(t, an_application_without_full_time_staff_is_submitted);
    tcase_add_test(t, a_review_records_what_it_looked_at);
    tcase_add_test(t, an_agreement_covers_all_sites);
    tcase_add_test(t, what_is_there_twice_is_refused);
    tcase_add_test(t, another_body_finds_nothing);
    tcase_add_test(t, another_client_finds_nothing);
    tcase_add_test(t, a_failed_statement_leaves_nothing);
    tcase_add_test(t, a_list_comes_in_pages);
    tcase_add_test(t, a_site_leaves_the_scope_once);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def clients = { .name = "clients", .routes = clients_routes };

    return support_main(clients_suite(), (const struct sw_service_def *const[]){ &clients, NULL },
                        NULL);
}
