/* upstream_io.h - what the two files of the upstream client share, and nobody else. */
#ifndef UPSTREAM_IO_H
#define UPSTREAM_IO_H

#include "services.h"
#include "upstream.h"

#define UPSTREAM_BUFFER (32 * 1024)

struct upstream_call {
    struct upstream *up;
    struct upstream_request request;
    struct upstream_call *next; /* in one of the lists of struct upstream */
    int fd;
    bool reused, idle, finished, closed_by_peer, answered, complete;
    bool wants_room; /* the last upstream_write() took less than it was given */
    enum sw_code failure;
    int64_t deadline_ms;
    struct upstream_head head;
    struct upstream_body body;
    size_t in_from, in_to, out_from, out_to;
    char in[UPSTREAM_BUFFER], out[UPSTREAM_BUFFER];
};

struct upstream {
    struct upstream_settings settings;
    struct {
        struct upstream_call *active, *idle;
        int open, idle_count;
    } service[SERVICE_COUNT];
    struct upstream_call *dead; /* closed, freed after the turn of the loop */
};

/* The sockets' side: move bytes as far as they go, and tell what changed. */
void upstream_io_flush(struct upstream_call *call);
void upstream_io_fill(struct upstream_call *call);
void upstream_io_broken(struct upstream_call *call, enum sw_code code);
bool upstream_io_connect(struct upstream_call *call);

/* Put @p call out of the way for good; its memory goes at the end of the turn. */
void upstream_discard(struct upstream_call *call);

#endif
