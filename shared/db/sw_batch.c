/* One batch of statements: out in one piece, back with one result each, all within the deadline. */
#include <stdio.h>
#include <string.h>

#include "base/sw_clock.h"
#include "db/sw_db_internal.h"

static void
clear_result(void *result)
{
    PQclear(result);
}

static enum sw_code
constraint_code(const struct sw_stmt *stmt, const char *constraint)
{
    for (int i = 0; stmt != NULL && constraint != NULL && i < SW_STMT_CONSTRAINTS; i++)
        if (stmt->on_constraint[i].constraint != NULL &&
            strcmp(stmt->on_constraint[i].constraint, constraint) == 0)
            return stmt->on_constraint[i].code;
    return SW_OK;
}

static enum sw_code
state_code(const char *state)
{
    static const struct {
        const char *state;
        enum sw_code code;
    } codes[] = {
        { "40001", SW_BUSY },
        { "40P01", SW_BUSY },
        { "55P03", SW_BUSY },
        { "57014", SW_BUSY },
        { "57P01", SW_BUSY },
        { "57P02", SW_BUSY },
        { "57P03", SW_BUSY },
        { "53300", SW_BUSY },
        { "28000", SW_UNAUTHENTICATED },
        { "SW404", SW_NOT_FOUND },
        { "23503", SW_REFERENCE_UNKNOWN },
        { "23505", SW_EXISTS },
        { "22P02", SW_INPUT_INVALID },
    };

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(codes[i].state, state) == 0)
            return codes[i].code;
    return SW_INTERNAL;
}

/* Turn what PostgreSQL said into our code.  A title is enough for what the user may know. */
static enum sw_code
translate(struct sw_conn *conn, const PGresult *res, const struct sw_stmt *stmt,
          struct sw_error *err)
{
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    const char *said = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    enum sw_code code = constraint_code(stmt, PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME));

    if (code == SW_OK)
        code = state != NULL ? state_code(state) : SW_BUSY;
    conn->retry = state != NULL && (strcmp(state, "40001") == 0 || strcmp(state, "40P01") == 0);
    if (sw_code_http(code) >= 500)
        return SW_FAIL(err, code, "%s: %s (%s)", stmt != NULL ? stmt->name : "transaction",
                       said != NULL ? said : PQresultErrorMessage(res), state ? state : "no state");
    return SW_FAIL(err, code, "%s", sw_code_title(code));
}

static bool
is_prepared(const struct sw_conn *conn, const struct sw_stmt *stmt)
{
    for (int i = 0; i < conn->nprepared; i++)
        if (conn->prepared[i] == stmt)
            return true;
    return false;
}

static bool
send_item(struct sw_conn *conn, const struct sw_batch_item *item, bool prepare)
{
    const char *values[SW_PARAMS_MAX];

    if (item->stmt == NULL)
        return PQsendQueryParams(conn->pg, item->command, 0, NULL, NULL, NULL, NULL, 0) == 1;
    if (prepare && PQsendPrepare(conn->pg, item->stmt->name, item->stmt->sql, 0, NULL) != 1)
        return false;
    for (int i = 0; i < item->nparams; i++) {
        const struct sw_param *p = &item->params[i];

        values[i] = p->text != NULL ? p->text : p->number[0] != '\0' ? p->number : NULL;
    }
    return PQsendQueryPrepared(conn->pg, item->stmt->name, item->nparams, values, NULL, NULL, 0) ==
           1;
}

static bool
flush(struct sw_conn *conn, int64_t until_ms)
{
    int left = PQflush(conn->pg);

    while (left == 1) {
        if (!sw_socket_wait(conn->pg, true, until_ms) || PQconsumeInput(conn->pg) != 1)
            return false;
        left = PQflush(conn->pg);
    }
    return left == 0;
}

/* The next result, NULL at the end of one statement's results; false when the time is up. */
static bool
next_result(struct sw_conn *conn, int64_t until_ms, PGresult **ret_result)
{
    while (PQisBusy(conn->pg))
        if (!sw_socket_wait(conn->pg, false, until_ms) || PQconsumeInput(conn->pg) != 1)
            return false;
    *ret_result = PQgetResult(conn->pg);
    return true;
}

/* One statement's result: the first, its followers are ends. */
static bool
take_result(struct sw_conn *conn, struct sw_arena *arena, int64_t until_ms, PGresult **ret_result)
{
    PGresult *res, *end;

    if (!next_result(conn, until_ms, &res) || res == NULL)
        return false;
    sw_own(arena, res, clear_result);
    *ret_result = res;
    if (PQresultStatus(res) == PGRES_PIPELINE_SYNC)
        return true;
    return next_result(conn, until_ms, &end) && end == NULL;
}

static bool
succeeded(const PGresult *res)
{
    const ExecStatusType s = PQresultStatus(res);

    return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

static enum sw_code
lost(struct sw_conn *conn, struct sw_error *err)
{
    const bool late = PQstatus(conn->pg) == CONNECTION_OK;

    sw_conn_drop(conn);
    return SW_FAIL(err, SW_BUSY,
                   late ? "the database did not answer in time"
                        : "the connection to the database was lost");
}

enum sw_code
sw_conn_batch(struct sw_db *db, struct sw_conn *conn, struct sw_arena *arena,
              const struct sw_batch_item *items, int nitems, PGresult **ret_results,
              struct sw_error *err)
{
    const int64_t until_ms = sw_clock_ms() + db->settings.deadline_ms;
    bool prepare[SW_BATCH_MAX];
    enum sw_code code = SW_OK;
    PGresult *res = NULL;

    conn->retry = false;
    for (int i = 0; i < nitems; i++) {
        prepare[i] = items[i].stmt != NULL && !is_prepared(conn, items[i].stmt);
        if (!send_item(conn, &items[i], prepare[i]))
            return lost(conn, err);
    }
    if (PQpipelineSync(conn->pg) != 1 || !flush(conn, until_ms))
        return lost(conn, err);
    for (int i = 0; i < nitems; i++) {
        if (prepare[i]) {
            if (!take_result(conn, arena, until_ms, &res))
                return lost(conn, err);
            if (succeeded(res) && conn->nprepared < SW_PREPARED_MAX)
                conn->prepared[conn->nprepared++] = items[i].stmt;
            else if (code == SW_OK)
                code = translate(conn, res, items[i].stmt, err);
        }
        if (!take_result(conn, arena, until_ms, &res))
            return lost(conn, err);
        if (!succeeded(res) && code == SW_OK)
            code = translate(conn, res, items[i].stmt, err);
        ret_results[i] = res;
    }
    if (!take_result(conn, arena, until_ms, &res) || PQresultStatus(res) != PGRES_PIPELINE_SYNC)
        return lost(conn, err);
    return code;
}
