/* PATCH S/findings/{finding_id}, POST .../withdrawal, .../dispute and .../dispute-answer: a finding
 * is not as it should be.  The lead corrects before the report is issued, the technical reviewer
 * afterwards, with a reason; nobody after a decision rests on it. */
#include <string.h>

#include "audit/audit_finding.h"
#include "judge/sw_judge.h"

/* The finding, its audit, and who wants to correct it. */
static enum sw_code
prepare(struct sw_request *req, struct audit_finding *f, struct sw_audit *audit,
        struct rule_correction *ret_by, struct sw_error *err)
{
    enum sw_code code = audit_finding_read(req, &req->path_id[0], true, f, err);

    if (code == SW_OK)
        code = sw_audit_lock(req, &f->audit_id, audit, err);
    if (code != SW_OK)
        return code;
    if (strcmp(audit->state, "closed") == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is closed, its findings stay", audit->number);
    *ret_by = (struct rule_correction){
        .report_issued = strcmp(audit->state, "report_issued") == 0,
        .by_lead = audit->actor.member && audit->actor.role == RULE_ROLE_LEAD,
        .by_reviewer = (req->context.roles & SW_ROLE_REVIEWER) != 0 && !audit->actor.member,
    };
    return SW_OK;
}

/* A payload of texts; the object is given up. */
static const char *
payload_of(struct sw_request *req, json_t *object)
{
    const char *text = sw_judge_text(req->arena, object);

    json_decref(object);
    return text;
}

/* SW_STATE_CONFLICT when a finding of that grade is never in the state it is in. */
static enum sw_code
check_state(const struct audit_finding *f, enum rule_grade to, struct sw_error *err)
{
    static const char *const ended[] = { "verified", "not_effective", "closed", "withdrawn", NULL };

    if (f->grade == to || rule_word_index(ended, f->state) >= 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is a %s finding and %s", f->number,
                       rule_grade_names[f->grade], f->state);
    if (!rule_state_known(audit_finding_machine(to), f->state))
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is %s: a %s finding is never that", f->number,
                       f->state, rule_grade_names[to]);
    return SW_OK;
}

static enum sw_code
check_grade(const struct audit_finding *f, enum rule_grade to, const struct rule_correction *by,
            struct sw_error *err)
{
    enum sw_code code = rule_grade_change(
        &(struct rule_grade_change){ .from = f->grade, .to = to, .by = *by }, err);

    if (code == SW_OK)
        code = rule_finding(&(struct rule_finding_parts){ .grade = to,
                                                          .requirement = f->requirement,
                                                          .statement = f->statement,
                                                          .evidence = f->evidence_text,
                                                          .discussed_with = f->discussed_with,
                                                          .discussed_on = f->discussed_on },
                            err);
    return code == SW_OK ? check_state(f, to, err) : code;
}

static json_t *
day(struct sw_date date)
{
    return sw_date_is_none(date) ? json_null() : json_string(RULE_DATE(date));
}

enum sw_code
sw_audit_regrade(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_regrade *in = req->body;
    const enum rule_grade to = (enum rule_grade) in->grade;
    struct rule_correction by = { .reason = NULL };
    struct rule_finding_due due;
    struct audit_finding f;
    struct sw_audit audit;
    enum sw_code code = prepare(req, &f, &audit, &by, err);

    by.reason = in->reason;
    if (code == SW_OK)
        code = check_grade(&f, to, &by, err);
    if (code == SW_OK)
        code = audit_finding_due(req, &audit, to, &due, err);
    if (code != SW_OK)
        return code;
    code = audit_finding_record(
        req, &f, &f.audit_id, "regraded",
        payload_of(req, json_pack("{ss ss ss? so so}", "from", rule_grade_names[f.grade], "grade",
                                  rule_grade_names[to], "reason", in->reason, "response_due",
                                  day(due.response_on), "evidence_due", day(due.evidence_on))),
        err);
    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &f.client_id, "finding.regraded",
            sw_printf(req->arena, "%s is graded %s now", f.number, rule_grade_names[to]), err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

enum sw_code
sw_audit_withdraw(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_reason *in = req->body;
    struct rule_correction by = { .reason = NULL };
    struct audit_finding f;
    struct sw_audit audit;
    enum sw_code code = prepare(req, &f, &audit, &by, err);

    by.reason = in->reason;
    if (code == SW_OK)
        code = rule_withdrawal(&by, err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id, "withdrawn", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(req, &f.client_id, "finding.withdrawn",
                                    sw_printf(req->arena, "%s is withdrawn", f.number), err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

enum sw_code
sw_audit_dispute(struct sw_request *req, struct sw_error *err)
{
    struct audit_finding f;
    enum sw_code code = audit_finding_read(req, &req->path_id[0], true, &f, err);

    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id, "disputed", req->body_json, err);
    if (code == SW_OK)
        code = sw_audit_tell_lead(req, &f.audit_id, "finding.disputed",
                                  sw_printf(req->arena, "%s is disputed", f.number), err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}

/* The lead answers for the body; a finding that falls is withdrawn, which is a correction. */
enum sw_code
sw_audit_answer_dispute(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_dispute_answer *in = req->body;
    struct rule_correction by = { .reason = NULL };
    struct audit_finding f;
    struct sw_audit audit;
    enum sw_code code = prepare(req, &f, &audit, &by, err);

    by.reason = in->answer;
    if (code == SW_OK && strcmp(f.state, "disputed") != 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is %s, not disputed", f.number, f.state);
    if (code == SW_OK)
        code = in->stands ? rule_lead_acts(&audit.actor, err) : rule_withdrawal(&by, err);
    if (code == SW_OK)
        code = audit_finding_step(req, &f, &f.audit_id, in->stands ? "raised" : "withdrawn",
                                  req->body_json, err);
    if (code == SW_OK)
        code =
            sw_audit_tell_client(req, &f.client_id, "finding.dispute_answered",
                                 sw_printf(req->arena, "Your objection to %s was answered: it %s",
                                           f.number, in->stands ? "stands" : "is withdrawn"),
                                 err);
    return code == SW_OK ? audit_finding_reply(req, &f, err) : code;
}
