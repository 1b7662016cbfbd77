/* POST /v1/certificates/reviews: a competent person who did not audit looks at the whole file. */
#include "certificates.h"
#include "certificates_sql.h"

/* clang-format off */
static const struct sw_rule checklist_rule = { "DEC-4", "ISO/IEC 17021-1:2015 9.5.2", "Return the audit to the team, or have every item satisfied." };
/* clang-format on */

/* A review passes only as a whole. */
static enum sw_code
check_list(const struct certificates_review_in *in, struct sw_error *err)
{
    const struct certificates_check_in *items = in->checklist.items;

    for (size_t i = 0; i < in->checklist.count; i++)
        if (!items[i].satisfied)
            return SW_REFUSE(err, &checklist_rule, "\"%.120s\" is not satisfied", items[i].item);
    return SW_OK;
}

enum sw_code
certificates_review_create(struct sw_request *req, struct sw_error *err)
{
    const struct certificates_review_in *in = req->body;
    const bool pass = in->outcome == CERTIFICATES_PASS;
    struct certificates_facts facts;
    enum sw_code code = certificates_facts_read(req->txn, &in->audit_id, "/audit_id", &facts, err);

    if (code == SW_OK)
        code = certificates_facts_person(req->txn, &facts, "reviewer", &req->context.actor, err);
    if (code == SW_OK)
        code = certificates_facts_judge(req->arena, &facts,
                                        pass ? JUDGE_GATE_REVIEW : JUDGE_GATE_RETURN, err);
    if (code == SW_OK && pass)
        code = check_list(in, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &certificates_sql_review_insert,
        SW_BIND(SW_UUID(facts.client_id), SW_UUID(facts.programme_id), SW_UUID(in->audit_id),
                SW_TEXT(certificates_review_outcomes[in->outcome]), SW_TEXT(in->checklist.json),
                SW_TEXT(in->note != NULL ? in->note : ""), SW_TEXT(facts.sealed),
                SW_TEXT(facts.result), SW_TEXT(facts.sha256), SW_TEXT(facts.rule_pack)),
        &req->reply, err);
}
