#include "audits_world.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "crypto/sw_mac.h"

#define SERVICES_MAX 4

static struct sw_service services[SERVICES_MAX];
static struct sw_arena *services_arena;
static unsigned char key[SW_CONTEXT_KEY_SIZE];
static PGconn *root;

/* Before the first test runs there is no test to fail. */
static void
must(bool good, const char *what)
{
    if (good)
        return;
    (void) fprintf(stderr, "cannot test: %s\n", what);
    exit(1);
}

static const char *
needed(const char *name)
{
    must(getenv(name) != NULL, name);
    return getenv(name);
}

void
world_services(const struct sw_service_def *const *defs)
{
    const char *database = needed("SEALWRIGHT_TEST_DATABASE");
    struct sw_error err = { 0 };
    char path[400];

    services_arena = sw_arena_new();
    (void) snprintf(path, sizeof path, "%s/context-g1.key", needed("SEALWRIGHT_TEST_KEYS"));
    must(sw_context_key_read(path, key, &err) == SW_OK, err.detail);
    for (int i = 0; defs[i] != NULL; i++) {
        services[i] = (struct sw_service){
            .def = defs[i],
            .config = { .database = database, .connections = 4, .db_deadline_ms = 10000 }
        };
        must(sw_service_open(&services[i], services_arena, &err) == SW_OK, err.detail);
    }
    root = PQconnectdb(sw_printf(services_arena, "%s user=postgres", database));
    must(PQstatus(root) == CONNECTION_OK, PQerrorMessage(root));
}

void
world_services_close(void)
{
    for (int i = 0; i < SERVICES_MAX && services[i].def != NULL; i++)
        sw_service_close(&services[i]);
    PQfinish(root);
    sw_arena_free(services_arena);
}

/* "@" is the world's base, except before "example". */
static char *
seed_text(const char *base)
{
    FILE *f = fopen(SW_SOURCE_DIR "/tests/integration/audits_seed.sql", "r");
    char *text = NULL, *out;
    size_t n = 0, size = 0, used = 0;

    ck_assert_ptr_nonnull(f);
    n = (size_t) getdelim(&text, &size, '\0', f);
    (void) fclose(f);
    out = malloc(n * 8 + 1);
    ck_assert_ptr_nonnull(out);
    for (size_t i = 0; i < n; i++)
        if (text[i] == '@' && strncmp(text + i, "@example", 8) != 0) {
            memcpy(out + used, base, 8);
            used += 8;
        } else {
            out[used++] = text[i];
        }
    out[used] = '\0';
    free(text);
    return out;
}

struct world *
world_new(void)
{
    struct world *w = calloc(1, sizeof *w);
    FILE *f = fopen("/dev/urandom", "r");
    unsigned char random[4];
    char *seed;
    PGresult *res;

    ck_assert(w != NULL && f != NULL && fread(random, 1, 4, f) == 4);
    (void) fclose(f);
    (void) snprintf(w->base, sizeof w->base, "%02x%02x%02x%02x", random[0], random[1], random[2],
                    random[3]);
    w->arena = sw_arena_new();
    seed = seed_text(w->base);
    res = PQexec(root, seed);
    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s", PQerrorMessage(root));
    PQclear(res);
    free(seed);
    return w;
}

void
world_free(struct world *w)
{
    sw_arena_free(w->arena);
    free(w);
}

const char *
world_id(struct world *w, const char *digits)
{
    return sw_printf(w->arena, "%s-0000-7000-8000-0000000000%s", w->base, digits);
}

const char *
world_day(struct world *w, int days)
{
    const struct sw_date epoch = { 1970, 1, 1 };
    char text[SW_DATE_TEXT_SIZE];

    sw_date_format(sw_date_add_days(epoch, (int) (sw_clock_unix_ms() / 86400000) + days), text);
    return sw_printf(w->arena, "%s", text);
}

/* Ids and days in a path or a body. */
static const char *
filled(struct world *w, const char *text)
{
    const char *out = "";
    const char *p = text;

    while (*p != '\0') {
        const size_t plain = strcspn(p, "#@");

        out = sw_printf(w->arena, "%s%.*s", out, (int) plain, p);
        p += plain;
        if (*p == '#') {
            const char digits[3] = { p[1], p[2], '\0' };

            out = sw_printf(w->arena, "%s%s", out, world_id(w, digits));
            p += 3;
        } else if (*p == '@') {
            char *end;
            const long days = strtol(p + 1, &end, 10);

            out = sw_printf(w->arena, "%s%s", out, world_day(w, (int) days));
            p = end;
        }
    }
    return out;
}

static struct sw_context
context_of(const struct world *w, const char *who, const struct sw_service *service)
{
    struct sw_context_claims claims = { .key_id = "g1",
                                        .roles = SW_ROLE_AUDITOR,
                                        .expires_at = sw_clock_unix_ms() / 1000 + 60 };
    struct sw_context context;
    char text[40], audience[40];

    (void) snprintf(audience, sizeof audience, "%s_service", service->def->name);
    claims.audience = audience;
    (void) snprintf(text, sizeof text, "%s-0000-7000-8000-000000000000", w->base);
    ck_assert(sw_uuid_parse(text, &claims.tenant));
    (void) snprintf(text, sizeof text, "%s-0000-7000-8000-0000000000%s", w->base, who);
    ck_assert(sw_uuid_parse(text, &claims.actor));
    if (strcmp(who, PAULA) == 0)
        claims.roles = SW_ROLE_PLANNER;
    if (strcmp(who, CARL) == 0 || strcmp(who, OLGA) == 0) {
        claims.roles = SW_ROLE_AUDITEE;
        (void) snprintf(text, sizeof text, "%s-0000-7000-8000-0000000000%s", w->base,
                        strcmp(who, CARL) == 0 ? "10" : "11");
        ck_assert(sw_uuid_parse(text, &claims.client));
    }
    ck_assert(sw_context_mint(&claims, key, &context));
    return context;
}

static struct sw_service *
service_of(const char *path)
{
    for (int i = 0; i < SERVICES_MAX && services[i].def != NULL; i++) {
        const size_t n = strlen(services[i].def->name);

        if (strncmp(path + 4, services[i].def->name, n) == 0 && path[4 + n] == '/')
            return &services[i];
    }
    ck_abort_msg("no service for %s", path);
    return NULL;
}

static void
release_json(void *json)
{
    json_decref(json);
}

json_t *
world_call_from(struct world *w, const struct world *other, const char *who, const char *method,
                const char *path, const char *body, int *ret_status)
{
    struct sw_service *service = service_of(path);
    const char *target = filled(w, path), *text = body == NULL ? "" : filled(w, body);
    struct sw_request req = { .arena = w->arena, .file = -1, .trace_id = "0" };
    struct sw_reply reply;
    json_t *json;

    req.context = context_of(other, who, service);
    req.idempotency_key = sw_printf(w->arena, "%s-%d", w->base, ++w->calls);
    reply = sw_service_dispatch(service, method, target, text, strlen(text), &req);
    *ret_status = reply.status;
    json = json_loadb(reply.body, reply.size, 0, NULL);
    ck_assert_msg(json != NULL, "%s %s: %.*s", method, target, (int) reply.size, reply.body);
    sw_own(w->arena, json, release_json);
    return json;
}

json_t *
world_call(struct world *w, const char *who, const char *method, const char *path, const char *body,
           int *ret_status)
{
    return world_call_from(w, w, who, method, path, body, ret_status);
}

static const char *
shown(struct world *w, const json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);

    sw_own(w->arena, text, free);
    return text;
}

json_t *
world_expect(struct world *w, int status, const char *who, const char *method, const char *path,
             const char *body)
{
    int got = 0;
    json_t *reply = world_call(w, who, method, path, body, &got);

    ck_assert_msg(got == status, "%s %s: %d, not %d: %s", method, path, got, status,
                  shown(w, reply));
    return reply;
}

void
world_refused(struct world *w, const char *rule, const char *clause, const char *who,
              const char *path, const char *body)
{
    json_t *reply = world_expect(w, 422, who, "POST", path, body);

    ck_assert_msg(json_object_get(reply, "rule") != NULL &&
                      strcmp(world_text(reply, "rule"), rule) == 0 &&
                      strncmp(world_text(reply, "clause"), clause, strlen(clause)) == 0,
                  "%s: %s", path, shown(w, reply));
}

const char *
world_text(const json_t *reply, const char *key_name)
{
    const char *text = json_string_value(json_object_get(reply, key_name));

    ck_assert_msg(text != NULL, "the reply has no text %s", key_name);
    return text;
}

struct sw_service *
world_worker(struct world *w, const char *name, struct sw_context *ret_context)
{
    struct sw_service *service = service_of(sw_printf(w->arena, "/v1/%s/", name));
    struct sw_context_claims claims = { .key_id = "g1",
                                        .roles = SW_ROLE_WORKER,
                                        .expires_at = sw_clock_unix_ms() / 1000 + 60 };

    claims.audience = sw_printf(w->arena, "%s_service", name);
    ck_assert(sw_uuid_parse(sw_printf(w->arena, "%s-0000-7000-8000-000000000000", w->base),
                            &claims.tenant));
    ck_assert(sw_context_mint(&claims, key, ret_context));
    return service;
}

static const char *
with_tenant(struct world *w, const char *sql)
{
    const char *at = strstr(sql, "$T");

    if (at == NULL)
        return sql;
    return sw_printf(w->arena, "%.*s'%s-0000-7000-8000-000000000000'%s", (int) (at - sql), sql,
                     w->base, at + 2);
}

void
world_run(struct world *w, const char *sql)
{
    PGresult *res = PQexec(root, filled(w, with_tenant(w, sql)));

    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s", PQerrorMessage(root));
    PQclear(res);
}

const char *
world_try(struct world *w, const char *name, const char *who, const char *sql)
{
    struct sw_service *service = service_of(sw_printf(w->arena, "/v1/%s/", name));
    const struct sw_context context = context_of(w, who, service);
    PGconn *conn =
        PQconnectdb(sw_printf(w->arena, "%s user=%s_service", service->config.database, name));
    PGresult *res;
    const char *state = "";

    ck_assert_int_eq(PQstatus(conn), CONNECTION_OK);
    PQclear(PQexec(conn, "BEGIN"));
    PQclear(PQexec(conn,
                   sw_printf(w->arena, "SELECT set_config('sw.ctx', '%s', true)", context.token)));
    res = PQexec(conn, filled(w, with_tenant(w, sql)));
    if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
        state = sw_printf(w->arena, "%s", PQresultErrorField(res, PG_DIAG_SQLSTATE));
    PQclear(res);
    PQfinish(conn);
    return state;
}

long
world_count(struct world *w, const char *sql)
{
    PGresult *res = PQexec(root, with_tenant(w, sql));
    long n;

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(root));
    n = atol(PQgetvalue(res, 0, 0));
    PQclear(res);
    return n;
}
