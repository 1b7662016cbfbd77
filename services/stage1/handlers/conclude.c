/* POST /v1/stage1/audits/{audit_id}/conclusion: is the client ready for stage 2? */
#include "stage1.h"

/* Everything the rule of readiness asks for, from what the audit recorded and what the lead states.
 */
static enum sw_code
gather(struct sw_request *req, const struct sw_audit *audit, struct rule_stage1_facts *facts,
       struct sw_error *err)
{
    const struct stage1_conclusion *in = req->body;
    struct rule_document_review *reviews;
    struct rule_soa *soa = sw_alloc(req->arena, sizeof *soa);
    struct sw_rows counts, verdicts;
    enum sw_code code = sw_db_one(
        req->txn, &stage1_sql_conclusion_facts,
        SW_BIND(SW_UUID(audit->id), SW_TEXT(in->internal_audit_sites.json)), &counts, err);

    if (code == SW_OK)
        code = sw_db_rows(req->txn, &stage1_sql_document_verdicts, SW_BIND(SW_UUID(audit->id)),
                          &verdicts, err);
    if (code == SW_OK && sw_rows_bool(&counts, 0, "soa_reviewed")) {
        code = stage1_soa_read(req, audit, soa, err);
        facts->soa = soa;
    }
    if (code != SW_OK)
        return code;
    reviews = sw_alloc(req->arena, sizeof *reviews * (size_t) (verdicts.count + 1));
    for (int i = 0; i < verdicts.count; i++)
        reviews[i] = (struct rule_document_review){
            .ref = sw_rows_text(&verdicts, i, "ref"),
            .verdict = (enum rule_verdict) rule_word_index(rule_verdict_names,
                                                           sw_rows_text(&verdicts, i, "verdict")),
        };
    facts->reviews = reviews;
    facts->review_count = verdicts.count;
    facts->sites = (int) sw_rows_int(&counts, 0, "sites");
    facts->internal_audit_sites = (int) sw_rows_int(&counts, 0, "covered");
    facts->internal_audit_on = in->internal_audit_on;
    facts->management_review_on = in->management_review_on;
    facts->ended_on = audit->last;
    return SW_OK;
}

enum sw_code
stage1_conclude(struct sw_request *req, struct sw_error *err)
{
    const struct stage1_conclusion *in = req->body;
    struct rule_stage1_facts facts = { .soa = NULL };
    struct rule_faults faults;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit.actor, err);
    if (code == SW_OK)
        code = sw_audit_expect(&audit, "fieldwork_closed", err);
    if (code == SW_OK)
        code = gather(req, &audit, &facts, err);
    if (code != SW_OK)
        return code;
    rule_readiness_faults(&facts, &faults);
    if (in->ready)
        code = rule_faults_refuse(&faults, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &stage1_sql_conclusion_insert,
        SW_BIND(SW_UUID(audit.id), SW_BOOL(in->ready), SW_TEXT(in->reasons),
                SW_BOOL(in->stage2_team_competent), SW_DATE(in->internal_audit_on),
                SW_TEXT(in->internal_audit_sites.json), SW_INT(facts.sites),
                SW_DATE(in->management_review_on),
                SW_TEXT(sw_printf(req->arena, "{\"documents\":%d,\"faults\":%s}",
                                  facts.review_count, sw_audit_faults_json(req->arena, &faults)))),
        &req->reply, err);
}
