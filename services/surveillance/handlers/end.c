/* POST /v1/surveillance/audits/{audit_id}/closure: the lead's positive conclusion keeps the
 * certificate. */
#include "rules/cycle.h"
#include "surveillance.h"

enum sw_code
surveillance_end(struct sw_request *req, struct sw_error *err)
{
    struct rule_surveillance_end end;
    struct sw_audit audit;
    struct sw_rows facts;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit.actor, err);
    if (code == SW_OK)
        code = sw_audit_expect(&audit, "report_issued", err);
    if (code == SW_OK)
        code = sw_db_one(req->txn, &surveillance_sql_end_facts, SW_BIND(SW_UUID(audit.id)), &facts,
                         err);
    if (code != SW_OK)
        return code;
    end = (struct rule_surveillance_end){
        .kind = audit.kind,
        .majors = (int) sw_rows_int(&facts, 0, "majors"),
        .minors_unanswered = (int) sw_rows_int(&facts, 0, "minors_unanswered"),
        .lead_positive = sw_rows_bool(&facts, 0, "lead_positive"),
    };
    code = rule_surveillance_end(&end, err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, "closed", err);
    return code;
}
