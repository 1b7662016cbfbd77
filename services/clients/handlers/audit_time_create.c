/* POST /v1/clients/applications/{application_id}/audit-time: the question is put together from the
 * application, the reviewer's choice and the body's settings, and kept with its answer. */
#include "clients.h"
#include "clients_sql.h"
#include "judge/sw_judge.h"
#include "rules/limits.h"
#include "rules/segregation.h"
#include "service/sw_body_settings.h"

/* What the application says; members that the question knows by the same name. */
static json_t *
counted(struct sw_arena *arena, const struct sw_rows *facts)
{
    json_t *q = json_object();

    (void) json_object_set_new(q, "pack", json_string(sw_rows_text(facts, 0, "pack")));
    (void) json_object_set_new(q, "full_time", json_integer(sw_rows_int(facts, 0, "full_time")));
    (void) json_object_set(q, "part_times",
                           sw_judge_parse(arena, sw_rows_text(facts, 0, "part_times")));
    (void) json_object_set(q, "person_groups",
                           sw_judge_parse(arena, sw_rows_text(facts, 0, "person_groups")));
    (void) json_object_set(q, "sites",
                           sw_judge_parse(arena, sw_rows_text(facts, 0, "site_persons")));
    return q;
}

static void
drop(void *json)
{
    json_decref(json);
}

enum sw_code
clients_audit_time_create(struct sw_request *req, struct sw_error *err)
{
    const struct clients_audit_time_in *in = req->body;
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    json_t *question, *answer = NULL;
    struct rule_settings settings;
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK && !sw_uuid_is_none(&in->deviation_approved_by))
        code = rule_not_own_request(req->context.actor.text, in->deviation_approved_by.text, err);
    if (code == SW_OK)
        code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK)
        return code;
    question = counted(req->arena, &facts);
    sw_own(req->arena, question, drop);
    (void) json_object_update(question, sw_judge_parse(req->arena, req->body_json));
    (void) json_object_set_new(question, "limits", json_string(RULE_LIMITS_ID));
    (void) json_object_set_new(question, "settings",
                               sw_judge_settings(sw_judge_audit_time_settings, &settings));
    code = sw_judge(&sw_judge_audit_time, req->arena, question, &answer, faults, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &clients_sql_audit_time_insert,
                      SW_BIND(SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                              SW_UUID(req->path_id[0]), SW_TEXT(sw_rows_text(&facts, 0, "pack")),
                              SW_TEXT(sw_judge_text(req->arena, question)),
                              SW_TEXT(sw_judge_text(req->arena, answer))),
                      &req->reply, err);
}
