#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "crypto/sw_hash.h"
#include "identity.h"

/* OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane; about 30 ms of one core. */
#define MEMORY_BYTES ((size_t) 19 * 1024 * 1024)
#define PASSES       2

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int running;

/* Each hash takes 19 MiB: a flood of sign-ins must not take the machine's memory. */
static void
enter(void)
{
    pthread_mutex_lock(&lock);
    while (running >= IDENTITY_HASHES_MAX)
        pthread_cond_wait(&freed, &lock);
    running++;
    pthread_mutex_unlock(&lock);
}

static void
leave(void)
{
    pthread_mutex_lock(&lock);
    running--;
    pthread_cond_signal(&freed);
    pthread_mutex_unlock(&lock);
}

enum sw_code
identity_password_hash(struct sw_arena *arena, const char *password, const char **ret_hash,
                       struct sw_error *err)
{
    char *hash = sw_alloc(arena, crypto_pwhash_STRBYTES);
    int failed;

    enter();
    failed = crypto_pwhash_str_alg(hash, password, strlen(password), PASSES, MEMORY_BYTES,
                                   crypto_pwhash_ALG_ARGON2ID13);
    leave();
    if (failed != 0)
        return SW_FAIL(err, SW_BUSY, "there is no memory to hash a password");
    *ret_hash = hash;
    return SW_OK;
}

bool
identity_password_fits(const char *hash, const char *password)
{
    /* The hash of a random text that nobody knows: an unknown account costs the same time. */
    static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$QmFzZWxlc3NTYWx0MTIzNA$"
                                 "wJkQx1i0V2kW0zP0rG9m2n7Yc3bXo8e5tS6uK4hD1fA";
    bool fits;

    enter();
    fits = crypto_pwhash_str_verify(hash != NULL ? hash : nobody, password, strlen(password)) == 0;
    leave();
    return fits && hash != NULL;
}

void
identity_secret_make(struct sw_arena *arena, const char *prefix, const char **ret_secret,
                     const char **ret_hash_hex)
{
    unsigned char random[32];
    char text[sizeof random * 2], *secret, *hex = sw_alloc(arena, SW_SHA256_HEX);

    randombytes_buf(random, sizeof random);
    (void) sodium_bin2base64(text, sizeof text, random, sizeof random,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    secret = sw_printf(arena, "%s%s", prefix, text);
    sw_sha256_hex(secret, strlen(secret), hex);
    *ret_secret = secret;
    *ret_hash_hex = hex;
}
