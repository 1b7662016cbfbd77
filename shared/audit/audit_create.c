/* POST S/audits and PATCH S/audits/{audit_id}: an audit of the programme, and its days. */
#include <string.h>

#include "audit/sw_audit.h"

static enum sw_code
check_days(struct sw_date starts_on, struct sw_date ends_on, struct sw_error *err)
{
    if (sw_date_compare(ends_on, starts_on) < 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/ends_on",
                             "ends_on must not be before starts_on");
    return SW_OK;
}

static enum sw_code
insert(struct sw_request *req, const struct sw_audit_new *in, const struct sw_rows *source,
       struct sw_uuid *ret_id, struct sw_error *err)
{
    struct sw_rows made, sites;
    enum sw_code code;

    code = sw_db_one(req->txn, &audit_sql_audit_insert,
                     SW_BIND(SW_UUID(in->client_id), SW_UUID(in->programme_id),
                             SW_TEXT(sw_rows_text(source, 0, "kind")), SW_DATE(in->starts_on),
                             SW_DATE(in->ends_on), SW_TEXT(sw_rows_text(source, 0, "due_by")),
                             SW_TEXT(sw_rows_text(source, 0, "half_days")),
                             SW_TEXT(sw_rows_text(source, 0, "soa_id")),
                             SW_TEXT(sw_rows_text(source, 0, "standard")),
                             SW_TEXT(sw_rows_text(source, 0, "scope")),
                             SW_BOOL(in->same_day_accepted)),
                     &made, err);
    if (code != SW_OK)
        return code;
    *ret_id = sw_rows_uuid(&made, 0, "audit_id");
    code =
        sw_db_rows(req->txn, &audit_sql_audit_sites_insert, SW_BIND(SW_UUID(*ret_id)), &sites, err);
    if (code == SW_OK && sites.count == 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/client_id",
                             "the client has no site in scope on that day");
    return code;
}

enum sw_code
sw_audit_create(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_new *in = req->body;
    struct sw_rows source;
    struct sw_uuid id;
    enum sw_code code = check_days(in->starts_on, in->ends_on, err);

    if (code != SW_OK)
        return code;
    code = sw_db_rows(req->txn, &audit_sql_audit_source,
                      SW_BIND(SW_UUID(in->client_id), SW_UUID(in->programme_id),
                              SW_TEXT(in->kind < 0 ? NULL : rule_audit_kind_names[in->kind]),
                              SW_UUID(in->soa_id)),
                      &source, err);
    if (code == SW_OK && source.count == 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/programme_id",
                             "the client has no programme with such an audit here");
    if (code == SW_OK)
        code = rule_agreement(sw_rows_bool(&source, 0, "agreed"), err);
    if (code == SW_OK && !sw_uuid_is_none(&in->soa_id) &&
        sw_rows_text(&source, 0, "soa_id") == NULL)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/soa_id",
                             "the client has no such Statement of Applicability");
    if (code == SW_OK)
        code = insert(req, in, &source, &id, err);
    if (code != SW_OK)
        return code;
    req->subject = id;
    return sw_db_json(req->txn, &audit_sql_audit_read, SW_BIND(SW_UUID(id)), &req->reply, err);
}

/* Days may change until the client is told who comes on them; a postponed audit gets new ones. */
enum sw_code
sw_audit_reschedule(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_dates *in = req->body;
    struct sw_audit audit;
    struct sw_rows soa = { NULL, 1 };
    enum sw_code code = check_days(in->starts_on, in->ends_on, err);

    if (code == SW_OK)
        code = sw_audit_lock(req, &req->path_id[0], &audit, err);
    if (code == SW_OK && !sw_uuid_is_none(&in->soa_id))
        code = sw_db_rows(req->txn, &audit_sql_soa_known,
                          SW_BIND(SW_UUID(audit.client_id), SW_UUID(in->soa_id)), &soa, err);
    if (code == SW_OK && soa.count == 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/soa_id",
                             "the client has no such Statement of Applicability");
    if (code == SW_OK && strcmp(audit.state, "postponed") == 0)
        code = sw_audit_step(req, &audit, "planned", err);
    else if (code == SW_OK)
        code = sw_audit_expect(&audit, "planned", err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_audit_dates_update,
                      SW_BIND(SW_UUID(audit.id), SW_DATE(in->starts_on), SW_DATE(in->ends_on),
                              SW_UUID(in->soa_id)),
                      &req->reply, err);
}
