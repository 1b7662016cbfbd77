/* POST /v1/identity/bodies/{slug}/sessions: sign in with a password. */
#include <stdlib.h>

#include "identity.h"
#include "identity_sql.h"

struct account {
    struct sw_uuid person_id;
    const char *name, *roles_json;
    bool fits;
};

static enum sw_code
find(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct sw_request *req = ctx;
    const struct identity_sign_in *in = req->body;
    struct account *a = req->prepared;
    struct sw_rows row;
    enum sw_code code =
        sw_db_rows(txn, &identity_sql_credential_find, SW_BIND(SW_TEXT(in->email)), &row, err);

    if (code != SW_OK || row.count == 0)
        return code;
    a->person_id = sw_rows_uuid(&row, 0, "person_id");
    a->name = sw_rows_text(&row, 0, "name");
    a->roles_json = sw_rows_text(&row, 0, "roles_json");
    req->reply = sw_rows_text(&row, 0, "password_hash");
    return SW_OK;
}

/* The hash takes 30 ms: no transaction is open meanwhile. */
enum sw_code
identity_session_check(struct sw_request *req, struct sw_error *err)
{
    const struct identity_sign_in *in = req->body;
    struct account *a = sw_alloc(req->arena, sizeof *a);
    enum sw_code code;

    req->prepared = a;
    code = sw_db_run(req->service->db, req->context.token, req->arena, SW_TXN_READ, find, req, err);
    if (code != SW_OK)
        return code;
    a->fits = identity_password_fits(req->reply, in->password);
    req->reply = NULL;
    if (!a->fits)
        return SW_FAIL(err, SW_SIGN_IN_FAILED, "%s", sw_code_title(SW_SIGN_IN_FAILED));
    return SW_OK;
}

enum sw_code
identity_session_create(struct sw_request *req, struct sw_error *err)
{
    const struct account *a = req->prepared;
    const char *secret, *hash;
    struct sw_rows row;
    json_t *reply;
    char *text;
    enum sw_code code;

    identity_secret_make(req->arena, "sw_session_", &secret, &hash);
    code = sw_db_one(req->txn, &identity_sql_session_insert,
                     SW_BIND(SW_TEXT(hash), SW_UUID(a->person_id), SW_TEXT("cookie"),
                             SW_TEXT("browser"), SW_INT(IDENTITY_COOKIE_SECONDS)),
                     &row, err);
    if (code != SW_OK)
        return code;
    sw_reply_header_add(req, "Set-Cookie",
                        sw_printf(req->arena,
                                  "__Host-sealwright=%s; Path=/; Max-Age=%d; Secure; HttpOnly; "
                                  "SameSite=Strict",
                                  secret, IDENTITY_COOKIE_SECONDS));
    req->subject = a->person_id;
    reply = json_pack("{ss ss so ss}", "person_id", a->person_id.text, "name", a->name, "roles",
                      json_loads(a->roles_json, 0, NULL), "expires_at",
                      sw_rows_text(&row, 0, "expires_at"));
    text = json_dumps(reply, JSON_COMPACT);
    json_decref(reply);
    if (text == NULL)
        abort();
    sw_own(req->arena, text, free);
    req->reply = text;
    return SW_OK;
}
