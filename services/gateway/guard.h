/* guard.h - is there only one way to read this request?
 *
 * libmicrohttpd 0.9.75 takes requests that other programs read differently: two lengths, a length
 * beside a coding, a blank before a colon, two hosts, control characters.  Each of them is the
 * start of a smuggled request, so it is refused with 400 and the connection is closed.  What the
 * library hides from us (folded lines, bare line feeds, NUL) cannot travel on either, because the
 * request to a service is written anew from what passed here.
 */
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sw_error.h"

#define GUARD_HEADERS_MAX      64
#define GUARD_HEADER_BYTES_MAX (16 * 1024)
#define GUARD_TARGET_MAX       4096

struct guard_header {
    const char *name;
    size_t name_size;
    const char *value; /* NULL when the line had no colon */
    size_t value_size;
};

struct guard_head {
    const char *method;
    const char *target; /* as it was sent, before any decoding */
    const char *version;
    struct guard_header headers[GUARD_HEADERS_MAX];
    size_t count; /* may be larger than the array: then there were too many */
};

struct guard_facts {
    int64_t content_length; /* -1: none */
    bool chunked;
};

/* SW_REQUEST_REFUSED or SW_HEADERS_TOO_LARGE with the reason. */
SW_CHECKED enum sw_code guard_check(const struct guard_head *head, struct guard_facts *ret_facts,
                                    struct sw_error *err);

#endif
