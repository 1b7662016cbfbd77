/* POST /v1/stage1/audits/{audit_id}/documents: documents of the catalogue, judged. */
#include "rules/catalogue.h"
#include "stage1.h"

static enum sw_code
store(struct sw_request *req, const struct sw_audit *audit, const struct stage1_document *in,
      size_t place, struct sw_error *err)
{
    const int at = rule_document_index(in->ref);
    const struct sw_list evidence = {
        .count = sw_uuid_is_none(&in->evidence_id) ? 0 : 1,
        .json = sw_printf(req->arena, "[\"%s\"]", in->evidence_id.text),
    };
    enum sw_code code;

    if (at < 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN,
                             sw_printf(req->arena, "/reviews/%zu/ref", place),
                             "%.20s is no document of the catalogue", in->ref);
    code = sw_audit_evidence_known(req, &audit->client_id, &evidence, err);
    if (code != SW_OK)
        return code;
    return sw_db_exec(req->txn, &stage1_sql_document_insert,
                      SW_BIND(SW_UUID(audit->id), SW_TEXT(in->ref),
                              SW_TEXT(rule_documents[at].title),
                              SW_TEXT(rule_verdict_names[in->verdict]), SW_UUID(in->evidence_id),
                              SW_TEXT(in->note)),
                      err);
}

enum sw_code
stage1_documents_review(struct sw_request *req, struct sw_error *err)
{
    const struct stage1_documents *in = req->body;
    const struct stage1_document *reviews = in->reviews.items;
    struct sw_audit audit;
    enum sw_code code = stage1_lock_review(req, &audit, err);

    for (size_t i = 0; code == SW_OK && i < in->reviews.count; i++)
        code = store(req, &audit, &reviews[i], i, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &stage1_sql_documents, SW_BIND(SW_UUID(audit.id)), &req->reply,
                      err);
}
