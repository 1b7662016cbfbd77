/* POST /v1/stage1/audits/{audit_id}/soa-review: the check of all controls, and what the auditor
 * says to it. */
#include "stage1.h"

enum sw_code
stage1_soa_review(struct sw_request *req, struct sw_error *err)
{
    const struct stage1_soa_review *in = req->body;
    struct rule_faults faults;
    struct sw_audit audit;
    struct rule_soa soa;
    enum sw_code code = stage1_lock_review(req, &audit, err);

    if (code == SW_OK)
        code = stage1_soa_read(req, &audit, &soa, err);
    if (code != SW_OK)
        return code;
    rule_soa_faults(&soa, &faults);
    return sw_db_json(req->txn, &stage1_sql_soa_review_insert,
                      SW_BIND(SW_UUID(audit.id), SW_TEXT(sw_audit_faults_json(req->arena, &faults)),
                              SW_TEXT(in->conclusion)),
                      &req->reply, err);
}
