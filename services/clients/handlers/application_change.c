/* PATCH /v1/clients/applications/{application_id}: until it is submitted, or while it is asked
 * about. */
#include <string.h>

#include "clients.h"
#include "clients_sql.h"

enum sw_code
clients_application_change(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);
    const char *state;

    if (code != SW_OK)
        return code;
    state = sw_rows_text(&facts, 0, "state");
    if (strcmp(state, "draft") != 0 && strcmp(state, "info_requested") != 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "the application is %s and does not change", state);
    return sw_db_json(req->txn, &clients_sql_application_update,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(req->body_json)), &req->reply, err);
}
