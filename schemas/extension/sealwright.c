/* sealwright.c - verifies context tokens inside PostgreSQL.
 *
 * The functions of schemas/db/sw/0001_context.sql, in C: the same names, the same answers, the same
 * errors.  The token comes in the setting sw.ctx; its keys come from the file named by
 * sw.context_key_file, which only the server's user can read:
 *     <key id> <64 hexadecimal digits> [<role the key is limited to>]
 * A token that was verified once by this backend costs a comparison afterwards.  No table is read,
 * so the functions may stand in a policy on every node of a distributed engine.
 */
#include "postgres.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "access/xact.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/fd.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/timestamp.h"
#include "utils/uuid.h"

PG_MODULE_MAGIC;

#define TOKEN_MAX 512
#define PARTS     8
#define KEYS_MAX  64
#define KEY_BYTES 32

enum part { VERSION, KEY_ID, TENANT, ACTOR, CLIENT, ROLES, AUDIENCE, EXPIRY };

struct key {
    char id[40];
    unsigned char bytes[KEY_BYTES];
    char audience[NAMEDATALEN];
};

/* The last token that was found good, and for whom. */
static struct {
    char token[TOKEN_MAX];
    Oid user;
    int64 expires_at;
    char text[TOKEN_MAX]; /* the parts, closed by NULs */
    const char *part[PARTS];
} verified;

static char *key_file;
static struct key keys[KEYS_MAX];
static int key_count = -1; /* -1: not read yet */

void _PG_init(void);

static void
forget_keys(const char *value, void *extra)
{
    (void) value;
    (void) extra;
    key_count = -1;
    verified.token[0] = '\0';
}

void
_PG_init(void)
{
    DefineCustomStringVariable("sw.context_key_file", "File with the keys of context tokens.", NULL,
                               &key_file, "", PGC_SIGHUP, GUC_SUPERUSER_ONLY, NULL, forget_keys, NULL);
}

static void
refuse(const char *why)
{
    ereport(ERROR, (errcode(ERRCODE_INVALID_AUTHORIZATION_SPECIFICATION), errmsg("%s", why)));
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
unhex(const char *text, unsigned char *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        const int high = hex_digit(text[2 * i]), low = high < 0 ? -1 : hex_digit(text[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        bytes[i] = (unsigned char) (high * 16 + low);
    }
    return true;
}

static void
read_keys(void)
{
    char line[256], hex[80];
    FILE *f = AllocateFile(key_file, "r");

    key_count = 0;
    if (f == NULL)
        ereport(ERROR, (errcode_for_file_access(), errmsg("the context keys cannot be read")));
    while (key_count < KEYS_MAX && fgets(line, sizeof line, f) != NULL) {
        struct key *k = &keys[key_count];

        k->audience[0] = '\0';
        if (sscanf(line, "%39s %79s %63s", k->id, hex, k->audience) >= 2 &&
            strlen(hex) == 2 * KEY_BYTES && unhex(hex, k->bytes, KEY_BYTES))
            key_count++;
    }
    FreeFile(f);
}

static const struct key *
find_key(const char *id)
{
    if (key_count < 0)
        read_keys();
    for (int i = 0; i < key_count; i++)
        if (strcmp(keys[i].id, id) == 0)
            return &keys[i];
    return NULL;
}

/* Cut a copy of the token into its parts; false when it has not exactly eight. */
static bool
cut(char *text, const char **part)
{
    char *at = text;

    for (int i = 0; i < PARTS; i++) {
        char *end = strchr(at, '|');

        part[i] = at;
        if (i == PARTS - 1)
            return end == NULL;
        if (end == NULL)
            return false;
        *end = '\0';
        at = end + 1;
    }
    return false;
}

static void
check_mac(const char *token, size_t said, const struct key *key)
{
    unsigned char mac[EVP_MAX_MD_SIZE], given[32];
    unsigned int size = 0;

    if (strlen(token + said + 1) != 64 || !unhex(token + said + 1, given, 32) ||
        HMAC(EVP_sha256(), key->bytes, KEY_BYTES, (const unsigned char *) token, said, mac, &size) ==
            NULL ||
        size != 32 || CRYPTO_memcmp(mac, given, 32) != 0)
        refuse("the context is not genuine");
}

static void
check_expiry(int64 expires_at)
{
    const int64 now = (GetCurrentStatementStartTimestamp() / USECS_PER_SEC) +
                      ((POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY);

    if (expires_at < now)
        refuse("the context has expired");
}

/* The parts of the current token; NULL without one. */
static const char *const *
claims(void)
{
    const char *token = GetConfigOption("sw.ctx", true, false);
    const char *tilde, *user;
    const struct key *key;
    size_t said;

    if (token == NULL || token[0] == '\0')
        return NULL;
    if (verified.user == GetSessionUserId() && strcmp(token, verified.token) == 0) {
        check_expiry(verified.expires_at);
        return verified.part;
    }
    tilde = strchr(token, '~');
    if (tilde == NULL || strlen(token) >= TOKEN_MAX)
        refuse("the context is not genuine");
    said = (size_t) (tilde - token);
    verified.token[0] = '\0';
    memcpy(verified.text, token, said);
    verified.text[said] = '\0';
    if (!cut(verified.text, verified.part) || strcmp(verified.part[VERSION], "1") != 0)
        refuse("the context is not genuine");
    key = find_key(verified.part[KEY_ID]);
    if (key == NULL)
        refuse("the context is not genuine");
    check_mac(token, said, key);
    user = GetUserNameFromId(GetSessionUserId(), false);
    if (strcmp(verified.part[AUDIENCE], user) != 0 ||
        (key->audience[0] != '\0' && strcmp(key->audience, user) != 0))
        refuse("the context is not for this service");
    verified.expires_at = strtoll(verified.part[EXPIRY], NULL, 10);
    check_expiry(verified.expires_at);
    verified.user = GetSessionUserId();
    strlcpy(verified.token, token, TOKEN_MAX);
    return verified.part;
}

static Datum
uuid_claim(FunctionCallInfo fcinfo, enum part which)
{
    const char *const *part = claims();

    if (part == NULL || strcmp(part[which], "-") == 0)
        PG_RETURN_NULL();
    return DirectFunctionCall1(uuid_in, CStringGetDatum(part[which]));
}

PG_FUNCTION_INFO_V1(sealwright_tenant);
Datum
sealwright_tenant(PG_FUNCTION_ARGS)
{
    return uuid_claim(fcinfo, TENANT);
}

PG_FUNCTION_INFO_V1(sealwright_actor);
Datum
sealwright_actor(PG_FUNCTION_ARGS)
{
    return uuid_claim(fcinfo, ACTOR);
}

PG_FUNCTION_INFO_V1(sealwright_client);
Datum
sealwright_client(PG_FUNCTION_ARGS)
{
    return uuid_claim(fcinfo, CLIENT);
}

PG_FUNCTION_INFO_V1(sealwright_has_role);
Datum
sealwright_has_role(PG_FUNCTION_ARGS)
{
    const char *const *part = claims();
    const char *wanted = text_to_cstring(PG_GETARG_TEXT_PP(0));
    const size_t n = strlen(wanted);

    if (part == NULL)
        PG_RETURN_BOOL(false);
    for (const char *at = part[ROLES]; *at != '\0';) {
        const size_t length = strcspn(at, ",");

        if (length == n && strncmp(at, wanted, n) == 0)
            PG_RETURN_BOOL(true);
        at += length + (at[length] == ',');
    }
    PG_RETURN_BOOL(false);
}

PG_FUNCTION_INFO_V1(sealwright_verify);
Datum
sealwright_verify(PG_FUNCTION_ARGS)
{
    if (claims() == NULL)
        refuse("there is no context");
    PG_RETURN_VOID();
}
