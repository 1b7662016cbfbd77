/* To a service and back.  No byte of the client's header travels on: each request is written anew
 * from a list of headers, and each answer is read and written anew as well. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/sw_clock.h"
#include "gateway.h"

#define BLOCK     (32 * 1024) /* of a streamed answer */
#define WHOLE_MAX (16 * 1024) /* an answer up to this size is always there as a whole */

/* Headers that a service may see. */
static const char *const request_headers[] = {
    "Content-Type",    "Accept",          "Accept-Language", "Idempotency-Key",
    "If-Match",        "If-None-Match",   "Range",           "Upload-Offset",
    "Upload-Length",   "Upload-Metadata", "Upload-Concat",   "Upload-Defer-Length",
    "Upload-Checksum", "Tus-Resumable",   "Repr-Digest",
};

/* Headers that a client may see, as we spell them. */
static const char *const answer_headers[] = {
    "Accept-Ranges", "Allow",          "Cache-Control",        "Content-Disposition",
    "Content-Range", "ETag",           "Idempotency-Replayed", "Last-Modified",
    "Link",          "Location",       "Repr-Digest",          "Retry-After",
    "Set-Cookie",    "Tus-Extension",  "Tus-Max-Size",         "Tus-Resumable",
    "Tus-Version",   "Upload-Expires", "Upload-Length",        "Upload-Offset",
};

/* ---- the request ---- */

static const char *
with_headers(struct gateway_exchange *x, const char *head)
{
    for (size_t i = 0; i < sizeof request_headers / sizeof request_headers[0]; i++) {
        const char *value =
            MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, request_headers[i]);

        if (value != NULL)
            head = sw_printf(x->arena, "%s%s: %s\r\n", head, request_headers[i], value);
    }
    return head;
}

static const char *
request_head(struct gateway_exchange *x, const struct sw_context *context)
{
    const bool reads = strcmp(x->method, "HEAD") == 0 || strcmp(x->method, "GET") == 0;
    const char *head = sw_printf(x->arena,
                                 "%s %s HTTP/1.1\r\nHost: %s\r\n" SW_CONTEXT_HEADER
                                 ": %s\r\ntraceparent: 00-%s-%s-01\r\n",
                                 reads ? "GET" : x->method, x->target, services[x->service].name,
                                 context->token, x->trace, x->span);

    head = with_headers(x, head);
    if (x->facts.chunked)
        return sw_printf(x->arena, "%sTransfer-Encoding: chunked\r\n\r\n", head);
    if (x->has_body || !reads)
        return sw_printf(x->arena, "%sContent-Length: %lld\r\n\r\n", head,
                         x->has_body ? (long long) x->facts.content_length : 0LL);
    return sw_printf(x->arena, "%s\r\n", head);
}

static void
refuse_failure(struct gateway_exchange *x, enum sw_code failure)
{
    gateway_refuse(x, failure,
                   failure == SW_UPSTREAM_TIMEOUT ? "the service did not answer in time"
                   : failure == SW_BUSY
                       ? "the service went away; the same request may be sent again"
                       : "the service's answer cannot be read");
}

/* News of the call.  Whatever it is, the next step is the exchange's. */
static void
on_news(void *ctx, enum upstream_news news)
{
    struct gateway_exchange *x = ctx;

    if (news == UPSTREAM_ANSWERED)
        x->phase = GATEWAY_READY;
    else if (news == UPSTREAM_FAILED && x->phase != GATEWAY_READY)
        refuse_failure(x, upstream_failure(x->call));
    gateway_resume(x);
}

void
gateway_forward(struct gateway_exchange *x)
{
    struct sw_context context;
    struct upstream_request request = {
        .service = x->service,
        .chunked = x->facts.chunked,
        .repeatable = !x->has_body,
        .ctx = x,
        .tell = on_news,
    };

    if (!gateway_context(x, &context)) {
        gateway_refuse(x, SW_INTERNAL, "no context could be made");
        return;
    }
    request.head = request_head(x, &context);
    request.head_size = strlen(request.head);
    x->phase = GATEWAY_SENDING;
    if (upstream_start(x->gateway->upstream, &request, &x->call, &x->err) != SW_OK)
        x->phase = GATEWAY_READY;
}

/* ---- the answer ---- */

static ssize_t
read_more(void *cls, uint64_t at, char *buffer, size_t max)
{
    struct gateway_exchange *x = cls;
    size_t n = 0;
    enum upstream_parse result = upstream_read(x->call, buffer, max, &n);

    (void) at;
    gateway_peer_moved(x->peer, n);
    if (n > 0)
        return (ssize_t) n;
    if (result == UPSTREAM_DONE)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (result == UPSTREAM_BAD)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    gateway_suspend(x); /* until the service has sent more */
    return 0;
}

static void
keep_headers(struct gateway_exchange *x, const struct upstream_head *head)
{
    const struct upstream_text type = upstream_head_find(head, "Content-Type");

    x->status = head->status;
    if (type.at != NULL)
        x->type = sw_printf(x->arena, "%.*s", (int) type.size, type.at);
    for (size_t i = head->header_count; i-- > 0;)
        for (size_t a = 0; a < sizeof answer_headers / sizeof answer_headers[0]; a++) {
            const struct upstream_header *h = &head->headers[i];

            if (strlen(answer_headers[a]) == h->name.size &&
                strncasecmp(answer_headers[a], h->name.at, h->name.size) == 0)
                gateway_header_add(x, answer_headers[a],
                                   sw_printf(x->arena, "%.*s", (int) h->value.size, h->value.at));
        }
}

/* What somebody uploaded must not run in our origin, whatever it says it is. */
static void
put_in_sandbox(struct gateway_exchange *x)
{
    if (x->type == NULL || strncmp(x->type, "application/json", 16) == 0 ||
        strncmp(x->type, "application/problem+json", 24) == 0)
        return;
    gateway_header_add(x, "Content-Security-Policy", "sandbox; default-src 'none'");
    for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
        if (strcmp(h->name, "Content-Disposition") == 0)
            return;
    gateway_header_add(x, "Content-Disposition", "attachment");
}

struct MHD_Response *
gateway_forwarded_answer(struct gateway_exchange *x)
{
    const struct upstream_head *head = upstream_answer(x->call);
    uint64_t size = head->framing == UPSTREAM_CHUNKED ? MHD_SIZE_UNKNOWN : head->content_length;
    char *body;

    keep_headers(x, head);
    put_in_sandbox(x);
    if (head->framing == UPSTREAM_EMPTY)
        size = 0;
    if (size > WHOLE_MAX || strcmp(x->method, "HEAD") == 0)
        return MHD_create_response_from_callback(size, BLOCK, read_more, x, NULL);
    body = sw_alloc(x->arena, WHOLE_MAX);
    if (upstream_read(x->call, body, WHOLE_MAX, &x->reply_size) != UPSTREAM_DONE) {
        gateway_refuse(x, SW_UPSTREAM_FAILED, "the service's answer cannot be read");
        return NULL;
    }
    upstream_release(x->call);
    x->call = NULL;
    return MHD_create_response_from_buffer(x->reply_size, body, MHD_RESPMEM_MUST_COPY);
}
