/* POST /v1/certificates/decisions: grant or refuse.  A grant leaves a certificate in state issuing;
 * a job makes its documents. */
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_encode.h"
#include "crypto/sw_random.h"
#include "judge/sw_judge.h"
#include "rules/certificate.h"

struct decision {
    struct sw_uuid audit_id, decision_id;
    struct certificates_facts facts;
};

static enum sw_code
read_review(struct sw_request *req, struct decision *d, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    struct sw_rows row;
    enum sw_code code = sw_db_one(req->txn, &certificates_sql_review_find,
                                  SW_BIND(SW_UUID(in->review_id)), &row, err);

    if (code == SW_NOT_FOUND)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/review_id", "there is no such review");
    if (code != SW_OK)
        return code;
    d->audit_id = sw_rows_uuid(&row, 0, "audit_id");
    code = certificates_facts_read(req->txn, &d->audit_id, "/review_id", &d->facts, err);
    if (code != SW_OK)
        return code;
    (void) json_object_set_new(d->facts.json, "review",
                               json_pack("{ss ss ss}", "id", in->review_id.text, "outcome",
                                         sw_rows_text(&row, 0, "outcome"), "reviewed_by",
                                         sw_rows_text(&row, 0, "reviewed_by")));
    return SW_OK;
}

static enum sw_code
read_people(struct sw_request *req, struct decision *d, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    enum sw_code code =
        certificates_facts_person(req->txn, &d->facts, "decider", &req->context.actor, err);

    if (code == SW_OK && !sw_uuid_is_none(&in->second_decider))
        code = certificates_facts_person(req->txn, &d->facts, "second_decider", &in->second_decider,
                                         err);
    return code;
}

/* The number is drawn when nothing can refuse any more: the series has no gaps. */
static enum sw_code
check_paper(struct sw_request *req, const struct decision *d, struct sw_error *err)
{
    const struct certificates_facts *f = &d->facts;
    struct rule_certificate paper = { .number = "the next one",
                                      .sites_in_scope = f->sites,
                                      .sites_listed = f->sites,
                                      .standard = f->standard,
                                      .scope = f->scope,
                                      .decided_on = f->today,
                                      .effective_on = f->effective_on,
                                      .expires_on = f->expires_on,
                                      .cycle_anchor = f->anchor,
                                      .original_on = f->anchor,
                                      .gap = !sw_date_is_none(f->gap_from),
                                      .settings = &f->settings };
    struct sw_rows row;
    const enum sw_code code =
        sw_db_one(req->txn, &certificates_sql_decision_context,
                  SW_BIND(SW_UUID(f->client_id), SW_UUID(f->soa_id)), &row, err);

    if (code != SW_OK)
        return code;
    if (paper.gap)
        paper.previous_expiry = sw_date_add_days(f->gap_from, -1);
    paper.client_name = sw_rows_text(&row, 0, "client_name");
    paper.client_place = sw_rows_text(&row, 0, "client_place");
    paper.body_name = sw_rows_text(&row, 0, "body_name");
    paper.body_address = sw_rows_text(&row, 0, "body_address");
    paper.soa_version = sw_rows_text(&row, 0, "soa_version");
    paper.soa_date = sw_rows_date(&row, 0, "soa_date");
    paper.soa_audited = certificates_soa(req->arena, sw_rows_text(&row, 0, "soa_audited"));
    paper.soa_now = certificates_soa(req->arena, sw_rows_text(&row, 0, "soa_now"));
    paper.signed_by = sw_rows_text(&row, 0, "signed_by");
    return rule_certificate(&paper, err);
}

/* What a grant is advised against; nobody of the cycle's teams approves it. */
static enum sw_code
override(struct sw_request *req, const struct decision *d, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    const json_t *audit = json_object_get(d->facts.json, "audit");
    struct rule_faults *warnings = sw_alloc(req->arena, sizeof *warnings);
    const char *team = "";
    const json_t *part;
    size_t i;
    const enum sw_code code = sw_judge_grant_warnings(req->arena, d->facts.json, warnings, err);

    if (code != SW_OK)
        return code;
    json_array_foreach(json_object_get(d->facts.json, "involvements"), i, part) team =
        sw_printf(req->arena, "%s %s", team, json_string_value(json_object_get(part, "person_id")));
    return sw_override(
        req,
        &(struct sw_overridden){ .kind = "audit",
                                 .id = d->audit_id,
                                 .name = json_string_value(json_object_get(audit, "number")),
                                 .team = team },
        warnings, &in->overrides, err);
}

/* The gates first, then what is advised against, then what the paper will say. */
static enum sw_code
judge(struct sw_request *req, struct decision *d, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    const bool grant = in->outcome == CERTIFICATES_GRANT;
    char effective_on[SW_DATE_TEXT_SIZE];
    enum sw_code code;

    (void) json_object_set_new(d->facts.json, "reason", json_string(in->reason));
    if (!sw_date_is_none(in->effective_on)) {
        sw_date_format(in->effective_on, effective_on);
        (void) json_object_set_new(d->facts.json, "effective_on", json_string(effective_on));
    }
    code = certificates_facts_judge(req->arena, &d->facts,
                                    grant ? JUDGE_GATE_GRANT : JUDGE_GATE_REFUSE, err);
    if (code == SW_OK)
        code = override(req, d, err);
    if (code == SW_OK && grant)
        code = check_paper(req, d, err);
    return code;
}

static enum sw_code
store_decision(struct sw_request *req, struct decision *d, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    struct sw_rows row;
    const enum sw_code code = sw_db_one(
        req->txn, &certificates_sql_decision_insert,
        SW_BIND(SW_UUID(in->review_id), SW_UUID(d->facts.client_id), SW_UUID(d->facts.programme_id),
                SW_UUID(d->audit_id), SW_TEXT(certificates_decision_outcomes[in->outcome]),
                SW_DATE(d->facts.today), SW_DATE(d->facts.effective_on),
                SW_DATE(d->facts.expires_on), SW_TEXT(in->reason), SW_UUID(in->second_decider),
                SW_TEXT(d->facts.sealed), SW_TEXT(d->facts.result), SW_TEXT(d->facts.sha256),
                SW_TEXT(d->facts.rule_pack)),
        &row, err);
    if (code == SW_OK)
        d->decision_id = sw_rows_uuid(&row, 0, "decision_id");
    return code;
}

static enum sw_code
store_certificate(struct sw_request *req, const struct decision *d, struct sw_error *err)
{
    char public_id[CERTIFICATES_PUBLIC_ID + 1];
    unsigned char random[8];
    struct sw_rows row;
    enum sw_code code;

    sw_random(random, sizeof random);
    sw_crockford(random, CERTIFICATES_PUBLIC_ID, public_id);
    code =
        sw_db_one(req->txn, &certificates_sql_certificate_insert,
                  SW_BIND(SW_UUID(d->decision_id), SW_TEXT(public_id), SW_TEXT(d->facts.standard),
                          SW_TEXT(d->facts.scope), SW_UUID(d->facts.soa_id),
                          SW_DATE(d->facts.anchor), SW_INT(d->facts.cycle_number),
                          SW_DATE(d->facts.gap_from), SW_DATE(d->facts.gap_to)),
                  &row, err);
    return code;
}

enum sw_code
certificates_decision_create(struct sw_request *req, struct sw_error *err)
{
    const struct certificates_decision_in *in = req->body;
    struct decision d = { 0 };
    enum sw_code code = read_review(req, &d, err);

    if (code == SW_OK)
        code = read_people(req, &d, err);
    if (code == SW_OK)
        code = judge(req, &d, err);
    if (code == SW_OK)
        code = store_decision(req, &d, err);
    if (code == SW_OK && in->outcome == CERTIFICATES_GRANT)
        code = store_certificate(req, &d, err);
    if (code == SW_OK && in->outcome == CERTIFICATES_REFUSE)
        code = sw_db_exec(req->txn, &certificates_sql_decision_tell,
                          SW_BIND(SW_UUID(d.decision_id)), err);
    if (code != SW_OK)
        return code;
    req->subject = d.decision_id;
    return sw_db_json(req->txn, &certificates_sql_decision, SW_BIND(SW_UUID(d.decision_id)),
                      &req->reply, err);
}
