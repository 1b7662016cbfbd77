/* POST /v1/stage1/audits/{audit_id}/concerns: what could become a nonconformity in stage 2. */
#include "rules/catalogue.h"
#include "stage1.h"

enum sw_code
stage1_concern_state(struct sw_request *req, struct sw_error *err)
{
    const struct stage1_concern *in = req->body;
    struct sw_audit audit;
    enum sw_code code = stage1_lock_review(req, &audit, err);

    if (code != SW_OK)
        return code;
    if (!rule_requirement_known(in->requirement))
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/requirement",
                             "%.40s is no clause or control of ISO/IEC 27001:2022",
                             in->requirement);
    return sw_db_json(req->txn, &stage1_sql_concern_insert,
                      SW_BIND(SW_UUID(audit.id), SW_TEXT(in->requirement), SW_TEXT(in->statement)),
                      &req->reply, err);
}
