/* sw_client.h - everything that leaves the house, over libcurl: HTTP requests and e-mail.
 *
 * Every call has a deadline and a limit on what it takes in.  Redirects are not followed.
 */
#ifndef SW_CLIENT_H
#define SW_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sw_arena.h"
#include "base/sw_error.h"

/* Once, before threads start. */
SW_CHECKED enum sw_code sw_client_init(struct sw_error *err);

struct sw_client_request {
    const char *method; /* "GET", "POST", ... */
    const char *url;
    const char *unix_socket;    /* path, or NULL */
    const char *const *headers; /* "Name: value", ends with NULL; may be NULL */
    const void *body;
    size_t body_size;
    int deadline_ms;
    size_t reply_max; /* bytes; a longer reply is an error */
    bool public_only; /* refuse addresses of this machine and of private networks */
};
struct sw_client_reply {
    long status;
    const char *body; /* closed by a NUL, in the arena */
    size_t size;
};

/* SW_UPSTREAM_FAILED or SW_UPSTREAM_TIMEOUT when there was no answer; any status is SW_OK. */
SW_CHECKED enum sw_code sw_client_send(const struct sw_client_request *request,
                                       struct sw_arena *arena, struct sw_client_reply *ret_reply,
                                       struct sw_error *err);

struct sw_client_mail {
    const char *server; /* "smtp://host:25" or "smtps://host:465" */
    const char *user;   /* NULL: no sign-in */
    const char *password;
    bool require_tls;       /* STARTTLS must succeed */
    const char *from, *to;  /* addresses */
    const char *subject;    /* any text */
    const char *text;       /* UTF-8 */
    const char *message_id; /* without brackets; the same for every attempt */
    int deadline_ms;
};
SW_CHECKED enum sw_code sw_client_mail(const struct sw_client_mail *mail, struct sw_arena *arena,
                                       struct sw_error *err);

#endif
