#include <stdlib.h>

#include "clients.h"
#include "clients_sql.h"
#include "rules/states.h"

enum sw_code
clients_application_facts(struct sw_request *req, struct sw_rows *ret_facts, struct sw_error *err)
{
    return sw_db_one(req->txn, &clients_sql_application_facts, SW_BIND(SW_UUID(req->path_id[0])),
                     ret_facts, err);
}

enum sw_code
clients_application_step(struct sw_request *req, const char *from, const char *to,
                         const char *client_state, struct sw_error *err)
{
    const enum sw_code code = rule_state_step(RULE_MACHINE_APPLICATION, from, to, err);

    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &clients_sql_application_state,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(to), SW_TEXT(client_state)),
                      &req->reply, err);
}

const char *
clients_json(struct sw_arena *arena, json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);

    json_decref(value);
    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    return text;
}
