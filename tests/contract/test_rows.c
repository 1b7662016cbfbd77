/* links: identity clients evidence stage1 stage2 surveillance certificates rules */
/* Every row of every route table, and every shape: what they must say. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

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

static bool
is_write(const struct sw_route *r)
{
    return strcmp(r->method, "GET") != 0;
}

static bool
sentence(const char *text)
{
    return text != NULL && text[0] != '\0' && text[strlen(text) - 1] != ' ';
}

static void
check_row(const char *service, const struct sw_route *r)
{
    const char *prefix = sw_printf(arena, "/v1/%s/", service);

    ck_assert_msg(strncmp(r->path, prefix, strlen(prefix)) == 0, "%s is not below %s", r->path,
                  prefix);
    ck_assert_msg(sw_permission_roles(r->permission) != 0, "%s %s: permission %s", r->method,
                  r->path, r->permission);
    ck_assert_msg(sentence(r->summary), "%s %s has no summary", r->method, r->path);
    ck_assert_msg(r->status >= 200 && r->status < 300, "%s %s: %d", r->method, r->path, r->status);
    ck_assert_msg((r->sql != NULL) + (r->handle != NULL) + (r->compute != NULL) == 1,
                  "%s %s: one of sql, handle and compute", r->method, r->path);
    ck_assert_msg(!is_write(r) || r->compute != NULL || r->event != NULL,
                  "%s %s writes without a trail entry", r->method, r->path);
    ck_assert_msg((r->status == 204) == (r->reply == NULL && r->reply_type == NULL),
                  "%s %s: a reply, or 204", r->method, r->path);
    ck_assert_msg(r->body == NULL || r->upload == NULL, "%s %s: body and upload", r->method,
                  r->path);
    ck_assert_msg(is_write(r) || (r->body == NULL && r->upload == NULL), "GET %s with a body",
                  r->path);
    ck_assert_msg(!is_write(r) || (r->flags & SW_ROUTE_LIST) == 0, "%s %s is no list", r->method,
                  r->path);
}

START_TEST(a_row_is_complete)
{
    for (const struct sw_route *r = tables[_i].routes; r->method != NULL; r++) {
        check_row(tables[_i].name, r);
        for (const struct sw_route *o = r + 1; o->method != NULL; o++)
            ck_assert_msg(strcmp(r->method, o->method) != 0 || strcmp(r->path, o->path) != 0,
                          "%s %s stands twice", r->method, r->path);
    }
}
END_TEST

struct seen {
    const struct sw_shape *shapes[600];
    int count;
};

static void
check_field(const struct sw_shape *shape, const struct sw_field *f)
{
    ck_assert_msg(sentence(f->doc), "%s.%s has no doc", shape->name, f->name);
    ck_assert_msg((f->type == SW_F_ENUM) == (f->names != NULL), "%s.%s: names", shape->name,
                  f->name);
    ck_assert_msg((f->type == SW_F_OBJECT || f->type == SW_F_OBJECTS) == (f->shape != NULL),
                  "%s.%s: shape", shape->name, f->name);
    if (shape->size == 0)
        return;
    ck_assert_msg(f->offset < shape->size, "%s.%s lies outside", shape->name, f->name);
    ck_assert_msg(f->type != SW_F_JSON, "%s.%s cannot be read", shape->name, f->name);
    if (f->type == SW_F_INT || f->type == SW_F_TEXT || f->type == SW_F_TEXTS ||
        f->type == SW_F_INTS || f->type == SW_F_UUIDS || f->type == SW_F_OBJECTS)
        ck_assert_msg(f->max > 0 && f->max >= f->min, "%s.%s has no bounds", shape->name, f->name);
}

/* A name stands for one shape, over all services. */
static void
check_shape(struct seen *seen, const struct sw_shape *shape)
{
    for (int i = 0; i < seen->count; i++) {
        if (seen->shapes[i] == shape)
            return;
        ck_assert_msg(strcmp(seen->shapes[i]->name, shape->name) != 0, "two shapes are called %s",
                      shape->name);
    }
    ck_assert_int_lt(seen->count, 600);
    seen->shapes[seen->count++] = shape;
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        check_field(shape, f);
        if (f->shape != NULL)
            check_shape(seen, f->shape);
    }
}

START_TEST(shapes_are_complete_and_named_once)
{
    struct seen *seen = sw_alloc(arena, sizeof *seen);

    for (int t = 0; t < TABLES; t++)
        for (const struct sw_route *r = tables[t].routes; r->method != NULL; r++) {
            if (r->query != NULL)
                check_shape(seen, r->query);
            if (r->body != NULL)
                check_shape(seen, r->body);
            if (r->reply != NULL)
                check_shape(seen, r->reply);
        }
}
END_TEST

static Suite *
rows_suite(void)
{
    Suite *s = suite_create("rows");
    TCase *t = tcase_create("rows");

    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, shapes_are_complete_and_named_once);
    tcase_add_loop_test(t, a_row_is_complete, 0, TABLES);
    suite_add_tcase(s, t);
    return s;
}

int
main(void)
{
    SRunner *runner = srunner_create(rows_suite());
    int failed;

    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
