/* An exchange on the loop: head, body, suspension, answer. */
#include "http/sw_exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sw_clock.h"

static bool
submit(struct sw_exchange *x, void (*run)(struct sw_task *), enum sw_phase phase)
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

void *
sw_exchange_on_uri(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct sw_arena *arena = sw_arena_new();
    struct sw_exchange *x = sw_alloc(arena, sizeof *x);

    x->server = cls;
    x->connection = connection;
    x->target = sw_printf(arena, "%s", uri);
    x->req.arena = arena;
    x->req.file = -1;
    x->started_ms = sw_clock_ms();
    return x;
}

static const char *
header(struct sw_exchange *x, const char *name)
{
    const char *value = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name);

    return value == NULL ? NULL : sw_printf(x->req.arena, "%s", value);
}

/* The trace id of a W3C traceparent, "00-<32 hex>-<16 hex>-<2 hex>". */
static const char *
trace_id(struct sw_exchange *x)
{
    const char *parent = header(x, "traceparent");

    if (parent == NULL || strlen(parent) != 55 || strspn(parent + 3, "0123456789abcdef") != 32)
        return NULL;
    return sw_printf(x->req.arena, "%.32s", parent + 3);
}

static void
read_head(struct sw_exchange *x, const char *method)
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
take_body(struct sw_exchange *x, const char *data, size_t n)
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
take_upload(struct sw_exchange *x, const char *data, size_t n)
{
    if (!x->opened) {
        if (submit(x, sw_exchange_open, OPENING))
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
add_headers(struct sw_exchange *x, struct MHD_Response *r)
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
answer(struct sw_exchange *x)
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
refuse(struct sw_exchange *x, enum sw_code code)
{
    struct sw_error err = { .code = SW_OK };

    (void) SW_FAIL(&err, code, "%s", sw_code_title(code));
    x->reply = sw_exchange_problem(x, &err);
    x->phase = DONE;
    return answer(x);
}

enum MHD_Result
sw_exchange_on_request(void *cls, struct MHD_Connection *connection, const char *url,
                       const char *method, const char *version, const char *data, size_t *size,
                       void **con_cls)
{
    struct sw_exchange *x = *con_cls;

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
    return submit(x, sw_exchange_run, RUNNING) ? MHD_YES : refuse(x, SW_BUSY);
}

void
sw_exchange_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
                         enum MHD_RequestTerminationCode why)
{
    struct sw_exchange *x = *con_cls;

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
