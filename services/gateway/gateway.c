/* The gateway's life: what it is made of, and the news that make it forget. */
#include "gateway.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/sw_clock.h"

#define NEWS_MS 250 /* how soon a stop is noticed */

static void
forget_sessions(struct gateway *g)
{
    (void) atomic_fetch_add(&g->sessions_generation, 1);
}

/* @p subject: a certificate or a certification body; NULL: everything. */
static void
forget_pages(struct gateway *g, const char *subject)
{
    if (subject != NULL)
        (void) atomic_fetch_add(&g->register_generation[gateway_shard(subject)], 1);
    else
        for (int i = 0; i < GATEWAY_SHARDS; i++)
            (void) atomic_fetch_add(&g->register_generation[i], 1);
}

/* Wait for what others change.  While the connection is lost a change may be missed, so nothing is
 * remembered for longer than it takes to connect again. */
static void
hear(struct gateway *g, const char *channel, bool sessions)
{
    char conninfo[600];
    struct sw_listener *listener;

    (void) snprintf(conninfo, sizeof conninfo, "%s user=gateway_service", g->database);
    listener = sw_listener_new(conninfo, channel);
    while (!atomic_load(&g->stopping)) {
        struct sw_arena *arena = sw_arena_new();
        struct sw_error err = { .code = SW_OK };
        const char *payload = "";
        const bool lost = sw_listener_wait(listener, NEWS_MS, arena, &payload, &err) != SW_OK;

        if (lost || payload == NULL || payload[0] != '\0') {
            if (sessions)
                forget_sessions(g);
            else
                forget_pages(g, lost ? NULL : payload);
        }
        if (lost)
            (void) usleep(NEWS_MS * 1000);
        sw_arena_free(arena);
    }
    sw_listener_free(listener);
}

static void *
hear_sessions(void *gateway)
{
    hear(gateway, "identity_session", true);
    return NULL;
}

static void *
hear_register(void *gateway)
{
    hear(gateway, "register", false);
    return NULL;
}

/* As many open files as the system lets us have: each connection is one. */
static void
raise_file_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        (void) setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static enum sw_code
start(struct sw_service *service, struct sw_error *err)
{
    struct gateway *g = calloc(1, sizeof *g);
    enum sw_code code;

    if (g == NULL)
        abort();
    g->config = service->own_config;
    g->run_dir = service->config.run_dir;
    g->database = service->config.database;
    g->origin = service->config.origin;
    g->workers = (int) service->config.workers;
    g->db = service->db;
    service->own = g;
    raise_file_limit();
    code = sw_context_key_read(g->config->context_key, g->key, err);
    if (code != SW_OK)
        return code;
    pthread_mutex_init(&g->lock, NULL);
    g->sessions = gateway_sessions_new();
    g->pages = gateway_pages_new();
    g->files = gateway_files_new(g->config->portal_dir);
    g->peers = gateway_peers_new(g);
    g->metrics = gateway_metrics_new();
    code = gateway_loop_start(g, err);
    if (code != SW_OK)
        return code;
    if (pthread_create(&g->news[0], NULL, hear_sessions, g) != 0 ||
        pthread_create(&g->news[1], NULL, hear_register, g) != 0)
        abort();
    return SW_OK;
}

static void
stop(struct sw_service *service)
{
    struct gateway *g = service->own;

    if (g == NULL)
        return;
    atomic_store(&g->stopping, true);
    for (int i = 0; i < 2; i++)
        if (g->news[i] != 0)
            (void) pthread_join(g->news[i], NULL);
    gateway_loop_stop(g);
    gateway_pages_free(g->pages);
    gateway_files_free(g->files);
    gateway_sessions_free(g->sessions);
    gateway_peers_free(g->peers);
    sw_metrics_free(g->metrics);
    free(g);
    service->own = NULL;
}

const struct sw_service_def gateway_def = {
    .name = "gateway",
    .title = "the front door of an installation",
    .settings = gateway_settings,
    .config_size = sizeof(struct gateway_config),
    .start = start,
    .stop = stop,
    .metrics = gateway_metrics,
};
