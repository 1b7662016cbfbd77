/* POST S/audits/{audit_id}/notice and .../confirmation: the client may object to the team. */
#include "audit/sw_audit.h"
#include "rules/cycle.h"
#include "service/sw_body_settings.h"

enum sw_code
sw_audit_notify(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_notice *in = req->body;
    struct sw_rows made, objection = { .count = 0 };
    struct rule_settings settings;
    struct sw_date until;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = sw_audit_expect(&audit, "planned", err);
    if (code == SW_OK)
        code = sw_db_rows(req->txn, &audit_sql_objection_open, SW_BIND(SW_UUID(audit.id)),
                          &objection, err);
    if (code == SW_OK)
        code = rule_team_notice(objection.count > 0, in->objection_answer, err);
    if (code == SW_OK)
        code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK)
        return code;
    until = rule_objection_until(audit.today, &settings);
    code = sw_db_rows(req->txn, &audit_sql_notice_insert,
                      SW_BIND(SW_UUID(audit.id), SW_TEXT(in->note), SW_DATE(until),
                              SW_TEXT(in->objection_answer)),
                      &made, err);
    if (code == SW_OK && made.count == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s has no team that was appointed for its days",
                       audit.number);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &audit.client_id, "audit.team_notified",
            sw_printf(req->arena, "The team of audit %s is named; you may object until %s",
                      audit.number, RULE_DATE(until)),
            err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, "team_notified", err);
    return code;
}

enum sw_code
sw_audit_confirm(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_confirmation *in = req->body;
    struct rule_team_answer answer = { .accepted = in->accepted, .reason = in->reason };
    struct sw_audit audit;
    struct sw_rows notice;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = sw_audit_expect(&audit, "team_notified", err);
    if (code == SW_OK)
        code =
            sw_db_one(req->txn, &audit_sql_notice_last, SW_BIND(SW_UUID(audit.id)), &notice, err);
    if (code != SW_OK)
        return code;
    answer.by_client = audit.by_client;
    answer.today = audit.today;
    answer.objection_until = sw_rows_date(&notice, 0, "objection_until");
    code = rule_team_answer(&answer, err);
    if (code == SW_OK)
        code =
            sw_db_exec(req->txn, &audit_sql_confirmation_insert,
                       SW_BIND(SW_UUID(audit.id), SW_BOOL(in->accepted), SW_TEXT(in->reason)), err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, in->accepted ? "confirmed" : "planned", err);
    return code;
}
