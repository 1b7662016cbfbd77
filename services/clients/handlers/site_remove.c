/* POST /v1/clients/sites/{site_id}/removal: a site leaves the scope after today, but not to escape
 * a nonconformity. */
#include "clients.h"
#include "clients_sql.h"
#include "rules/site_sample.h"

enum sw_code
clients_site_remove(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows facts;
    enum sw_code code = sw_db_one(req->txn, &clients_sql_removal_facts,
                                  SW_BIND(SW_UUID(req->path_id[0])), &facts, err);

    if (code == SW_OK && sw_rows_bool(&facts, 0, "removed"))
        return SW_FAIL(err, SW_STATE_CONFLICT, "this site left the scope on %s",
                       sw_rows_text(&facts, 0, "active_to"));
    if (code == SW_OK)
        code = rule_site_removal((int) sw_rows_int(&facts, 0, "open"), err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &clients_sql_site_remove, SW_BIND(SW_UUID(req->path_id[0])),
                      &req->reply, err);
}
