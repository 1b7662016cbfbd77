/* sw_db_internal.h - what the files of shared/db share, and nobody else. */
#ifndef SW_DB_INTERNAL_H
#define SW_DB_INTERNAL_H

#include <libpq-fe.h>
#include <pthread.h>
#include <stdbool.h>

#include "db/sw_db.h"

#define SW_PREPARED_MAX 256
#define SW_BATCH_MAX    6
#define SW_PARAMS_MAX   64

struct sw_conn {
    PGconn *pg; /* in pipeline mode; NULL when it must be made anew */
    const struct sw_stmt *prepared[SW_PREPARED_MAX];
    int nprepared;
    bool retry;           /* the last failure was one that another run may mend */
    struct sw_conn *next; /* in the list of idle ones */
};

struct sw_db {
    char *conninfo;
    struct sw_db_settings settings;
    pthread_mutex_t lock;
    pthread_cond_t freed; /* on the monotonic clock */
    struct sw_conn *conns;
    struct sw_conn *idle;
};

/* One statement of a batch that goes out in one piece. */
struct sw_batch_item {
    const struct sw_stmt *stmt; /* prepared lazily, or ... */
    const char *command;        /* ... a command without parameters */
    const struct sw_param *params;
    int nparams;
};

/* Borrow a connection, made anew where needed; SW_BUSY after the deadline. */
SW_CHECKED enum sw_code sw_conn_take(struct sw_db *db, struct sw_conn **ret_conn,
                                     struct sw_error *err);
void sw_conn_give(struct sw_db *db, struct sw_conn *conn);
void sw_conn_drop(struct sw_conn *conn); /* close it; the next take makes it anew */

/* Connect without ever blocking; for the pool and for listeners. */
SW_CHECKED enum sw_code sw_connect(const char *conninfo, int64_t until_ms, PGconn **ret_pg,
                                   struct sw_error *err);

/* Wait until the socket can be read (or written, when libpq has data left); false when time is up.
 */
bool sw_socket_wait(PGconn *pg, bool write, int64_t until_ms);

/* Send the items and one Sync, collect one result each.  Results belong to the arena.  The first
 * failure is translated into *err; the connection is dropped when the deadline passes. */
SW_CHECKED enum sw_code sw_conn_batch(struct sw_db *db, struct sw_conn *conn,
                                      struct sw_arena *arena, const struct sw_batch_item *items,
                                      int nitems, PGresult **ret_results, struct sw_error *err);

#endif
