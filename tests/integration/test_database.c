/* links: clients */
/* The door to PostgreSQL when things go wrong: full pool, silent server, lost connections,
 * conflicts. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "clients.h"
#include "support.h"

#define DEADLINE_MS 400
#define SLACK_MS    1500 /* more than a busy machine needs, less than a hang */

static struct scene *s;
static struct sw_db *db;
static struct sw_error err;
static char token[SW_CONTEXT_MAX];

static struct sw_db *
open_pool(int connections)
{
    const struct sw_db_settings settings = {
        .conninfo = sw_printf(s->arena, "%s user=clients_service", support_database),
        .connections = connections,
        .deadline_ms = DEADLINE_MS,
        .attempts = 3,
    };

    return sw_db_new(&settings, &err);
}

static void
set_up(void)
{
    s = scene_new();
    db = open_pool(2);
    ck_assert_msg(db != NULL, "%s", err.detail);
    (void) snprintf(token, sizeof token, "%s",
                    scene_context(s, "planner", support_service("/v1/clients/")).token);
}

static void
tear_down(void)
{
    sw_db_free(db);
    scene_free(s);
}

static const struct sw_stmt pid_of = { .name = "t.pid",
                                       .sql = "SELECT pg_backend_pid()::text AS pid" };
static const struct sw_stmt one = { .name = "t.one", .sql = "SELECT '1'" };
static const struct sw_stmt read_city = {
    .name = "t.read", .sql = "SELECT city FROM clients.client WHERE client_id = $1::uuid"
};
static const struct sw_stmt write_city = {
    .name = "t.write", .sql = "UPDATE clients.client SET city = $2 WHERE client_id = $1::uuid"
};

static void
expect_works(void)
{
    const char *text = NULL;

    ck_assert_msg(sw_db_read(db, token, s->arena, &one, SW_BIND_NONE, &text, &err) == SW_OK, "%s",
                  err.detail);
    ck_assert_str_eq(text, "1");
}

/* ---- the pool ---- */

static enum sw_code
nest(struct sw_txn *txn, void *ctx, struct sw_error *e)
{
    int *deep = ctx;

    (void) txn;
    ++*deep;
    return sw_db_run(db, token, s->arena, SW_TXN_READ, nest, ctx, e);
}

START_TEST(a_full_pool_is_said_in_time)
{
    const int64_t start = sw_clock_ms();
    int deep = 0;

    ck_assert_int_eq(sw_db_run(db, token, s->arena, SW_TXN_READ, nest, &deep, &err), SW_BUSY);
    ck_assert_int_eq(deep, 2);
    ck_assert_int_lt(sw_clock_ms() - start, DEADLINE_MS + SLACK_MS);
    expect_works();
}
END_TEST

/* ---- a server that says nothing ---- */

struct stop {
    pid_t pid;
    int runs;
};

static enum sw_code
stop_the_server(struct sw_txn *txn, void *ctx, struct sw_error *e)
{
    struct stop *stop = ctx;
    struct sw_rows row;
    enum sw_code code = sw_db_one(txn, &pid_of, SW_BIND_NONE, &row, e);

    stop->runs++;
    if (code != SW_OK)
        return code;
    stop->pid = atoi(sw_rows_text(&row, 0, "pid"));
    ck_assert_int_eq(kill(stop->pid, SIGSTOP), 0);
    code = sw_db_one(txn, &one, SW_BIND_NONE, &row, e);
    ck_assert_int_eq(code, SW_BUSY);
    /* What comes after finds the connection gone at once. */
    return sw_db_exec(txn, &one, SW_BIND_NONE, e);
}

START_TEST(a_silent_server_is_given_up)
{
    const int64_t start = sw_clock_ms();
    struct stop stop = { 0 };

    ck_assert_int_eq(sw_db_run(db, token, s->arena, SW_TXN_WRITE, stop_the_server, &stop, &err),
                     SW_BUSY);
    ck_assert_int_eq(stop.runs, 1);
    ck_assert_int_ge(sw_clock_ms() - start, DEADLINE_MS - 50);
    ck_assert_int_lt(sw_clock_ms() - start, DEADLINE_MS + SLACK_MS);
    expect_works();
    ck_assert_int_eq(kill(stop.pid, SIGCONT), 0);
}
END_TEST

/* Nobody answers a new connection either. */
START_TEST(a_silent_postmaster_is_given_up)
{
    const pid_t postmaster =
        (pid_t) scene_count(s, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
    const int64_t start = sw_clock_ms();
    struct sw_db *none;

    ck_assert_int_eq(kill(postmaster, SIGSTOP), 0);
    none = open_pool(1);
    ck_assert_int_eq(kill(postmaster, SIGCONT), 0);
    ck_assert_ptr_null(none);
    ck_assert_int_eq(err.code, SW_BUSY);
    ck_assert_int_lt(sw_clock_ms() - start, DEADLINE_MS + SLACK_MS);
}
END_TEST

START_TEST(a_lost_connection_is_made_anew)
{
    const char *text = NULL;

    expect_works();
    (void) scene_count(s, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                          "usename = 'clients_service'");
    /* At most one failure a connection, and each is said as what it is. */
    for (int i = 0; i < 2; i++)
        if (sw_db_read(db, token, s->arena, &one, SW_BIND_NONE, &text, &err) != SW_OK)
            ck_assert_int_eq(err.code, SW_BUSY);
    expect_works();
}
END_TEST

/* ---- conflicts ---- */

struct conflict {
    int runs, disturb;
};

/* Reads, is overtaken by somebody else as often as asked, writes. */
static enum sw_code
read_then_write(struct sw_txn *txn, void *ctx, struct sw_error *e)
{
    struct conflict *c = ctx;
    const struct sw_param id = SW_TEXT(scene_id(s, "10"));
    struct sw_rows row;
    enum sw_code code = sw_db_one(txn, &read_city, &id, 1, &row, e);

    if (code != SW_OK)
        return code;
    if (c->runs++ < c->disturb)
        scene_run(s, "UPDATE clients.client SET street = street || '!' WHERE tenant_id = $T");
    return sw_db_exec(txn, &write_city, SW_BIND(id, SW_TEXT("Bonn")), e);
}

START_TEST(a_conflict_is_tried_again)
{
    struct conflict c = { .disturb = 2 };

    ck_assert_int_eq(sw_db_run(db, token, s->arena, SW_TXN_SERIALIZABLE, read_then_write, &c, &err),
                     SW_OK);
    ck_assert_int_eq(c.runs, 3);
    ck_assert_int_eq(
        scene_count(s,
                    "SELECT count(*) FROM clients.client WHERE tenant_id = $T AND city = 'Bonn'"),
        1);
}
END_TEST

START_TEST(not_for_ever)
{
    struct conflict c = { .disturb = 100 };

    ck_assert_int_eq(sw_db_run(db, token, s->arena, SW_TXN_SERIALIZABLE, read_then_write, &c, &err),
                     SW_BUSY);
    ck_assert_int_eq(c.runs, 3);
    ck_assert_int_eq(
        scene_count(s,
                    "SELECT count(*) FROM clients.client WHERE tenant_id = $T AND city = 'Bonn'"),
        0);
    expect_works();
}
END_TEST

/* ---- what PostgreSQL says, in our words ---- */

#define INSERT_CLIENT                                                                              \
    "INSERT INTO clients.client (number, legal_name, registration_id, street, city, postal_code, " \
    "country, "                                                                                    \
    "sectors, technical_areas, language) VALUES ('X-1', 'n', $1, 's', 'c', 'p', $2, '{1}', '{}', " \
    "'en')"

static const struct {
    struct sw_stmt stmt;
    const char *first, *second;
    enum sw_code code;
} said[] = {
    { { .name = "t.a",
        .sql = INSERT_CLIENT,
        .on_constraint = { { "client_registration_unique", SW_STATE_CONFLICT } } },
      "HRB 1",
      "DE",
      SW_STATE_CONFLICT },
    { { .name = "t.b", .sql = INSERT_CLIENT }, "HRB 1", "DE", SW_EXISTS },
    { { .name = "t.c",
        .sql = INSERT_CLIENT,
        .on_constraint = { { "client_country_check", SW_INPUT_INVALID } } },
      "HRB 8",
      "de",
      SW_INPUT_INVALID },
    { { .name = "t.d", .sql = INSERT_CLIENT }, "HRB 8", "de", SW_INTERNAL },
    { { .name = "t.e", .sql = "SELECT $1::uuid::text || $2" }, "x", "y", SW_INPUT_INVALID },
    { { .name = "t.f", .sql = "SELECT nothing_of_that_name, $1, $2" }, "x", "y", SW_INTERNAL },
    { { .name = "t.g", .sql = "SELECT $1 || $2 FROM clients.client WHERE false" },
      "x",
      "y",
      SW_NOT_FOUND },
    { { .name = "t.h", .sql = "SELECT $1 || $2 FROM generate_series(1, 2)" },
      "x",
      "y",
      SW_INTERNAL },
    { { .name = "t.i", .sql = "SELECT $1 || $2 FROM generate_series(1, 10001)" },
      "x",
      "y",
      SW_INTERNAL },
    { { .name = "t.j", .sql = "DELETE FROM clients.client WHERE city = $1 || $2" },
      "x",
      "y",
      SW_INTERNAL },
};

static enum sw_code
say(struct sw_txn *txn, void *ctx, struct sw_error *e)
{
    const int i = *(int *) ctx;
    struct sw_rows row;

    return sw_db_one(txn, &said[i].stmt, SW_BIND(SW_TEXT(said[i].first), SW_TEXT(said[i].second)),
                     &row, e);
}

START_TEST(errors_are_translated)
{
    int i = _i;

    ck_assert_int_eq(sw_db_run(db, token, s->arena, SW_TXN_WRITE, say, &i, &err), said[_i].code);
    /* What the user may read never quotes the database. */
    if (sw_code_http(err.code) < 500)
        ck_assert_ptr_null(strstr(err.detail, "client_"));
    expect_works();
}
END_TEST

START_TEST(a_bad_context_runs_nothing)
{
    struct conflict c = { 0 };

    ck_assert_int_eq(sw_db_run(db, "1|g1|x~00", s->arena, SW_TXN_WRITE, read_then_write, &c, &err),
                     SW_UNAUTHENTICATED);
    ck_assert_int_eq(sw_db_run(db, "", s->arena, SW_TXN_WRITE, read_then_write, &c, &err),
                     SW_UNAUTHENTICATED);
    ck_assert_int_eq(c.runs, 0);
    expect_works();
}
END_TEST

/* ---- notifications ---- */

START_TEST(a_listener_hears_and_comes_back)
{
    struct sw_listener *l = sw_listener_new(
        sw_printf(s->arena, "%s user=clients_service", support_database), "test_news");
    const char *payload = "x";

    /* The first time: news may have been missed. */
    ck_assert_int_eq(sw_listener_wait(l, 1000, s->arena, &payload, &err), SW_OK);
    ck_assert_ptr_null(payload);
    scene_run(s, "NOTIFY test_news, 'hello'");
    ck_assert_int_eq(sw_listener_wait(l, 5000, s->arena, &payload, &err), SW_OK);
    ck_assert_str_eq(payload, "hello");
    ck_assert_int_eq(sw_listener_wait(l, 50, s->arena, &payload, &err), SW_OK);
    ck_assert_str_eq(payload, "");
    (void) scene_count(s, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                          "query = 'LISTEN test_news'");
    ck_assert_int_eq(sw_listener_wait(l, 5000, s->arena, &payload, &err), SW_BUSY);
    ck_assert_int_eq(sw_listener_wait(l, 5000, s->arena, &payload, &err), SW_OK);
    ck_assert_ptr_null(payload);
    scene_run(s, "NOTIFY test_news, 'again'");
    ck_assert_int_eq(sw_listener_wait(l, 5000, s->arena, &payload, &err), SW_OK);
    ck_assert_str_eq(payload, "again");
    sw_listener_free(l);
}
END_TEST

static Suite *
database_suite(void)
{
    Suite *suite = suite_create("database");
    TCase *t = tcase_create("database");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, a_full_pool_is_said_in_time);
    tcase_add_test(t, a_silent_server_is_given_up);
    tcase_add_test(t, a_silent_postmaster_is_given_up);
    tcase_add_test(t, a_lost_connection_is_made_anew);
    tcase_add_test(t, a_conflict_is_tried_again);
    tcase_add_test(t, not_for_ever);
    tcase_add_loop_test(t, errors_are_translated, 0, (int) (sizeof said / sizeof said[0]));
    tcase_add_test(t, a_bad_context_runs_nothing);
    tcase_add_test(t, a_listener_hears_and_comes_back);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def clients = { .name = "clients", .routes = clients_routes };

    return support_main(database_suite(), (const struct sw_service_def *const[]){ &clients, NULL },
                        NULL);
}
