/* libmicrohttpd's side: requests in, replies out, and the order of steps between. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "base/sw_log.h"
#include "gateway.h"
#include "http/sw_route.h"

#define CONNECTION_BYTES (128 * 1024)
#define MINIMUM_RATE     1024 /* bytes a second of a body, after the first ten seconds */

void
gateway_exchange_suspend(struct gateway_exchange *x)
{
    if (!x->suspended)
        MHD_suspend_connection(x->connection);
    x->suspended = true;
}

void
gateway_exchange_resume(struct gateway_exchange *x)
{
    if (x->suspended)
        MHD_resume_connection(x->connection);
    x->suspended = false;
}

void
gateway_exchange_fail(struct gateway_exchange *x, enum sw_code code, const char *detail)
{
    if (x->err.code == SW_OK)
        (void) SW_FAIL(&x->err, code, "%s", detail);
    x->phase = GATEWAY_READY;
}

/* ---- workers ---- */

static void
look_up(struct sw_task *task)
{
    struct gateway_exchange *x = (struct gateway_exchange *) task;
    struct gateway *g = x->gateway;
    const uint64_t one = 1;

    if (x->service >= 0)
        gateway_identify_slowly(x);
    else
        gateway_pages_write(x);
    pthread_mutex_lock(&g->lock);
    x->next_finished = g->finished;
    g->finished = x;
    pthread_mutex_unlock(&g->lock);
    (void) !write(g->wake, &one, sizeof one);
}

static void
ask_worker(struct gateway_exchange *x)
{
    x->task.run = look_up;
    x->phase = GATEWAY_LOOKUP;
    gateway_exchange_suspend(x);
    if (sw_pool_submit(x->gateway->pool, &x->task)) {
        x->gateway->in_flight++;
        return;
    }
    gateway_exchange_fail(x, SW_BUSY, "too many requests wait already");
    gateway_exchange_resume(x);
}

/* ---- what comes next ---- */

static void
after_identity(struct gateway_exchange *x)
{
    const bool changes = strcmp(x->method, "GET") != 0 && strcmp(x->method, "HEAD") != 0;

    if (x->err.code != SW_OK) {
        x->phase = GATEWAY_READY;
        return;
    }
    if (x->from_cookie && changes &&
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Sealwright-Request") == NULL) {
        gateway_exchange_fail(x, SW_CROSS_SITE,
                              "send the header Sealwright-Request: portal with the cookie");
        return;
    }
    gateway_upstream_start(x);
    if (x->phase == GATEWAY_UPSTREAM && !x->streamed)
        gateway_exchange_suspend(x);
}

static void
serve_own(struct gateway_exchange *x)
{
    if (strcmp(x->method, "GET") != 0 && strcmp(x->method, "HEAD") != 0)
        gateway_exchange_fail(x, SW_METHOD_INVALID, "pages are only read");
    else if (gateway_files_serve(x))
        x->phase = GATEWAY_READY;
    else if (!gateway_pages_wants(x))
        gateway_exchange_fail(x, SW_NOT_FOUND, "there is no such page");
    else if (gateway_pages_cached(x))
        x->phase = GATEWAY_READY;
    else
        ask_worker(x);
}

void
gateway_exchange_step(struct gateway_exchange *x)
{
    if (x->phase == GATEWAY_READY)
        return;
    if (x->service < 0) {
        serve_own(x);
        return;
    }
    if (x->phase == GATEWAY_RECEIVING && !x->looked_up && x->identity.roles == 0) {
        if (!gateway_identify(x)) {
            ask_worker(x);
            return;
        }
        if (x->phase == GATEWAY_READY)
            return;
    }
    if (x->upstream == NULL)
        after_identity(x);
}

/* The lookups that workers have finished: go on with each. */
static void
collect(struct gateway *g)
{
    struct gateway_exchange *x;

    pthread_mutex_lock(&g->lock);
    x = g->finished;
    g->finished = NULL;
    pthread_mutex_unlock(&g->lock);
    while (x != NULL) {
        struct gateway_exchange *next = x->next_finished;

        g->in_flight--;
        if (x->service < 0) {
            gateway_pages_keep(x);
            x->phase = GATEWAY_READY;
        } else {
            gateway_sessions_keep(x);
            x->phase = GATEWAY_RECEIVING;
            after_identity(x);
        }
        if (x->phase != GATEWAY_UPSTREAM || x->streamed)
            gateway_exchange_resume(x);
        x = next;
    }
}

/* ---- requests ---- */

static void *
on_uri(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct sw_arena *arena = sw_arena_new();
    struct gateway_exchange *x = sw_alloc(arena, sizeof *x);
    struct gateway *g = cls;

    x->gateway = g;
    x->arena = arena;
    x->connection = connection;
    x->service = -1;
    x->target = sw_printf(arena, "%s", uri);
    x->path = sw_printf(arena, "%.*s", (int) strcspn(uri, "?"), uri);
    x->started_ms = sw_clock_ms();
    x->next = g->exchanges;
    if (x->next != NULL)
        x->next->previous = x;
    g->exchanges = x;
    return x;
}

static void
read_trace(struct gateway_exchange *x)
{
    const char *parent = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "traceparent");
    unsigned char random[24];
    FILE *f = fopen("/dev/urandom", "re");

    if (f == NULL || fread(random, 1, sizeof random, f) != sizeof random)
        abort();
    (void) fclose(f);
    sw_hex(random, 16, x->trace);
    sw_hex(random + 16, 8, x->span);
    if (parent != NULL && strlen(parent) == 55 && strncmp(parent, "00-", 3) == 0 &&
        strspn(parent + 3, "0123456789abcdef") == 32)
        (void) snprintf(x->trace, sizeof x->trace, "%.32s", parent + 3);
}

static int
service_of(const char *path)
{
    for (int i = 0; i < GATEWAY_SERVICES; i++) {
        const size_t n = strlen(gateway_services[i]);

        if (strncmp(path, "/v1/", 4) == 0 && strncmp(path + 4, gateway_services[i], n) == 0 &&
            path[4 + n] == '/')
            return i;
    }
    return -1;
}

static void
read_head(struct gateway_exchange *x, const char *method)
{
    const char *length =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Content-Length");

    x->method = sw_printf(x->arena, "%s", method);
    x->service = service_of(x->path);
    read_trace(x);
    if (x->service < 0 && strncmp(x->path, "/v1/", 4) == 0)
        gateway_exchange_fail(x, SW_NOT_FOUND, "there is no such service");
    if (length != NULL && strtoll(length, NULL, 10) > GATEWAY_BODY_MAX) {
        if (x->service >= 0 && strcmp(gateway_services[x->service], "evidence") == 0)
            x->streamed = true;
        else
            gateway_exchange_fail(x, SW_BODY_TOO_LARGE, "a request may have up to 1 MiB");
    }
}

static void
take_buffered(struct gateway_exchange *x, const char *data, size_t n)
{
    if (x->phase == GATEWAY_READY)
        return;
    if (x->body_size + n > GATEWAY_BODY_MAX) {
        gateway_exchange_fail(x, SW_BODY_TOO_LARGE, "a request may have up to 1 MiB");
        return;
    }
    if (x->body_size + n > x->body_room) {
        char *more;

        x->body_room = x->body_room == 0 ? 4096 : x->body_room * 2;
        if (x->body_room < x->body_size + n)
            x->body_room = x->body_size + n;
        more = sw_alloc(x->arena, x->body_room);
        if (x->body_size > 0)
            memcpy(more, x->body, x->body_size);
        x->body = more;
    }
    memcpy(x->body + x->body_size, data, n);
    x->body_size += n;
}

/* A piece of a streamed body; returns how much of it was taken. */
static size_t
take_streamed(struct gateway_exchange *x, const char *data, size_t n)
{
    long sent;

    if (x->phase == GATEWAY_READY)
        return n; /* the answer stands: the rest is read and dropped */
    if (x->upstream == NULL) {
        gateway_exchange_step(x);
        if (x->phase == GATEWAY_READY)
            return n;
        if (x->upstream == NULL)
            return 0; /* a worker finds out who it is */
    }
    sent = gateway_upstream_send(x, data, n);
    if (sent < 0) {
        gateway_upstream_drop(x);
        gateway_exchange_fail(x, SW_BUSY, "the service went away during the upload");
        return n;
    }
    return (size_t) sent;
}

/* ---- replies ---- */

static ssize_t
stream(void *cls, uint64_t at, char *buffer, size_t max)
{
    const long n = gateway_upstream_read(cls, buffer, max);

    (void) at;
    return n < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : (ssize_t) n;
}

static struct MHD_Response *
make_response(struct gateway_exchange *x)
{
    if (x->err.code != SW_OK) {
        x->status = sw_code_http(x->err.code);
        x->type = "application/problem+json";
        x->reply = sw_problem(x->arena, &x->err, x->trace);
        x->reply_size = strlen(x->reply);
        x->stream_size = 0;
    }
    if (x->stream_size > 0)
        return MHD_create_response_from_callback(x->stream_size, 64 * 1024, stream, x, NULL);
    return MHD_create_response_from_buffer(x->reply_size, (void *) (uintptr_t) x->reply,
                                           MHD_RESPMEM_MUST_COPY);
}

static enum MHD_Result
answer(struct gateway_exchange *x, bool close_after)
{
    struct MHD_Response *r = x->ready_made != NULL ? x->ready_made : make_response(x);
    enum MHD_Result done;

    if (r == NULL)
        return MHD_NO;
    if (x->ready_made == NULL) {
        gateway_security_headers(r);
        if (x->type != NULL)
            (void) MHD_add_response_header(r, "Content-Type", x->type);
        (void) MHD_add_response_header(r, "Request-Id", x->trace);
        if (x->service >= 0 && x->stream_size == 0)
            (void) MHD_add_response_header(r, "Cache-Control", "no-store");
        if (x->status == 503 || x->status == 429)
            (void) MHD_add_response_header(r, "Retry-After", "1");
        if (close_after)
            (void) MHD_add_response_header(r, "Connection", "close");
        for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
            (void) MHD_add_response_header(r, h->name, h->value);
    }
    atomic_fetch_add(&x->gateway->answered[x->status / 100 % 6], 1);
    done = MHD_queue_response(x->connection, (unsigned) x->status, r);
    if (x->ready_made == NULL)
        MHD_destroy_response(r);
    return done;
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
           const char *version, const char *data, size_t *size, void **con_cls)
{
    struct gateway_exchange *x = *con_cls;

    (void) cls, (void) url;
    if (x->method == NULL) {
        struct sw_error refused;

        read_head(x, method);
        if (gateway_guard(connection, method, version, x->target, &refused) == SW_OK)
            return MHD_YES;
        x->err = refused;
        x->phase = GATEWAY_READY;
        return answer(x, true);
    }
    if (*size > 0) {
        x->received += (int64_t) *size;
        if (x->streamed)
            *size -= take_streamed(x, data, *size);
        else {
            take_buffered(x, data, *size);
            *size = 0;
        }
        return MHD_YES;
    }
    if (x->upstream != NULL && x->streamed && x->phase == GATEWAY_UPSTREAM) {
        gateway_upstream_body_done(x);
        gateway_exchange_suspend(x);
        return MHD_YES;
    }
    gateway_exchange_step(x);
    return x->phase == GATEWAY_READY && !x->suspended ? answer(x, false) : MHD_YES;
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
             enum MHD_RequestTerminationCode why)
{
    struct gateway_exchange *x = *con_cls;
    struct gateway *g = cls;

    (void) connection, (void) why;
    if (x == NULL)
        return;
    gateway_upstream_drop(x);
    if (x->previous != NULL)
        x->previous->next = x->next;
    else
        g->exchanges = x->next;
    if (x->next != NULL)
        x->next->previous = x->previous;
    sw_arena_free(x->arena);
    *con_cls = NULL;
}

/* ---- deadlines ---- */

static void
cut(struct gateway_exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (info != NULL)
        (void) shutdown(info->connect_fd, SHUT_RDWR);
}

void
gateway_sweep(struct gateway *g, int64_t now_ms)
{
    for (struct gateway_exchange *x = g->exchanges, *next; x != NULL; x = next) {
        const int64_t age_ms = now_ms - x->started_ms;

        next = x->next;
        if (x->phase == GATEWAY_UPSTREAM && x->suspended && now_ms > x->due_ms) {
            gateway_upstream_drop(x);
            gateway_exchange_fail(x, SW_UPSTREAM_TIMEOUT, "the service did not answer in time");
            gateway_exchange_resume(x);
        } else if (x->method == NULL && age_ms > g->config.header_deadline_s * 1000) {
            cut(x);
        } else if (x->phase == GATEWAY_RECEIVING && age_ms > 10000 &&
                   x->received * 1000 / age_ms < MINIMUM_RATE) {
            cut(x);
        } else if (x->stream_size > 0 && x->upstream != NULL && now_ms > x->due_ms) {
            cut(x);
        }
    }
    collect(g);
}

static enum MHD_Result
start_daemon(struct gateway *g, const char *certificate, const char *key)
{
    const struct gateway_config *c = &g->config;

    g->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TLS | MHD_USE_DUAL_STACK,
        (uint16_t) c->port, NULL, NULL, on_request, g, MHD_OPTION_HTTPS_MEM_CERT, certificate,
        MHD_OPTION_HTTPS_MEM_KEY, key, MHD_OPTION_URI_LOG_CALLBACK, on_uri, g,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, g, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned) c->header_deadline_s, MHD_OPTION_CONNECTION_LIMIT, (unsigned) c->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned) c->connections_per_address,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) CONNECTION_BYTES,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
    return g->daemon != NULL ? MHD_YES : MHD_NO;
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

enum sw_code
gateway_front_start(struct gateway *g, struct sw_error *err)
{
    struct sw_arena *arena = sw_arena_new();
    const char *certificate = read_text(arena, g->config.tls_certificate);
    const char *key = read_text(arena, g->config.tls_key);
    enum MHD_Result started =
        certificate != NULL && key != NULL ? start_daemon(g, certificate, key) : MHD_NO;

    sw_arena_free(arena);
    if (started == MHD_YES)
        return SW_OK;
    return SW_FAIL(err, SW_INTERNAL, "cannot listen on port %lld with the certificate %s",
                   (long long) g->config.port, g->config.tls_certificate);
}
