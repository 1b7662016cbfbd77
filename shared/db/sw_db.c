/* Transactions under a signed context, and reads in one round trip. */
#include "db/sw_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/sw_db_internal.h"

_Thread_local int sw_db_fail_after = -1;

struct sw_txn {
    struct sw_db *db;
    struct sw_conn *conn;
    struct sw_arena *arena;
};

static const struct sw_stmt set_context = {
    .name = "sw.set_context",
    .sql = "SELECT set_config('sw.ctx', $1, true)",
};

static bool
fault_hit(void)
{
    return sw_db_fail_after >= 0 && sw_db_fail_after-- == 0;
}

struct sw_arena *
sw_txn_arena(struct sw_txn *txn)
{
    return txn->arena;
}

static enum sw_code
one_result(struct sw_txn *txn, const struct sw_batch_item *item, PGresult **ret_result,
           struct sw_error *err)
{
    if (fault_hit())
        return SW_FAIL(err, SW_INTERNAL, "a fault was asked for");
    if (txn->conn->pg == NULL)
        return SW_FAIL(err, SW_BUSY, "the connection to the database was lost");
    return sw_conn_batch(txn->db, txn->conn, txn->arena, item, 1, ret_result, err);
}

static enum sw_code
begin(struct sw_txn *txn, const char *context, enum sw_txn_mode mode, struct sw_error *err)
{
    static const char *const commands[] = {
        [SW_TXN_READ] = "BEGIN READ ONLY",
        [SW_TXN_WRITE] = "BEGIN READ WRITE",
        [SW_TXN_SERIALIZABLE] = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
    };
    const struct sw_param token = SW_TEXT(context);
    const struct sw_batch_item items[] = {
        { .command = commands[mode] },
        { .stmt = &set_context, .params = &token, .nparams = 1 },
        { .command = "SELECT sw.verify()" },
    };
    PGresult *results[3];

    if (fault_hit())
        return SW_FAIL(err, SW_INTERNAL, "a fault was asked for");
    return sw_conn_batch(txn->db, txn->conn, txn->arena, items, context != NULL ? 3 : 1, results,
                         err);
}

static enum sw_code
finish(struct sw_txn *txn, const char *command, struct sw_error *err)
{
    const struct sw_batch_item item = { .command = command };
    PGresult *result;

    return one_result(txn, &item, &result, err);
}

/* Leave no transaction open: a connection that cannot roll back is closed. */
static void
abandon(struct sw_txn *txn)
{
    const struct sw_batch_item item = { .command = "ROLLBACK" };
    struct sw_error ignored;
    PGresult *result;

    if (txn->conn->pg == NULL || PQtransactionStatus(txn->conn->pg) == PQTRANS_IDLE)
        return;
    if (sw_conn_batch(txn->db, txn->conn, txn->arena, &item, 1, &result, &ignored) != SW_OK)
        sw_conn_drop(txn->conn);
}

/* Longer with each attempt, and different for each thread. */
static void
pause_before(int attempt)
{
    struct timespec t;

    (void) clock_gettime(CLOCK_REALTIME, &t);
    t = (struct timespec){ .tv_sec = 0,
                           .tv_nsec = attempt * attempt * 2000000L + t.tv_nsec % 2000000L };
    (void) nanosleep(&t, NULL);
}

enum sw_code
sw_db_run(struct sw_db *db, const char *context, struct sw_arena *arena, enum sw_txn_mode mode,
          enum sw_code (*work)(struct sw_txn *txn, void *ctx, struct sw_error *err), void *ctx,
          struct sw_error *err)
{
    const struct sw_arena_mark mark = sw_arena_mark(arena);
    struct sw_txn txn = { .db = db, .arena = arena };
    enum sw_code code = SW_OK;

    for (int attempt = 1; attempt <= db->settings.attempts; attempt++) {
        bool retry;

        code = sw_conn_take(db, &txn.conn, err);
        if (code != SW_OK)
            return code;
        code = begin(&txn, context, mode, err);
        if (code == SW_OK)
            code = work(&txn, ctx, err);
        if (code == SW_OK)
            code = finish(&txn, "COMMIT", err);
        retry = code == SW_BUSY && txn.conn->retry;
        if (code != SW_OK)
            abandon(&txn);
        sw_conn_give(db, txn.conn);
        if (code == SW_OK || !retry)
            return code;
        sw_arena_rewind(arena, mark);
        pause_before(attempt);
    }
    return code;
}

static enum sw_code
run_stmt(struct sw_txn *txn, const struct sw_stmt *stmt, const struct sw_param *params, int nparams,
         PGresult **ret_result, struct sw_error *err)
{
    const struct sw_batch_item item = { .stmt = stmt, .params = params, .nparams = nparams };

    if (nparams > SW_PARAMS_MAX)
        return SW_FAIL(err, SW_INTERNAL, "%s has more than %d parameters", stmt->name,
                       SW_PARAMS_MAX);
    return one_result(txn, &item, ret_result, err);
}

enum sw_code
sw_db_rows(struct sw_txn *txn, const struct sw_stmt *stmt, const struct sw_param *params,
           int nparams, struct sw_rows *ret_rows, struct sw_error *err)
{
    PGresult *res = NULL;
    const enum sw_code code = run_stmt(txn, stmt, params, nparams, &res, err);

    if (code != SW_OK)
        return code;
    if (PQntuples(res) > 10000)
        return SW_FAIL(err, SW_INTERNAL, "%s gave %d rows", stmt->name, PQntuples(res));
    *ret_rows = (struct sw_rows){ .result = res, .count = PQntuples(res) };
    return SW_OK;
}

enum sw_code
sw_db_one(struct sw_txn *txn, const struct sw_stmt *stmt, const struct sw_param *params,
          int nparams, struct sw_rows *ret_row, struct sw_error *err)
{
    struct sw_rows rows;
    const enum sw_code code = sw_db_rows(txn, stmt, params, nparams, &rows, err);

    if (code != SW_OK)
        return code;
    if (rows.count == 0)
        return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
    if (rows.count > 1)
        return SW_FAIL(err, SW_INTERNAL, "%s gave %d rows, not one", stmt->name, rows.count);
    *ret_row = rows;
    return SW_OK;
}

enum sw_code
sw_db_json(struct sw_txn *txn, const struct sw_stmt *stmt, const struct sw_param *params,
           int nparams, const char **ret_json, struct sw_error *err)
{
    struct sw_rows row = { .count = 0 };
    const enum sw_code code = sw_db_one(txn, stmt, params, nparams, &row, err);

    if (code != SW_OK)
        return code;
    if (PQgetisnull(row.result, 0, 0))
        return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
    *ret_json = PQgetvalue(row.result, 0, 0);
    return SW_OK;
}

enum sw_code
sw_db_exec(struct sw_txn *txn, const struct sw_stmt *stmt, const struct sw_param *params,
           int nparams, struct sw_error *err)
{
    PGresult *res = NULL;

    return run_stmt(txn, stmt, params, nparams, &res, err);
}

enum sw_code
sw_db_read(struct sw_db *db, const char *context, struct sw_arena *arena,
           const struct sw_stmt *stmt, const struct sw_param *params, int nparams,
           const char **ret_json, struct sw_error *err)
{
    const struct sw_param token = SW_TEXT(context);
    const struct sw_batch_item items[] = {
        { .stmt = &set_context, .params = &token, .nparams = 1 },
        { .command = "SELECT sw.verify()" },
        { .stmt = stmt, .params = params, .nparams = nparams },
    };
    const int first = context != NULL ? 0 : 2;
    PGresult *results[3] = { NULL };
    struct sw_conn *conn;
    enum sw_code code;

    if (fault_hit())
        return SW_FAIL(err, SW_INTERNAL, "a fault was asked for");
    code = sw_conn_take(db, &conn, err);
    if (code != SW_OK)
        return code;
    code = sw_conn_batch(db, conn, arena, items + first, 3 - first, results + first, err);
    sw_conn_give(db, conn);
    if (code != SW_OK)
        return code;
    if (PQntuples(results[2]) == 0 || PQgetisnull(results[2], 0, 0))
        return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
    *ret_json = PQgetvalue(results[2], 0, 0);
    return SW_OK;
}

enum sw_code
sw_db_ping(struct sw_db *db, struct sw_error *err)
{
    static const struct sw_stmt ping = { .name = "sw.ping", .sql = "SELECT 1" };
    struct sw_arena *arena = sw_arena_new();
    const char *one;
    const enum sw_code code = sw_db_read(db, NULL, arena, &ping, SW_BIND_NONE, &one, err);

    sw_arena_free(arena);
    return code;
}
