/* POST /v1/identity/people: a person, who may sign in when a password is given. */
#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_person_hash(struct sw_request *req, struct sw_error *err)
{
    const struct identity_person_in *in = req->body;
    const char *hash = NULL;
    enum sw_code code = SW_OK;

    if (in->password != NULL)
        code = identity_password_hash(req->arena, in->password, &hash, err);
    req->prepared = (void *) (uintptr_t) hash;
    return code;
}

enum sw_code
identity_person_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_person_in *in = req->body;
    const bool for_staff = sw_uuid_is_none(&in->client_id);
    struct sw_rows person;
    struct sw_uuid id;
    enum sw_code code;

    if (for_staff && (req->context.roles & SW_ROLE_ADMINISTRATOR) == 0)
        return SW_FAIL(err, SW_FORBIDDEN, "only an administrator adds staff");
    code = sw_db_one(req->txn, &identity_sql_person_insert,
                     SW_BIND(SW_TEXT(in->name), SW_TEXT(in->email), SW_TEXT(in->roles.json),
                             SW_UUID(in->client_id),
                             SW_TEXT(in->languages.json != NULL ? in->languages.json : "[\"en\"]")),
                     &person, err);
    if (code == SW_NOT_FOUND)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/client_id", "there is no such client");
    if (code != SW_OK)
        return code;
    req->reply = sw_rows_text(&person, 0, "reply");
    if (req->prepared == NULL)
        return SW_OK;
    id = sw_rows_uuid(&person, 0, "person_id");
    return sw_db_exec(req->txn, &identity_sql_credential_insert,
                      SW_BIND(SW_UUID(id), SW_TEXT(req->prepared)), err);
}
