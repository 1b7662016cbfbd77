/* sw_db.h - the only door to PostgreSQL.
 *
 * A statement needs a struct sw_txn, and only sw_db_begin() and sw_db_run() make
 * one, from a signed context.  So no statement can run without a tenant: the rule
 * is in the types, and row-level security in the database backs it up.
 *
 * No call here blocks in libpq: each sends, polls with the deadline of the
 * settings, and gives the connection up when it passes (SW_BUSY).
 */
#ifndef SW_DB_H
#define SW_DB_H

#include <stddef.h>
#include <stdint.h>

#include "base/sw_arena.h"
#include "base/sw_context.h"
#include "base/sw_error.h"
#include "base/sw_stmt.h"

struct sw_db;
struct sw_txn;

enum sw_txn_mode { SW_TXN_READ, SW_TXN_WRITE, SW_TXN_SERIALIZABLE };

struct sw_db_settings {
    const char *conninfo; /* libpq keywords; a host list may stand in it */
    int connections;      /* 1..64 */
    int deadline_ms;      /* for one call, and for waiting for a connection */
    int attempts;         /* runs of a transaction that could not be serialised, 1..10 */
};

/* NULL with *err set when no connection could be made within the deadline. */
struct sw_db *sw_db_new(const struct sw_db_settings *settings, struct sw_error *err);
void sw_db_free(struct sw_db *db);

/* SW_OK when a connection answers within the deadline: for /readyz. */
SW_CHECKED enum sw_code sw_db_ping(struct sw_db *db, struct sw_error *err);

/* Run @p work in one transaction for @p context (a signed token) and commit it.
 *
 * 40001 and 40P01 roll back, rewind @p arena and run @p work again after a
 * growing pause.  So @p work must only read its ctx, write through its txn, and
 * leave its mark in results.  A NULL context is for roles without tenant tables.
 */
SW_CHECKED enum sw_code
sw_db_run(struct sw_db *db, const char *context, struct sw_arena *arena, enum sw_txn_mode mode,
          enum sw_code (*work)(struct sw_txn *txn, void *ctx, struct sw_error *err), void *ctx,
          struct sw_error *err);

/* A read in one round trip: context, query, one Sync.  No row is SW_NOT_FOUND. */
SW_CHECKED enum sw_code sw_db_read(struct sw_db *db, const char *context, struct sw_arena *arena,
                                   const struct sw_stmt *stmt, const struct sw_param *params,
                                   int nparams, const char **ret_json, struct sw_error *err);

/* The rows of a result; owned by the arena of the transaction. */
struct sw_rows {
    const void *result;
    int count;
};
const char *sw_rows_text(const struct sw_rows *rows, int row,
                         const char *column);                                 /* NULL: SQL NULL */
int64_t sw_rows_int(const struct sw_rows *rows, int row, const char *column); /* 0 for NULL */
bool sw_rows_bool(const struct sw_rows *rows, int row, const char *column);
struct sw_uuid sw_rows_uuid(const struct sw_rows *rows, int row, const char *column);
struct sw_date sw_rows_date(const struct sw_rows *rows, int row, const char *column);

/* Any number of rows, at most 10 000. */
SW_CHECKED enum sw_code sw_db_rows(struct sw_txn *txn, const struct sw_stmt *stmt,
                                   const struct sw_param *params, int nparams,
                                   struct sw_rows *ret_rows, struct sw_error *err);

/* Exactly one row; SW_NOT_FOUND when there is none. */
SW_CHECKED enum sw_code sw_db_one(struct sw_txn *txn, const struct sw_stmt *stmt,
                                  const struct sw_param *params, int nparams,
                                  struct sw_rows *ret_row, struct sw_error *err);

/* One row of one column, as text in the arena; SW_NOT_FOUND when there is none. */
SW_CHECKED enum sw_code sw_db_json(struct sw_txn *txn, const struct sw_stmt *stmt,
                                   const struct sw_param *params, int nparams,
                                   const char **ret_json, struct sw_error *err);

/* No result wanted. */
SW_CHECKED enum sw_code sw_db_exec(struct sw_txn *txn, const struct sw_stmt *stmt,
                                   const struct sw_param *params, int nparams,
                                   struct sw_error *err);

struct sw_arena *sw_txn_arena(struct sw_txn *txn);

/* Wait up to @p timeout_ms for a notification on @p channel (connection of its own, made at the
 * first call and again after a loss).  *ret_payload is "" when the time passed, NULL when the
 * connection was made anew and notifications may have been missed. */
struct sw_listener;
struct sw_listener *sw_listener_new(const char *conninfo, const char *channel);
void sw_listener_free(struct sw_listener *listener);
SW_CHECKED enum sw_code sw_listener_wait(struct sw_listener *listener, int timeout_ms,
                                         struct sw_arena *arena, const char **ret_payload,
                                         struct sw_error *err);

/* Tests only: let the next statement after @p n good ones fail; -1 is off. */
extern _Thread_local int sw_db_fail_after;

#endif
