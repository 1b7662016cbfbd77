/* links: evidence */
/* Evidence over a real database and a real folder: requests, uploads with receipts, openings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "evidence.h"
#include "support.h"

static struct scene *s, *other;
static char folder[] = "/tmp/sealwright-evidence-XXXXXX";

static void
set_up(void)
{
    s = scene_new();
    other = scene_new();
    /* The seed's file was put there past the chain. */
    scene_run(s, "INSERT INTO evidence.chain VALUES ($T, 1, repeat('b', 64))");
}

static void
tear_down(void)
{
    scene_free(s);
    scene_free(other);
}

#define ALL "/v1/evidence/requests"
#define REQUEST                                                                                    \
    "{\"client_id\":\"#10\",\"reference\":\"A.8.13\",\"title\":\"Restore test\",\"detail\":"       \
    "\"The newest record\",\"due_on\":\"@+7\"}"
#define JUDGEMENT "{\"accepted\":true,\"reason\":\"good\"}"

static const struct scene_word ids[] = { { "request_id", "70" },
                                         { "evidence_id", "71" },
                                         { NULL, NULL } };
static const struct scene_word bodies[] = { { "/judgement", JUDGEMENT }, { NULL, NULL } };

struct uploaded {
    int status;
    json_t *reply;
    bool replayed;
};

static const struct sw_route *
upload_route(void)
{
    const struct sw_route *r = evidence_routes;

    while (r->upload == NULL)
        r++;
    return r;
}

static void
release_json(void *json)
{
    json_decref(json);
}

/* What the server does with an upload, without a socket. */
static struct uploaded
upload(const struct scene *from, const char *who, const char *target, const char *bytes,
       const char *key)
{
    struct sw_service *service = support_service(target);
    struct sw_request req = { .arena = s->arena, .file = -1, .trace_id = "0", .service = service };
    const size_t size = strlen(bytes), half = size / 2;
    struct sw_error err = { 0 };
    struct sw_reply reply;
    struct uploaded up = { 0 };

    req.context = scene_context(from, who, service);
    req.idempotency_key = key != NULL ? key : sw_printf(s->arena, "u-%d", ++s->calls);
    if (sw_service_open_upload(service, upload_route(), target, (int64_t) size, &req, &err) !=
        SW_OK) {
        up.status = sw_code_http(err.code);
        return up;
    }
    ck_assert(evidence_upload.write(&req, bytes, half, &err) == SW_OK);
    ck_assert(evidence_upload.write(&req, bytes + half, size - half, &err) == SW_OK);
    reply = sw_service_dispatch(service, "POST", target, NULL, 0, &req);
    if (reply.status >= 300)
        evidence_upload.abandon(&req);
    up.status = reply.status;
    up.reply = json_loadb(reply.body, reply.size, 0, NULL);
    up.replayed = req.headers != NULL && strcmp(req.headers->name, "Idempotency-Replayed") == 0;
    ck_assert_ptr_nonnull(up.reply);
    sw_own(s->arena, up.reply, release_json);
    return up;
}

static const char *
files_of(struct scene *of, const char *digits, const char *query)
{
    return sw_printf(s->arena, ALL "/%s/files?%s", scene_id(of, digits), query);
}

/* Bytes that were received, by opening the file. */
static void
expect_content(const char *who, const char *evidence_id, const char *bytes)
{
    struct sw_service *service = support_service(ALL);
    struct sw_request req = { .arena = s->arena, .file = -1, .trace_id = "0" };
    char found[100] = "";
    const char *target = sw_printf(s->arena, "/v1/evidence/files/%s/content", evidence_id);
    struct sw_reply reply;

    req.context = scene_context(s, who, service);
    reply = sw_service_dispatch(service, "GET", target, NULL, 0, &req);
    ck_assert_int_eq(reply.status, 200);
    ck_assert_int_ge(req.file, 0);
    ck_assert_int_eq(read(req.file, found, sizeof found - 1), (ssize_t) strlen(bytes));
    (void) close(req.file);
    ck_assert_str_eq(found, bytes);
}

/* A fresh request of the scene's, open. */
static const char *
new_request(void)
{
    return scene_text(scene_expect(s, 201, "auditor", "POST", ALL, REQUEST), "id");
}

#define SHA256_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

START_TEST(from_the_request_to_the_opening)
{
    const char *request = new_request();
    const char *target =
        sw_printf(s->arena, ALL "/%s/files?name=a.txt&type=text/plain&sha256=" SHA256_ABC, request);
    struct uploaded up = upload(s, "auditee", target, "abc", "k1");
    const char *id;
    json_t *reply;

    ck_assert_int_eq(up.status, 201);
    ck_assert_str_eq(scene_text(up.reply, "sha256"), SHA256_ABC);
    id = scene_text(up.reply, "id");
    /* The receipt's hash is over text that anybody can write. */
    ck_assert_int_eq(
        scene_count(
            s,
            sw_printf(
                s->arena,
                "SELECT count(*) FROM evidence.file WHERE evidence_id = '%s' AND receipt_sha256 = "
                "encode(sha256(convert_to(concat_ws(E'\\n', '%s', '%s', '" SHA256_ABC "', 3, "
                "to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), "
                "sequence, previous_sha256) || E'\\n', 'UTF8')), 'hex')",
                id, id, request)),
        1);
    /* The client tries again with the same key: the same receipt; with other bytes: refused. */
    up = upload(s, "auditee", target, "abc", "k1");
    ck_assert(up.status == 201 && up.replayed);
    ck_assert_str_eq(scene_text(up.reply, "id"), id);
    up =
        upload(s, "auditee", sw_printf(s->arena, ALL "/%s/files?name=a.txt", request), "abd", "k1");
    ck_assert_int_eq(up.status, 422);
    expect_content("auditor", id, "abc");
    reply = scene_expect(s, 200, "auditee", "GET",
                         sw_printf(s->arena, "/v1/evidence/files/%s/openings", id), NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(reply, "data")), 1);
    reply = scene_expect(s, 200, "auditee", "GET", sw_printf(s->arena, ALL "/%s", request), NULL);
    ck_assert_str_eq(scene_text(reply, "state"), "answered");
    reply = scene_expect(s, 201, "auditor", "POST",
                         sw_printf(s->arena, ALL "/%s/judgement", request), JUDGEMENT);
    ck_assert_str_eq(scene_text(reply, "state"), "accepted");
    /* What was accepted takes no more files. */
    ck_assert_int_eq(upload(s, "auditee", target, "abc", NULL).status, 404);
}
END_TEST

START_TEST(an_upload_that_is_not_what_it_says_leaves_nothing)
{
    const char *request = new_request(), *before = scene_print(s);
    const char *at = sw_printf(s->arena, ALL "/%s/files", request);

    ck_assert_int_eq(
        upload(s, "auditee", sw_printf(s->arena, "%s?name=a&sha256=" SHA256_ABC, at), "abd", NULL)
            .status,
        422);
    ck_assert_int_eq(
        upload(s, "auditee", sw_printf(s->arena, "%s?name=..", at), "abc", NULL).status, 422);
    ck_assert_int_eq(
        upload(s, "auditee", sw_printf(s->arena, "%s?name=a%%2Fb", at), "abc", NULL).status, 422);
    ck_assert_int_eq(upload(s, "auditee", at, "abc", NULL).status, 422);
    ck_assert_int_eq(upload(s, "auditee", sw_printf(s->arena, "%s?name=a", at), "", NULL).status,
                     400);
    ck_assert_int_eq(upload(s, "planner", sw_printf(s->arena, "%s?name=a", at), "abc", NULL).status,
                     403);
    ck_assert_str_eq(scene_print(s), before);
}
END_TEST

START_TEST(others_find_nothing)
{
    const char *mine = files_of(s, "70", "name=a");

    scene_walk(s, other, "auditor", evidence_routes, ids, bodies, 5);
    scene_walk(s, other, "auditee", evidence_routes, ids, bodies, 4);
    scene_walk(s, s, "other auditee", evidence_routes, ids, bodies, 4);
    ck_assert_int_eq(upload(other, "auditee", mine, "abc", NULL).status, 404);
    ck_assert_int_eq(upload(s, "other auditee", mine, "abc", NULL).status, 404);
    ck_assert_uint_eq(json_array_size(json_object_get(
                          scene_expect(s, 200, "other auditee", "GET", ALL, NULL), "data")),
                      0);
    /* A request for a client of another body. */
    (void) scene_expect(
        s, 404, "auditor", "POST", ALL,
        sw_printf(s->arena,
                  "{\"client_id\":\"%s\",\"reference\":\"r\",\"title\":\"t\",\"detail\":\"d\"}",
                  scene_id(other, "10")));
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    const char *request, *before, *target;
    int n = 0, status = 500;

    scene_fail_in_turn(s, "auditor", 201, "POST", ALL, REQUEST);
    request = new_request();
    before = scene_print(s);
    target = sw_printf(s->arena, ALL "/%s/files?name=a", request);
    for (; status >= 500; n++) {
        ck_assert_int_lt(n, 40);
        ck_assert_str_eq(scene_print(s), before);
        sw_db_fail_after = n;
        status = upload(s, "auditee", target, "abc", NULL).status;
        sw_db_fail_after = -1;
    }
    ck_assert_int_eq(status, 201);
    ck_assert_int_ge(n, 6);
    scene_fail_in_turn(s, "auditor", 201, "POST", sw_printf(s->arena, ALL "/%s/judgement", request),
                       JUDGEMENT);
}
END_TEST

/* Receipts of one body form a chain without gaps, whoever uploads at once. */
START_TEST(receipts_are_chained)
{
    const char *request = new_request();

    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(upload(s, "auditee",
                                sw_printf(s->arena, ALL "/%s/files?name=%d", request, i), "abc",
                                NULL)
                             .status,
                         201);
    ck_assert_int_eq(
        scene_count(
            s,
            "SELECT count(*) FROM (SELECT previous_sha256, lag(receipt_sha256) OVER w AS before, "
            "sequence, lag(sequence) OVER w AS last FROM evidence.file WHERE tenant_id = $T "
            "WINDOW w AS (ORDER BY sequence)) AS x WHERE before "
            "IS NOT NULL AND (previous_sha256 <> before OR sequence <> last + 1)"),
        0);
}
END_TEST

static Suite *
evidence_suite(void)
{
    Suite *suite = suite_create("evidence");
    TCase *t = tcase_create("evidence");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, from_the_request_to_the_opening);
    tcase_add_test(t, an_upload_that_is_not_what_it_says_leaves_nothing);
    tcase_add_test(t, others_find_nothing);
    tcase_add_test(t, a_failed_statement_leaves_nothing);
    tcase_add_test(t, receipts_are_chained);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def evidence = { .name = "evidence", .routes = evidence_routes };
    const struct evidence_config config = { .dir = mkdtemp(folder), .sweep_hours = 24 };
    char command[80];
    const int failed =
        support_main(evidence_suite(), (const struct sw_service_def *const[]){ &evidence, NULL },
                     (const void *const[]){ &config, NULL });

    (void) snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) == 0 && failed == 0 ? 0 : 1;
}
