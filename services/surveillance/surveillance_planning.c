/* The first surveillance follows from the decision, not from anybody's memory. */
#include "rules/cycle.h"
#include "surveillance.h"

static enum sw_code
plan_one(struct sw_txn *txn, const struct sw_rows *rows, int row, struct sw_error *err)
{
    const struct sw_date due = rule_first_surveillance_due(sw_rows_date(rows, row, "decided_on"));
    struct sw_rows made, sites;
    struct sw_uuid id;
    enum sw_code code =
        sw_db_rows(txn, &surveillance_sql_first_insert,
                   SW_BIND(SW_TEXT(sw_rows_text(rows, row, "client_id")),
                           SW_TEXT(sw_rows_text(rows, row, "programme_id")), SW_DATE(due),
                           SW_TEXT(sw_rows_text(rows, row, "half_days")),
                           SW_TEXT(sw_rows_text(rows, row, "soa_id")),
                           SW_TEXT(sw_rows_text(rows, row, "standard")),
                           SW_TEXT(sw_rows_text(rows, row, "scope"))),
                   &made, err);

    if (code != SW_OK || made.count == 0)
        return code;
    id = sw_rows_uuid(&made, 0, "audit_id");
    code = sw_db_rows(txn, &audit_sql_audit_sites_insert, SW_BIND(SW_UUID(id)), &sites, err);
    if (code != SW_OK)
        return code;
    return sw_trail_add(txn, "audit.planned", &id,
                        sw_printf(sw_txn_arena(txn),
                                  "{\"kind\":\"surveillance1\",\"due_by\":\"%s\"}", RULE_DATE(due)),
                        err);
}

static enum sw_code
plan_all(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    bool *more = ctx;
    struct sw_rows rows;
    enum sw_code code = sw_db_rows(txn, &surveillance_sql_unplanned, SW_BIND_NONE, &rows, err);

    for (int i = 0; code == SW_OK && i < rows.count; i++)
        code = plan_one(txn, &rows, i, err);
    *more = code == SW_OK && rows.count > 0;
    return code;
}

enum sw_code
surveillance_plan_first(struct sw_service *service, const struct sw_context *context,
                        struct sw_arena *arena, bool *ret_more, struct sw_error *err)
{
    return sw_db_run(service->db, context->token, arena, SW_TXN_WRITE, plan_all, ret_more, err);
}
