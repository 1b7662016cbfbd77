/* POST S/findings/{finding_id}/response, .../evidence, .../response-review and .../verification:
 * the way of a nonconformity from its answer to its end.  A state is the newest event; two who act
 * at once meet at the number of their events, and the second one is refused. */
#include <string.h>

#include "audit/sw_audit.h"
#include "rules/finding.h"

struct finding {
    struct sw_uuid id, audit_id, client_id;
    enum rule_grade grade;
    enum rule_machine machine;
    const char *number, *statement, *state, *answered_by, *actor;
    bool response_accepted, by_client;
    bool evidence_named; /* by the client's answers */
};

/* SW_NOT_FOUND when it is not of this body, or not of this auditee's client; @p own: nor of this
 * service's kinds of audit. */
static enum sw_code
read_finding(struct sw_request *req, bool own, struct finding *ret_finding, struct sw_error *err)
{
    static const enum rule_machine machines[RULE_GRADES] = {
        [RULE_MAJOR] = RULE_MACHINE_FINDING_MAJOR,
        [RULE_MINOR] = RULE_MACHINE_FINDING_MINOR,
        [RULE_OFI] = RULE_MACHINE_FINDING_OFI,
    };
    struct sw_rows r;
    const enum sw_code code =
        sw_db_one(req->txn, &audit_sql_finding_lock, SW_BIND(SW_UUID(req->path_id[0])), &r, err);

    if (code != SW_OK)
        return code;
    if (own && !sw_rows_bool(&r, 0, "own"))
        return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
    *ret_finding = (struct finding){
        .id = sw_rows_uuid(&r, 0, "finding_id"),
        .audit_id = sw_rows_uuid(&r, 0, "audit_id"),
        .client_id = sw_rows_uuid(&r, 0, "client_id"),
        .grade = (enum rule_grade) rule_word_index(rule_grade_names, sw_rows_text(&r, 0, "grade")),
        .number = sw_rows_text(&r, 0, "number"),
        .statement = sw_rows_text(&r, 0, "statement"),
        .state = sw_rows_text(&r, 0, "state"),
        .answered_by = sw_rows_text(&r, 0, "answered_by"),
        .actor = sw_rows_text(&r, 0, "actor"),
        .response_accepted = sw_rows_bool(&r, 0, "response_accepted"),
        .by_client = sw_rows_bool(&r, 0, "by_client"),
        .evidence_named = sw_rows_bool(&r, 0, "evidence_named"),
    };
    ret_finding->machine = machines[ret_finding->grade];
    return SW_OK;
}

/* Step to @p event in the audit where it happens. */
static enum sw_code
step(struct sw_request *req, struct finding *f, const struct sw_uuid *audit_id, const char *event,
     const char *payload, struct sw_error *err)
{
    enum sw_code code = rule_state_step(f->machine, f->state, event, err);

    if (code == SW_OK)
        code = sw_db_exec(
            req->txn, &audit_sql_finding_event_insert,
            SW_BIND(SW_UUID(f->id), SW_UUID(*audit_id), SW_TEXT(event), SW_TEXT(payload)), err);
    if (code == SW_OK)
        f->state = event;
    return code;
}

static enum sw_code
reply(struct sw_request *req, const struct finding *f, struct sw_error *err)
{
    return sw_db_json(req->txn, &audit_sql_finding, SW_BIND(SW_UUID(f->id)), &req->reply, err);
}

enum sw_code
sw_audit_respond(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_response *in = req->body;
    struct finding f;
    enum sw_code code = read_finding(req, true, &f, err);

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
        code = step(req, &f, &f.audit_id, "responded", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_lead(req, &f.audit_id, "finding.responded",
                                  sw_printf(req->arena, "%s was answered", f.number), err);
    return code == SW_OK ? reply(req, &f, err) : code;
}

enum sw_code
sw_audit_submit_evidence(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_evidence *in = req->body;
    struct finding f;
    enum sw_code code = read_finding(req, true, &f, err);

    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &f.client_id, &in->evidence_ids, err);
    if (code == SW_OK)
        code = step(req, &f, &f.audit_id, "evidence_submitted", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_lead(
            req, &f.audit_id, "finding.evidence_submitted",
            sw_printf(req->arena, "Evidence for %s was handed over", f.number), err);
    return code == SW_OK ? reply(req, &f, err) : code;
}

enum sw_code
sw_audit_judge(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_judgement *in = req->body;
    struct sw_audit audit;
    struct finding f;
    enum sw_code code = read_finding(req, true, &f, err);

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
        code = step(req, &f, &f.audit_id, in->accepted ? "response_accepted" : "response_rejected",
                    req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(req, &f.client_id, "finding.response_reviewed",
                                    sw_printf(req->arena, "Your answer to %s was %s", f.number,
                                              in->accepted ? "accepted" : "rejected"),
                                    err);
    return code == SW_OK ? reply(req, &f, err) : code;
}

/* Bring the finding to the state from which it can be verified: evidence that is on file is on
 * record for a major, and a minor of an earlier audit has come to this one. */
static enum sw_code
take_up(struct sw_request *req, struct finding *f, const struct sw_audit *audit,
        struct sw_error *err)
{
    const struct sw_audit_verification *in = req->body;
    const bool later = !sw_uuid_equal(&audit->id, &f->audit_id);
    const bool evidence = f->evidence_named || in->evidence_ids.count > 0;

    if (strcmp(f->state, "response_accepted") != 0)
        return SW_OK;
    if (f->grade == RULE_MAJOR && evidence)
        return step(req, f, &audit->id, "evidence_submitted",
                    sw_printf(req->arena, "{\"evidence_ids\":%s}",
                              in->evidence_ids.json == NULL ? "[]" : in->evidence_ids.json),
                    err);
    if (f->grade == RULE_MINOR && later)
        return step(req, f, &audit->id, "carried_forward",
                    sw_printf(req->arena, "{\"audit_id\":\"%s\"}", audit->id.text), err);
    return SW_OK;
}

/* The state that a verification ends in. */
static const char *
outcome(const struct finding *f, const struct sw_audit *audit, bool effective)
{
    if (effective)
        return "verified";
    return sw_uuid_equal(&audit->id, &f->audit_id) && f->grade == RULE_MAJOR ? "response_accepted"
                                                                             : "not_effective";
}

static enum sw_code
lock_acting_audit(struct sw_request *req, const struct finding *f, struct sw_audit *ret_audit,
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
    struct finding f;
    enum sw_code code = read_finding(req, sw_uuid_is_none(&in->audit_id), &f, err);

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
        code = step(req, &f, &audit.id, outcome(&f, &audit, in->effective), req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &f.client_id, "finding.verified",
            sw_printf(req->arena, "%s was verified: %s", f.number,
                      in->effective ? "the actions are effective" : "the actions are not enough"),
            err);
    return code == SW_OK ? reply(req, &f, err) : code;
}
