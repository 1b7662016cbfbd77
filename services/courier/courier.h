/* courier.h - sends what the outbox holds: e-mail and signed webhooks. */
#ifndef COURIER_H
#define COURIER_H

#include <jansson.h>

#include "service/sw_service.h"

#define COURIER_ATTEMPTS 12 /* then it is given up: after about three hours */
#define COURIER_BATCH    20

struct courier_config {
    const char *smtp_server, *smtp_user, *smtp_password_file, *mail_from;
    bool smtp_require_tls, webhook_private;
    int64_t deadline_ms;
};

struct courier_event {
    struct sw_uuid id;
    const char *name, *payload; /* JSON text */
    int64_t created;            /* seconds since 1970 */
    json_t *reached;            /* addresses and URLs that have it already, array of strings */
};

/* True when an earlier attempt came through to @p where: it is not told again. */
bool courier_reached(const struct courier_event *event, const char *where);

/* The password of the mail server, read once at start; NULL when no file is named.  The caller
 * frees it. */
SW_CHECKED enum sw_code courier_password_read(const char *path, char **ret_password,
                                              struct sw_error *err);

/* One e-mail to each address in the payload's "to" that is not reached yet; none: nothing to do.
 * An address that fails does not hold up the others; the first error is returned. */
SW_CHECKED enum sw_code courier_mail(const struct courier_config *config, const char *password,
                                     const struct courier_event *event, struct sw_arena *arena,
                                     struct sw_error *err);

/* One POST in Standard Webhooks form, signed with HMAC-SHA256 of the secret. */
SW_CHECKED enum sw_code courier_post(const struct courier_config *config,
                                     const struct courier_event *event, const char *url,
                                     const char *secret, struct sw_arena *arena,
                                     struct sw_error *err);

#endif
