/* The small HTTP/1.1 client of our own services: asynchronous, over Unix sockets, with keep-alive.
 * It never forwards a byte of the client's head: every request is written anew. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "gateway.h"
#include "upstream_parse.h"

const char *const gateway_services[GATEWAY_SERVICES] = {
    "identity", "clients", "stage1", "stage2", "surveillance", "evidence", "certificates",
};

struct gateway_upstream {
    struct gateway *gateway;
    struct gateway_exchange *x; /* NULL while idle */
    struct gateway_upstream *next;
    int fd, service;
    bool reused, keep_alive, body_done, head_read;
    const char *out; /* what is still to be sent, in the exchange's arena */
    size_t out_size;
    bool wants_room; /* the client waits until more can be sent */
    char in[GATEWAY_HEAD_MAX];
    size_t in_size;   /* bytes of the head, or of the body behind it */
    const char *rest; /* body bytes that came with the head */
    size_t rest_size;
    char *body;
    uint64_t body_size, body_read;
};

static void
watch(struct gateway_upstream *u, unsigned events)
{
    struct epoll_event e = { .events = events, .data.ptr = u };

    (void) epoll_ctl(u->gateway->epoll, EPOLL_CTL_MOD, u->fd, &e);
}

static void
close_upstream(struct gateway_upstream *u)
{
    (void) close(u->fd); /* leaves the epoll by itself */
    free(u);
}

static void
release(struct gateway_upstream *u)
{
    u->x->upstream = NULL;
    u->x = NULL;
    if (!u->keep_alive || u->out_size > 0) {
        close_upstream(u);
        return;
    }
    u->reused = true;
    u->next = u->gateway->idle[u->service];
    u->gateway->idle[u->service] = u;
    watch(u, EPOLLIN);
}

void
gateway_upstream_drop(struct gateway_exchange *x)
{
    if (x->upstream == NULL)
        return;
    x->upstream->keep_alive = false;
    release(x->upstream);
}

void
gateway_upstream_free_all(struct gateway *g)
{
    for (int i = 0; i < GATEWAY_SERVICES; i++)
        while (g->idle[i] != NULL) {
            struct gateway_upstream *u = g->idle[i];

            g->idle[i] = u->next;
            close_upstream(u);
        }
}

static struct gateway_upstream *
connect_new(struct gateway *g, int service)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct gateway_upstream *u;
    struct epoll_event e = { .events = EPOLLIN };

    (void) snprintf(a.sun_path, sizeof a.sun_path, "%s/%s.sock", g->config.run_dir,
                    gateway_services[service]);
    if (fd < 0 || connect(fd, (const struct sockaddr *) &a, sizeof a) != 0) {
        if (fd >= 0)
            (void) close(fd);
        return NULL;
    }
    u = calloc(1, sizeof *u);
    if (u == NULL)
        abort();
    u->gateway = g;
    u->fd = fd;
    u->service = service;
    e.data.ptr = u;
    if (epoll_ctl(g->epoll, EPOLL_CTL_ADD, fd, &e) != 0)
        abort();
    return u;
}

static struct gateway_upstream *
take(struct gateway *g, int service, bool fresh)
{
    struct gateway_upstream *u = fresh ? NULL : g->idle[service];

    if (u == NULL)
        return connect_new(g, service);
    g->idle[service] = u->next;
    return u;
}

static const char *
forwarded(struct gateway_exchange *x, const char *head, const char *name)
{
    const char *value = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);

    if (value == NULL || strlen(value) > 1000)
        return head;
    return sw_printf(x->arena, "%s%s: %s\r\n", head, name, value);
}

static const char *
request_head(struct gateway_exchange *x, const char *token)
{
    static const char *const kept[] = { "Content-Type", "Accept",        "Idempotency-Key",
                                        "If-Match",     "If-None-Match", "Range" };
    const char *length =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Content-Length");
    const bool get = strcmp(x->method, "HEAD") == 0 || strcmp(x->method, "GET") == 0;
    const char *head = sw_printf(
        x->arena,
        "%s %s HTTP/1.1\r\nHost: %s\r\n" SW_CONTEXT_HEADER ": %s\r\ntraceparent: 00-%s-%s-01\r\n",
        get ? "GET" : x->method, x->target, gateway_services[x->service], token, x->trace, x->span);

    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
        head = forwarded(x, head, kept[i]);
    if (x->streamed)
        return sw_printf(x->arena, "%sContent-Length: %s\r\n\r\n", head, length);
    return sw_printf(x->arena, "%sContent-Length: %zu\r\n\r\n", head, x->body_size);
}

/* Send what waits; false when the connection is broken. */
static bool
flush(struct gateway_upstream *u)
{
    while (u->out_size > 0) {
        const ssize_t n = send(u->fd, u->out, u->out_size, MSG_NOSIGNAL);

        if (n < 0 && errno == EAGAIN)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        u->out += n;
        u->out_size -= (size_t) n;
    }
    return true;
}

static void
begin(struct gateway_exchange *x, bool fresh)
{
    struct gateway *g = x->gateway;
    char token[SW_CONTEXT_MAX];
    struct gateway_upstream *u;
    const char *head;
    char *all;

    if (!gateway_context(x, token)) {
        gateway_exchange_fail(x, SW_INTERNAL, "no context could be made");
        return;
    }
    u = take(g, x->service, fresh);
    if (u == NULL) {
        gateway_exchange_fail(x, SW_BUSY, "the service is not there at the moment");
        return;
    }
    head = request_head(x, token);
    all = sw_alloc(x->arena, strlen(head) + x->body_size + 1);
    memcpy(all, head, strlen(head));
    if (x->body_size > 0)
        memcpy(all + strlen(head), x->body, x->body_size);
    u->x = x;
    u->out = all;
    u->out_size = strlen(head) + x->body_size;
    u->body_done = !x->streamed;
    u->head_read = u->wants_room = false;
    u->keep_alive = true;
    u->in_size = 0;
    u->body = NULL;
    u->body_size = u->body_read = 0;
    x->upstream = u;
    x->phase = GATEWAY_UPSTREAM;
    x->due_ms = sw_clock_ms() + g->config.upstream_deadline_s * 1000;
    watch(u, EPOLLIN | EPOLLOUT);
}

void
gateway_upstream_start(struct gateway_exchange *x)
{
    begin(x, false);
}

/* A kept connection may have been closed by its service just now: try once more on a new one. */
static void
broken(struct gateway_upstream *u)
{
    struct gateway_exchange *x = u->x;
    const bool again = u->reused && !u->head_read && u->in_size == 0 && !x->streamed && !x->retried;

    gateway_upstream_drop(x);
    if (again) {
        x->retried = true;
        begin(x, true);
        if (x->err.code == SW_OK)
            return;
    }
    if (x->err.code == SW_OK)
        gateway_exchange_fail(x, SW_BUSY, "the service went away while it answered");
    gateway_exchange_resume(x);
}

long
gateway_upstream_send(struct gateway_exchange *x, const void *data, size_t size)
{
    struct gateway_upstream *u = x->upstream;
    ssize_t n;

    if (!flush(u))
        return -1;
    if (u->out_size == 0) {
        n = send(u->fd, data, size, MSG_NOSIGNAL);
        if (n > 0) {
            x->due_ms = sw_clock_ms() + x->gateway->config.upstream_deadline_s * 1000;
            return n;
        }
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return -1;
    }
    u->wants_room = true;
    gateway_exchange_suspend(x);
    watch(u, EPOLLIN | EPOLLOUT);
    return 0;
}

void
gateway_upstream_body_done(struct gateway_exchange *x)
{
    x->upstream->body_done = true;
    watch(x->upstream, x->upstream->out_size > 0 ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

/* Which headers of a service reach the client. */
static void
keep_headers(struct gateway_exchange *x, const struct upstream_head *head)
{
    static const char *const passed[] = { "Set-Cookie",
                                          "Content-Disposition",
                                          "Idempotency-Replayed",
                                          "Retry-After",
                                          "Location",
                                          "Link",
                                          "ETag",
                                          "Cache-Control" };

    for (int i = 0; i < head->count; i++) {
        if (strcasecmp(head->headers[i].name, "Content-Type") == 0)
            x->type = sw_printf(x->arena, "%s", head->headers[i].value);
        for (size_t p = 0; p < sizeof passed / sizeof passed[0]; p++)
            if (strcasecmp(head->headers[i].name, passed[p]) == 0) {
                struct gateway_header *h = sw_alloc(x->arena, sizeof *h);

                h->name = passed[p];
                h->value = sw_printf(x->arena, "%s", head->headers[i].value);
                h->next = x->headers;
                x->headers = h;
            }
    }
}

static void
finish(struct gateway_upstream *u)
{
    struct gateway_exchange *x = u->x;

    x->reply = u->body;
    x->reply_size = (size_t) u->body_size;
    x->phase = GATEWAY_READY;
    if (!u->body_done)
        u->keep_alive = false; /* it answered before it had all of the body */
    release(u);
    gateway_exchange_resume(x);
}

/* True when the head stands and the body can be read. */
static bool
read_head(struct gateway_upstream *u)
{
    struct upstream_head head;
    struct gateway_exchange *x = u->x;

    switch (upstream_parse(u->in, u->in_size, &head)) {
    case UPSTREAM_MORE:
        if (u->in_size < sizeof u->in)
            return false;
        /* fall through */
    case UPSTREAM_BROKEN:
        gateway_upstream_drop(x);
        gateway_exchange_fail(x, SW_UPSTREAM_FAILED, "the service's answer cannot be read");
        gateway_exchange_resume(x);
        return false;
    case UPSTREAM_WHOLE:
        break;
    }
    x->status = head.status;
    keep_headers(x, &head);
    u->head_read = true;
    u->keep_alive = head.keep_alive;
    u->body_size = (uint64_t) head.content_length;
    u->rest = u->in + head.size;
    u->rest_size = u->in_size - head.size;
    if (u->rest_size > u->body_size) {
        gateway_upstream_drop(x);
        gateway_exchange_fail(x, SW_UPSTREAM_FAILED, "the service's answer is too long");
        gateway_exchange_resume(x);
        return false;
    }
    if (u->body_size > GATEWAY_REPLY_MAX) {
        x->stream_size = u->body_size;
        x->phase = GATEWAY_READY;
        watch(u, 0);
        gateway_exchange_resume(x);
        return false;
    }
    u->body = sw_alloc(x->arena, u->body_size + 1);
    memcpy(u->body, u->rest, u->rest_size);
    u->body_read = u->rest_size;
    return true;
}

static void
readable(struct gateway_upstream *u)
{
    for (;;) {
        char *to = u->head_read ? u->body + u->body_read : u->in + u->in_size;
        const size_t room =
            u->head_read ? (size_t) (u->body_size - u->body_read) : sizeof u->in - u->in_size;
        ssize_t n;

        if (u->head_read && room == 0) {
            finish(u);
            return;
        }
        n = recv(u->fd, to, room, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return;
        if (n <= 0) {
            broken(u);
            return;
        }
        if (u->head_read) {
            u->body_read += (size_t) n;
            continue;
        }
        u->in_size += (size_t) n;
        if (!read_head(u))
            return;
    }
}

static void
drop_idle(struct gateway_upstream *u)
{
    struct gateway_upstream **at = &u->gateway->idle[u->service];

    while (*at != NULL && *at != u)
        at = &(*at)->next;
    if (*at == u)
        *at = u->next;
    close_upstream(u);
}

void
gateway_upstream_event(struct gateway_upstream *u, unsigned events)
{
    if (u->x == NULL) { /* an idle one speaks only to say good-bye */
        drop_idle(u);
        return;
    }
    if (u->x->stream_size > 0) { /* the client's reader wants more, or waits for it */
        watch(u, 0);
        gateway_exchange_resume(u->x);
        return;
    }
    if ((events & EPOLLOUT) != 0) {
        if (!flush(u)) {
            broken(u);
            return;
        }
        if (u->out_size == 0) {
            watch(u, EPOLLIN);
            if (u->wants_room) {
                u->wants_room = false;
                gateway_exchange_resume(u->x);
            }
        }
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        readable(u);
}

long
gateway_upstream_read(struct gateway_exchange *x, char *buffer, size_t max)
{
    struct gateway_upstream *u = x->upstream;
    ssize_t n;

    if (u == NULL)
        return -1;
    if (u->rest_size > 0) {
        n = (ssize_t) (u->rest_size < max ? u->rest_size : max);
        memcpy(buffer, u->rest, (size_t) n);
        u->rest += n;
        u->rest_size -= (size_t) n;
    } else {
        n = recv(u->fd, buffer, max, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            gateway_exchange_suspend(x);
            watch(u, EPOLLIN);
            return 0;
        }
        if (n <= 0)
            return -1;
    }
    u->body_read += (size_t) n;
    x->due_ms = sw_clock_ms() + x->gateway->config.upstream_deadline_s * 1000;
    if (u->body_read == u->body_size)
        release(u);
    return n;
}
