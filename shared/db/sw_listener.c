/* Waiting for notifications, on a connection of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/sw_clock.h"
#include "db/sw_db_internal.h"

#define CONNECT_MS 5000

struct sw_listener {
    char *conninfo;
    char *channel;
    PGconn *pg;
};

struct sw_listener *
sw_listener_new(const char *conninfo, const char *channel)
{
    struct sw_listener *l = calloc(1, sizeof *l);

    if (l == NULL)
        abort();
    l->conninfo = strdup(conninfo);
    l->channel = strdup(channel);
    if (l->conninfo == NULL || l->channel == NULL)
        abort();
    return l;
}

void
sw_listener_free(struct sw_listener *listener)
{
    if (listener == NULL)
        return;
    PQfinish(listener->pg);
    free(listener->conninfo);
    free(listener->channel);
    free(listener);
}

static void
drop(struct sw_listener *l)
{
    PQfinish(l->pg);
    l->pg = NULL;
}

static enum sw_code
listen_again(struct sw_listener *l, struct sw_error *err)
{
    const int64_t until_ms = sw_clock_ms() + CONNECT_MS;
    char command[128];
    PGresult *res;
    bool good = true;
    enum sw_code code = sw_connect(l->conninfo, until_ms, &l->pg, err);

    if (code != SW_OK)
        return code;
    (void) snprintf(command, sizeof command, "LISTEN %s", l->channel);
    if (PQsendQuery(l->pg, command) != 1)
        good = false;
    while (good && PQflush(l->pg) == 1)
        good = sw_socket_wait(l->pg, true, until_ms);
    while (good && PQisBusy(l->pg))
        good = sw_socket_wait(l->pg, false, until_ms) && PQconsumeInput(l->pg) == 1;
    while (good && (res = PQgetResult(l->pg)) != NULL) {
        good = PQresultStatus(res) == PGRES_COMMAND_OK;
        PQclear(res);
    }
    if (good)
        return SW_OK;
    drop(l);
    return SW_FAIL(err, SW_BUSY, "cannot listen on %s", l->channel);
}

enum sw_code
sw_listener_wait(struct sw_listener *listener, int timeout_ms, struct sw_arena *arena,
                 const char **ret_payload, struct sw_error *err)
{
    const int64_t until_ms = sw_clock_ms() + timeout_ms;
    PGnotify *note;

    if (listener->pg == NULL) {
        const enum sw_code code = listen_again(listener, err);

        if (code == SW_OK)
            *ret_payload = NULL;
        return code;
    }
    while ((note = PQnotifies(listener->pg)) == NULL) {
        if (!sw_socket_wait(listener->pg, false, until_ms)) {
            *ret_payload = "";
            return SW_OK;
        }
        if (PQconsumeInput(listener->pg) != 1) {
            drop(listener);
            return SW_FAIL(err, SW_BUSY, "the connection that listens on %s was lost",
                           listener->channel);
        }
    }
    *ret_payload = sw_printf(arena, "%s", note->extra);
    PQfreemem(note);
    return SW_OK;
}
