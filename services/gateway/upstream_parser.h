/* upstream_parser.h - reading what a service answers.
 *
 * A strict subset of HTTP/1.1, all that our services speak: one status line, headers without
 * folding, and a body that is framed by exactly one Content-Length or by chunked coding.  Whatever
 * else arrives is refused, because two readings of one answer are how answers get mixed up.
 * Works on bytes alone: no sockets, no allocation.
 */
#ifndef UPSTREAM_PARSER_H
#define UPSTREAM_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UPSTREAM_HEAD_MAX    (16 * 1024) /* bytes of status line and headers */
#define UPSTREAM_HEADERS_MAX 48

enum upstream_parse {
    UPSTREAM_MORE, /* all taken so far is right, more is needed */
    UPSTREAM_DONE,
    UPSTREAM_BAD,
};

/* Points into the bytes that were parsed. */
struct upstream_text {
    const char *at;
    size_t size;
};

struct upstream_header {
    struct upstream_text name, value;
};

enum upstream_framing { UPSTREAM_EMPTY, UPSTREAM_SIZED, UPSTREAM_CHUNKED };

struct upstream_head {
    int status; /* 200..599 */
    struct upstream_header headers[UPSTREAM_HEADERS_MAX];
    size_t header_count;
    enum upstream_framing framing;
    uint64_t content_length; /* UPSTREAM_SIZED */
    bool keep_alive;
    size_t size; /* bytes of the head */
};

/* Parse the head at the start of @p bytes. */
enum upstream_parse upstream_head_parse(const char *bytes, size_t n,
                                        struct upstream_head *ret_head);

/* The value of a header; at NULL when there is none. */
struct upstream_text upstream_head_find(const struct upstream_head *head, const char *name);

/* Where the reader of a body stands. */
struct upstream_body {
    enum upstream_framing framing;
    uint64_t left; /* bytes of the body, or of the chunk */
    int state;     /* of the chunked coding */
    int digits;    /* of the chunk's size so far */
};

void upstream_body_init(struct upstream_body *body, const struct upstream_head *head);

struct upstream_step {
    const char *in;
    size_t in_size;
    char *out;
    size_t out_size;
    size_t used, made; /* set by upstream_body_read() */
};

/* Move body bytes from step->in to step->out as far as both go.  UPSTREAM_DONE: the body is
 * complete, and the bytes after step->used do not belong to it. */
enum upstream_parse upstream_body_read(struct upstream_body *body, struct upstream_step *step);

#endif
