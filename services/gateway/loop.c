/* The loop: libmicrohttpd, the calls to services and the exchanges that workers hand back, on one
 * thread and one epoll.  libmicrohttpd's own loop stops for ever when 128 connections are ready at
 * once and nothing more happens; called with MHD_run() it does not. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "gateway.h"

#define CONNECTION_BYTES (64 * 1024) /* buffers of one connection */
#define SWEEP_MS         250
#define PATIENCE_MS      10000 /* for what is under way when we are told to stop */
#define QUEUE            1000  /* look-ups that may wait for a worker */
#define EVENTS           256

/* ---- workers ---- */

static void
wake_up(struct gateway *g)
{
    const uint64_t one = 1;

    (void) !write(g->wake, &one, sizeof one);
}

static void
hand_back(struct gateway_exchange *x)
{
    struct gateway *g = x->gateway;

    pthread_mutex_lock(&g->lock);
    x->next_finished = g->finished;
    g->finished = x;
    pthread_mutex_unlock(&g->lock);
    wake_up(g);
}

static void
write_page(struct sw_task *task)
{
    gateway_pages_write((struct gateway_exchange *) task);
    hand_back((struct gateway_exchange *) task);
}

static void
find_identity(struct sw_task *task)
{
    gateway_identify_slowly((struct gateway_exchange *) task);
    hand_back((struct gateway_exchange *) task);
}

void
gateway_ask(struct gateway_exchange *x)
{
    x->task.run = x->service >= 0 ? find_identity : write_page;
    x->phase = GATEWAY_ASKING;
    gateway_suspend(x);
    if (sw_pool_submit(x->gateway->pool, &x->task))
        return;
    gateway_refuse(x, SW_BUSY, "too many requests wait already");
    gateway_resume(x);
}

static void
take_back(struct gateway *g)
{
    struct gateway_exchange *x, *next;

    pthread_mutex_lock(&g->lock);
    x = g->finished;
    g->finished = NULL;
    pthread_mutex_unlock(&g->lock);
    for (; x != NULL; x = next) {
        next = x->next_finished;
        gateway_looked_up(x);
    }
}

/* ---- turns ---- */

static void
turn(struct gateway *g)
{
    struct epoll_event events[EVENTS];
    MHD_UNSIGNED_LONG_LONG left;
    uint64_t ignored;
    int timeout_ms = SWEEP_MS, n;

    if (MHD_get_timeout(g->daemon, &left) == MHD_YES && left < SWEEP_MS)
        timeout_ms = (int) left;
    n = epoll_wait(g->epoll, events, EVENTS, timeout_ms);
    for (int i = 0; i < n; i++)
        if (events[i].data.ptr != NULL)
            upstream_event(events[i].data.ptr, events[i].events);
    (void) !read(g->wake, &ignored, sizeof ignored);
    take_back(g);
    (void) MHD_run(g->daemon);
    upstream_bury(g->upstream);
}

static void
sweep(struct gateway *g, int64_t *next_ms)
{
    const int64_t now_ms = sw_clock_ms();

    if (now_ms < *next_ms)
        return;
    *next_ms = now_ms + SWEEP_MS;
    upstream_sweep(g->upstream, now_ms);
    gateway_peers_sweep(g->peers, now_ms);
    atomic_store(&g->upstream_connections, upstream_open_connections(g->upstream));
}

static void *
run(void *gateway)
{
    struct gateway *g = gateway;
    int64_t sweep_ms = 0, until_ms;
    MHD_socket listening;

    while (!atomic_load(&g->stopping)) {
        turn(g);
        sweep(g, &sweep_ms);
    }
    listening = MHD_quiesce_daemon(g->daemon);
    gateway_peers_cut_idle(g->peers);
    until_ms = sw_clock_ms() + PATIENCE_MS;
    while (g->exchanges != NULL && sw_clock_ms() < until_ms) {
        turn(g);
        sweep(g, &sweep_ms);
    }
    if (listening != MHD_INVALID_SOCKET)
        (void) close(listening);
    return NULL;
}

/* ---- start and stop ---- */

static int
listen_on(const char *address, int port)
{
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t) port) };
    struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons((uint16_t) port) };
    const bool is_v6 = inet_pton(AF_INET6, address, &v6.sin6_addr) == 1;
    const struct sockaddr *to = is_v6 ? (const void *) &v6 : (const void *) &v4;
    const int on = 1, off = 0;
    int fd;

    if (!is_v6 && inet_pton(AF_INET, address, &v4.sin_addr) != 1)
        return -1;
    fd = socket(to->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return is_v6 && strcmp(address, "::") == 0 ? listen_on("0.0.0.0", port) : -1;
    (void) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (is_v6)
        (void) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (bind(fd, to, is_v6 ? sizeof v6 : sizeof v4) == 0 && listen(fd, 1024) == 0)
        return fd;
    (void) close(fd);
    return -1;
}

static char *
read_text(struct sw_arena *arena, const char *path)
{
    FILE *f = fopen(path, "re");
    char *text = sw_alloc(arena, 65536);

    if (f == NULL)
        return NULL;
    text[fread(text, 1, 65535, f)] = '\0';
    (void) fclose(f);
    return text;
}

static enum sw_code
start_daemon(struct gateway *g, int fd, struct sw_error *err)
{
    const struct gateway_config *c = g->config;
    struct sw_arena *arena = sw_arena_new();
    const char *certificate = read_text(arena, c->tls_certificate);
    const char *key = read_text(arena, c->tls_key);

    if (certificate != NULL && key != NULL)
        g->daemon = MHD_start_daemon(
            MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TLS, 0, NULL, NULL,
            gateway_on_request, g, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_HTTPS_MEM_CERT,
            certificate, MHD_OPTION_HTTPS_MEM_KEY, key, MHD_OPTION_HTTPS_PRIORITIES,
            "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2", MHD_OPTION_URI_LOG_CALLBACK,
            gateway_on_target, g, MHD_OPTION_NOTIFY_COMPLETED, gateway_on_completed, g,
            MHD_OPTION_NOTIFY_CONNECTION, gateway_on_connection, g, MHD_OPTION_CONNECTION_TIMEOUT,
            (unsigned) c->idle_s, MHD_OPTION_CONNECTION_LIMIT, (unsigned) c->connections,
            MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned) c->connections_per_address,
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) CONNECTION_BYTES, MHD_OPTION_END);
    sw_arena_free(arena);
    if (g->daemon != NULL)
        return SW_OK;
    (void) close(fd);
    return SW_FAIL(err, SW_INTERNAL, "TLS cannot be started with %s and %s", c->tls_certificate,
                   c->tls_key);
}

enum sw_code
gateway_loop_start(struct gateway *g, struct sw_error *err)
{
    const struct gateway_config *c = g->config;
    const int fd = listen_on(c->listen, (int) c->port);
    struct epoll_event e = { .events = EPOLLIN };
    enum sw_code code;

    if (fd < 0)
        return SW_FAIL(err, SW_INTERNAL, "cannot listen on %s, port %lld: %s", c->listen,
                       (long long) c->port, strerror(errno));
    code = start_daemon(g, fd, err);
    if (code != SW_OK)
        return code;
    g->epoll = epoll_create1(EPOLL_CLOEXEC);
    g->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (epoll_ctl(g->epoll, EPOLL_CTL_ADD,
                  MHD_get_daemon_info(g->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, &e) != 0 ||
        epoll_ctl(g->epoll, EPOLL_CTL_ADD, g->wake, &e) != 0)
        return SW_FAIL(err, SW_INTERNAL, "no epoll: %s", strerror(errno));
    g->upstream = upstream_new(&(struct upstream_settings){
        .epoll = g->epoll,
        .run_dir = g->run_dir,
        .deadline_ms = c->upstream_deadline_s * 1000,
        .connections_max = (int) c->upstream_connections,
    });
    g->pool = sw_pool_new(g->workers, QUEUE);
    if (pthread_create(&g->loop, NULL, run, g) != 0)
        return SW_FAIL(err, SW_INTERNAL, "no thread");
    return SW_OK;
}

void
gateway_loop_stop(struct gateway *g)
{
    if (g->loop != 0) {
        wake_up(g);
        (void) pthread_join(g->loop, NULL);
    }
    if (g->pool != NULL)
        sw_pool_free(g->pool); /* whoever still waited for a worker is handed back */
    if (g->daemon != NULL) {
        if (g->upstream != NULL)
            take_back(g);
        gateway_resume_all(g);
        MHD_stop_daemon(g->daemon);
    }
    upstream_free(g->upstream);
    if (g->epoll > 0)
        (void) close(g->epoll);
    if (g->wake > 0)
        (void) close(g->wake);
}
