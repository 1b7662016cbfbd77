#include "audits_deciders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audits_way.h"
#include "base/sw_clock.h"
#include "crypto/sw_mac.h"

static struct sw_service *service;
static unsigned char context_key[SW_CONTEXT_KEY_SIZE];

void
deciders_add(struct scene *w, struct sw_service *certificates)
{
    struct sw_error err = { .code = SW_OK };
    const char *file = sw_printf(w->arena, "%s/context-g1.key", getenv("SEALWRIGHT_TEST_KEYS"));

    service = certificates;
    ck_assert_msg(sw_context_key_read(file, context_key, &err) == SW_OK, "%s", err.detail);
}

void *
decider_call_run(void *arg)
{
    struct decider_call *c = arg;
    struct sw_request req = { .arena = c->arena, .file = -1, .trace_id = "0" };
    struct sw_context_claims claims = { .key_id = "g1",
                                        .audience = "certificates_service",
                                        .roles = SW_ROLE_REVIEWER | SW_ROLE_DECIDER,
                                        .expires_at = sw_clock_unix_ms() / 1000 + 60 };
    struct sw_reply reply;

    ck_assert(sw_uuid_parse(sw_printf(c->arena, "%s-0000-7000-8000-000000000000", c->world->base),
                            &claims.tenant));
    ck_assert(
        sw_uuid_parse(sw_printf(c->arena, "%s-0000-7000-8000-0000000000%s", c->world->base, c->who),
                      &claims.actor));
    ck_assert(sw_context_mint(&claims, context_key, &req.context));
    req.idempotency_key = c->key;
    reply = sw_service_dispatch(service, c->body == NULL ? "GET" : "POST", c->path,
                                c->body == NULL ? "" : c->body,
                                c->body == NULL ? 0 : strlen(c->body), &req);
    c->status = reply.status;
    c->reply = json_loadb(reply.body, reply.size, 0, NULL);
    return NULL;
}

static void
json_release(void *json)
{
    json_decref(json);
}

json_t *
decider_expect(struct scene *w, int status, const char *who, const char *path, const char *body)
{
    struct decider_call c = {
        .world = w, .who = who, .path = path, .body = body, .arena = w->arena
    };

    c.key = sw_printf(w->arena, "%s-c%d", w->base, ++w->calls);
    (void) decider_call_run(&c);
    sw_own(w->arena, c.reply, json_release);
    ck_assert_msg(c.status == status, "%s: %d, not %d: %s", path, c.status, status,
                  json_dumps(c.reply, JSON_COMPACT));
    return c.reply;
}

void
decider_refused(struct scene *w, const char *rule, const char *clause, const char *who,
                const char *path, const char *body)
{
    const json_t *reply = decider_expect(w, 422, who, path, body);

    ck_assert_str_eq(scene_text(reply, "type") + strlen(scene_text(reply, "type")) - 12,
                     "rule-refused");
    ck_assert_str_eq(scene_text(reply, "rule"), rule);
    ck_assert_str_eq(scene_text(reply, "clause"), clause);
}

const char *
decider_audit(struct scene *w)
{
    const char *path, *audit;
    char body[600];

    (void) way_audit(w, "/v1/stage1", WAY_REPORTED);
    path = way_audit(w, "/v1/stage2", WAY_CLOSED);
    audit = strrchr(path, '/') + 1;
    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO audits.concern_answer (tenant_id, concern_id, audit_id, "
                           "client_id, kind, solved, answer, answered_by, answered_at) "
                           "SELECT tenant_id, concern_id, '%s', client_id, 'stage2', true, 'Done', "
                           "'#21', now() FROM audits.concern WHERE tenant_id = $T",
                           audit));
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, "certify");
    (void) scene_expect(w, 201, LEA, "POST", sw_printf(w->arena, "%s/report", path), body);
    return audit;
}

const char *
decider_review_body(struct scene *w, const char *audit, const char *outcome)
{
    return sw_printf(w->arena,
                     "{\"audit_id\":\"%s\",\"outcome\":\"%s\",\"checklist\":[{\"item\":\"File "
                     "complete\",\"satisfied\":true}]}",
                     audit, outcome);
}

const char *
decider_review(struct scene *w, const char *audit, const char *outcome)
{
    return scene_text(decider_expect(w, 201, RITA, "/v1/certificates/reviews",
                                     decider_review_body(w, audit, outcome)),
                      "id");
}

const char *
decider_grant_body(struct scene *w, const char *review_id)
{
    return sw_printf(w->arena,
                     "{\"review_id\":\"%s\",\"outcome\":\"grant\",\"reason\":\"All gates passed\"}",
                     review_id);
}
