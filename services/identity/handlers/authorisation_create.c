/* POST /v1/identity/people/{person_id}/authorisations: what somebody is competent for. */
#include "identity.h"
#include "identity_sql.h"
#include "rules/competence.h"

enum sw_code
identity_authorisation_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_authorisation_in *in = req->body;
    const enum sw_code code = rule_authorise(req->path_id[0].text, req->context.actor.text, err);

    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &identity_sql_authorisation_insert,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(rule_function_names[in->function]),
                              SW_TEXT(in->standard), SW_TEXT(in->sectors.json),
                              SW_TEXT(in->technical_areas.json), SW_TEXT(in->languages.json),
                              SW_DATE(in->valid_from), SW_DATE(in->valid_to), SW_TEXT(in->basis)),
                      &req->reply, err);
}
