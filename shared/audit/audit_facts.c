/* What every handler asks first: which audit, in which state, and who is asking. */
#include "audit/sw_audit.h"

#include <string.h>

enum sw_code
sw_audit_lock(struct sw_request *req, const struct sw_uuid *audit_id, struct sw_audit *ret_audit,
              struct sw_error *err)
{
    struct sw_rows r;
    enum sw_code code =
        sw_db_one(req->txn, &audit_sql_audit_lock, SW_BIND(SW_UUID(*audit_id)), &r, err);
    int role;

    if (code != SW_OK)
        return code;
    role = rule_word_index(rule_team_role_names, sw_rows_text(&r, 0, "role"));
    *ret_audit = (struct sw_audit){
        .id = sw_rows_uuid(&r, 0, "audit_id"),
        .client_id = sw_rows_uuid(&r, 0, "client_id"),
        .programme_id = sw_rows_uuid(&r, 0, "programme_id"),
        .soa_id = sw_rows_uuid(&r, 0, "soa_id"),
        .kind = (enum rule_audit_kind) rule_word_index(rule_audit_kind_names,
                                                       sw_rows_text(&r, 0, "kind")),
        .number = sw_rows_text(&r, 0, "number"),
        .state = sw_rows_text(&r, 0, "state"),
        .standard = sw_rows_text(&r, 0, "standard"),
        .first = sw_rows_date(&r, 0, "starts_on"),
        .last = sw_rows_date(&r, 0, "ends_on"),
        .today = sw_rows_date(&r, 0, "today"),
        .half_days = (int) sw_rows_int(&r, 0, "half_days"),
        .same_day_accepted = sw_rows_bool(&r, 0, "same_day_accepted"),
        .by_client = sw_rows_bool(&r, 0, "by_client"),
    };
    ret_audit->actor = (struct rule_actor){
        .audit = ret_audit->number,
        .member = role >= 0,
        .role = role >= 0 ? (enum rule_team_role) role : RULE_ROLE_OBSERVER,
    };
    return SW_OK;
}

enum sw_code
sw_audit_expect(const struct sw_audit *audit, const char *state, struct sw_error *err)
{
    if (strcmp(audit->state, state) == 0)
        return SW_OK;
    return SW_FAIL(err, SW_STATE_CONFLICT, "%s is %s; this is done while it is %s", audit->number,
                   audit->state, state);
}

enum sw_code
sw_audit_lock_working(struct sw_request *req, const char *state, struct sw_audit *ret_audit,
                      struct sw_error *err)
{
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], ret_audit, err);

    if (code == SW_OK)
        code = rule_auditor_acts(&ret_audit->actor, err);
    if (code == SW_OK)
        code = sw_audit_expect(ret_audit, state, err);
    return code;
}

enum sw_code
sw_audit_step(struct sw_request *req, const struct sw_audit *audit, const char *to,
              struct sw_error *err)
{
    const enum sw_code code = rule_state_step(RULE_MACHINE_AUDIT, audit->state, to, err);

    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_audit_state, SW_BIND(SW_UUID(audit->id), SW_TEXT(to)),
                      &req->reply, err);
}

enum sw_code
sw_audit_override(struct sw_request *req, const struct sw_audit *audit,
                  const struct rule_faults *warnings, const struct sw_list *overrides,
                  struct sw_error *err)
{
    struct sw_rows row;
    const enum sw_code code =
        sw_db_one(req->txn, &audit_sql_team_ids, SW_BIND(SW_UUID(audit->id)), &row, err);

    if (code != SW_OK)
        return code;
    return sw_override(req,
                       &(struct sw_overridden){ .kind = "audit",
                                                .id = audit->id,
                                                .name = audit->number,
                                                .team = sw_rows_text(&row, 0, "ids") },
                       warnings, overrides, err);
}

enum sw_code
sw_audit_evidence_known(struct sw_request *req, const struct sw_uuid *client_id,
                        const struct sw_list *evidence_ids, struct sw_error *err)
{
    struct sw_rows unknown;
    enum sw_code code;

    if (evidence_ids->count == 0)
        return SW_OK;
    code = sw_db_rows(req->txn, &audit_sql_evidence_unknown,
                      SW_BIND(SW_UUID(*client_id), SW_TEXT(evidence_ids->json)), &unknown, err);
    if (code == SW_OK && unknown.count > 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/evidence_ids",
                             "%s is no evidence that this client handed over",
                             sw_rows_text(&unknown, 0, "id"));
    return code;
}

enum sw_code
sw_audit_tell_client(struct sw_request *req, const struct sw_uuid *client_id, const char *event,
                     const char *subject_line, struct sw_error *err)
{
    return sw_db_exec(req->txn, &audit_sql_tell,
                      SW_BIND(SW_UUID(*client_id), SW_TEXT(event), SW_TEXT(subject_line),
                              SW_UUID(req->path_id[0]), SW_TEXT(NULL)),
                      err);
}

enum sw_code
sw_audit_tell_lead(struct sw_request *req, const struct sw_uuid *audit_id, const char *event,
                   const char *subject_line, struct sw_error *err)
{
    return sw_db_exec(req->txn, &audit_sql_tell,
                      SW_BIND(SW_TEXT(NULL), SW_TEXT(event), SW_TEXT(subject_line),
                              SW_UUID(req->path_id[0]), SW_UUID(*audit_id)),
                      err);
}
