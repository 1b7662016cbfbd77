/* upstream.h - the gateway's own client: HTTP/1.1 to our services over Unix sockets.
 *
 * Asynchronous, on the gateway's loop thread alone.  Connections are kept and used again; one that
 * the service closed meanwhile is noticed before use, and a request that may be repeated is sent
 * once more when it breaks all the same.  Bodies pass through buffers of fixed size both ways:
 * whoever is slow makes the other side wait.
 */
#ifndef UPSTREAM_H
#define UPSTREAM_H

#include "base/sw_error.h"
#include "upstream_parser.h"

struct upstream;
struct upstream_call;

enum upstream_news {
    UPSTREAM_WRITABLE, /* upstream_write() will take bytes again */
    UPSTREAM_ANSWERED, /* upstream_answer() is there */
    UPSTREAM_READABLE, /* upstream_read() has news */
    UPSTREAM_FAILED,   /* upstream_failure() says how */
};

struct upstream_settings {
    int epoll;
    const char *run_dir; /* <run_dir>/<service>.sock */
    int64_t deadline_ms; /* for the service's next move */
    int connections_max; /* to one service */
};

struct upstream_request {
    int service;      /* index of the service table */
    const char *head; /* kept by the caller until the answer is there */
    size_t head_size;
    bool chunked;    /* the body comes in chunks of unknown total */
    bool repeatable; /* no body, and an effect that a second run does not change */
    void *ctx;
    void (*tell)(void *ctx, enum upstream_news news); /* must not call back in here */
};

struct upstream *upstream_new(const struct upstream_settings *settings);
void upstream_free(struct upstream *up);

/* SW_BUSY when the service does not listen or too many requests are on their way to it. */
SW_CHECKED enum sw_code upstream_start(struct upstream *up, const struct upstream_request *request,
                                       struct upstream_call **ret_call, struct sw_error *err);

/* Take bytes of the request's body; 0: wait for UPSTREAM_WRITABLE.  Bytes for a call that has
 * failed or is answered already are taken and dropped. */
size_t upstream_write(struct upstream_call *call, const char *bytes, size_t n);
void upstream_finish(struct upstream_call *call);

enum sw_code upstream_failure(const struct upstream_call *call); /* SW_OK: none */

/* NULL until there is one.  Its texts are gone with the first upstream_read().  An answer that fits
 * into the buffer is there as a whole or not at all. */
const struct upstream_head *upstream_answer(const struct upstream_call *call);

/* The next bytes of the answer's body.  UPSTREAM_MORE with *ret_made == 0: wait. */
enum upstream_parse upstream_read(struct upstream_call *call, char *out, size_t room,
                                  size_t *ret_made);

/* Give the call back; its connection is kept when the whole answer was read.  NULL is fine. */
void upstream_release(struct upstream_call *call);

void upstream_event(void *call, uint32_t events);         /* for epoll's data.ptr */
void upstream_sweep(struct upstream *up, int64_t now_ms); /* a few times a second */
void upstream_bury(struct upstream *up);                  /* after each turn of the loop */
int upstream_open_connections(const struct upstream *up);

#endif
