/* links: identity clients evidence stage1 stage2 surveillance certificates rules */
/* Every route of every table: what a request must be to pass it.  There is no database here, and
 * none of these requests gets as far as one. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_log.h"
#include "bodies.h"
#include "tables.h"

static struct sw_arena *arena;

static void
set_up(void)
{
    arena = sw_arena_new();
}

static void
tear_down(void)
{
    sw_arena_free(arena);
}

/* The path with an id or a word in each place. */
static const char *
target_of(const struct sw_route *r)
{
    const char *out = "";

    for (const char *p = r->path; *p != '\0';) {
        const size_t plain = strcspn(p, "{"), named = strcspn(p + plain, "}");

        out = sw_printf(arena, "%s%.*s", out, (int) plain, p);
        p += plain;
        if (*p == '\0')
            break;
        out = sw_printf(arena, "%s%s", out,
                        named > 4 && strncmp(p + named - 3, "_id", 3) == 0
                            ? "01890000-0000-7000-8000-000000000001"
                            : "some-word");
        p += named + 1;
    }
    return out;
}

static struct sw_reply
send(int table, const struct sw_route *r, unsigned roles, const char *body, size_t size)
{
    const struct sw_service_def def = { .name = tables[table].name,
                                        .routes = tables[table].routes };
    struct sw_service service = { .def = &def };
    struct sw_request req = { .arena = arena, .file = -1, .trace_id = "0" };

    ck_assert(sw_uuid_parse("01890000-0000-7000-8000-000000000000", &req.context.tenant));
    ck_assert(sw_uuid_parse("01890000-0000-7000-8000-000000000020", &req.context.actor));
    req.context.roles = roles;
    req.idempotency_key = "k";
    return sw_service_dispatch(&service, r->method, target_of(r), body, size, &req);
}

/* Expect a problem of that status, and slug; with @p pointer, its first error names it. */
static void
expect_problem(int table, const struct sw_route *r, const char *body, size_t size, int status,
               const char *pointer)
{
    const struct sw_reply reply = send(table, r, sw_permission_roles(r->permission), body, size);
    json_t *problem = json_loadb(reply.body, reply.size, 0, NULL);
    const char *found = json_string_value(
        json_object_get(json_array_get(json_object_get(problem, "errors"), 0), "pointer"));

    ck_assert_msg(reply.status == status, "%s %s with %.200s: %d, not %d: %.300s", r->method,
                  r->path, body, reply.status, status, reply.body);
    ck_assert_str_eq(reply.type, "application/problem+json");
    ck_assert_int_eq(json_integer_value(json_object_get(problem, "status")), status);
    if (pointer != NULL)
        ck_assert_msg(found != NULL && strcmp(found, pointer) == 0, "%s %s: %.300s, not %s",
                      r->method, r->path, reply.body, pointer);
    json_decref(problem);
}

START_TEST(without_the_permission_403)
{
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++) {
        const unsigned all = (SW_ROLE_WORKER << 1) - 1,
                       holders = sw_permission_roles(r->permission);

        for (unsigned role = 1; role <= SW_ROLE_WORKER; role <<= 1)
            if ((holders & role) == 0)
                ck_assert_msg(send(_i, r, role, "", 0).status == 403, "%s %s as %u", r->method,
                              r->path, role);
        ck_assert_int_eq(send(_i, r, 0, "", 0).status, 403);
        ck_assert_int_eq(send(_i, r, all & ~holders, "", 0).status, 403);
    }
}
END_TEST

static void
expect_field(int table, const struct sw_route *r, const char *pointer, json_t *body)
{
    char *text = json_dumps(body, JSON_COMPACT);

    expect_problem(table, r, text, strlen(text), 422, pointer);
    free(text);
}

/* One field in all wrong ways; @p holder is the object of @p root that has it. */
static void
spoil(int table, const struct sw_route *r, json_t *root, json_t *holder, const struct sw_field *f,
      const char *pointer)
{
    json_t *good = json_incref(json_object_get(holder, f->name));
    json_t *wrong = body_wrong(f);
    size_t i;
    json_t *value;

    if (!f->optional) {
        (void) json_object_del(holder, f->name);
        expect_field(table, r, pointer, root);
        (void) json_object_set_new(holder, f->name, json_null());
        expect_field(table, r, pointer, root);
    }
    json_array_foreach(wrong, i, value)
    {
        (void) json_object_set(holder, f->name, json_object_get(value, "value"));
        expect_field(
            table, r,
            sw_printf(arena, "%s%s", pointer, json_string_value(json_object_get(value, "below"))),
            root);
    }
    (void) json_object_set_new(holder, f->name, good);
    json_decref(wrong);
}

static void
spoil_shape(int table, const struct sw_route *r, json_t *root, json_t *holder,
            const struct sw_shape *shape, const char *pointer)
{
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        const char *at = sw_printf(arena, "%s/%s", pointer, f->name);
        json_t *value = json_object_get(holder, f->name);

        spoil(table, r, root, holder, f, at);
        if (f->type == SW_F_OBJECTS && f->max > 0)
            spoil_shape(table, r, root, json_array_get(value, 0), f->shape,
                        sw_printf(arena, "%s/0", at));
        if (f->type == SW_F_OBJECT)
            spoil_shape(table, r, root, value, f->shape, at);
    }
    (void) json_object_set_new(holder, "unheard_of", json_true());
    expect_field(table, r, sw_printf(arena, "%s/unheard_of", pointer), root);
    (void) json_object_del(holder, "unheard_of");
}

START_TEST(a_wrong_field_is_named)
{
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++)
        if (r->body != NULL) {
            json_t *body = body_good(r->body);

            spoil_shape(_i, r, body, body, r->body, "");
            json_decref(body);
        }
}
END_TEST

/* Bodies that are not what JSON is, or more than it should be. */
static const struct {
    const char *text;
    size_t size; /* 0: strlen */
} malformed[] = {
    { "", 0 },
    { "{", 0 },
    { "[]", 0 },
    { "null", 0 },
    { "1", 0 },
    { "\"x\"", 0 },
    { "{} {}", 0 },
    { "{\"a\":}", 0 },
    { "{\"a\":1,}", 0 },
    { "{'a':1}", 0 },
    { "{\"a\":01}", 0 },
    { "{\"a\":1e999}", 0 },
    { "{\"a\":99999999999999999999}", 0 },
    { "{\"a\":NaN}", 0 },
    { "{\"a\":\"\xff\"}", 0 },
    { "{\"a\":\"\xc0\x80\"}", 0 },
    { "{\"a\":\"\xed\xa0\x80\"}", 0 },
    { "{\"a\":\"\\ud800\"}", 0 },
    { "{\"a\":\"\\u0000\"}", 0 },
    { "{\"a\":\"x\0y\"}", 11 },
    { "{\"\\u0000\":1}", 0 },
    { "{}\0", 3 },
    { "{\"a\":\"line\nend\"}", 0 },
    { "{\"a\":1,\"a\":2}", 0 },
    { "\xef\xbb\xbf{}", 0 },
};

START_TEST(what_is_not_json_is_refused)
{
    const size_t deep = 100000;
    char *nested = sw_alloc(arena, deep + 8);

    memcpy(nested, "{\"a\":", 5);
    memset(nested + 5, '[', deep);
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++) {
        if (r->body == NULL)
            continue;
        for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
            expect_problem(_i, r, malformed[i].text,
                           malformed[i].size > 0 ? malformed[i].size : strlen(malformed[i].text),
                           400, NULL);
        expect_problem(_i, r, nested, deep + 5, 400, NULL);
    }
}
END_TEST

START_TEST(a_body_nobody_asked_for_is_refused)
{
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++)
        if (r->body == NULL && r->upload == NULL)
            expect_problem(_i, r, "{}", 2, 400, NULL);
}
END_TEST

/* Ids that are none, methods that are none, and paths beside the table. */
START_TEST(what_is_not_in_the_table_is_not_there)
{
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++) {
        struct sw_route changed = *r;

        changed.path = sw_printf(arena, "%s/X", r->path); /* no id, and no word either */
        ck_assert_int_eq(send(_i, &changed, SW_ROLE_STAFF, "", 0).status, 404);
        changed.path = sw_printf(arena, "%s/", r->path);
        ck_assert_int_eq(send(_i, &changed, SW_ROLE_STAFF, "", 0).status, 404);
        changed = *r;
        changed.method = "OPTIONS";
        ck_assert_int_eq(send(_i, &changed, SW_ROLE_STAFF, "", 0).status, 405);
        if (strstr(r->path, "_id}") != NULL) {
            changed = *r;
            changed.path =
                sw_printf(arena, "%.*s01890000-0000-7000-8000-00000000000G%s",
                          (int) strcspn(r->path, "{"), r->path, strchr(r->path, '}') + 1);
            ck_assert_int_eq(send(_i, &changed, SW_ROLE_STAFF, "", 0).status, 404);
        }
    }
}
END_TEST

/* Query strings: of lists, and of routes with parameters of their own. */
static void
expect_query(int table, const struct sw_route *r, const char *query, int status)
{
    struct sw_route changed = *r;
    struct sw_reply reply;

    changed.path = sw_printf(arena, "%s?%s", r->path, query);
    reply = send(table, &changed, sw_permission_roles(r->permission), "", 0);
    ck_assert_msg(reply.status == status, "%s: %d, not %d", changed.path, reply.status, status);
}

START_TEST(a_wrong_query_is_refused)
{
    static const char *const pages[] = { "limit=0",
                                         "limit=201",
                                         "limit=x",
                                         "limit=",
                                         "limit",
                                         "limit=1.5",
                                         "cursor=x",
                                         "cursor=",
                                         "limit=1e1",
                                         "limit=-1",
                                         "limit=99999999999999999999" };

    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++) {
        if (r->body != NULL)
            continue;
        expect_query(_i, r, "unheard_of=1", 422);
        expect_query(_i, r, "%zz=1", 400);
        expect_query(_i, r, "a=%00", 400);
        expect_query(_i, r, "a=%4", 400);
        for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
            expect_query(_i, r, pages[i], 422);
        for (const struct sw_field *f = r->query != NULL ? r->query->fields : NULL;
             f != NULL && f->name != NULL; f++) {
            if (f->type != SW_F_TEXT)
                expect_query(_i, r, sw_printf(arena, "%s=unheard-of", f->name), 422);
            expect_query(_i, r, sw_printf(arena, "%s=%%ff", f->name), 422);
        }
    }
}
END_TEST

static Suite *
routes_suite(void)
{
    Suite *s = suite_create("routes");
    TCase *t = tcase_create("routes");

    tcase_set_timeout(t, 120);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_loop_test(t, without_the_permission_403, 0, TABLES);
    tcase_add_loop_test(t, a_wrong_field_is_named, 0, TABLES);
    tcase_add_loop_test(t, what_is_not_json_is_refused, 0, TABLES);
    tcase_add_loop_test(t, a_body_nobody_asked_for_is_refused, 0, TABLES);
    tcase_add_loop_test(t, a_wrong_query_is_refused, 0, TABLES);
    tcase_add_loop_test(t, what_is_not_in_the_table_is_not_there, 0, TABLES);
    suite_add_tcase(s, t);
    return s;
}

int
main(void)
{
    SRunner *runner = srunner_create(routes_suite());
    int failed;

    sw_log_init("routes", SW_LOG_ERROR);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
