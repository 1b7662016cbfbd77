/* links: clients */
/* What every write has, whatever it writes: a key that makes it happen once, and a chained trail.
 */
#include <pthread.h>
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

#define CONTACTS   "/v1/clients/organisations/#10/contacts"
#define CONTACT(n) "{\"name\":\"" n "\",\"email\":\"n@example.org\",\"duty\":\"CISO\"}"

static json_t *
contact(const struct scene *from, const char *who, const char *body, const char *key, int status)
{
    int got = 0;
    json_t *reply = scene_call(s, from, who, "POST", CONTACTS, body, key, &got);

    ck_assert_msg(got == status, "%d, not %d: %s", got, status, json_dumps(reply, JSON_COMPACT));
    return reply;
}

static long
contacts(void)
{
    return scene_count(s, "SELECT count(*) FROM clients.contact WHERE tenant_id = $T");
}

START_TEST(the_same_key_gives_the_same_answer)
{
    json_t *first = contact(s, "planner", CONTACT("Nora"), "once", 201);
    const char *before = scene_print(s);

    for (int i = 0; i < 3; i++)
        ck_assert(json_equal(first, contact(s, "planner", CONTACT("Nora"), "once", 201)));
    ck_assert_str_eq(scene_print(s), before);
    ck_assert_int_eq(contacts(), 1);
}
END_TEST

START_TEST(the_same_key_for_something_else_is_refused)
{
    json_t *reply;
    int status = 0;

    (void) contact(s, "planner", CONTACT("Nora"), "once", 201);
    reply = contact(s, "planner", CONTACT("Nina"), "once", 422);
    ck_assert_ptr_nonnull(strstr(scene_text(reply, "type"), "idempotency-key-reused"));
    /* The same body on another path is something else too. */
    (void) scene_call(s, s, "planner", "POST", "/v1/clients/organisations/#11/contacts",
                      CONTACT("Nora"), "once", &status);
    ck_assert_int_eq(status, 422);
    ck_assert_int_eq(contacts(), 1);
    /* Somebody else's key of the same name is another key, and so is another body's. */
    (void) contact(s, "auditee", CONTACT("Nina"), "once", 201);
    (void) contact(other, "planner", CONTACT("Nina"), "once", 404);
    ck_assert_int_eq(contacts(), 2);
}
END_TEST

START_TEST(a_key_is_needed_and_bounded)
{
    const char *longest = sw_printf(s->arena, "%0200d", 1),
               *longer = sw_printf(s->arena, "%0201d", 1);

    (void) contact(s, "planner", CONTACT("Nora"), "", 400);
    (void) contact(s, "planner", CONTACT("Nora"), longer, 400);
    (void) contact(s, "planner", CONTACT("Nora"), longest, 201);
    ck_assert_int_eq(contacts(), 1);
}
END_TEST

/* A request that was refused took no key: corrected, it may come again with the same one. */
START_TEST(a_refused_request_keeps_no_key)
{
    (void) contact(s, "planner", "{}", "once", 422);
    (void) contact(other, "planner", CONTACT("Nora"), "twice", 404);
    (void) contact(s, "planner", CONTACT("Nora"), "once", 201);
    ck_assert_int_eq(scene_count(s, "SELECT count(*) FROM sw.idempotency WHERE tenant_id = $T"), 1);
}
END_TEST

struct caller {
    struct scene scene; /* the same body, an arena of its own */
    int status;
    char id[40];
};

static void *
call_once(void *arg)
{
    struct caller *c = arg;
    const json_t *reply = scene_call(&c->scene, &c->scene, "planner", "POST", CONTACTS,
                                     CONTACT("Nora"), "at once", &c->status);
    const char *id = json_string_value(json_object_get(reply, "id"));

    (void) snprintf(c->id, sizeof c->id, "%s", id != NULL ? id : "");
    return NULL;
}

#define CALLERS 8

START_TEST(many_at_once_make_one)
{
    struct caller callers[CALLERS];
    pthread_t threads[CALLERS];

    for (int i = 0; i < CALLERS; i++) {
        callers[i] = (struct caller){ .scene = *s };
        callers[i].scene.arena = sw_arena_new();
        ck_assert_int_eq(pthread_create(&threads[i], NULL, call_once, &callers[i]), 0);
    }
    for (int i = 0; i < CALLERS; i++) {
        (void) pthread_join(threads[i], NULL);
        sw_arena_free(callers[i].scene.arena);
    }
    for (int i = 0; i < CALLERS; i++) {
        ck_assert_int_eq(callers[i].status, 201);
        ck_assert_str_eq(callers[i].id, callers[0].id);
    }
    ck_assert_int_eq(contacts(), 1);
}
END_TEST

/* ---- the trail ---- */

static const struct sw_stmt faults = { .name = "t.faults",
                                       .sql = "SELECT count(*)::text FROM sw.trail_faults()" };

static int
trail_faults(void)
{
    struct sw_service *service = support_service("/v1/clients/");
    const struct sw_context context = scene_context(s, "planner", service);
    const char *text = NULL;
    struct sw_error err = { 0 };

    ck_assert_msg(sw_db_read(service->db, context.token, s->arena, &faults, SW_BIND_NONE, &text,
                             &err) == SW_OK,
                  "%s", err.detail);
    return atoi(text);
}

START_TEST(every_write_is_in_the_trail)
{
    (void) contact(s, "auditee", CONTACT("Nora"), NULL, 201);
    (void) contact(s, "planner", CONTACT("Nina"), NULL, 201);
    ck_assert_int_eq(
        scene_count(
            s, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T AND event = 'contact.added' "
               "AND facts ->> 'name' IN ('Nora', 'Nina') AND right(subject::text, 2) = '10' "
               "AND right(actor::text, 2) IN ('20', '30')"),
        2);
    ck_assert_int_eq(trail_faults(), 0);
}
END_TEST

/* What somebody with all rights does to a trail; each is found. */
static const char *const tamperings[] = {
    "UPDATE sw.trail SET facts = '{\"name\":\"Eve\"}' WHERE tenant_id = $T AND seq = 2",
    "UPDATE sw.trail SET actor = NULL WHERE tenant_id = $T AND seq = 2",
    "UPDATE sw.trail SET at = at - interval '1 second' WHERE tenant_id = $T AND seq = 2",
    "UPDATE sw.trail SET event = 'x' WHERE tenant_id = $T AND seq = 1",
    "DELETE FROM sw.trail WHERE tenant_id = $T AND seq = 2",
    "DELETE FROM sw.trail WHERE tenant_id = $T AND seq = 1",
    "DELETE FROM sw.trail WHERE tenant_id = $T AND seq = 4",
    "UPDATE sw.trail SET seq = 9 WHERE tenant_id = $T AND seq = 4",
    "UPDATE sw.trail AS t SET facts = '{}', hash = sw.trail_hash((t.tenant_id, t.seq, t.at, "
    "t.actor, t.event, "
    "t.subject, '{}', t.previous, t.hash)::sw.trail) WHERE tenant_id = $T AND seq = 2",
};

START_TEST(tampering_is_found)
{
    for (int i = 0; i < 4; i++)
        (void) contact(s, "planner", CONTACT("Nora"), NULL, 201);
    ck_assert_int_eq(trail_faults(), 0);
    scene_run(s, tamperings[_i]);
    ck_assert_int_ge(trail_faults(), 1);
}
END_TEST

static Suite *
writes_suite(void)
{
    Suite *suite = suite_create("writes");
    TCase *t = tcase_create("writes");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, the_same_key_gives_the_same_answer);
    tcase_add_test(t, the_same_key_for_something_else_is_refused);
    tcase_add_test(t, a_key_is_needed_and_bounded);
    tcase_add_test(t, a_refused_request_keeps_no_key);
    tcase_add_test(t, many_at_once_make_one);
    tcase_add_test(t, every_write_is_in_the_trail);
    tcase_add_loop_test(t, tampering_is_found, 0, (int) (sizeof tamperings / sizeof tamperings[0]));
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def clients = { .name = "clients", .routes = clients_routes };

    return support_main(writes_suite(), (const struct sw_service_def *const[]){ &clients, NULL },
                        NULL);
}
