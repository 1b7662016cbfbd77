/* links: identity clients evidence stage1 stage2 surveillance certificates rules */
/* What-if questions need no database: each good one is answered with exactly the fields its row
 * names, or refused by a rule. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_log.h"
#include "bodies.h"
#include "tables.h"

static const struct sw_route *
questions(void)
{
    for (int t = 0; t < TABLES; t++)
        if (strcmp(tables[t].name, "rules") == 0)
            return tables[t].routes;
    ck_abort_msg("no table of rules");
    return NULL;
}

static struct sw_reply
ask(struct sw_arena *arena, const struct sw_route *r, json_t *body)
{
    const struct sw_service_def def = { .name = "rules", .routes = questions() };
    struct sw_service service = { .def = &def };
    struct sw_request req = { .arena = arena, .file = -1, .trace_id = "0" };
    char *text = json_dumps(body, JSON_COMPACT);
    struct sw_reply reply;

    ck_assert(sw_uuid_parse("01890000-0000-7000-8000-000000000000", &req.context.tenant));
    ck_assert(sw_uuid_parse("01890000-0000-7000-8000-000000000020", &req.context.actor));
    req.context.roles = sw_permission_roles(r->permission);
    reply = sw_service_dispatch(&service, r->method, r->path, text, strlen(text), &req);
    free(text);
    return reply;
}

static const struct sw_field *
field_of(const struct sw_shape *shape, const char *name)
{
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

static void
fits(const char *path, const struct sw_shape *shape, const json_t *value)
{
    const char *name;
    json_t *member;

    ck_assert_msg(json_is_object(value), "%s: %s is no object", path, shape->name);
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        const json_t *given = json_object_get(value, f->name);
        size_t i;
        json_t *item;

        ck_assert_msg(f->optional || (given != NULL && !json_is_null(given)),
                      "%s: %s.%s is missing", path, shape->name, f->name);
        if (f->type == SW_F_OBJECT && given != NULL && !json_is_null(given))
            fits(path, f->shape, given);
        if (f->type == SW_F_OBJECTS)
            json_array_foreach(given, i, item) fits(path, f->shape, item);
    }
    json_object_foreach((json_t *) (uintptr_t) value, name, member) ck_assert_msg(
        field_of(shape, name) != NULL, "%s: %s.%s is in no row", path, shape->name, name);
}

/* Ask with every field; where that does not go together, with those alone that must be there. */
static struct sw_reply
ask_well(struct sw_arena *arena, const struct sw_route *r)
{
    json_t *body = body_good(r->body);
    struct sw_reply reply = ask(arena, r, body);

    for (const struct sw_field *f = r->body->fields; reply.status != 200 && f->name != NULL; f++)
        if (f->optional)
            (void) json_object_del(body, f->name);
    if (reply.status != 200)
        reply = ask(arena, r, body);
    json_decref(body);
    return reply;
}

START_TEST(an_answer_has_the_fields_of_its_row)
{
    int answered = 0, asked = 0;

    for (const struct sw_route *r = questions(); r->method != NULL; r++) {
        struct sw_arena *arena = sw_arena_new();
        const struct sw_reply reply = ask_well(arena, r);
        json_t *value = json_loadb(reply.body, reply.size, 0, NULL);

        asked++;
        ck_assert_msg(reply.status == 200 || reply.status == 422, "%s: %d %s", r->path,
                      reply.status, reply.body);
        if (reply.status == 200) {
            answered++;
            fits(r->path, r->reply, value);
        }
        json_decref(value);
        sw_arena_free(arena);
    }
    /* The others are refused by a rule: what is good by itself need not go together. */
    ck_assert_msg(answered * 4 >= asked * 3, "only %d of %d were answered", answered, asked);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("answers");
    TCase *t = tcase_create("answers");
    SRunner *runner;
    int failed;

    tcase_add_test(t, an_answer_has_the_fields_of_its_row);
    suite_add_tcase(s, t);
    sw_log_init("answers", SW_LOG_ERROR);
    runner = srunner_create(s);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
