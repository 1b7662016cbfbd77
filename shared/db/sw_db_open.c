/* Making and freeing a pool of connections. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/sw_db_internal.h"

struct sw_db *
sw_db_new(const struct sw_db_settings *settings, struct sw_error *err)
{
    struct sw_db *db = calloc(1, sizeof *db);
    pthread_condattr_t attr;

    if (db == NULL)
        abort();
    db->settings = *settings;
    db->conninfo = strdup(settings->conninfo);
    db->conns = calloc((size_t) settings->connections, sizeof *db->conns);
    if (db->conninfo == NULL || db->conns == NULL)
        abort();
    pthread_mutex_init(&db->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&db->freed, &attr);
    pthread_condattr_destroy(&attr);
    for (int i = 0; i < settings->connections; i++)
        sw_conn_give(db, &db->conns[i]);
    if (sw_db_ping(db, err) != SW_OK) {
        sw_db_free(db);
        return NULL;
    }
    return db;
}

void
sw_db_free(struct sw_db *db)
{
    if (db == NULL)
        return;
    for (int i = 0; i < db->settings.connections; i++)
        sw_conn_drop(&db->conns[i]);
    pthread_cond_destroy(&db->freed);
    pthread_mutex_destroy(&db->lock);
    free(db->conns);
    free(db->conninfo);
    free(db);
}
