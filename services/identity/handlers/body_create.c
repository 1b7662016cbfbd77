/* POST /v1/identity/bodies: a certification body and its first administrator. */
#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_body_hash(struct sw_request *req, struct sw_error *err)
{
    const struct identity_body_in *in = req->body;
    const char *hash;
    const enum sw_code code =
        identity_password_hash(req->arena, in->administrator_password, &hash, err);

    req->prepared = (void *) (uintptr_t) hash;
    return code;
}

enum sw_code
identity_body_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_body_in *in = req->body;
    struct sw_rows person;
    struct sw_uuid id;
    enum sw_code code;

    code = sw_db_json(req->txn, &identity_sql_body_insert,
                      SW_BIND(SW_TEXT(in->slug), SW_TEXT(in->name), SW_TEXT(in->street),
                              SW_TEXT(in->city), SW_TEXT(in->country),
                              SW_TEXT(in->accreditation_body), SW_TEXT(in->accreditation_acronym),
                              SW_TEXT(in->accreditation_number), SW_TEXT(in->time_zone)),
                      &req->reply, err);
    if (code != SW_OK)
        return code;
    code = sw_db_one(req->txn, &identity_sql_person_insert,
                     SW_BIND(SW_TEXT(in->administrator_name), SW_TEXT(in->administrator_email),
                             SW_TEXT("[\"administrator\",\"planner\"]"), SW_TEXT(NULL),
                             SW_TEXT("[\"en\"]")),
                     &person, err);
    if (code != SW_OK)
        return code;
    id = sw_rows_uuid(&person, 0, "person_id");
    return sw_db_exec(req->txn, &identity_sql_credential_insert,
                      SW_BIND(SW_UUID(id), SW_TEXT(req->prepared)), err);
}
