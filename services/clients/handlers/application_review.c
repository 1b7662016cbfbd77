/* POST /v1/clients/applications/{application_id}/review: accept or decline, with reasons. */
#include "clients.h"
#include "clients_sql.h"

enum sw_code
clients_application_review(struct sw_request *req, struct sw_error *err)
{
    const struct clients_review_in *in = req->body;
    const bool accept = in->outcome == 0;
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK)
        code = clients_application_step(req, sw_rows_text(&facts, 0, "state"),
                                        accept ? "accepted" : "declined", NULL, err);
    if (code != SW_OK)
        return code;
    return sw_db_exec(req->txn, &clients_sql_review_insert,
                      SW_BIND(SW_UUID(req->path_id[0]),
                              SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                              SW_TEXT(accept ? "accept" : "decline"), SW_TEXT(in->reason),
                              SW_TEXT(in->competence.json)),
                      err);
}
