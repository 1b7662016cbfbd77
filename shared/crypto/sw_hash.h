/* sw_hash.h - SHA-256 and HMAC-SHA256, over OpenSSL. */
#ifndef SW_HASH_H
#define SW_HASH_H

#include <stdbool.h>
#include <stddef.h>

#define SW_SHA256_SIZE 32
#define SW_SHA256_HEX  65 /* with the closing NUL */

void sw_sha256(const void *data, size_t size, unsigned char ret_digest[SW_SHA256_SIZE]);
void sw_sha256_hex(const void *data, size_t size, char ret_hex[SW_SHA256_HEX]);

/* SHA-256 of what arrives in pieces. */
struct sw_sha256;
struct sw_sha256 *sw_sha256_new(void);
void sw_sha256_update(struct sw_sha256 *hash, const void *data, size_t size);
void sw_sha256_final(struct sw_sha256 *hash, unsigned char ret_digest[SW_SHA256_SIZE]); /* once */
void sw_sha256_free(struct sw_sha256 *hash); /* NULL is fine */

void sw_hmac_sha256(const void *key, size_t key_size, const void *data, size_t size,
                    unsigned char ret_mac[SW_SHA256_SIZE]);

/* Lower-case hexadecimal; @p ret_hex has 2 * size + 1 bytes. */
void sw_hex(const void *data, size_t size, char *ret_hex);

/* Exactly @p size bytes from 2 * size hexadecimal digits and nothing after them. */
bool sw_unhex(const char *hex, void *ret_data, size_t size);

#endif
