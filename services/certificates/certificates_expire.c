/* The job that ends certificates whose last day is over: by itself, without a decision. */
#include "certificates.h"
#include "certificates_sql.h"

static enum sw_code
expire_one(struct sw_txn *txn, const struct sw_uuid *id, struct sw_date on, struct sw_error *err)
{
    enum sw_code code =
        sw_db_exec(txn, &certificates_sql_status_change,
                   SW_BIND(SW_UUID(*id), SW_TEXT("expired"), SW_DATE(on), SW_TEXT(NULL),
                           SW_TEXT("the last day is over"), SW_TEXT(NULL), SW_TEXT(NULL),
                           SW_TEXT(NULL), SW_TEXT(NULL)),
                   err);

    if (code == SW_OK)
        code = sw_db_exec(txn, &certificates_sql_register_refresh, SW_BIND(SW_UUID(*id)), err);
    if (code == SW_OK)
        code = sw_db_exec(txn, &certificates_sql_status_tell, SW_BIND(SW_UUID(*id)), err);
    if (code == SW_OK)
        code = sw_trail_add(txn, "certificate.expired", id, "{}", err);
    return code;
}

static enum sw_code
expire_some(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    bool *more = ctx;
    struct sw_rows rows;
    enum sw_code code = sw_db_rows(txn, &certificates_sql_to_expire, SW_BIND_NONE, &rows, err);

    for (int i = 0; code == SW_OK && i < rows.count; i++) {
        const struct sw_uuid id = sw_rows_uuid(&rows, i, "certificate_id");

        code = expire_one(txn, &id, sw_rows_date(&rows, i, "expired_on"), err);
    }
    *more = code == SW_OK && rows.count > 0;
    return code;
}

enum sw_code
certificates_expire(struct sw_service *service, const struct sw_context *context,
                    struct sw_arena *arena, bool *ret_more, struct sw_error *err)
{
    return sw_db_run(service->db, context->token, arena, SW_TXN_WRITE, expire_some, ret_more, err);
}
