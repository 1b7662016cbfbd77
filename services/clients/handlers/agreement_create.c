/* POST /v1/clients/applications/{application_id}/agreement: no audit without one. */
#include "clients.h"
#include "clients_sql.h"

enum sw_code
clients_agreement_create(struct sw_request *req, struct sw_error *err)
{
    static const struct sw_rule binding = {
        .id = "APP-4",
        .clause = "ISO/IEC 17021-1:2015 8.5.3",
        .remedy =
            "The client accepts the duties of the agreement: notice of changes, access, use of "
            "marks.",
    };
    const struct clients_agreement_in *in = req->body;
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK && !in->clauses_accepted)
        return SW_REFUSE(err, &binding, "the duties of the client are not accepted");
    if (code == SW_OK)
        code = clients_application_step(req, sw_rows_text(&facts, 0, "state"), "contracted",
                                        "contracted", err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &clients_sql_agreement_insert,
                      SW_BIND(SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                              SW_UUID(req->path_id[0]), SW_DATE(in->signed_on),
                              SW_TEXT(in->signed_by_name)),
                      &req->reply, err);
}
