/* PUT /v1/identity/settings/{name}: a body chooses, as far as the rule of the setting lets it. */
#include <jansson.h>

#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_setting_put(struct sw_request *req, struct sw_error *err)
{
    const struct identity_setting_in *in = req->body;
    const struct rule_setting *setting = rule_setting_find(req->path_word);
    struct sw_rows row;
    enum sw_code code;
    int value;

    if (setting == NULL)
        return SW_FAIL(err, SW_NOT_FOUND, "There is no setting %s", req->path_word);
    code = rule_setting_read(setting, in->value, &value, err);
    if (code != SW_OK)
        return code;
    code = sw_db_one(req->txn, &identity_sql_setting_insert,
                     SW_BIND(SW_TEXT(setting->name),
                             SW_TEXT(rule_setting_text(setting, value).text), SW_TEXT(in->reason)),
                     &row, err);
    if (code != SW_OK)
        return code;
    req->subject = sw_rows_uuid(&row, 0, "setting_id");
    req->facts =
        identity_setting_text(req->arena, json_pack("{ss ss ss}", "name", setting->name, "value",
                                                    in->value, "reason", in->reason));
    req->reply = identity_setting_text(req->arena, identity_setting_json(setting, &row, 0));
    return SW_OK;
}
