/* POST /v1/clients/organisations/{client_id}/soas: a version of the Statement of Applicability.
 * A faulty one is stored with its faults: Stage 1 reports them. */
#include "clients.h"
#include "clients_sql.h"
#include "rules/stage1.h"

static const struct rule_soa *
as_rule(struct sw_arena *arena, const struct clients_soa_in *in)
{
    const struct clients_soa_entry *from = in->entries.items;
    struct rule_soa_entry *entries = sw_alloc(arena, (in->entries.count + 1) * sizeof *entries);
    struct rule_soa *soa = sw_alloc(arena, sizeof *soa);

    for (size_t i = 0; i < in->entries.count; i++)
        entries[i] = (struct rule_soa_entry){ .control = from[i].control,
                                              .applicable = from[i].applicable,
                                              .justification = from[i].justification,
                                              .status = from[i].status };
    *soa = (struct rule_soa){ .version = in->version,
                              .approved_on = in->soa_date,
                              .approved_by = in->approved_by,
                              .entries = entries,
                              .entry_count = (int) in->entries.count };
    return soa;
}

static json_t *
faults_json(const struct rule_faults *faults)
{
    json_t *all = json_array();

    for (int i = 0; i < faults->count; i++)
        (void) json_array_append_new(all, json_pack("{ss ss ss ss}", "rule", faults->at[i].rule->id,
                                                    "clause", faults->at[i].rule->clause, "subject",
                                                    faults->at[i].subject, "detail",
                                                    faults->at[i].detail));
    return all;
}

enum sw_code
clients_soa_create(struct sw_request *req, struct sw_error *err)
{
    const struct clients_soa_in *in = req->body;
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);

    rule_soa_faults(as_rule(req->arena, in), faults);
    return sw_db_json(req->txn, &clients_sql_soa_insert,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(in->version), SW_DATE(in->soa_date),
                              SW_TEXT(in->approved_by), SW_TEXT(in->entries.json),
                              SW_TEXT(clients_json(req->arena, faults_json(faults)))),
                      &req->reply, err);
}
