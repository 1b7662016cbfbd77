/* DELETE /v1/identity/session: sign out. */
#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_session_delete(struct sw_request *req, struct sw_error *err)
{
    sw_reply_header_add(req, "Set-Cookie",
                        "__Host-sealwright=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
    return sw_db_exec(req->txn, &identity_sql_session_end, SW_BIND_NONE, err);
}
