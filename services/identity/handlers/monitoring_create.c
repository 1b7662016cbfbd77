/* POST /v1/identity/people/{person_id}/monitorings: somebody was witnessed at work. */
#include "identity.h"
#include "identity_sql.h"
#include "rules/competence.h"

enum sw_code
identity_monitoring_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_monitoring_in *in = req->body;
    struct sw_rows row;
    enum sw_code code = sw_db_one(req->txn, &identity_sql_today, SW_BIND_NONE, &row, err);

    if (code == SW_OK)
        code = rule_witnessed(req->path_id[0].text, in->witnessed_by.text, in->witnessed_on,
                              sw_rows_date(&row, 0, "today"), err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &identity_sql_monitoring_insert,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_DATE(in->witnessed_on),
                              SW_TEXT(in->audit), SW_TEXT(in->conclusion),
                              SW_UUID(in->witnessed_by)),
                      &req->reply, err);
}
