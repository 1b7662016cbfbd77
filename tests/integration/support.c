#include "support.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "crypto/sw_mac.h"

#define SERVICES_MAX 8

const char *support_database;
PGconn *support_root;

static struct sw_service services[SERVICES_MAX];
static struct sw_arena *services_arena;
static unsigned char key_bytes[SW_CONTEXT_KEY_SIZE];

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

static void
support_open(const struct sw_service_def *const *defs, const void *const *own)
{
    struct sw_error err = { 0 };
    char path[400];

    support_database = needed("SEALWRIGHT_TEST_DATABASE");
    services_arena = sw_arena_new();
    (void) snprintf(path, sizeof path, "%s/context-g1.key", needed("SEALWRIGHT_TEST_KEYS"));
    must(sw_context_key_read(path, key_bytes, &err) == SW_OK, err.detail);
    for (int i = 0; defs[i] != NULL; i++) {
        services[i] = (struct sw_service){
            .def = defs[i],
            .config = { .database = support_database, .connections = 8, .db_deadline_ms = 10000 },
            .own_config = own != NULL ? own[i] : NULL
        };
        must(sw_service_open(&services[i], services_arena, &err) == SW_OK, err.detail);
    }
    support_root = PQconnectdb(sw_printf(services_arena, "%s user=postgres", support_database));
    must(PQstatus(support_root) == CONNECTION_OK, PQerrorMessage(support_root));
}

static void
support_close(void)
{
    for (int i = 0; i < SERVICES_MAX && services[i].def != NULL; i++)
        sw_service_close(&services[i]);
    PQfinish(support_root);
    sw_arena_free(services_arena);
}

int
support_main(Suite *suite, const struct sw_service_def *const *defs, const void *const *own)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    srunner_set_fork_status(runner, CK_NOFORK);
    support_open(defs, own);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    support_close();
    return failed == 0 ? 0 : 1;
}

struct sw_service *
support_service(const char *path)
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
seed(const char *base)
{
    FILE *f = fopen(SW_SOURCE_DIR "/tests/integration/audits_seed.sql", "r");
    char *text = NULL, *out;
    size_t size = 0, used = 0;
    PGresult *res;

    ck_assert(f != NULL && getdelim(&text, &size, '\0', f) > 0);
    (void) fclose(f);
    out = malloc(strlen(text) * 8 + 1);
    ck_assert_ptr_nonnull(out);
    for (const char *p = text; *p != '\0'; p++)
        if (*p == '@' && strncmp(p, "@example", 8) != 0) {
            memcpy(out + used, base, 8);
            used += 8;
        } else {
            out[used++] = *p;
        }
    out[used] = '\0';
    res = PQexec(support_root, out);
    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s", PQerrorMessage(support_root));
    PQclear(res);
    free(text);
    free(out);
}

struct scene *
scene_new(void)
{
    struct scene *s = calloc(1, sizeof *s);
    FILE *f = fopen("/dev/urandom", "r");
    unsigned char random[4];

    ck_assert(s != NULL && f != NULL && fread(random, 1, 4, f) == 4);
    (void) fclose(f);
    (void) snprintf(s->base, sizeof s->base, "%02x%02x%02x%02x", random[0], random[1], random[2],
                    random[3]);
    s->arena = sw_arena_new();
    seed(s->base);
    return s;
}

void
scene_free(struct scene *s)
{
    sw_arena_free(s->arena);
    free(s);
}

const char *
scene_id(struct scene *s, const char *digits)
{
    return sw_printf(s->arena, "%s-0000-7000-8000-0000000000%s", s->base, digits);
}

const char *
scene_day(struct scene *s, int days)
{
    const struct sw_date epoch = { 1970, 1, 1 };
    char text[SW_DATE_TEXT_SIZE];

    sw_date_format(sw_date_add_days(epoch, (int) (sw_clock_unix_ms() / 86400000) + days), text);
    return sw_printf(s->arena, "%s", text);
}

const char *
scene_filled(struct scene *s, const char *text)
{
    const char *out = "", *p = text;

    while (*p != '\0') {
        const size_t plain = strcspn(p, "#@");

        out = sw_printf(s->arena, "%s%.*s", out, (int) plain, p);
        p += plain;
        if (*p == '#' && isdigit((unsigned char) p[1])) {
            const char digits[3] = { p[1], p[2], '\0' };

            out = sw_printf(s->arena, "%s%s", out, scene_id(s, digits));
            p += 3;
        } else if (*p == '@' && strchr("+-0123456789", p[1]) != NULL) {
            char *end;
            const long days = strtol(p + 1, &end, 10);

            out = sw_printf(s->arena, "%s%s", out, scene_day(s, (int) days));
            p = end;
        } else if (*p != '\0') {
            out = sw_printf(s->arena, "%s%c", out, *p);
            p++;
        }
    }
    return out;
}

static const struct caller {
    const char *who, *person, *client;
    unsigned roles;
} callers[] = {
    { "planner", "20", NULL, SW_ROLE_PLANNER },
    { "administrator", "20", NULL, SW_ROLE_ADMINISTRATOR | SW_ROLE_PLANNER },
    { "auditor", "21", NULL, SW_ROLE_AUDITOR },
    { "reviewer", "26", NULL, SW_ROLE_REVIEWER | SW_ROLE_DECIDER },
    { "decider", "27", NULL, SW_ROLE_REVIEWER | SW_ROLE_DECIDER },
    { "auditee", "30", "10", SW_ROLE_AUDITEE },
    { "other auditee", "31", "11", SW_ROLE_AUDITEE },
    { "anyone", NULL, NULL, SW_ROLE_ANYONE },
    { "operator", NULL, NULL, SW_ROLE_OPERATOR },
    { "worker", NULL, NULL, SW_ROLE_WORKER },
};

/* By name or by digits; whoever of the seed is not named above is an auditor. */
static struct caller
caller_of(const char *who)
{
    for (size_t i = 0; i < sizeof callers / sizeof callers[0]; i++)
        if (strcmp(callers[i].who, who) == 0 ||
            (callers[i].person != NULL && strcmp(callers[i].person, who) == 0))
            return callers[i];
    ck_assert_msg(strlen(who) == 2 && isdigit((unsigned char) who[0]), "there is no %s", who);
    return (struct caller){ who, who, NULL, SW_ROLE_AUDITOR };
}

static struct sw_uuid
uuid_of(const struct scene *s, const char *digits)
{
    struct sw_uuid id = { 0 };
    char text[40];

    if (digits == NULL)
        return id;
    (void) snprintf(text, sizeof text, "%s-0000-7000-8000-0000000000%s", s->base, digits);
    ck_assert(sw_uuid_parse(text, &id));
    return id;
}

struct sw_context
scene_context(const struct scene *s, const char *who, const struct sw_service *service)
{
    const struct caller caller = caller_of(who);
    struct sw_context context;
    char audience[40];
    const struct sw_context_claims claims = { .key_id = "g1",
                                              .tenant = uuid_of(s, "00"),
                                              .actor = uuid_of(s, caller.person),
                                              .client = uuid_of(s, caller.client),
                                              .roles = caller.roles,
                                              .audience = audience,
                                              .expires_at = sw_clock_unix_ms() / 1000 + 60 };

    (void) snprintf(audience, sizeof audience, "%s_service", service->def->name);
    ck_assert(sw_context_mint(&claims, key_bytes, &context));
    return context;
}

struct sw_service *
scene_worker(struct scene *s, const char *name, struct sw_context *ret_context)
{
    struct sw_service *service = support_service(sw_printf(s->arena, "/v1/%s/", name));

    *ret_context = scene_context(s, "worker", service);
    return service;
}

static void
release_json(void *json)
{
    json_decref(json);
}

json_t *
scene_call(struct scene *s, const struct scene *from, const char *who, const char *method,
           const char *path, const char *body, const char *key, int *ret_status)
{
    struct sw_service *service = support_service(path);
    const char *target = scene_filled(s, path), *text = body == NULL ? "" : scene_filled(s, body);
    struct sw_request req = { .arena = s->arena, .file = -1, .trace_id = "0" };
    struct sw_reply reply;
    json_t *json;

    req.context = scene_context(from, who, service);
    req.idempotency_key = key != NULL ? key : sw_printf(s->arena, "%s-%d", s->base, ++s->calls);
    reply = sw_service_dispatch(service, method, target, text, strlen(text), &req);
    *ret_status = reply.status;
    if (reply.size == 0)
        return NULL;
    json = json_loadb(reply.body, reply.size, 0, NULL);
    ck_assert_msg(json != NULL, "%s %s: %.*s", method, target, (int) reply.size, reply.body);
    sw_own(s->arena, json, release_json);
    return json;
}

static const char *
shown(struct scene *s, const json_t *json)
{
    char *text = json != NULL ? json_dumps(json, JSON_COMPACT) : NULL;

    if (text != NULL)
        sw_own(s->arena, text, free);
    return text != NULL ? text : "nothing";
}

json_t *
scene_expect(struct scene *s, int status, const char *who, const char *method, const char *path,
             const char *body)
{
    int got = 0;
    json_t *reply = scene_call(s, s, who, method, path, body, NULL, &got);

    ck_assert_msg(got == status, "%s %s: %d, not %d: %s", method, path, got, status,
                  shown(s, reply));
    return reply;
}

void
scene_refused(struct scene *s, const char *rule, const char *clause, const char *who,
              const char *path, const char *body)
{
    json_t *reply = scene_expect(s, 422, who, "POST", path, body);

    ck_assert_msg(json_object_get(reply, "rule") != NULL &&
                      strcmp(scene_text(reply, "rule"), rule) == 0 &&
                      strncmp(scene_text(reply, "clause"), clause, strlen(clause)) == 0 &&
                      scene_text(reply, "what_would_pass")[0] != '\0',
                  "%s: %s", path, shown(s, reply));
}

const char *
scene_text(const json_t *reply, const char *key)
{
    const char *text = json_string_value(json_object_get(reply, key));

    ck_assert_msg(text != NULL, "the reply has no text %s", key);
    return text;
}

const char *
scene_sub(struct scene *s, const char *path, const char *name)
{
    return sw_printf(s->arena, "%s/%s", path, name);
}

void
scene_expect_count(struct scene *s, long rows, const char *from)
{
    ck_assert_msg(scene_count(s, sw_printf(s->arena, "SELECT count(*) FROM %s", from)) == rows,
                  "%s", from);
}
