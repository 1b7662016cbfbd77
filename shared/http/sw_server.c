#include "http/sw_server.h"

#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
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
#include "http/sw_metrics.h"
#include "http/sw_pool.h"

#define IDLE_SECONDS     60
#define CONNECTION_BYTES (64 * 1024)

enum phase { RECEIVING, OPENING, RUNNING, DONE };

/* One request and its answer; lives in its own arena. */
struct exchange {
    struct sw_task task; /* first: a task is its exchange */
    struct sw_server *server;
    struct MHD_Connection *connection;
    struct sw_request req;
    struct sw_reply reply;
    const struct sw_route *route; /* of an upload */
    const char *method, *target;
    char *body;
    size_t size, room;
    enum phase phase;
    bool opened, too_large;
    struct sw_error upload_error; /* code SW_OK: none */
    int64_t started_ms;
    struct exchange *next; /* among the finished ones */
};

struct sw_server {
    struct sw_server_settings settings;
    struct sw_server_calls calls;
    struct MHD_Daemon *daemon;
    struct sw_pool *pool;
    struct sw_metrics *metrics;
    int epoll, wake;
    volatile bool stopping;
    pthread_mutex_t lock;
    struct exchange *finished;
    int running; /* exchanges that a worker holds */
};

/* ---- on a worker ---- */

static void
hand_back(struct exchange *x)
{
    struct sw_server *s = x->server;
    const uint64_t one = 1;

    pthread_mutex_lock(&s->lock);
    x->next = s->finished;
    s->finished = x;
    pthread_mutex_unlock(&s->lock);
    (void) !write(s->wake, &one, sizeof one);
}

static struct sw_reply
plain_reply(int status, const char *text)
{
    return (struct sw_reply){ status, "text/plain; charset=utf-8", text, strlen(text) };
}

static const char *
all_metrics(struct exchange *x)
{
    struct sw_server *s = x->server;

    return s->calls.metrics != NULL ? s->calls.metrics(s->calls.ctx, x->req.arena)
                                    : sw_metrics_text(s->metrics, x->req.arena);
}

/* The three pages every server has. */
static bool
own_page(struct exchange *x)
{
    struct sw_server *s = x->server;

    if (strcmp(x->target, "/livez") == 0)
        x->reply = plain_reply(200, "live\n");
    else if (strcmp(x->target, "/readyz") == 0)
        x->reply = s->calls.ready(s->calls.ctx) ? plain_reply(200, "ready\n")
                                                : plain_reply(503, "not ready\n");
    else if (strcmp(x->target, "/metrics") == 0)
        x->reply = plain_reply(200, all_metrics(x));
    else
        return false;
    return true;
}

static struct sw_reply
problem_reply(struct exchange *x, const struct sw_error *err)
{
    const char *text = sw_problem(x->req.arena, err, x->req.trace_id);

    return (struct sw_reply){ sw_code_http(err->code), "application/problem+json", text,
                              strlen(text) };
}

static void
count(struct exchange *x)
{
    struct sw_server *s = x->server;
    const struct sw_route *route = NULL;
    struct sw_request scratch = { .arena = x->req.arena };
    struct sw_error ignored;
    const char *path = sw_printf(x->req.arena, "%.*s", (int) strcspn(x->target, "?"), x->target);

    if (sw_route_find(s->calls.routes, x->method, path, &scratch, &route, &ignored) != SW_OK)
        route = NULL;
    sw_metrics_count(s->metrics, route, x->reply.status, sw_clock_ms() - x->started_ms);
}

static void
run_exchange(struct sw_task *task)
{
    struct exchange *x = (struct exchange *) task;
    struct sw_server *s = x->server;

    if (!own_page(x)) {
        if (x->route != NULL && !x->opened && x->upload_error.code == SW_OK)
            (void) (s->calls.open_upload(s->calls.ctx, x->route, x->target, 0, &x->req,
                                         &x->upload_error) == SW_OK);
        if (x->upload_error.code != SW_OK)
            x->reply = problem_reply(x, &x->upload_error);
        else
            x->reply =
                s->calls.dispatch(s->calls.ctx, x->method, x->target, x->body, x->size, &x->req);
        count(x);
    }
    if (x->route != NULL && x->reply.status >= 400 && x->req.upload != NULL)
        x->route->upload->abandon(&x->req);
    x->req.upload = NULL;
    x->phase = DONE;
    hand_back(x);
}

static void
open_exchange(struct sw_task *task)
{
    struct exchange *x = (struct exchange *) task;
    struct sw_server *s = x->server;
    const char *length =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Content-Length");

    if (s->calls.open_upload(s->calls.ctx, x->route, x->target,
                             length != NULL ? strtoll(length, NULL, 10) : -1, &x->req,
                             &x->upload_error) == SW_OK)
        x->upload_error.code = SW_OK;
    x->opened = true;
    x->phase = RECEIVING;
    hand_back(x);
}

/* ---- on the loop ---- */

static bool
submit(struct exchange *x, void (*run)(struct sw_task *), enum phase phase)
{
    x->task.run = run;
    x->phase = phase;
    MHD_suspend_connection(x->connection);
    if (sw_pool_submit(x->server->pool, &x->task)) {
        x->server->running++;
        return true;
    }
    MHD_resume_connection(x->connection);
    return false;
}

static void *
on_uri(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct sw_arena *arena = sw_arena_new();
    struct exchange *x = sw_alloc(arena, sizeof *x);

    x->server = cls;
    x->connection = connection;
    x->target = sw_printf(arena, "%s", uri);
    x->req.arena = arena;
    x->req.file = -1;
    x->started_ms = sw_clock_ms();
    return x;
}

static const char *
header(struct exchange *x, const char *name)
{
    const char *value = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);

    return value == NULL ? NULL : sw_printf(x->req.arena, "%s", value);
}

/* The trace id of a W3C traceparent, "00-<32 hex>-<16 hex>-<2 hex>". */
static const char *
trace_id(struct exchange *x)
{
    const char *parent = header(x, "traceparent");

    if (parent == NULL || strlen(parent) != 55 || strspn(parent + 3, "0123456789abcdef") != 32)
        return NULL;
    return sw_printf(x->req.arena, "%.32s", parent + 3);
}

static void
read_head(struct exchange *x, const char *method)
{
    struct sw_request found = { .arena = x->req.arena };
    struct sw_error ignored;
    const char *path = sw_printf(x->req.arena, "%.*s", (int) strcspn(x->target, "?"), x->target);
    const struct sw_route *route;

    x->method = sw_printf(x->req.arena, "%s", method);
    x->req.trace_id = trace_id(x);
    x->req.idempotency_key = header(x, "Idempotency-Key");
    (void) sw_context_parse(header(x, SW_CONTEXT_HEADER), &x->req.context);
    if (sw_route_find(x->server->calls.routes, method, path, &found, &route, &ignored) == SW_OK &&
        route->upload != NULL)
        x->route = route;
}

static void
take_body(struct exchange *x, const char *data, size_t n)
{
    const size_t max = x->server->settings.body_max;

    if (x->size + n > max) {
        x->too_large = true;
        return;
    }
    if (x->size + n > x->room) {
        char *more;

        x->room = x->room == 0 ? 4096 : x->room * 2;
        if (x->room < x->size + n)
            x->room = x->size + n;
        more = sw_alloc(x->req.arena, x->room);
        if (x->size > 0)
            memcpy(more, x->body, x->size);
        x->body = more;
    }
    memcpy(x->body + x->size, data, n);
    x->size += n;
}

/* A piece of an upload.  False: not taken yet, the connection sleeps until it is opened. */
static bool
take_upload(struct exchange *x, const char *data, size_t n)
{
    if (!x->opened) {
        if (submit(x, open_exchange, OPENING))
            return false;
        x->opened = true;
        (void) SW_FAIL(&x->upload_error, SW_BUSY, "the queue is full");
    }
    x->size += n;
    if (x->upload_error.code == SW_OK && x->size > x->route->upload->max_bytes)
        (void) SW_FAIL(&x->upload_error, SW_BODY_TOO_LARGE, "a file may have up to %llu bytes",
                       (unsigned long long) x->route->upload->max_bytes);
    else if (x->upload_error.code == SW_OK)
        (void) (x->route->upload->write(&x->req, data, n, &x->upload_error) == SW_OK);
    return true;
}

static void
add_headers(struct exchange *x, struct MHD_Response *r)
{
    (void) MHD_add_response_header(r, "Content-Type", x->reply.type);
    if (x->req.trace_id != NULL)
        (void) MHD_add_response_header(r, "Request-Id", x->req.trace_id);
    if (x->reply.status == 503)
        (void) MHD_add_response_header(r, "Retry-After", "1");
    for (const struct sw_reply_header *h = x->req.headers; h != NULL; h = h->next)
        (void) MHD_add_response_header(r, h->name, h->value);
}

static enum MHD_Result
answer(struct exchange *x)
{
    struct MHD_Response *r;
    enum MHD_Result done;

    if (x->req.file >= 0 && x->reply.status < 300) {
        r = MHD_create_response_from_fd64(x->req.file_size, x->req.file);
        x->req.file = -1; /* the response closes it */
    } else {
        r = MHD_create_response_from_buffer(x->reply.size, (void *) (uintptr_t) x->reply.body,
                                            MHD_RESPMEM_MUST_COPY);
    }
    if (r == NULL)
        return MHD_NO;
    add_headers(x, r);
    done = MHD_queue_response(x->connection, (unsigned) x->reply.status, r);
    MHD_destroy_response(r);
    return done;
}

static enum MHD_Result
refuse(struct exchange *x, enum sw_code code)
{
    struct sw_error err = { .code = SW_OK };

    (void) SW_FAIL(&err, code, "%s", sw_code_title(code));
    x->reply = problem_reply(x, &err);
    x->phase = DONE;
    return answer(x);
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *data, size_t *size, void **con_cls)
{
    struct exchange *x = *con_cls;

    (void) cls, (void) connection, (void) url, (void) version;
    if (x->method == NULL) {
        read_head(x, method);
        return MHD_YES;
    }
    if (*size > 0) {
        if (x->route == NULL)
            take_body(x, data, *size);
        else if (!take_upload(x, data, *size))
            return MHD_YES;
        *size = 0;
        return MHD_YES;
    }
    if (x->phase == DONE)
        return answer(x);
    if (x->too_large)
        return refuse(x, SW_BODY_TOO_LARGE);
    return submit(x, run_exchange, RUNNING) ? MHD_YES : refuse(x, SW_BUSY);
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
             enum MHD_RequestTerminationCode why)
{
    struct exchange *x = *con_cls;

    (void) cls, (void) connection, (void) why;
    if (x == NULL)
        return;
    if (x->req.upload != NULL)
        x->route->upload->abandon(&x->req);
    if (x->req.file >= 0)
        (void) close(x->req.file);
    sw_arena_free(x->req.arena); /* x itself lives there */
    *con_cls = NULL;
}

static void
resume_finished(struct sw_server *s)
{
    struct exchange *x;

    pthread_mutex_lock(&s->lock);
    x = s->finished;
    s->finished = NULL;
    pthread_mutex_unlock(&s->lock);
    while (x != NULL) {
        struct exchange *next = x->next;

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
            MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, s,
            MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK, on_uri, s,
            MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_CONNECTION_TIMEOUT,
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
