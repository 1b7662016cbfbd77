/* sw_mac.h - context tokens: minting them, and the keys that do it.
 *
 * The format stands in base/sw_context.h.  Only the gateway and a service's own
 * background jobs hold keys; PostgreSQL verifies.
 */
#ifndef SW_MAC_H
#define SW_MAC_H

#include <stdint.h>

#include "base/sw_context.h"
#include "base/sw_error.h"

#define SW_CONTEXT_KEY_SIZE 32

struct sw_context_claims {
    const char *key_id; /* "g1" for the gateway, "w-<service>" for its jobs */
    struct sw_uuid tenant;
    struct sw_uuid actor;  /* none: nobody in person */
    struct sw_uuid client; /* none: not bound to a client */
    unsigned roles;
    const char *audience; /* the PostgreSQL role that may use it */
    int64_t expires_at;   /* seconds since 1970 */
};

/* Write the token and what it says; false when it would not fit. */
bool sw_context_mint(const struct sw_context_claims *claims,
                     const unsigned char key[SW_CONTEXT_KEY_SIZE], struct sw_context *ret_context);

/* Read a key file: 64 hexadecimal digits, readable by its owner alone. */
SW_CHECKED enum sw_code sw_context_key_read(const char *path,
                                            unsigned char ret_key[SW_CONTEXT_KEY_SIZE],
                                            struct sw_error *err);

#endif
