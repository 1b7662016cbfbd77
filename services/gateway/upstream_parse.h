/* upstream_parse.h - the head of a service's answer, read strictly.
 *
 * Our services are the only peers: anything they do not send is refused.
 */
#ifndef UPSTREAM_PARSE_H
#define UPSTREAM_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UPSTREAM_HEADERS_MAX 32

struct upstream_head {
    int status;             /* 200..599 */
    size_t size;            /* bytes of the head with its empty line */
    int64_t content_length; /* 0 for 204 and 304 */
    bool keep_alive;
    int count;
    struct {
        const char *name, *value; /* into the buffer, closed by NULs */
    } headers[UPSTREAM_HEADERS_MAX];
};

enum upstream_parsed { UPSTREAM_MORE, UPSTREAM_WHOLE, UPSTREAM_BROKEN };

/* Parse @p buffer in place (colons and line ends become NULs when it is whole). */
enum upstream_parsed upstream_parse(char *buffer, size_t size, struct upstream_head *ret_head);

#endif
