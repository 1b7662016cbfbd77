#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "base/sw_log.h"
#include "gateway.h"

static struct gateway gateway;

static void
on_signal(int signal)
{
    const uint64_t one = 1;

    (void) signal;
    gateway.stopping = true;
    (void) !write(gateway.wake, &one, sizeof one);
}

/* What others changed: ended sessions, new states of certificates. */
static void *
listen_for(void *arg)
{
    static const char *const channels[] = { "identity_session", "register" };
    const int which = arg == NULL ? 0 : 1;
    atomic_uint *generation =
        which == 0 ? &gateway.sessions_generation : &gateway.register_generation;
    char conninfo[600];
    struct sw_listener *listener;

    (void) snprintf(conninfo, sizeof conninfo, "%s user=gateway_service", gateway.config.database);
    listener = sw_listener_new(conninfo, channels[which]);
    while (!gateway.stopping) {
        struct sw_arena *arena = sw_arena_new();
        struct sw_error err = { .code = SW_OK };
        const char *payload = "";

        /* A loss of the connection may have hidden a change: forget everything then, too. */
        if (sw_listener_wait(listener, 250, arena, &payload, &err) != SW_OK) {
            atomic_fetch_add(generation, 1);
            (void) usleep(250000);
        } else if (payload == NULL || payload[0] != '\0') {
            atomic_fetch_add(generation, 1);
        }
        sw_arena_free(arena);
    }
    sw_listener_free(listener);
    return NULL;
}

static enum sw_code
open_all(struct gateway *g, struct sw_arena *arena, struct sw_error *err)
{
    const struct sw_db_settings settings = {
        .conninfo = sw_printf(arena, "%s user=gateway_service application_name=sealwright-gateway",
                              g->config.database),
        .connections = (int) g->config.workers,
        .deadline_ms = 5000,
        .attempts = 3,
    };
    struct epoll_event e = { .events = EPOLLIN };
    enum sw_code code = sw_context_key_read(g->config.context_key, g->key, err);

    if (code != SW_OK)
        return code;
    g->db = sw_db_new(&settings, err);
    if (g->db == NULL)
        return err->code;
    pthread_mutex_init(&g->lock, NULL);
    g->sessions = gateway_sessions_new();
    g->pages = gateway_pages_new();
    g->files = gateway_files_new(g->config.portal_dir);
    g->peers = gateway_peers_new();
    g->pool = sw_pool_new((int) g->config.workers, 1000);
    code = gateway_front_start(g, err);
    if (code != SW_OK)
        return code;
    g->epoll = epoll_create1(EPOLL_CLOEXEC);
    g->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (epoll_ctl(g->epoll, EPOLL_CTL_ADD,
                  MHD_get_daemon_info(g->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, &e) != 0)
        return SW_FAIL(err, SW_INTERNAL, "epoll");
    e.data.ptr = g;
    (void) epoll_ctl(g->epoll, EPOLL_CTL_ADD, g->wake, &e);
    return SW_OK;
}

static void
close_all(struct gateway *g)
{
    sw_pool_free(g->pool);
    if (g->daemon != NULL) {
        gateway_sweep(g, sw_clock_ms());
        for (struct gateway_exchange *x = g->exchanges; x != NULL; x = x->next)
            gateway_exchange_resume(x);
        MHD_stop_daemon(g->daemon);
    }
    gateway_upstream_free_all(g);
    gateway_pages_free(g->pages);
    gateway_files_free(g->files);
    gateway_sessions_free(g->sessions);
    gateway_peers_free(g->peers);
    sw_db_free(g->db);
}

static void
turn(struct gateway *g)
{
    struct epoll_event events[128];
    MHD_UNSIGNED_LONG_LONG left;
    uint64_t ignored;
    int timeout_ms = 250, n;

    if (MHD_get_timeout(g->daemon, &left) == MHD_YES && left < 250)
        timeout_ms = (int) left;
    n = epoll_wait(g->epoll, events, 128, timeout_ms);
    for (int i = 0; i < n; i++)
        if (events[i].data.ptr != NULL && events[i].data.ptr != g)
            gateway_upstream_event(events[i].data.ptr, events[i].events);
    (void) !read(g->wake, &ignored, sizeof ignored);
    gateway_sweep(g, sw_clock_ms());
    (void) MHD_run(g->daemon);
}

static void
serve(struct gateway *g)
{
    pthread_t listeners[2];
    const int64_t patience_ms = 10000;
    int64_t until_ms;

    (void) pthread_create(&listeners[0], NULL, listen_for, NULL);
    (void) pthread_create(&listeners[1], NULL, listen_for, g);
    sw_log(SW_LOG_INFO, NULL, "started", "origin", g->config.origin, "version", SW_VERSION, NULL);
    while (!g->stopping)
        turn(g);
    (void) MHD_quiesce_daemon(g->daemon);
    until_ms = sw_clock_ms() + patience_ms;
    while (g->exchanges != NULL && sw_clock_ms() < until_ms)
        turn(g);
    (void) pthread_join(listeners[0], NULL);
    (void) pthread_join(listeners[1], NULL);
    sw_log(SW_LOG_INFO, NULL, "stopped", NULL);
}

int
main(int argc, char **argv)
{
    const struct sigaction stop = { .sa_handler = on_signal };
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct sw_error err = { .code = SW_OK };
    struct sw_arena *arena;
    enum sw_code code;

    if (argc > 1 && strcmp(argv[1], "--version") == 0)
        return printf("sealwright-gateway %s\n", SW_VERSION) < 0;
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        sw_config_help(gateway_settings, "gateway", "the front door of an installation");
        (void) puts("\nOptions: --help --version --check-config");
        return 0;
    }
    sw_log_init("gateway", SW_LOG_INFO);
    arena = sw_arena_new();
    code = sw_config_read(gateway_settings, arena, &gateway.config, &err);
    if (code == SW_OK && argc == 1) {
        (void) sigaction(SIGTERM, &stop, NULL);
        (void) sigaction(SIGINT, &stop, NULL);
        (void) sigaction(SIGPIPE, &ignore, NULL);
        code = open_all(&gateway, arena, &err);
        if (code == SW_OK)
            serve(&gateway);
        close_all(&gateway);
    }
    if (code != SW_OK)
        sw_log(SW_LOG_ERROR, NULL, "cannot run", "detail", err.detail, NULL);
    sw_arena_free(arena);
    return code == SW_OK ? 0 : 1;
}
