#include "signer.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/sw_encode.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_random.h"

#define SEALED_SIZE (SW_ED25519_SIZE + SW_SEAL_OVERHEAD)

/* The issuer's name may hold ':' and '%'; its hash is a file name everywhere. */
static const char *
path_of(const struct signer_keys *keys, struct sw_arena *arena, const char *did, const char *name)
{
    char hash[SW_SHA256_HEX];

    sw_sha256_hex(did, strlen(did), hash);
    return sw_printf(arena, "%s/%.32s-%s.json", keys->dir, hash, name);
}

static struct sw_seal
seal_of(const struct signer_keys *keys, struct sw_arena *arena, const char *did, const char *name)
{
    return (struct sw_seal){ .master = keys->master,
                             .owner = did,
                             .purpose = sw_printf(arena, "%s|vc", name) };
}

/* SW_NOT_FOUND when the issuer has no key of that name. */
static enum sw_code
read_key(const struct signer_keys *keys, struct sw_arena *arena, const char *did, const char *name,
         json_t **ret_value, struct sw_error *err)
{
    const char *path = path_of(keys, arena, did, name), *said = NULL;
    json_t *value;

    if (access(path, F_OK) != 0 && errno == ENOENT)
        return SW_FAIL(err, SW_NOT_FOUND, "%s has no %s", did, name);
    value = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (value == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the key file %s cannot be read", path);
    sw_own(arena, value, signer_json_free);
    if (json_unpack(value, "{ss}", "did", &said) != 0 || strcmp(said, did) != 0)
        return SW_FAIL(err, SW_INTERNAL, "the key file %s is not of %s", path, did);
    *ret_value = value;
    return SW_OK;
}

/* A member of exactly @p size bytes in base64url. */
static enum sw_code
read_bytes(struct sw_arena *arena, const json_t *value, const char *member, size_t size,
           const unsigned char **ret_bytes, struct sw_error *err)
{
    const char *text = json_string_value(json_object_get(value, member));
    size_t n = 0;
    const unsigned char *bytes =
        text == NULL ? NULL : sw_base64url_decode(arena, text, strlen(text), &n);

    if (bytes == NULL || n != size)
        return SW_FAIL(err, SW_INTERNAL, "a key file has no good \"%s\"", member);
    *ret_bytes = bytes;
    return SW_OK;
}

enum sw_code
signer_keys_list(const struct signer_keys *keys, struct sw_arena *arena, const char *did,
                 struct signer_key ret_list[], int *ret_count, struct sw_error *err)
{
    for (int n = 0; n < SIGNER_KEYS_MAX; n++) {
        const unsigned char *public_key = NULL;
        json_t *value = NULL;
        enum sw_code code;

        (void) snprintf(ret_list[n].name, sizeof ret_list[n].name, "key-%d", n + 1);
        code = read_key(keys, arena, did, ret_list[n].name, &value, err);
        *ret_count = n;
        if (code != SW_OK)
            return code == SW_NOT_FOUND ? SW_OK : code;
        code = read_bytes(arena, value, "public", SW_ED25519_SIZE, &public_key, err);
        if (code != SW_OK)
            return code;
        memcpy(ret_list[n].public_key, public_key, SW_ED25519_SIZE);
    }
    *ret_count = SIGNER_KEYS_MAX;
    return SW_OK;
}

/* In full or not at all, and still there after the power fails. */
static enum sw_code
write_file(const struct signer_keys *keys, struct sw_arena *arena, const char *path,
           const json_t *value, struct sw_error *err)
{
    const char *draft = sw_printf(arena, "%s.new", path);
    const int dir = open(keys->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool written = fd >= 0 && json_dumpfd(value, fd, JSON_INDENT(1) | JSON_SORT_KEYS) == 0 &&
                         fchmod(fd, 0400) == 0 && fsync(fd) == 0 && rename(draft, path) == 0 &&
                         dir >= 0 && fsync(dir) == 0;
    const int why = errno;

    if (fd >= 0)
        (void) close(fd);
    if (dir >= 0)
        (void) close(dir);
    return written ? SW_OK
                   : SW_FAIL(err, SW_INTERNAL, "the key file %s cannot be written: %s", path,
                             strerror(why));
}

enum sw_code
signer_keys_make(const struct signer_keys *keys, struct sw_arena *arena, const char *did,
                 struct sw_error *err)
{
    static const char name[] = "key-1";
    const struct sw_seal seal = seal_of(keys, arena, did, name);
    unsigned char seed[SW_ED25519_SIZE], public_key[SW_ED25519_SIZE], sealed[SEALED_SIZE];
    enum sw_code code;
    json_t *value;

    sw_random(seed, sizeof seed);
    sw_ed25519_public(seed, public_key);
    sw_seal_close(&seal, seed, sizeof seed, sealed);
    OPENSSL_cleanse(seed, sizeof seed);
    value = json_pack("{ss ss ss ss ss}", "alg", "EdDSA", "did", did, "key", name, "public",
                      sw_base64url(arena, public_key, sizeof public_key), "sealed",
                      sw_base64url(arena, sealed, sizeof sealed));
    code = write_file(keys, arena, path_of(keys, arena, did, name), value, err);
    json_decref(value);
    return code;
}

enum sw_code
signer_keys_open(const struct signer_keys *keys, struct sw_arena *arena, const char *did,
                 const char *name, unsigned char ret_seed[SW_ED25519_SIZE], struct sw_error *err)
{
    const struct sw_seal seal = seal_of(keys, arena, did, name);
    const unsigned char *sealed = NULL;
    json_t *value = NULL;
    enum sw_code code = read_key(keys, arena, did, name, &value, err);

    if (code == SW_OK)
        code = read_bytes(arena, value, "sealed", SEALED_SIZE, &sealed, err);
    if (code != SW_OK)
        return code;
    return sw_seal_open(&seal, sealed, SEALED_SIZE, ret_seed, err);
}
