/* sw_encode.h - bytes as text: base64url, base58 (Bitcoin alphabet) and Crockford's base32. */
#ifndef SW_ENCODE_H
#define SW_ENCODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sw_arena.h"

/* RFC 4648 section 5, without padding. */
char *sw_base64url(struct sw_arena *arena, const void *data, size_t size);

/* The opposite, strict: no padding, no other characters, no stray bits.  NULL when it is none.
 * The result has one NUL behind its @p ret_size bytes. */
unsigned char *sw_base64url_decode(struct sw_arena *arena, const char *text, size_t length,
                                   size_t *ret_size);

char *sw_base58(struct sw_arena *arena, const void *data, size_t size);

/* The first 5 * @p digits bits of @p data, most significant bit first, 5 bits a digit.  Writes
 * digits + 1 bytes. */
void sw_crockford(const void *data, size_t digits, char *ret_text);

/* An Ed25519 public key as did:key and Multikey write it: "z" + base58(0xed 0x01 key). */
char *sw_multikey_ed25519(struct sw_arena *arena, const unsigned char key[32]);

#endif
