#include "service/sw_body_settings.h"

#include "service_sql.h"

enum sw_code
sw_body_settings(struct sw_txn *txn, struct rule_settings *ret_settings, struct sw_error *err)
{
    struct rule_settings settings = rule_settings_default();
    struct sw_error refused;
    struct sw_rows rows;
    const enum sw_code code = sw_db_rows(txn, &service_sql_body_settings, SW_BIND_NONE, &rows, err);

    if (code != SW_OK)
        return code;
    for (int i = 0; i < rows.count; i++)
        if (rule_setting_set(&settings, sw_rows_text(&rows, i, "name"),
                             sw_rows_text(&rows, i, "value"), &refused) != SW_OK)
            continue;
    *ret_settings = settings;
    return SW_OK;
}
