/* What workers do with an exchange: run it, or open its upload, and hand it back to the loop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "http/sw_exchange.h"

static void
hand_back(struct sw_exchange *x)
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
all_metrics(struct sw_exchange *x)
{
    struct sw_server *s = x->server;

    return s->calls.metrics != NULL ? s->calls.metrics(s->calls.ctx, x->req.arena)
                                    : sw_metrics_text(s->metrics, x->req.arena);
}

/* The three pages every server has. */
static bool
own_page(struct sw_exchange *x)
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

struct sw_reply
sw_exchange_problem(struct sw_exchange *x, const struct sw_error *err)
{
    const char *text = sw_problem(x->req.arena, err, x->req.trace_id);

    return (struct sw_reply){ sw_code_http(err->code), "application/problem+json", text,
                              strlen(text) };
}

static void
count(struct sw_exchange *x)
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

void
sw_exchange_run(struct sw_task *task)
{
    struct sw_exchange *x = (struct sw_exchange *) task;
    struct sw_server *s = x->server;

    if (!own_page(x)) {
        if (x->route != NULL && !x->opened && x->upload_error.code == SW_OK)
            (void) (s->calls.open_upload(s->calls.ctx, x->route, x->target, 0, &x->req,
                                         &x->upload_error) == SW_OK);
        if (x->upload_error.code != SW_OK)
            x->reply = sw_exchange_problem(x, &x->upload_error);
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

void
sw_exchange_open(struct sw_task *task)
{
    struct sw_exchange *x = (struct sw_exchange *) task;
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
