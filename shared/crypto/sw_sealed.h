/* sw_sealed.h - secrets at rest: AES-256-GCM under a key derived from a master key.
 *
 * Sealed bytes are nonce (12), ciphertext, tag (16).  The key is HKDF-SHA256(master,
 * salt "sealwright-kek-v1", info = owner); purpose is bound as additional data.  So bytes sealed
 * for one owner or purpose open for no other.
 */
#ifndef SW_SEALED_H
#define SW_SEALED_H

#include "base/sw_arena.h"
#include "base/sw_error.h"

#define SW_MASTER_SIZE   32
#define SW_SEAL_OVERHEAD 28

struct sw_seal {
    const unsigned char *master; /* SW_MASTER_SIZE bytes */
    const char *owner;           /* whose: a DID */
    const char *purpose;         /* what for: "key-1|vc" */
};

/* Writes size + SW_SEAL_OVERHEAD bytes. */
void sw_seal_close(const struct sw_seal *seal, const void *data, size_t size,
                   unsigned char *ret_sealed);

/* Writes size - SW_SEAL_OVERHEAD bytes; SW_INTERNAL when the bytes are not what was sealed. */
SW_CHECKED enum sw_code sw_seal_open(const struct sw_seal *seal, const unsigned char *sealed,
                                     size_t size, void *ret_data, struct sw_error *err);

#endif
