#include "crypto/sw_sealed.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sw_random.h"

#define NONCE 12
#define TAG   16

static void
derive(const struct sw_seal *seal, unsigned char ret_key[32])
{
    static const char salt[] = "sealwright-kek-v1";
    char digest[] = "SHA256";
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
    EVP_KDF_CTX *ctx = EVP_KDF_CTX_new(kdf);
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *) (uintptr_t) seal->master,
                                          SW_MASTER_SIZE),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *) (uintptr_t) salt,
                                          sizeof salt - 1),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *) (uintptr_t) seal->owner,
                                          strlen(seal->owner)),
        OSSL_PARAM_construct_end(),
    };

    if (ctx == NULL || EVP_KDF_derive(ctx, ret_key, 32, params) != 1)
        abort();
    EVP_KDF_CTX_free(ctx);
    EVP_KDF_free(kdf);
}

static EVP_CIPHER_CTX *
begin(const struct sw_seal *seal, const unsigned char *nonce, int encrypt)
{
    EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
    unsigned char key[32];
    int n;

    derive(seal, key);
    if (ctx == NULL || EVP_CipherInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, nonce, encrypt) != 1 ||
        EVP_CipherUpdate(ctx, NULL, &n, (const unsigned char *) seal->purpose,
                         (int) strlen(seal->purpose)) != 1)
        abort();
    OPENSSL_cleanse(key, sizeof key);
    return ctx;
}

void
sw_seal_close(const struct sw_seal *seal, const void *data, size_t size, unsigned char *ret_sealed)
{
    EVP_CIPHER_CTX *ctx;
    int n, rest;

    sw_random(ret_sealed, NONCE);
    ctx = begin(seal, ret_sealed, 1);
    if (EVP_CipherUpdate(ctx, ret_sealed + NONCE, &n, data, (int) size) != 1 ||
        EVP_CipherFinal_ex(ctx, ret_sealed + NONCE + n, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, TAG, ret_sealed + NONCE + size) != 1)
        abort();
    EVP_CIPHER_CTX_free(ctx);
}

enum sw_code
sw_seal_open(const struct sw_seal *seal, const unsigned char *sealed, size_t size, void *ret_data,
             struct sw_error *err)
{
    const size_t inner = size - NONCE - TAG;
    unsigned char tag[TAG], *out = ret_data;
    EVP_CIPHER_CTX *ctx;
    int n = 0, rest = 0, fits;

    if (size < SW_SEAL_OVERHEAD)
        return SW_FAIL(err, SW_INTERNAL, "sealed bytes of %s are too short", seal->owner);
    memcpy(tag, sealed + NONCE + inner, TAG);
    ctx = begin(seal, sealed, 0);
    fits = EVP_CipherUpdate(ctx, out, &n, sealed + NONCE, (int) inner) == 1 &&
           EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG, tag) == 1 &&
           EVP_CipherFinal_ex(ctx, out + n, &rest) == 1;
    EVP_CIPHER_CTX_free(ctx);
    if (!fits) {
        OPENSSL_cleanse(out, inner);
        return SW_FAIL(err, SW_INTERNAL, "sealed bytes of %s do not open", seal->owner);
    }
    return SW_OK;
}
