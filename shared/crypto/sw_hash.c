#include "crypto/sw_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

struct sw_sha256 {
    EVP_MD_CTX *ctx;
};

struct sw_sha256 *
sw_sha256_new(void)
{
    struct sw_sha256 *hash = calloc(1, sizeof *hash);

    if (hash == NULL)
        abort();
    hash->ctx = EVP_MD_CTX_new();
    if (hash->ctx == NULL || EVP_DigestInit_ex(hash->ctx, EVP_sha256(), NULL) != 1)
        abort();
    return hash;
}

void
sw_sha256_update(struct sw_sha256 *hash, const void *data, size_t size)
{
    if (EVP_DigestUpdate(hash->ctx, data, size) != 1)
        abort();
}

void
sw_sha256_final(struct sw_sha256 *hash, unsigned char ret_digest[SW_SHA256_SIZE])
{
    if (EVP_DigestFinal_ex(hash->ctx, ret_digest, NULL) != 1)
        abort();
}

void
sw_sha256_free(struct sw_sha256 *hash)
{
    if (hash == NULL)
        return;
    EVP_MD_CTX_free(hash->ctx);
    free(hash);
}

void
sw_sha256(const void *data, size_t size, unsigned char ret_digest[SW_SHA256_SIZE])
{
    if (EVP_Digest(data, size, ret_digest, NULL, EVP_sha256(), NULL) != 1)
        abort();
}

void
sw_sha256_hex(const void *data, size_t size, char ret_hex[SW_SHA256_HEX])
{
    unsigned char digest[SW_SHA256_SIZE];

    sw_sha256(data, size, digest);
    sw_hex(digest, sizeof digest, ret_hex);
}

void
sw_hmac_sha256(const void *key, size_t key_size, const void *data, size_t size,
               unsigned char ret_mac[SW_SHA256_SIZE])
{
    if (HMAC(EVP_sha256(), key, (int) key_size, data, size, ret_mac, NULL) == NULL)
        abort();
}

void
sw_hex(const void *data, size_t size, char *ret_hex)
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *bytes = data;

    for (size_t i = 0; i < size; i++) {
        ret_hex[2 * i] = digits[bytes[i] >> 4];
        ret_hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    ret_hex[2 * size] = '\0';
}

static int
digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool
sw_unhex(const char *hex, void *ret_data, size_t size)
{
    unsigned char *out = ret_data;

    if (strlen(hex) != 2 * size)
        return false;
    for (size_t i = 0; i < size; i++) {
        const int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char) (high * 16 + low);
    }
    return true;
}
