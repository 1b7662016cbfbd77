/* POST /v1/clients/programmes/{programme_id}/samples: which sites an audit visits.  The list is
 * frozen first, then the seed is made; question and answer are kept, so that anyone can draw it
 * again. */
#include "clients.h"
#include "clients_sql.h"
#include "judge/sw_judge.h"
#include "rules/limits.h"
#include "rules/site_sample.h"

enum { KIND_RECERTIFICATION = 3, KIND_EXTENSION = 4 }; /* of clients_sample_kinds */

static void
drop(void *json)
{
    json_decref(json);
}

static json_t *
question_of(struct sw_request *req, const struct sw_rows *facts)
{
    static const enum rule_sample_kind kinds[] = { RULE_SAMPLE_INITIAL, RULE_SAMPLE_SURVEILLANCE,
                                                   RULE_SAMPLE_SURVEILLANCE,
                                                   RULE_SAMPLE_RECERTIFICATION,
                                                   RULE_SAMPLE_INITIAL };
    const struct clients_sample_in *in = req->body;
    json_t *q = json_pack(
        "{ss ss sb sb ss? ss sO sO}", "limits", RULE_LIMITS_ID, "kind",
        rule_sample_kind_names[kinds[in->audit_kind]], "extension",
        in->audit_kind == KIND_EXTENSION, "effective",
        in->audit_kind == KIND_RECERTIFICATION && in->effective_reason != NULL, "effective_reason",
        in->effective_reason, "seed", sw_rows_text(facts, 0, "seed"), "sites",
        sw_judge_parse(req->arena, sw_rows_text(facts, 0, "sites")), "eligibility",
        json_object_get(sw_judge_parse(req->arena, req->body_json), "eligibility"));

    sw_own(req->arena, q, drop);
    return q;
}

enum sw_code
clients_sample_create(struct sw_request *req, struct sw_error *err)
{
    const struct clients_sample_in *in = req->body;
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    json_t *question, *answer = NULL;
    struct sw_rows facts;
    enum sw_code code;

    if (in->wanted_sites.count > 0 && in->wanted_reason == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/wanted_reason",
                             "say why these sites are asked for");
    code =
        sw_db_one(req->txn, &clients_sql_sample_facts,
                  SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(clients_sample_kinds[in->audit_kind]),
                          SW_TEXT(in->wanted_sites.json)),
                  &facts, err);
    if (code != SW_OK)
        return code;
    question = question_of(req, &facts);
    if (json_array_size(json_object_get(question, "sites")) == 0)
        return SW_FAIL_FIELD(err, SW_STATE_CONFLICT, "/audit_kind",
                             "there are no sites to draw from");
    code = sw_judge(&sw_judge_site_sample, req->arena, question, &answer, faults, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &clients_sql_sample_insert,
        SW_BIND(SW_UUID(req->path_id[0]), SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                SW_TEXT(clients_sample_kinds[in->audit_kind]),
                SW_TEXT(sw_judge_text(req->arena, question)),
                SW_TEXT(sw_judge_text(req->arena, answer)), SW_TEXT(in->wanted_reason)),
        &req->reply, err);
}
