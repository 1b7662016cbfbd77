/* A stage 2 audit ends with the certification decision; the decision is made elsewhere, so this
 * follows it. */
#include "rules/states.h"
#include "stage2.h"

static enum sw_code
close_decided(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    bool *more = ctx;
    struct sw_rows rows, done;
    enum sw_code code = sw_db_rows(txn, &stage2_sql_decided, SW_BIND_NONE, &rows, err);

    for (int i = 0; code == SW_OK && i < rows.count; i++) {
        const struct sw_uuid id = sw_rows_uuid(&rows, i, "audit_id");

        code = rule_state_step(RULE_MACHINE_AUDIT, sw_rows_text(&rows, i, "state"), "closed", err);
        if (code == SW_OK)
            code = sw_db_rows(txn, &audit_sql_audit_state, SW_BIND(SW_UUID(id), SW_TEXT("closed")),
                              &done, err);
        if (code == SW_OK)
            code = sw_trail_add(txn, "audit.closed", &id, "{}", err);
    }
    *more = code == SW_OK && rows.count > 0;
    return code;
}

enum sw_code
stage2_close_decided(struct sw_service *service, const struct sw_context *context,
                     struct sw_arena *arena, bool *ret_more, struct sw_error *err)
{
    return sw_db_run(service->db, context->token, arena, SW_TXN_WRITE, close_decided, ret_more,
                     err);
}
