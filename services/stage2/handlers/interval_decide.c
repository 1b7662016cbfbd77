/* POST /v1/stage2/audits/{audit_id}/interval-decision: much time went by since stage 1. */
#include "rules/stage1.h"
#include "stage2.h"

enum sw_code
stage2_interval_decide(struct sw_request *req, struct sw_error *err)
{
    static const char *const before[] = { "planned",   "team_notified", "confirmed",
                                          "plan_sent", "postponed",     NULL };
    const struct stage2_interval *in = req->body;
    struct sw_audit audit;
    struct sw_rows made;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK && rule_word_index(before, audit.state) < 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is %s: it has begun", audit.number, audit.state);
    if (code == SW_OK)
        code = sw_db_rows(
            req->txn, &stage2_sql_interval_decision_insert,
            SW_BIND(SW_UUID(audit.id), SW_TEXT(rule_repeat_names[in->repeat]), SW_TEXT(in->reason)),
            &made, err);
    if (code == SW_OK && made.count == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "the programme of %s has no stage 1", audit.number);
    if (code == SW_OK)
        req->reply = sw_rows_text(&made, 0, "decision");
    return code;
}
