#include "crypto/sw_jws.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sw_encode.h"
#include "crypto/sw_jcs.h"

static EVP_PKEY *
private_key(const unsigned char seed[SW_ED25519_SIZE])
{
    EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, SW_ED25519_SIZE);

    if (key == NULL)
        abort();
    return key;
}

void
sw_ed25519_public(const unsigned char seed[SW_ED25519_SIZE],
                  unsigned char ret_public[SW_ED25519_SIZE])
{
    EVP_PKEY *key = private_key(seed);
    size_t size = SW_ED25519_SIZE;

    if (EVP_PKEY_get_raw_public_key(key, ret_public, &size) != 1)
        abort();
    EVP_PKEY_free(key);
}

void
sw_ed25519_sign(const unsigned char seed[SW_ED25519_SIZE], const void *data, size_t size,
                unsigned char ret_signature[SW_ED25519_SIGNATURE])
{
    EVP_PKEY *key = private_key(seed);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    size_t signature_size = SW_ED25519_SIGNATURE;

    if (ctx == NULL || EVP_DigestSignInit(ctx, NULL, NULL, NULL, key) != 1 ||
        EVP_DigestSign(ctx, ret_signature, &signature_size, data, size) != 1)
        abort();
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_free(key);
}

bool
sw_ed25519_verify(const unsigned char public_key[SW_ED25519_SIZE], const void *data, size_t size,
                  const unsigned char signature[SW_ED25519_SIGNATURE])
{
    EVP_PKEY *key =
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, SW_ED25519_SIZE);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    bool fits;

    if (key == NULL || ctx == NULL)
        abort();
    fits = EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestVerify(ctx, signature, SW_ED25519_SIGNATURE, data, size) == 1;
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_free(key);
    return fits;
}

char *
sw_jws_sign(struct sw_arena *arena, const struct sw_jws_header *header, const char *payload,
            const unsigned char seed[SW_ED25519_SIZE])
{
    json_t *says = json_pack("{ss ss ss ss}", "alg", "EdDSA", "cty", header->cty, "kid",
                             header->kid, "typ", header->typ);
    unsigned char signature[SW_ED25519_SIGNATURE];
    struct sw_error err;
    const char *text = NULL;
    char *input;

    if (says == NULL || sw_jcs(arena, says, &text, &err) != SW_OK)
        abort();
    json_decref(says);
    input = sw_printf(arena, "%s.%s", sw_base64url(arena, text, strlen(text)),
                      sw_base64url(arena, payload, strlen(payload)));
    sw_ed25519_sign(seed, input, strlen(input), signature);
    return sw_printf(arena, "%s.%s", input, sw_base64url(arena, signature, sizeof signature));
}

static bool
says_eddsa(const char *header, size_t size)
{
    json_t *says = json_loadb(header, size, JSON_REJECT_DUPLICATES, NULL);
    const char *alg = json_string_value(json_object_get(says, "alg"));
    const bool eddsa = alg != NULL && strcmp(alg, "EdDSA") == 0;

    json_decref(says);
    return eddsa;
}

const char *
sw_jws_payload(struct sw_arena *arena, const char *jws)
{
    const char *first = strchr(jws, '.');
    const char *second = first == NULL ? NULL : strchr(first + 1, '.');
    size_t size;

    if (second == NULL)
        return NULL;
    return (const char *) sw_base64url_decode(arena, first + 1, (size_t) (second - first - 1),
                                              &size);
}

const char *
sw_jws_open(struct sw_arena *arena, const char *jws,
            const unsigned char public_key[SW_ED25519_SIZE])
{
    const char *dot = strchr(jws, '.'), *last = strrchr(jws, '.');
    const unsigned char *header, *signature;
    size_t header_size = 0, signature_size = 0;

    if (dot == NULL || dot == last)
        return NULL;
    header = sw_base64url_decode(arena, jws, (size_t) (dot - jws), &header_size);
    signature = sw_base64url_decode(arena, last + 1, strlen(last + 1), &signature_size);
    if (header == NULL || signature == NULL || signature_size != SW_ED25519_SIGNATURE ||
        !says_eddsa((const char *) header, header_size) ||
        !sw_ed25519_verify(public_key, jws, (size_t) (last - jws), signature))
        return NULL;
    return sw_jws_payload(arena, jws);
}
