/* Connections and the pool of them. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/sw_clock.h"
#include "db/sw_db_internal.h"

bool
sw_socket_wait(PGconn *pg, bool write, int64_t until_ms)
{
    struct pollfd p = { .fd = PQsocket(pg), .events = (short) (POLLIN | (write ? POLLOUT : 0)) };
    const int64_t left = until_ms - sw_clock_ms();

    if (p.fd < 0 || left <= 0)
        return false;
    return poll(&p, 1, (int) left) > 0;
}

enum sw_code
sw_connect(const char *conninfo, int64_t until_ms, PGconn **ret_pg, struct sw_error *err)
{
    PGconn *pg = PQconnectStart(conninfo);
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;

    if (pg == NULL)
        abort();
    while (PQstatus(pg) != CONNECTION_BAD && step != PGRES_POLLING_OK &&
           step != PGRES_POLLING_FAILED) {
        struct pollfd p = { .fd = PQsocket(pg),
                            .events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT };
        const int64_t left = until_ms - sw_clock_ms();

        if (left <= 0 || poll(&p, 1, (int) left) == 0)
            break;
        step = PQconnectPoll(pg);
    }
    if (step != PGRES_POLLING_OK || PQsetnonblocking(pg, 1) != 0) {
        (void) SW_FAIL(err, SW_BUSY, "no connection to the database: %s", PQerrorMessage(pg));
        PQfinish(pg);
        return SW_BUSY;
    }
    *ret_pg = pg;
    return SW_OK;
}

static enum sw_code
conn_open(struct sw_db *db, struct sw_conn *conn, int64_t until_ms, struct sw_error *err)
{
    enum sw_code code = sw_connect(db->conninfo, until_ms, &conn->pg, err);

    if (code != SW_OK)
        return code;
    conn->nprepared = 0;
    if (PQenterPipelineMode(conn->pg) == 1)
        return SW_OK;
    sw_conn_drop(conn);
    return SW_FAIL(err, SW_INTERNAL, "the connection refuses pipeline mode");
}

void
sw_conn_drop(struct sw_conn *conn)
{
    PQfinish(conn->pg);
    conn->pg = NULL;
    conn->nprepared = 0;
}

static struct timespec
at_ms(int64_t ms)
{
    return (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000 };
}

enum sw_code
sw_conn_take(struct sw_db *db, struct sw_conn **ret_conn, struct sw_error *err)
{
    const int64_t until_ms = sw_clock_ms() + db->settings.deadline_ms;
    const struct timespec until = at_ms(until_ms);
    struct sw_conn *conn;

    pthread_mutex_lock(&db->lock);
    while (db->idle == NULL)
        if (pthread_cond_timedwait(&db->freed, &db->lock, &until) != 0 && db->idle == NULL) {
            pthread_mutex_unlock(&db->lock);
            return SW_FAIL(err, SW_BUSY, "every database connection is in use");
        }
    conn = db->idle;
    db->idle = conn->next;
    pthread_mutex_unlock(&db->lock);
    if (conn->pg != NULL && PQstatus(conn->pg) != CONNECTION_OK)
        sw_conn_drop(conn);
    if (conn->pg == NULL) {
        const enum sw_code code = conn_open(db, conn, until_ms, err);

        if (code != SW_OK) {
            sw_conn_give(db, conn);
            return code;
        }
    }
    *ret_conn = conn;
    return SW_OK;
}

void
sw_conn_give(struct sw_db *db, struct sw_conn *conn)
{
    pthread_mutex_lock(&db->lock);
    conn->next = db->idle;
    db->idle = conn;
    pthread_cond_signal(&db->freed);
    pthread_mutex_unlock(&db->lock);
}
