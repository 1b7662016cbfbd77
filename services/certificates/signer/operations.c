#include "signer.h"

#include <openssl/crypto.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_log.h"
#include "crypto/sw_encode.h"
#include "crypto/sw_jcs.h"
#include "crypto/sw_mac.h"

#define DID_MAX     300
#define REQUEST_MAX 200

static enum sw_code
find_client(const char *user, uid_t *ret_uid, struct sw_error *err)
{
    const struct passwd *entry;

    *ret_uid = SIGNER_ANYBODY;
    if (user == NULL || user[0] == '\0')
        return SW_OK;
    entry = getpwnam(user);
    if (entry == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "CLIENT_USER", "there is no user %s", user);
    *ret_uid = entry->pw_uid;
    return SW_OK;
}

enum sw_code
signer_open(struct signer *signer, const struct signer_config *config, struct sw_error *err)
{
    enum sw_code code = sw_context_key_read(config->master_file, signer->keys.master, err);

    if (code == SW_OK)
        code = find_client(config->client_user, &signer->client, err);

    signer->keys.dir = config->key_dir;
    if (code == SW_OK)
        code = signer_journal_open(config->journal, &signer->journal, err);
    return code;
}

void
signer_close(struct signer *signer)
{
    signer_journal_close(signer->journal);
    OPENSSL_cleanse(&signer->keys, sizeof signer->keys);
}

void
signer_json_free(void *value)
{
    json_decref(value);
}

/* A DID of the method "web" in the characters that RFC 3986 leaves unreserved, ':' and '%'. */
static enum sw_code
check_did(const char *did, struct sw_error *err)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:%";

    if (did == NULL || strncmp(did, "did:web:", 8) != 0 || did[8] == '\0' ||
        strlen(did) > DID_MAX || strspn(did, allowed) != strlen(did))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "did", "an issuer is a did:web");
    return SW_OK;
}

/* What a payload must be: canonical JSON, a credential, issued by @p did itself. */
static enum sw_code
check_payload(struct sw_arena *arena, const char *did, const char *payload, struct sw_error *err)
{
    json_t *value = payload == NULL ? NULL : json_loads(payload, JSON_REJECT_DUPLICATES, NULL);
    const json_t *issuer = json_object_get(value, "issuer");
    const json_t *named = json_is_object(issuer) ? json_object_get(issuer, "id") : issuer;
    const char *canonical = NULL;
    enum sw_code code = SW_OK;

    if (!json_is_object(value))
        code = SW_FAIL_FIELD(err, SW_INPUT_INVALID, "payload", "the payload is no JSON object");
    else if (!json_is_string(named) || strcmp(json_string_value(named), did) != 0)
        code =
            SW_FAIL_FIELD(err, SW_INPUT_INVALID, "payload", "the payload is not issued by %s", did);
    else if (!json_is_array(json_object_get(value, "type")) ||
             !json_is_object(json_object_get(value, "credentialSubject")))
        code = SW_FAIL_FIELD(err, SW_INPUT_INVALID, "payload", "the payload is no credential");
    else
        code = sw_jcs(arena, value, &canonical, err);
    if (code == SW_OK && strcmp(canonical, payload) != 0)
        code = SW_FAIL_FIELD(err, SW_INPUT_INVALID, "payload", "the payload is not canonical");
    json_decref(value);
    return code;
}

static enum sw_code
list_keys(const struct signer *signer, struct sw_arena *arena, const char *did, json_t *reply,
          struct sw_error *err)
{
    struct signer_key list[SIGNER_KEYS_MAX];
    json_t *keys = json_array();
    int count = 0;
    const enum sw_code code = signer_keys_list(&signer->keys, arena, did, list, &count, err);

    for (int i = 0; code == SW_OK && i < count; i++)
        json_array_append_new(keys,
                              json_pack("{ss ss}", "key", list[i].name, "public",
                                        sw_base64url(arena, list[i].public_key, SW_ED25519_SIZE)));
    json_object_set_new(reply, "keys", keys);
    return code;
}

static enum sw_code
make_key(const struct signer *signer, struct sw_arena *arena, const char *did, json_t *reply,
         struct sw_error *err)
{
    struct signer_key list[SIGNER_KEYS_MAX];
    int count = 0;
    enum sw_code code = signer_keys_list(&signer->keys, arena, did, list, &count, err);

    if (code == SW_OK && count == 0)
        code = signer_keys_make(&signer->keys, arena, did, err);
    return code == SW_OK ? list_keys(signer, arena, did, reply, err) : code;
}

/* Ed25519 is deterministic: signing a recorded payload again gives the same bytes. */
static enum sw_code
sign_record(const struct signer *signer, struct sw_arena *arena, const struct signer_record *record,
            json_t *reply, struct sw_error *err)
{
    const char *kid = sw_printf(arena, "%s#%s-jwk", record->did, record->key);
    const struct sw_jws_header header = { .kid = kid, .typ = "vc+jwt", .cty = "vc" };
    unsigned char seed[SW_ED25519_SIZE];
    const enum sw_code code =
        signer_keys_open(&signer->keys, arena, record->did, record->key, seed, err);

    if (code != SW_OK)
        return code;
    json_object_set_new(reply, "jwt",
                        json_string(sw_jws_sign(arena, &header, record->payload, seed)));
    json_object_set_new(reply, "kid", json_string(kid));
    OPENSSL_cleanse(seed, sizeof seed);
    return SW_OK;
}

static enum sw_code
record_new(struct signer *signer, struct sw_arena *arena, struct signer_record *record,
           struct sw_error *err)
{
    struct signer_key *list = sw_alloc(arena, SIGNER_KEYS_MAX * sizeof *list);
    int count = 0;
    enum sw_code code = check_payload(arena, record->did, record->payload, err);

    if (code == SW_OK)
        code = signer_keys_list(&signer->keys, arena, record->did, list, &count, err);
    if (code != SW_OK)
        return code;
    if (count == 0)
        return SW_FAIL_FIELD(err, SW_NOT_FOUND, "did", "%s has no key", record->did);
    record->key = list[count - 1].name;
    return signer_journal_add(signer->journal, arena, record, err);
}

static enum sw_code
sign(struct signer *signer, struct sw_arena *arena, const json_t *ask, json_t *reply,
     struct sw_error *err)
{
    struct signer_record record = {
        .did = json_string_value(json_object_get(ask, "did")),
        .request = json_string_value(json_object_get(ask, "request")),
        .payload = json_string_value(json_object_get(ask, "payload")),
    };
    enum sw_code code;

    if (record.request == NULL || record.request[0] == '\0' || strlen(record.request) > REQUEST_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "request", "a request has a name");
    code = signer_journal_find(signer->journal, arena, record.did, record.request, &record, err);
    json_object_set_new(reply, "recorded", json_boolean(code == SW_OK));
    if (code == SW_NOT_FOUND)
        code = record_new(signer, arena, &record, err);
    return code == SW_OK ? sign_record(signer, arena, &record, reply, err) : code;
}

static enum sw_code
operate(struct signer *signer, struct sw_arena *arena, const json_t *ask, json_t *reply,
        struct sw_error *err)
{
    const char *op = json_string_value(json_object_get(ask, "op"));
    const char *did = json_string_value(json_object_get(ask, "did"));
    enum sw_code code;

    if (op == NULL)
        return SW_FAIL(err, SW_BODY_MALFORMED, "not a request");
    if (strcmp(op, "ready") == 0) {
        json_object_set_new(reply, "records",
                            json_integer((json_int_t) signer_journal_count(signer->journal)));
        return SW_OK;
    }
    code = check_did(did, err);
    if (code != SW_OK)
        return code;
    if (strcmp(op, "key") == 0)
        return make_key(signer, arena, did, reply, err);
    if (strcmp(op, "keys") == 0)
        return list_keys(signer, arena, did, reply, err);
    if (strcmp(op, "sign") == 0)
        return sign(signer, arena, ask, reply, err);
    return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "op", "there is no operation of that name");
}

const char *
signer_answer(struct signer *signer, struct sw_arena *arena, const char *line)
{
    json_t *ask = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
    json_t *reply = json_object();
    struct sw_error err = { .code = SW_OK };
    char *text;

    if (operate(signer, arena, ask, reply, &err) != SW_OK) {
        sw_log(SW_LOG_WARNING, NULL, "refused", "code", sw_code_slug(err.code), "detail",
               err.detail, NULL);
        json_object_clear(reply);
        json_object_set_new(reply, "error", json_string(sw_code_slug(err.code)));
        json_object_set_new(reply, "detail", json_string(err.detail));
    }
    text = json_dumps(reply, JSON_COMPACT);
    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    json_decref(reply);
    json_decref(ask);
    return text;
}
