/* POST /v1/stage2/audits/{audit_id}/concerns/{concern_id}/answer: what became of an area of
 * concern. */
#include "stage2.h"

enum sw_code
stage2_concern_answer(struct sw_request *req, struct sw_error *err)
{
    const struct stage2_answer *in = req->body;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock_working(req, "in_progress", &audit, err);

    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &stage2_sql_concern_answer_insert,
                      SW_BIND(SW_UUID(audit.id), SW_UUID(req->path_id[1]), SW_BOOL(in->solved),
                              SW_TEXT(in->answer)),
                      &req->reply, err);
}
