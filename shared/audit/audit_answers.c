/* POST S/findings/{finding_id}/response, .../evidence, .../response-review and .../verification:
 * the way of a nonconformity from its answer to its end. */
#include <string.h>

#include "audit/audit_finding.h"

enum sw_code
sw_audit_respond(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_response *in = req->body;
    struct audit_finding f;
    enum sw_code code = audit_finding_read(req, &req->path_id[0], true, &f, err);

    if (code == SW_OK)
        code = rule_response(&(struct rule_response){ .statement = f.statement,
                                                      .correction = in->correction,
                                                      .root_cause = in->root_cause,
                                                      .corrective_action = in->corrective_action,
                                                      .responsible = in->responsible,
                                                      .due_on = in->due_on },
                             err);
    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &f.client_id, &in->evidence_ids, err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id, "responded", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_lead(req, &f.audit_id, "finding.responded",
                                  sw_printf(req->arena, "%s was answered", f.number), err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

enum sw_code
sw_audit_submit_evidence(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_evidence *in = req->body;
    struct audit_finding f;
    enum sw_code code = audit_finding_read(req, &req->path_id[0], true, &f, err);

    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &f.client_id, &in->evidence_ids, err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id, "evidence_submitted", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_lead(
            req, &f.audit_id, "finding.evidence_submitted",
            sw_printf(req->arena, "Evidence for %s was handed over", f.number), err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

enum sw_code
sw_audit_judge(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_judgement *in = req->body;
    struct sw_audit audit;
    struct audit_finding f;
    enum sw_code code = audit_finding_read(req, &req->path_id[0], true, &f, err);

    if (code == SW_OK)
        code = sw_audit_lock(req, &f.audit_id, &audit, err);
    if (code != SW_OK)
        return code;
    if (!in->accepted && !rule_text_given(in->reason))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/reason", "a rejection needs a reason");
    code = rule_acceptance(
        &(struct rule_acceptance){
            .decided_by = f.actor,
            .answered_by = f.answered_by,
            .in_team = audit.actor.member && (audit.actor.role == RULE_ROLE_LEAD ||
                                              audit.actor.role == RULE_ROLE_AUDITOR),
            .of_client = f.by_client,
        },
        err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id,
                                  in->accepted ? "response_accepted" : "response_rejected",
                                  req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(req, &f.client_id, "finding.response_reviewed",
                                    sw_printf(req->arena, "Your answer to %s was %s", f.number,
                                              in->accepted ? "accepted" : "rejected"),
                                    err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

/* Bring the finding to the state from which it can be verified: evidence that is on file is on
 * record for a major, and a minor of an earlier audit has come to this one. */
static enum sw_code
take_up(struct sw_request *req, struct audit_finding *f, const struct sw_audit *audit,
        struct sw_error *err)
{
    const struct sw_audit_verification *in = req->body;
    const bool later = !sw_uuid_equal(&audit->id, &f->audit_id);
    const bool evidence = f->evidence_named || in->evidence_ids.count > 0;

    if (strcmp(f->state, "response_accepted") != 0)
        return SW_OK;
    if (f->grade == RULE_MAJOR && evidence)
        return audit_finding_step(
            req, f, &audit->id, "evidence_submitted",
            sw_printf(req->arena, "{\"evidence_ids\":%s}",
                      in->evidence_ids.json == NULL ? "[]" : in->evidence_ids.json),
            err);
    if (f->grade == RULE_MINOR && later)
        return audit_finding_step(req, f, &audit->id, "carried_forward",
                                  sw_printf(req->arena, "{\"audit_id\":\"%s\"}", audit->id.text),
                                  err);
    return SW_OK;
}

/* The state that a verification ends in. */
static const char *
outcome(const struct audit_finding *f, const struct sw_audit *audit, bool effective)
{
    if (effective)
        return "verified";
    return sw_uuid_equal(&audit->id, &f->audit_id) && f->grade == RULE_MAJOR ? "response_accepted"
                                                                             : "not_effective";
}

static enum sw_code
lock_acting_audit(struct sw_request *req, const struct audit_finding *f, struct sw_audit *ret_audit,
                  struct sw_error *err)
{
    const struct sw_audit_verification *in = req->body;
    const struct sw_uuid *acting = sw_uuid_is_none(&in->audit_id) ? &f->audit_id : &in->audit_id;
    enum sw_code code = sw_audit_lock(req, acting, ret_audit, err);

    if (code == SW_OK && !sw_uuid_equal(&ret_audit->client_id, &f->client_id))
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/audit_id",
                             "this audit is about another client");
    if (code == SW_OK)
        code = rule_auditor_acts(&ret_audit->actor, err);
    return code;
}

enum sw_code
sw_audit_verify(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_verification *in = req->body;
    struct sw_audit audit;
    struct audit_finding f;
    enum sw_code code =
        audit_finding_read(req, &req->path_id[0], sw_uuid_is_none(&in->audit_id), &f, err);

    if (code == SW_OK)
        code = lock_acting_audit(req, &f, &audit, err);
    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &f.client_id, &in->evidence_ids, err);
    if (code == SW_OK)
        code = rule_verification(
            &(struct rule_verification){ .grade = f.grade,
                                         .response_accepted = f.response_accepted,
                                         .method = sw_audit_verify_names[in->method],
                                         .conclusion = in->conclusion,
                                         .evidence =
                                             f.evidence_named || in->evidence_ids.count > 0 },
            err);
    if (code == SW_OK)
        code = take_up(req, &f, &audit, err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &audit.id, outcome(&f, &audit, in->effective),
                                  req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &f.client_id, "finding.verified",
            sw_printf(req->arena, "%s was verified: %s", f.number,
                      in->effective ? "the actions are effective" : "the actions are not enough"),
            err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}
