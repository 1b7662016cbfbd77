/* POST /v1/clients/applications/{application_id}/programme: the audits of the three-year cycle. */
#include <string.h>

#include "clients.h"
#include "clients_sql.h"

enum sw_code
clients_programme_create(struct sw_request *req, struct sw_error *err)
{
    static const struct sw_rule needs = {
        .id = "PRG-1",
        .clause = "ISO/IEC 17021-1:2015 9.1.3.1",
        .remedy = "Accept the application, calculate the audit time and sign the agreement first.",
    };
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code != SW_OK)
        return code;
    if (strcmp(sw_rows_text(&facts, 0, "state"), "contracted") != 0)
        return SW_REFUSE(err, &needs, "the application is %s, not contracted",
                         sw_rows_text(&facts, 0, "state"));
    code = sw_db_json(req->txn, &clients_sql_programme_insert, SW_BIND(SW_UUID(req->path_id[0])),
                      &req->reply, err);
    if (code == SW_NOT_FOUND)
        return SW_REFUSE(err, &needs, "no audit time has been calculated for this application");
    return code;
}
