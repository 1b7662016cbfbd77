/* POST S/audits/{audit_id}/report: complete, signed by the lead, and fixed by its hash. */
#include <string.h>

#include "audit/sw_audit.h"

static enum sw_code
check_report(struct sw_request *req, const struct sw_audit *audit, struct sw_error *err)
{
    const struct sw_audit_report *in = req->body;
    struct sw_rows facts;
    const enum sw_code code =
        sw_db_one(req->txn, &audit_sql_report_facts, SW_BIND(SW_UUID(audit->id)), &facts, err);

    if (code != SW_OK)
        return code;
    if (sw_rows_bool(&facts, 0, "decided"))
        return SW_FAIL(err, SW_STATE_CONFLICT, "a decision rests on the report of %s",
                       audit->number);
    return rule_report(
        &(struct rule_report){
            .kind = audit->kind,
            .recommendation = (enum rule_recommendation) in->recommendation,
            .reasons = in->reasons,
            .objectives_met = in->objectives_met,
            .objectives_not_met = in->objectives_not_met,
            .stage1_concluded = sw_rows_bool(&facts, 0, "concluded"),
            .stage1_ready = sw_rows_bool(&facts, 0, "ready"),
            .concerns_unanswered = (int) sw_rows_int(&facts, 0, "concerns_unanswered"),
            .not_effective = (int) sw_rows_int(&facts, 0, "not_effective"),
            .soa_version = sw_rows_text(&facts, 0, "soa_version"),
        },
        err);
}

/* Until somebody decided on it, a report is signed again as a new version: the technical review may
 * send one back.  Stage 1 ends
 * with its report: no decision follows. */
static enum sw_code
step(struct sw_request *req, struct sw_audit *audit, struct sw_error *err)
{
    enum sw_code code;

    if (strcmp(audit->state, "report_issued") == 0)
        return SW_OK;
    code = sw_audit_step(req, audit, "report_issued", err);
    if (code != SW_OK || audit->kind != RULE_STAGE1)
        return code;
    audit->state = "report_issued";
    return sw_audit_step(req, audit, "closed", err);
}

enum sw_code
sw_audit_sign_report(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_report *in = req->body;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit.actor, err);
    if (code == SW_OK)
        code = step(req, &audit, err);
    if (code == SW_OK)
        code = check_report(req, &audit, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &audit.client_id, "audit.report_signed",
            sw_printf(req->arena, "The report of audit %s is signed", audit.number), err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_report_insert,
                      SW_BIND(SW_UUID(audit.id),
                              SW_TEXT(rule_recommendation_names[in->recommendation]),
                              SW_TEXT(req->body_json)),
                      &req->reply, err);
}
