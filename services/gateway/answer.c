/* The answer as libmicrohttpd wants it, with what every answer carries. */
#include <string.h>

#include "gateway.h"
#include "http/sw_route.h"

/* A page can load nothing but its own, and nobody can frame it. */
void
gateway_harden(struct MHD_Response *response)
{
    static const char *const headers[][2] = {
        { "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src "
          "'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
          "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
          "trusted-types portal" },
        { "Strict-Transport-Security", "max-age=31536000" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(self)" },
    };

    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        (void) MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

void
gateway_header_add(struct gateway_exchange *x, const char *name, const char *value)
{
    struct gateway_header *h = sw_alloc(x->arena, sizeof *h);

    *h = (struct gateway_header){ .name = name, .value = value, .next = x->headers };
    x->headers = h;
}

static bool
has_header(const struct gateway_exchange *x, const char *name)
{
    for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
        if (strcmp(h->name, name) == 0)
            return true;
    return false;
}

static void
become_problem(struct gateway_exchange *x)
{
    upstream_release(x->call);
    x->call = NULL;
    x->headers = NULL;
    x->status = sw_code_http(x->err.code);
    x->type = "application/problem+json";
    x->reply = sw_problem(x->arena, &x->err, x->trace);
    x->reply_size = strlen(x->reply);
    if (x->status == 429 || x->status == 503)
        gateway_header_add(x, "Retry-After", x->status == 429 ? "10" : "1");
    if (x->status == 401)
        gateway_header_add(x, "WWW-Authenticate", "Bearer");
    if (x->status == 405)
        gateway_header_add(x, "Allow", "GET, HEAD");
}

static struct MHD_Response *
fresh(struct gateway_exchange *x, bool close_after)
{
    struct MHD_Response *r = NULL;

    if (x->err.code == SW_OK && x->call != NULL)
        r = gateway_forwarded_answer(x);
    if (x->err.code != SW_OK)
        become_problem(x);
    if (r == NULL)
        r = MHD_create_response_from_buffer(x->reply_size, (void *) (uintptr_t) x->reply,
                                            MHD_RESPMEM_MUST_COPY);
    if (r == NULL)
        return NULL;
    gateway_harden(r);
    if (x->type != NULL)
        (void) MHD_add_response_header(r, "Content-Type", x->type);
    (void) MHD_add_response_header(r, "Request-Id", x->trace);
    if (!has_header(x, "Cache-Control"))
        (void) MHD_add_response_header(r, "Cache-Control", "no-store");
    if (close_after)
        (void) MHD_add_response_header(r, "Connection", "close");
    for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
        (void) MHD_add_response_header(r, h->name, h->value);
    return r;
}

enum MHD_Result
gateway_answer(struct gateway_exchange *x, bool close_after)
{
    struct MHD_Response *r = x->ready_made != NULL ? x->ready_made : fresh(x, close_after);
    enum MHD_Result done;

    if (r == NULL)
        return MHD_NO;
    if (x->call != NULL)
        gateway_peer_transfers(x->peer);
    else
        gateway_peer_takes(x->peer, x->reply_size);
    done = MHD_queue_response(x->connection, (unsigned) x->status, r);
    if (x->ready_made == NULL)
        MHD_destroy_response(r);
    return done;
}
