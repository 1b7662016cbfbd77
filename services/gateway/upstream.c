#include "upstream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "upstream_io.h"

#define IDLE_MAX     64    /* kept connections to one service */
#define IDLE_MS      30000 /* shorter than the services' own patience */
#define CHUNK_AROUND 24    /* bytes of a chunk's size line, its end, and the last chunk */
#define LAST_CHUNK   "0\r\n\r\n"

struct upstream *
upstream_new(const struct upstream_settings *settings)
{
    struct upstream *up = calloc(1, sizeof *up);

    if (up == NULL)
        abort();
    up->settings = *settings;
    return up;
}

static void
unlink_call(struct upstream_call **list, struct upstream_call *call)
{
    while (*list != NULL && *list != call)
        list = &(*list)->next;
    if (*list != NULL)
        *list = call->next;
    call->next = NULL;
}

void
upstream_discard(struct upstream_call *call)
{
    struct upstream *up = call->up;
    const int s = call->request.service;

    if (call->idle)
        up->service[s].idle_count--;
    unlink_call(call->idle ? &up->service[s].idle : &up->service[s].active, call);
    up->service[s].open--;
    if (call->fd >= 0)
        (void) close(call->fd);
    call->fd = -1;
    call->next = up->dead;
    up->dead = call;
}

void
upstream_bury(struct upstream *up)
{
    while (up->dead != NULL) {
        struct upstream_call *next = up->dead->next;

        free(up->dead);
        up->dead = next;
    }
}

void
upstream_free(struct upstream *up)
{
    if (up == NULL)
        return;
    for (int s = 0; s < SERVICE_COUNT; s++) {
        while (up->service[s].idle != NULL)
            upstream_discard(up->service[s].idle);
        while (up->service[s].active != NULL)
            upstream_discard(up->service[s].active);
    }
    upstream_bury(up);
    free(up);
}

int
upstream_open_connections(const struct upstream *up)
{
    int n = 0;

    for (int s = 0; s < SERVICE_COUNT; s++)
        n += up->service[s].open;
    return n;
}

/* A kept connection that is still open and silent. */
static struct upstream_call *
take_idle(struct upstream *up, int service)
{
    struct upstream_call *call;
    char byte;

    while ((call = up->service[service].idle) != NULL) {
        if (recv(call->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0) {
            upstream_discard(call);
            continue;
        }
        up->service[service].idle = call->next;
        up->service[service].idle_count--;
        return call;
    }
    return NULL;
}

/* The state of a call, without touching the buffers. */
static void
begin(struct upstream_call *call, const struct upstream_request *request, bool reused)
{
    struct upstream *up = call->up;

    call->request = *request;
    call->reused = reused;
    call->idle = call->finished = call->closed_by_peer = false;
    call->answered = call->complete = call->wants_room = false;
    call->failure = SW_OK;
    call->deadline_ms = sw_clock_ms() + up->settings.deadline_ms;
    call->in_from = call->in_to = call->out_from = 0;
    memcpy(call->out, request->head, request->head_size);
    call->out_to = request->head_size;
    call->next = up->service[request->service].active;
    up->service[request->service].active = call;
}

enum sw_code
upstream_start(struct upstream *up, const struct upstream_request *request,
               struct upstream_call **ret_call, struct sw_error *err)
{
    const int s = request->service;
    struct upstream_call *call;

    if (request->head_size > UPSTREAM_BUFFER - CHUNK_AROUND)
        return SW_FAIL(err, SW_HEADERS_TOO_LARGE, "%s", sw_code_title(SW_HEADERS_TOO_LARGE));
    call = take_idle(up, s);
    if (call != NULL) {
        begin(call, request, true);
    } else {
        if (up->service[s].open >= up->settings.connections_max)
            return SW_FAIL(err, SW_BUSY, "%d requests are on their way to %s", up->service[s].open,
                           services[s].name);
        call = malloc(sizeof *call); /* the buffers are not touched before they are used */
        if (call == NULL)
            abort();
        call->up = up;
        begin(call, request, false);
        up->service[s].open++;
        if (!upstream_io_connect(call)) {
            upstream_discard(call);
            return SW_FAIL(err, SW_BUSY, "%s does not answer", services[s].name);
        }
    }
    *ret_call = call; /* before anything can be told about it */
    upstream_io_flush(call);
    return SW_OK;
}

static void
put(struct upstream_call *call, const char *bytes, size_t n)
{
    memcpy(call->out + call->out_to, bytes, n);
    call->out_to += n;
}

size_t
upstream_write(struct upstream_call *call, const char *bytes, size_t n)
{
    const size_t around = call->request.chunked ? CHUNK_AROUND : 0;
    size_t room;
    char size[20];

    if (call->failure != SW_OK || call->answered)
        return n;
    if (call->out_from > 0) {
        memmove(call->out, call->out + call->out_from, call->out_to - call->out_from);
        call->out_to -= call->out_from;
        call->out_from = 0;
    }
    room = sizeof call->out - call->out_to;
    if (room <= around + 1024) { /* too small a piece is not worth a chunk */
        call->wants_room = true;
        return 0;
    }
    if (n > room - around)
        n = room - around;
    if (call->request.chunked)
        put(call, size, (size_t) snprintf(size, sizeof size, "%zx\r\n", n));
    put(call, bytes, n);
    if (call->request.chunked)
        put(call, "\r\n", 2);
    upstream_io_flush(call);
    return n;
}

void
upstream_finish(struct upstream_call *call)
{
    if (call->finished)
        return;
    call->finished = true;
    call->deadline_ms = sw_clock_ms() + call->up->settings.deadline_ms;
    if (!call->request.chunked || call->failure != SW_OK || call->answered)
        return;
    if (call->out_from > 0) {
        memmove(call->out, call->out + call->out_from, call->out_to - call->out_from);
        call->out_to -= call->out_from;
        call->out_from = 0;
    }
    put(call, LAST_CHUNK, sizeof LAST_CHUNK - 1); /* upstream_write() left room for it */
    upstream_io_flush(call);
}

enum sw_code
upstream_failure(const struct upstream_call *call)
{
    return call->failure;
}

const struct upstream_head *
upstream_answer(const struct upstream_call *call)
{
    return call->answered ? &call->head : NULL;
}

enum upstream_parse
upstream_read(struct upstream_call *call, char *out, size_t room, size_t *ret_made)
{
    enum upstream_parse result;

    *ret_made = 0;
    do {
        const bool was_full = call->in_to == sizeof call->in;
        struct upstream_step step = { .in = call->in + call->in_from,
                                      .in_size = call->in_to - call->in_from,
                                      .out = out,
                                      .out_size = room };

        result = upstream_body_read(&call->body, &step);
        call->in_from += step.used;
        *ret_made = step.made;
        call->complete = result == UPSTREAM_DONE;
        if (call->in_from == call->in_to)
            call->in_from = call->in_to = 0;
        if (was_full && call->in_to == 0 && !call->complete)
            upstream_io_fill(call); /* edge triggered: nobody tells twice what is there already */
    } while (result == UPSTREAM_MORE && *ret_made == 0 && call->in_from < call->in_to);
    if (result == UPSTREAM_MORE && *ret_made == 0 &&
        (call->closed_by_peer || call->failure != SW_OK))
        return UPSTREAM_BAD;
    return result;
}

void
upstream_release(struct upstream_call *call)
{
    struct upstream *up;
    int s;

    if (call == NULL)
        return;
    up = call->up;
    s = call->request.service;
    if (!call->complete || !call->finished || call->closed_by_peer || !call->head.keep_alive ||
        call->in_from != call->in_to || call->out_from != call->out_to || call->failure != SW_OK ||
        up->service[s].idle_count >= IDLE_MAX) {
        upstream_discard(call);
        return;
    }
    unlink_call(&up->service[s].active, call);
    call->idle = true;
    call->deadline_ms = sw_clock_ms() + IDLE_MS;
    call->next = up->service[s].idle;
    up->service[s].idle = call;
    up->service[s].idle_count++;
}

/* Is it the service's turn to do something? */
static bool
waits_for_service(const struct upstream_call *call)
{
    if (call->failure != SW_OK || call->complete)
        return false;
    return call->out_from < call->out_to || (call->finished && call->in_from == call->in_to) ||
           (call->finished && !call->answered);
}

void
upstream_sweep(struct upstream *up, int64_t now_ms)
{
    for (int s = 0; s < SERVICE_COUNT; s++) {
        struct upstream_call *next;

        for (struct upstream_call *c = up->service[s].active; c != NULL; c = next) {
            next = c->next;
            if (!waits_for_service(c))
                c->deadline_ms = now_ms + up->settings.deadline_ms;
            else if (now_ms > c->deadline_ms)
                upstream_io_broken(c, SW_UPSTREAM_TIMEOUT);
        }
        for (struct upstream_call *c = up->service[s].idle; c != NULL; c = next) {
            next = c->next;
            if (now_ms > c->deadline_ms)
                upstream_discard(c);
        }
    }
}
