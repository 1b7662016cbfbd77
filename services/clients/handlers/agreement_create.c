/* POST /v1/clients/applications/{application_id}/agreement: no audit without one. */
#include "clients.h"
#include "clients_sql.h"

static enum sw_code
check(struct sw_request *req, const struct sw_rows *facts, struct sw_error *err)
{
    const struct clients_agreement_in *in = req->body;
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    struct sw_rows named;
    const enum sw_code code =
        sw_db_one(req->txn, &clients_sql_agreement_sites,
                  SW_BIND(SW_UUID(sw_rows_uuid(facts, 0, "client_id")), SW_TEXT(in->sites.json)),
                  &named, err);

    if (code != SW_OK)
        return code;
    rule_agreement_faults(
        &(struct rule_agreement_in){ .signed_on = in->signed_on,
                                     .today = sw_rows_date(facts, 0, "today"),
                                     .clauses_accepted = in->clauses_accepted,
                                     .sites = (int) sw_rows_int(facts, 0, "sites"),
                                     .sites_covered = (int) sw_rows_int(&named, 0, "covered") },
        faults);
    return rule_faults_refuse(faults, err);
}

enum sw_code
clients_agreement_create(struct sw_request *req, struct sw_error *err)
{
    const struct clients_agreement_in *in = req->body;
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK)
        code = check(req, &facts, err);
    if (code == SW_OK)
        code = clients_application_step(req, sw_rows_text(&facts, 0, "state"), "contracted",
                                        "contracted", err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &clients_sql_agreement_insert,
                      SW_BIND(SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                              SW_UUID(req->path_id[0]), SW_DATE(in->signed_on),
                              SW_TEXT(in->signed_by_name), SW_TEXT(in->sites.json)),
                      &req->reply, err);
}
