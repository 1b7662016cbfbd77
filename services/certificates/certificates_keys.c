/* Who issues, as did:web says it: a name, and the keys published under it. */
#include <stdlib.h>
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_encode.h"

/* did:web:HOST%3APORT:cb:SLUG; without a slug the installation itself. */
const char *
certificates_did(struct sw_arena *arena, const char *origin, const char *slug)
{
    const char *host = strstr(origin, "://");
    const char *port;

    host = host == NULL ? origin : host + 3;
    port = strchr(host, ':');
    return sw_printf(arena, "did:web:%.*s%s%s%s%s",
                     port == NULL ? (int) strlen(host) : (int) (port - host), host,
                     port == NULL ? "" : "%3A", port == NULL ? "" : port + 1,
                     slug[0] == '\0' ? "" : ":cb:", slug);
}

/* Each key twice: for Data Integrity as a Multikey, for JOSE as a JWK. */
static enum sw_code
add_key(struct sw_arena *arena, const char *did, const json_t *key, json_t *methods, json_t *may,
        struct sw_error *err)
{
    const char *name = json_string_value(json_object_get(key, "key"));
    const char *x = json_string_value(json_object_get(key, "public"));
    const char *multi = sw_printf(arena, "%s#%s", did, name);
    const char *jwk = sw_printf(arena, "%s#%s-jwk", did, name);
    size_t size = 0;
    const unsigned char *bytes = x == NULL ? NULL : sw_base64url_decode(arena, x, strlen(x), &size);

    if (name == NULL || bytes == NULL || size != 32)
        return SW_FAIL(err, SW_UPSTREAM_FAILED, "the signer's key of %s is none", did);
    json_array_append_new(methods,
                          json_pack("{ss ss ss ss}", "id", multi, "type", "Multikey", "controller",
                                    did, "publicKeyMultibase", sw_multikey_ed25519(arena, bytes)));
    json_array_append_new(methods,
                          json_pack("{ss ss ss s{ss ss ss ss ss}}", "id", jwk, "type", "JsonWebKey",
                                    "controller", did, "publicKeyJwk", "kty", "OKP", "crv",
                                    "Ed25519", "alg", "EdDSA", "kid", jwk, "x", x));
    json_array_append_new(may, json_string(multi));
    json_array_append_new(may, json_string(jwk));
    return SW_OK;
}

static enum sw_code
document(struct sw_arena *arena, const char *did, const json_t *keys, const char **ret_text,
         struct sw_error *err)
{
    json_t *methods = json_array(), *may = json_array(), *doc;
    enum sw_code code = SW_OK;
    char *text;

    for (size_t i = 0; i < json_array_size(keys) && code == SW_OK; i++)
        code = add_key(arena, did, json_array_get(keys, i), methods, may, err);
    doc = json_pack("{s[sss] ss so so}", "@context", "https://www.w3.org/ns/did/v1",
                    "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1",
                    "id", did, "verificationMethod", methods, "assertionMethod", may);
    text = json_dumps(doc, JSON_COMPACT);
    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    json_decref(doc);
    *ret_text = text;
    return code;
}

struct publication {
    const char *slug, *document;
};

static enum sw_code
read_slug(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct sw_rows row;
    const enum sw_code code = sw_db_one(txn, &certificates_sql_body, SW_BIND_NONE, &row, err);

    if (code == SW_OK)
        *(const char **) ctx = sw_rows_text(&row, 0, "slug");
    return code;
}

static enum sw_code
put(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    const struct publication *p = ctx;

    return sw_db_exec(txn, &certificates_sql_did_put,
                      SW_BIND(SW_TEXT(p->slug), SW_TEXT(p->document)), err);
}

static enum sw_code
publish(struct sw_service *service, const char *token, struct sw_arena *arena, const char *slug,
        struct sw_error *err)
{
    const char *did = certificates_did(arena, service->config.origin, slug);
    json_t *question = json_pack("{ss ss}", "op", "key", "did", did), *answer = NULL;
    struct publication p = { .slug = slug };
    enum sw_code code = certificates_signer_ask(service, arena, question, &answer, err);

    json_decref(question);
    if (code == SW_OK)
        code = document(arena, did, json_object_get(answer, "keys"), &p.document, err);
    if (code == SW_OK)
        code = sw_db_run(service->db, token, arena, SW_TXN_WRITE, put, &p, err);
    return code;
}

/* A job, and the first step of issuing: the keys of the body and of the installation are known to
 * everybody before anything is signed with them. */
enum sw_code
certificates_keys_publish(struct sw_service *service, const struct sw_context *context,
                          struct sw_arena *arena, bool *ret_more, struct sw_error *err)
{
    const char *slug = NULL;
    enum sw_code code =
        sw_db_run(service->db, context->token, arena, SW_TXN_READ, read_slug, &slug, err);

    *ret_more = false;
    if (code == SW_OK)
        code = publish(service, context->token, arena, slug, err);
    if (code == SW_OK)
        code = publish(service, context->token, arena, "", err);
    return code;
}
