/* GET /v1/identity/settings: every setting, its limits and the value in effect. */
#include <jansson.h>
#include <string.h>

#include "identity.h"
#include "identity_sql.h"

/* The row of a name, or -1. */
static int
row_of(const struct sw_rows *rows, const char *name)
{
    for (int i = 0; i < rows->count; i++)
        if (strcmp(sw_rows_text(rows, i, "name"), name) == 0)
            return i;
    return -1;
}

enum sw_code
identity_settings(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows rows;
    json_t *all;
    const enum sw_code code =
        sw_db_rows(req->txn, &identity_sql_settings, SW_BIND_NONE, &rows, err);

    if (code != SW_OK)
        return code;
    all = json_array();
    for (int i = 0; i < RULE_SETTINGS; i++)
        (void) json_array_append_new(
            all,
            identity_setting_json(&rule_settings[i], &rows, row_of(&rows, rule_settings[i].name)));
    req->reply = identity_setting_text(req->arena, json_pack("{so}", "settings", all));
    return SW_OK;
}
