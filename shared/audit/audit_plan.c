/* POST S/audits/{audit_id}/plan and .../plan-agreement. */
#include <string.h>

#include "audit/sw_audit.h"
#include "service/sw_body_settings.h"

/* The part of a person in the team, or -1. */
static int
role_of(const struct sw_rows *facts, const struct sw_uuid *person)
{
    for (int i = 0; i < facts->count; i++)
        if (strcmp(sw_rows_text(facts, i, "what"), "person") == 0 &&
            strcmp(sw_rows_text(facts, i, "id"), person->text) == 0)
            return rule_word_index(rule_team_role_names, sw_rows_text(facts, i, "role"));
    return -1;
}

static enum sw_code
read_items(struct sw_request *req, const struct sw_rows *facts, struct rule_plan_in *plan,
           struct sw_error *err)
{
    const struct sw_audit_plan *in = req->body;
    const struct sw_audit_plan_item *from = in->items.items;
    struct rule_plan_item *items = sw_alloc(req->arena, sizeof *items * (in->items.count + 1));
    const char **sites = sw_alloc(req->arena, sizeof *sites * (size_t) (facts->count + 1));

    for (int i = 0; i < facts->count; i++)
        if (strcmp(sw_rows_text(facts, i, "what"), "site") == 0)
            sites[plan->site_count++] = sw_rows_text(facts, i, "id");
    for (size_t i = 0; i < in->items.count; i++) {
        const int role = role_of(facts, &from[i].person_id);

        if (role < 0)
            return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN,
                                 sw_printf(req->arena, "/items/%zu/person_id", i),
                                 "this person is not in the team");
        items[i] = (struct rule_plan_item){
            .on = from[i].on,
            .minutes = (int) from[i].minutes,
            .person_id = from[i].person_id.text,
            .site_id = from[i].site_id.text,
            .auditor = role == RULE_ROLE_LEAD || role == RULE_ROLE_AUDITOR,
            .direct = from[i].direct,
            .remote = from[i].remote,
        };
    }
    plan->sites = sites;
    plan->items = items;
    plan->item_count = (int) in->items.count;
    return SW_OK;
}

static enum sw_code
check_plan(struct sw_request *req, const struct sw_audit *audit, int *ret_direct_tenths,
           struct sw_error *err)
{
    const struct sw_audit_plan *in = req->body;
    struct rule_plan_in plan = {
        .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
        .half_days = audit->half_days,
        .first = audit->first,
        .last = audit->last,
        .remote_risk = in->remote_risk,
    };
    struct rule_settings settings;
    struct rule_faults *warnings = sw_alloc(req->arena, sizeof *warnings);
    struct sw_rows facts;
    enum sw_code code = sw_body_settings(req->txn, &settings, err);

    if (code == SW_OK)
        code =
            sw_db_rows(req->txn, &audit_sql_plan_facts, SW_BIND(SW_UUID(audit->id)), &facts, err);
    if (code == SW_OK)
        code = read_items(req, &facts, &plan, err);
    if (code == SW_OK)
        code = rule_plan(&plan, ret_direct_tenths, err);
    if (code != SW_OK)
        return code;
    plan.remote_percent = settings.remote_justify_pct;
    rule_plan_warnings(&plan, warnings);
    return sw_audit_override(req, audit, warnings, &in->overrides, err);
}

enum sw_code
sw_audit_send_plan(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_plan *in = req->body;
    struct sw_audit audit;
    int direct_tenths = 0;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit.actor, err);
    if (code == SW_OK && strcmp(audit.state, "plan_sent") != 0) /* a changed plan is sent again */
        code = sw_audit_step(req, &audit, "plan_sent", err);
    if (code == SW_OK)
        code = check_plan(req, &audit, &direct_tenths, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &audit.client_id, "audit.plan_sent",
            sw_printf(req->arena, "The plan of audit %s waits for your agreement", audit.number),
            err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_plan_insert,
                      SW_BIND(SW_UUID(audit.id), SW_TEXT(in->objectives), SW_TEXT(in->criteria),
                              SW_TEXT(in->items.json), SW_INT(direct_tenths),
                              SW_TEXT(in->remote_risk)),
                      &req->reply, err);
}

enum sw_code
sw_audit_agree_plan(struct sw_request *req, struct sw_error *err)
{
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = sw_audit_expect(&audit, "plan_sent", err);
    if (code == SW_OK)
        code =
            sw_db_exec(req->txn, &audit_sql_plan_agreement_insert, SW_BIND(SW_UUID(audit.id)), err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_audit_read, SW_BIND(SW_UUID(audit.id)), &req->reply,
                      err);
}
