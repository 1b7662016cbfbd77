/* links: certificates signer stage1 stage2 sw_audit */
/* From a finished audit to a certificate: what the gates refuse, that one is issued however often
 * it is asked for and wherever the job dies, and what becomes of it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audits_deciders.h"
#include "certificates.h"
#include "signer.h"
#include "stage1.h"
#include "stage2.h"

#define CROWD 64

static struct scene *w;
static struct sw_service *service;
static struct sw_context worker;
static const char *audit; /* the stage 2 of the test */

/* ---- a signer in a thread ---- */

static void
must(bool good)
{
    if (good)
        return;
    perror("cannot test");
    exit(1);
}

static char folder[64];
static struct signer signer;
static struct signer_config signer_config;
static volatile int signer_stop;
static pthread_t signer_thread;

static void *
serve(void *fd)
{
    signer_serve(&signer, (int) (intptr_t) fd, &signer_stop);
    (void) close((int) (intptr_t) fd);
    return NULL;
}

static void
signer_start(void)
{
    struct sw_arena *arena = sw_arena_new();
    struct sw_error err = { .code = SW_OK };
    int fd = -1;

    signer_stop = 0;
    must(signer_open(&signer, &signer_config, &err) == SW_OK &&
         signer_listen(sw_printf(arena, "%s/signer.sock", folder), &fd, &err) == SW_OK &&
         pthread_create(&signer_thread, NULL, serve, (void *) (intptr_t) fd) == 0);
    sw_arena_free(arena);
}

static void
signer_end(void)
{
    signer_stop = 1;
    (void) pthread_join(signer_thread, NULL);
    signer_close(&signer);
}

static void
folder_make(void)
{
    static char master[80], journal[80];
    FILE *f;

    (void) snprintf(folder, sizeof folder, "/tmp/sealwright-certificates.XXXXXX");
    must(mkdtemp(folder) != NULL);
    (void) snprintf(master, sizeof master, "%s/master", folder);
    (void) snprintf(journal, sizeof journal, "%s/journal", folder);
    signer_config = (struct signer_config){ folder, master, folder, journal, "" };
    (void) umask(077);
    f = fopen(master, "we");
    must(f != NULL);
    for (int i = 0; i < 64; i++)
        (void) fputc('5', f);
    (void) fclose(f);
}

/* ---- steps ---- */

static enum sw_code
issue(struct sw_error *err)
{
    bool more = false;
    struct sw_arena *arena = sw_arena_new();
    const enum sw_code code = certificates_issue(service, &worker, arena, &more, err);

    sw_arena_free(arena);
    return code;
}

/* An active certificate; its id. */
static const char *
certificate(void)
{
    const json_t *decision =
        decider_expect(w, 201, DARIO, "/v1/certificates/decisions",
                       decider_grant_body(w, decider_review(w, audit, "pass")));
    struct sw_error err = { .code = SW_OK };

    ck_assert_str_eq(scene_text(decision, "certificate_state"), "issuing");
    ck_assert_msg(issue(&err) == SW_OK, "%s", err.detail);
    return scene_text(decision, "certificate_id");
}

static void
set_up(void)
{
    w = scene_new();
    service = scene_worker(w, "certificates", &worker);
    service->config.run_dir = folder;
    service->config.origin = "https://localhost:8443";
    deciders_add(w, service);
    audit = decider_audit(w);
}

static void
tear_down(void)
{
    scene_free(w);
}

/* ---- one certificate ---- */

START_TEST(sixty_four_at_once_issue_one)
{
    const char *body = decider_grant_body(w, decider_review(w, audit, "pass"));
    struct decider_call calls[CROWD];
    pthread_t threads[CROWD];
    int made = 0, exists = 0;

    for (int i = 0; i < CROWD; i++) {
        calls[i] = (struct decider_call){ .who = DARIO,
                                          .path = "/v1/certificates/decisions",
                                          .body = body,

                                          .world = w,
                                          .key = sw_printf(w->arena, "%s-many-%d", w->base, i),
                                          .arena = sw_arena_new() };
        ck_assert_int_eq(pthread_create(&threads[i], NULL, decider_call_run, &calls[i]), 0);
    }
    for (int i = 0; i < CROWD; i++) {
        (void) pthread_join(threads[i], NULL);
        made += calls[i].status == 201;
        exists += calls[i].status == 409;
        json_decref(calls[i].reply);
        sw_arena_free(calls[i].arena);
    }
    ck_assert_int_eq(made, 1);
    ck_assert_int_eq(exists, CROWD - 1);
    scene_expect_count(w, 1, "certificates.certificate WHERE tenant_id = $T");
    ck_assert_int_eq(
        scene_count(
            w, "SELECT value FROM sw.counter WHERE tenant_id = $T AND name LIKE 'certificate %'"),
        1);
}
END_TEST

static void
expect_one_of_all(void)
{
    scene_expect_count(w, 1, "certificates.certificate_version WHERE tenant_id = $T");
    scene_expect_count(w, 1, "certificates.status_event WHERE tenant_id = $T");
    scene_expect_count(
        w, 3,
        "register.document JOIN certificates.certificate USING (public_id) WHERE tenant_id = $T");
    ck_assert_int_eq(
        scene_count(
            w,
            "SELECT count(*) FROM sw.outbox WHERE tenant_id = $T AND event = 'certificate.issued'"),
        1);
    ck_assert_int_eq(
        scene_count(
            w,
            "SELECT count(*) FROM sw.trail WHERE tenant_id = $T AND event = 'certificate.issued'"),
        1);
}

START_TEST(issuing_again_changes_nothing)
{
    struct sw_error err = { .code = SW_OK };
    const json_t *one = decider_expect(
        w, 200, DARIO, sw_printf(w->arena, "/v1/certificates/issued/%s", certificate()), NULL);

    ck_assert_str_eq(scene_text(one, "state"), "active");
    ck_assert_int_eq(issue(&err), SW_OK);
    expect_one_of_all();
}
END_TEST

/* Each statement of the job fails once; without a signer it waits; in the end there is one of all.
 */
START_TEST(a_job_that_dies_anywhere_issues_one)
{
    struct sw_error err = { .code = SW_OK };
    int n = 0;

    (void) decider_expect(w, 201, DARIO, "/v1/certificates/decisions",
                          decider_grant_body(w, decider_review(w, audit, "pass")));
    signer_end();
    ck_assert_int_eq(issue(&err), SW_UPSTREAM_FAILED);
    signer_start();
    for (sw_db_fail_after = 0; issue(&err) != SW_OK; sw_db_fail_after = n) {
        ck_assert_int_lt(++n, 60);
        scene_expect_count(w, 0,
                           "certificates.certificate WHERE tenant_id = $T AND state = 'active'");
        ck_assert_int_eq(
            scene_count(
                w, "SELECT count(*) FROM certificates.certificate_version WHERE tenant_id = $T"),
            0);
    }
    sw_db_fail_after = -1;
    ck_assert_int_gt(n, 10);
    expect_one_of_all();
}
END_TEST

START_TEST(the_credential_is_signed_by_the_published_key)
{
    const char *id = certificate();
    const char *jwk =
        "(SELECT document -> 'verificationMethod' -> 1 -> 'publicKeyJwk' ->> 'x' FROM "
        "register.did d JOIN identity.body b USING (slug) WHERE b.tenant_id = v.tenant_id)";

    ck_assert_str_ne(id, "");
    /* The key of the document and the kid of the header belong together. */
    ck_assert_int_eq(
        scene_count(
            w, sw_printf(
                   w->arena,
                   "SELECT count(*) FROM certificates.certificate_version v WHERE tenant_id = $T "
                   "AND length(%s) = 43 AND digest = encode(sha256(convert_to(credential, "
                   "'UTF8')), 'hex') "
                   "AND pdf_sha256 = encode(sha256(pdf), 'hex')",
                   jwk)),
        1);
}
END_TEST

/* ---- what becomes of it ---- */

static json_t *
change(int status, const char *who, const char *id, const char *to)
{
    return decider_expect(
        w, status, who, sw_printf(w->arena, "/v1/certificates/issued/%s/status", id),
        sw_printf(w->arena,
                  "{\"status\":\"%s\",\"reason\":\"Because\",\"ground\":\"request\",\"conditions\":"
                  "\"Ask again\",\"solved_on\":\"2020-01-01\",\"evidence\":\"Letter\"}",
                  to));
}

static void
expect_register(const char *status)
{
    ck_assert_int_eq(
        scene_count(w,
                    sw_printf(w->arena,
                              "SELECT count(*) FROM register.certificate r JOIN "
                              "certificates.certificate c USING (public_id) "
                              "WHERE c.tenant_id = $T AND r.status = '%s' AND c.state = r.status",
                              status)),
        1);
}

START_TEST(a_status_follows_its_machine)
{
    const char *id = certificate();

    expect_register("active");
    (void) change(409, DARIO, id, "active");
    (void) change(422, LEA, id, "suspended");
    (void) change(201, DARIO, id, "suspended");
    expect_register("suspended");
    (void) change(201, DARIO, id, "active");
    (void) change(201, DARIO, id, "withdrawn");
    expect_register("withdrawn");
    ck_assert_str_eq(scene_text(change(422, DARIO, id, "active"), "rule"), "MNT-W");
}
END_TEST

START_TEST(it_expires_by_itself)
{
    struct sw_error err = { .code = SW_OK };
    bool more = true;

    (void) certificate();
    scene_run(
        w, "UPDATE certificates.certificate SET expires_on = current_date - 1, effective_on = "
           "current_date - 9, "
           "decided_on = current_date - 9, cycle_anchor = current_date - 9 WHERE tenant_id = $T");
    ck_assert_int_eq(certificates_expire(service, &worker, w->arena, &more, &err), SW_OK);
    ck_assert(more);
    expect_register("expired");
    ck_assert_int_eq(certificates_expire(service, &worker, w->arena, &more, &err), SW_OK);
    ck_assert(!more);
}
END_TEST

int
main(void)
{
    static const struct sw_service_def stage1 = { .name = "stage1", .routes = stage1_routes };
    static const struct sw_service_def stage2 = { .name = "stage2", .routes = stage2_routes };
    static const struct sw_service_def certificates = { .name = "certificates",
                                                        .routes = certificates_routes };
    Suite *s = suite_create("certificates");
    TCase *t = tcase_create("certificates");
    char command[100];
    int failed;

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, sixty_four_at_once_issue_one);
    tcase_add_test(t, issuing_again_changes_nothing);
    tcase_add_test(t, a_job_that_dies_anywhere_issues_one);
    tcase_add_test(t, the_credential_is_signed_by_the_published_key);
    tcase_add_test(t, a_status_follows_its_machine);
    tcase_add_test(t, it_expires_by_itself);
    suite_add_tcase(s, t);
    folder_make();
    signer_start();
    failed = support_main(
        s, (const struct sw_service_def *const[]){ &stage1, &stage2, &certificates, NULL }, NULL);
    signer_end();
    (void) snprintf(command, sizeof command, "rm -rf %s", folder);
    if (system(command) != 0)
        failed++;
    return failed == 0 ? 0 : 1;
}
