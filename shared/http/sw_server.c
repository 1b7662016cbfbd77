#include "http/sw_server.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "http/sw_exchange.h"

#define IDLE_SECONDS     60
#define CONNECTION_BYTES (64 * 1024)

static void
resume_finished(struct sw_server *s)
{
    struct sw_exchange *x;

    pthread_mutex_lock(&s->lock);
    x = s->finished;
    s->finished = NULL;
    pthread_mutex_unlock(&s->lock);
    while (x != NULL) {
        struct sw_exchange *next = x->next;

        s->running--;
        MHD_resume_connection(x->connection);
        x = next;
    }
}

static int
listen_on(const char *path)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0 || strlen(path) >= sizeof a.sun_path)
        return -1;
    (void) snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    (void) unlink(path);
    if (bind(fd, (const struct sockaddr *) &a, sizeof a) != 0 || chmod(path, 0660) != 0 ||
        listen(fd, 1024) != 0) {
        (void) close(fd);
        return -1;
    }
    return fd;
}

static bool
watch(struct sw_server *s)
{
    const int inner = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    struct epoll_event e = { .events = EPOLLIN };

    s->epoll = epoll_create1(EPOLL_CLOEXEC);
    s->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return s->epoll >= 0 && s->wake >= 0 && epoll_ctl(s->epoll, EPOLL_CTL_ADD, inner, &e) == 0 &&
           epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->wake, &e) == 0;
}

struct sw_server *
sw_server_new(const struct sw_server_settings *settings, const struct sw_server_calls *calls,
              struct sw_error *err)
{
    struct sw_server *s = calloc(1, sizeof *s);
    const int fd = listen_on(settings->socket);

    if (s == NULL)
        abort();
    s->settings = *settings;
    s->calls = *calls;
    s->epoll = s->wake = -1;
    pthread_mutex_init(&s->lock, NULL);
    if (fd >= 0)
        s->daemon = MHD_start_daemon(
            MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, sw_exchange_on_request, s,
            MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK, sw_exchange_on_uri, s,
            MHD_OPTION_NOTIFY_COMPLETED, sw_exchange_on_completed, s, MHD_OPTION_CONNECTION_TIMEOUT,
            (unsigned) IDLE_SECONDS, MHD_OPTION_CONNECTION_LIMIT, 2000u,
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) CONNECTION_BYTES, MHD_OPTION_END);
    if (s->daemon == NULL || !watch(s)) {
        (void) SW_FAIL(err, SW_INTERNAL, "cannot listen on %s: %s", settings->socket,
                       strerror(errno));
        sw_server_free(s);
        return NULL;
    }
    s->metrics = sw_metrics_new(settings->name, calls->routes);
    s->pool = sw_pool_new(settings->workers, settings->queue);
    return s;
}

static void
turn(struct sw_server *s)
{
    MHD_UNSIGNED_LONG_LONG left;
    struct epoll_event events[8];
    uint64_t ignored;
    int timeout_ms = 1000;

    if (MHD_get_timeout(s->daemon, &left) == MHD_YES && left < 1000)
        timeout_ms = (int) left;
    (void) epoll_wait(s->epoll, events, 8, timeout_ms);
    (void) !read(s->wake, &ignored, sizeof ignored);
    resume_finished(s);
    (void) MHD_run(s->daemon);
}

void
sw_server_run(struct sw_server *server)
{
    const int64_t patience_ms = 10000;
    int64_t until_ms;

    while (!server->stopping)
        turn(server);
    MHD_socket fd = MHD_quiesce_daemon(server->daemon);
    until_ms = sw_clock_ms() + patience_ms;
    while (server->running > 0 && sw_clock_ms() < until_ms)
        turn(server);
    turn(server); /* let the last answers go out */
    if (fd != MHD_INVALID_SOCKET)
        (void) close(fd);
}

void
sw_server_stop(struct sw_server *server)
{
    const uint64_t one = 1;

    server->stopping = true;
    (void) !write(server->wake, &one, sizeof one);
}

void
sw_server_free(struct sw_server *server)
{
    if (server == NULL)
        return;
    sw_pool_free(server->pool);
    if (server->daemon != NULL) {
        resume_finished(server);
        MHD_stop_daemon(server->daemon);
    }
    sw_metrics_free(server->metrics);
    if (server->epoll >= 0)
        (void) close(server->epoll);
    if (server->wake >= 0)
        (void) close(server->wake);
    pthread_mutex_destroy(&server->lock);
    free(server);
}
