/* One request, from its first line to its answer: libmicrohttpd's callbacks and the order of steps.
 *
 * libmicrohttpd calls gateway_on_request() once when the header is there, then for each piece of
 * the body, then once more at its end.  An answer to the first call closes the connection, which is
 * right for what must not be read any further; all others wait for the end. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "base/sw_clock.h"
#include "gateway.h"

/* Of a body that is no longer wanted; then the connection is cut. */
#define DROP_MAX (1024 * 1024)

/* ---- sleeping and waking ---- */

void
gateway_suspend(struct gateway_exchange *x)
{
    if (x->suspended)
        return;
    x->suspended = true;
    gateway_peer_rests(x->peer, true);
    MHD_suspend_connection(x->connection);
}

void
gateway_resume(struct gateway_exchange *x)
{
    if (!x->suspended)
        return;
    x->suspended = false;
    gateway_peer_rests(x->peer, false);
    MHD_resume_connection(x->connection);
}

void
gateway_resume_all(struct gateway *g)
{
    for (struct gateway_exchange *x = g->exchanges; x != NULL; x = x->next)
        gateway_resume(x);
}

void
gateway_refuse(struct gateway_exchange *x, enum sw_code code, const char *detail)
{
    if (x->err.code == SW_OK)
        (void) SW_FAIL(&x->err, code, "%s", detail);
    x->phase = GATEWAY_READY;
}

/* ---- what comes next ---- */

static void
step(struct gateway_exchange *x)
{
    if (x->phase == GATEWAY_ASK)
        gateway_ask(x);
    if (x->phase == GATEWAY_START)
        gateway_forward(x);
}

void
gateway_looked_up(struct gateway_exchange *x)
{
    if (x->service >= 0)
        gateway_identified(x);
    else
        gateway_pages_written(x);
    if (x->phase == GATEWAY_START)
        gateway_forward(x);
    gateway_resume(x);
}

/* ---- the header ---- */

void *
gateway_on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct gateway *g = cls;
    struct sw_arena *arena = sw_arena_new();
    struct gateway_exchange *x = sw_alloc(arena, sizeof *x);

    x->gateway = g;
    x->arena = arena;
    x->connection = connection;
    x->peer = gateway_peer_of(connection);
    x->service = -1;
    x->target = sw_printf(arena, "%s", target);
    x->path = sw_printf(arena, "%.*s", (int) strcspn(target, "?"), target);
    x->started_ms = sw_clock_ms();
    x->next = g->exchanges;
    if (x->next != NULL)
        x->next->previous = x;
    g->exchanges = x;
    return x;
}

static enum MHD_Result
collect_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size,
               const char *value, size_t value_size)
{
    struct guard_head *head = cls;

    (void) kind;
    if (head->count < GUARD_HEADERS_MAX)
        head->headers[head->count] = (struct guard_header){ name, name_size, value, value_size };
    head->count++;
    return MHD_YES;
}

/* The trace goes on when the client has one, and begins here otherwise (W3C Trace Context). */
static void
read_trace(struct gateway_exchange *x)
{
    const char *parent = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "traceparent");
    unsigned char random[24];

    if (getrandom(random, sizeof random, 0) != (ssize_t) sizeof random)
        abort();
    sw_hex(random, 16, x->trace);
    sw_hex(random + 16, 8, x->span);
    if (parent != NULL && strlen(parent) == 55 && strncmp(parent, "00-", 3) == 0 &&
        strspn(parent + 3, "0123456789abcdef") == 32 && parent[35] == '-' &&
        strspn(parent + 3, "0") < 32)
        (void) snprintf(x->trace, sizeof x->trace, "%.32s", parent + 3);
}

static void
check_body(struct gateway_exchange *x)
{
    const struct gateway_config *c = x->gateway->config;
    const int64_t max = x->service == SERVICE_EVIDENCE ? c->upload_max : c->body_max;
    const char *type = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Content-Type");

    if (x->facts.content_length > max)
        gateway_refuse(
            x, SW_BODY_TOO_LARGE,
            sw_printf(x->arena, "a body may have up to %lld bytes here", (long long) max));
    else if (x->service >= 0 && x->service != SERVICE_EVIDENCE &&
             (type == NULL || strncasecmp(type, "application/json", 16) != 0 ||
              (type[16] != '\0' && type[16] != ';' && type[16] != ' ')))
        gateway_refuse(x, SW_TYPE_UNSUPPORTED, "the body must be application/json");
}

/* Everything that can be said without waiting. */
static void
admit(struct gateway_exchange *x)
{
    const bool reads = strcmp(x->method, "GET") == 0 || strcmp(x->method, "HEAD") == 0;

    x->service = service_of_path(x->path);
    if (x->has_body)
        check_body(x);
    if (x->phase == GATEWAY_READY)
        return;
    if (x->service >= 0)
        gateway_identify(x);
    else if (strncmp(x->path, "/v1/", 4) == 0)
        gateway_refuse(x, SW_NOT_FOUND, "there is no such service");
    else if (!reads)
        gateway_refuse(x, SW_METHOD_INVALID, "pages can only be read");
    else if (gateway_files_serve(x))
        x->phase = GATEWAY_READY;
    else
        gateway_pages_serve(x);
}

static enum MHD_Result
on_head(struct gateway_exchange *x, const char *method, const char *version)
{
    struct guard_head head = { .method = method, .target = x->target, .version = version };

    x->method = sw_printf(x->arena, "%.16s", method);
    gateway_peer_transfers(x->peer);
    (void) MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, collect_header, &head);
    read_trace(x);
    if (guard_check(&head, &x->facts, &x->err) != SW_OK) {
        x->phase = GATEWAY_READY;
        return gateway_answer(x, true);
    }
    x->has_body = x->facts.chunked || x->facts.content_length > 0;
    admit(x);
    if (x->phase == GATEWAY_READY && x->has_body)
        return gateway_answer(x, true);
    return MHD_YES;
}

/* ---- the body ---- */

/* Take a piece of the body; returns how much.  What is not taken comes again. */
static size_t
take(struct gateway_exchange *x, const char *bytes, size_t n)
{
    size_t taken = 0;

    step(x);
    while (x->phase == GATEWAY_SENDING && taken < n) {
        const size_t sent = upstream_write(x->call, bytes + taken, n - taken);

        if (sent == 0) {
            gateway_suspend(x);
            break;
        }
        taken += sent;
    }
    if (x->phase == GATEWAY_READY && !x->suspended) {
        x->dropped += n - taken;
        taken = n;
    }
    x->received += taken;
    gateway_peer_moved(x->peer, taken);
    return taken;
}

static enum MHD_Result
on_body(struct gateway_exchange *x, const char *bytes, size_t *size)
{
    const struct gateway_config *c = x->gateway->config;
    const int64_t max = x->service == SERVICE_EVIDENCE ? c->upload_max : c->body_max;

    *size -= take(x, bytes, *size);
    if (x->facts.chunked && x->received > (uint64_t) max && x->err.code == SW_OK) {
        upstream_release(x->call);
        x->call = NULL;
        gateway_refuse(x, SW_BODY_TOO_LARGE, "the body is too large");
    }
    return x->dropped > DROP_MAX ? MHD_NO : MHD_YES;
}

static enum MHD_Result
on_end(struct gateway_exchange *x)
{
    step(x);
    if (x->phase == GATEWAY_SENDING) {
        upstream_finish(x->call);
        if (x->phase == GATEWAY_SENDING) {
            x->phase = GATEWAY_WAITING;
            gateway_suspend(x);
        }
    }
    return x->phase == GATEWAY_READY && !x->suspended ? gateway_answer(x, false) : MHD_YES;
}

enum MHD_Result
gateway_on_request(void *cls, struct MHD_Connection *connection, const char *url,
                   const char *method, const char *version, const char *data, size_t *size,
                   void **con_cls)
{
    struct gateway_exchange *x = *con_cls;

    (void) cls, (void) connection, (void) url;
    if (x->method == NULL)
        return on_head(x, method, version);
    return *size > 0 ? on_body(x, data, size) : on_end(x);
}

void
gateway_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
                     enum MHD_RequestTerminationCode why)
{
    struct gateway_exchange *x = *con_cls;
    struct gateway *g = cls;

    (void) connection, (void) why;
    if (x == NULL)
        return;
    *con_cls = NULL;
    upstream_release(x->call);
    gateway_report(x);
    gateway_peer_awaits_head(x->peer, g->config->idle_s);
    if (x->previous != NULL)
        x->previous->next = x->next;
    else
        g->exchanges = x->next;
    if (x->next != NULL)
        x->next->previous = x->previous;
    sw_arena_free(x->arena); /* x itself lives there */
}
