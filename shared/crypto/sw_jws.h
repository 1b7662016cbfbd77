/* sw_jws.h - Ed25519 and compact JWS (RFC 7515, RFC 8037), over OpenSSL. */
#ifndef SW_JWS_H
#define SW_JWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sw_arena.h"

#define SW_ED25519_SIZE      32 /* of a seed and of a public key */
#define SW_ED25519_SIGNATURE 64

/* The seed is the private key of RFC 8032. */
void sw_ed25519_public(const unsigned char seed[SW_ED25519_SIZE],
                       unsigned char ret_public[SW_ED25519_SIZE]);
void sw_ed25519_sign(const unsigned char seed[SW_ED25519_SIZE], const void *data, size_t size,
                     unsigned char ret_signature[SW_ED25519_SIGNATURE]);
bool sw_ed25519_verify(const unsigned char public_key[SW_ED25519_SIZE], const void *data,
                       size_t size, const unsigned char signature[SW_ED25519_SIGNATURE]);

struct sw_jws_header {
    const char *kid; /* absolute DID URL of the key */
    const char *typ; /* "vc+jwt" */
    const char *cty; /* "vc" */
};

/* header.payload.signature, in the arena.  @p payload is JSON text and is signed as it stands. */
char *sw_jws_sign(struct sw_arena *arena, const struct sw_jws_header *header, const char *payload,
                  const unsigned char seed[SW_ED25519_SIZE]);

/* The payload when the signature fits, NULL otherwise.  The header must say EdDSA. */
const char *sw_jws_open(struct sw_arena *arena, const char *jws,
                        const unsigned char public_key[SW_ED25519_SIZE]);

/* The payload without any check of the signature, NULL when there is none. */
const char *sw_jws_payload(struct sw_arena *arena, const char *jws);

#endif
