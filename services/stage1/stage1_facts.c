/* What the handlers of stage 1 ask first. */
#include <string.h>

#include "stage1.h"

enum sw_code
stage1_lock_review(struct sw_request *req, struct sw_audit *ret_audit, struct sw_error *err)
{
    static const char *const states[] = { "plan_sent", "in_progress", NULL };
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], ret_audit, err);

    if (code == SW_OK)
        code = rule_auditor_acts(&ret_audit->actor, err);
    if (code == SW_OK && rule_word_index(states, ret_audit->state) < 0)
        return sw_audit_expect(ret_audit, "in_progress", err);
    return code;
}

enum sw_code
stage1_soa_read(struct sw_request *req, const struct sw_audit *audit, struct rule_soa *ret_soa,
                struct sw_error *err)
{
    struct rule_soa_entry *entries;
    struct sw_rows rows;
    const enum sw_code code =
        sw_db_rows(req->txn, &stage1_sql_soa_entries, SW_BIND(SW_UUID(audit->soa_id)), &rows, err);

    if (code != SW_OK)
        return code;
    if (rows.count == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s names no Statement of Applicability",
                       audit->number);
    entries = sw_alloc(req->arena, sizeof *entries * (size_t) rows.count);
    for (int i = 0; i < rows.count; i++)
        entries[i] = (struct rule_soa_entry){
            .control = sw_rows_text(&rows, i, "control"),
            .applicable = sw_rows_bool(&rows, i, "applicable"),
            .justification = sw_rows_text(&rows, i, "justification"),
            .status = sw_rows_text(&rows, i, "status"),
        };
    *ret_soa = (struct rule_soa){
        .version = sw_rows_text(&rows, 0, "version"),
        .approved_on = sw_rows_date(&rows, 0, "soa_date"),
        .approved_by = sw_rows_text(&rows, 0, "approved_by"),
        .entries = entries,
        .entry_count = rows.count,
    };
    return SW_OK;
}
