/* POST /v1/identity/tokens: an API token with the rights of the one who asks, shown once. */
#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_token_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_token_in *in = req->body;
    const char *secret, *hash;
    struct sw_rows row;
    enum sw_code code;

    identity_secret_make(req->arena, "sw_live_", &secret, &hash);
    code = sw_db_one(req->txn, &identity_sql_session_insert,
                     SW_BIND(SW_TEXT(hash), SW_UUID(req->context.actor), SW_TEXT("token"),
                             SW_TEXT(in->label), SW_INT(in->days * 86400)),
                     &row, err);
    if (code != SW_OK)
        return code;
    req->reply =
        sw_printf(req->arena, "{\"id\":\"%s\",\"token\":\"%s\",\"expires_at\":\"%s\"}",
                  sw_rows_text(&row, 0, "session_id"), secret, sw_rows_text(&row, 0, "expires_at"));
    return SW_OK;
}
