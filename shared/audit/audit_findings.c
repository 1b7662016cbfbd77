/* POST S/audits/{audit_id}/observations and .../findings: what the team saw, and what does not
 * conform. */
#include "audit/audit_finding.h"
#include "rules/catalogue.h"

static enum sw_code
check_requirement(const char *requirement, struct sw_error *err)
{
    if (!rule_requirement_known(requirement))
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/requirement",
                             "%.40s is no clause or control of ISO/IEC 27001:2022", requirement);
    return SW_OK;
}

enum sw_code
sw_audit_observe(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_observation *in = req->body;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock_working(req, "in_progress", &audit, err);

    if (code == SW_OK)
        code = check_requirement(in->requirement, err);
    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &audit.client_id, &in->evidence_ids, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_observation_insert,
                      SW_BIND(SW_UUID(audit.id), SW_UUID(in->site_id), SW_TEXT(in->requirement),
                              SW_TEXT(sw_audit_method_names[in->method]), SW_TEXT(in->subject),
                              SW_TEXT(in->sample), SW_TEXT(in->note),
                              SW_TEXT(sw_audit_result_names[in->result]), SW_BOOL(in->remote),
                              SW_TEXT(in->evidence_ids.json)),
                      &req->reply, err);
}

/* A finding that takes the place of an earlier one of the same client, which was not effective, is
 * graded higher. */
static enum sw_code
check_earlier(struct sw_request *req, const struct sw_audit *audit,
              struct audit_finding *ret_earlier, struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    enum sw_code code;

    if (sw_uuid_is_none(&in->escalated_from))
        return SW_OK;
    code = audit_finding_read(req, &in->escalated_from, false, ret_earlier, err);
    if (code == SW_NOT_FOUND ||
        (code == SW_OK && !sw_uuid_equal(&ret_earlier->client_id, &audit->client_id)))
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/escalated_from",
                             "the client has no such finding");
    if (code == SW_OK)
        code = rule_escalation(ret_earlier->grade, (enum rule_grade) in->grade, err);
    if (code == SW_OK)
        code = rule_state_step(ret_earlier->machine, ret_earlier->state, "closed", err);
    return code;
}

static enum sw_code
check_finding(struct sw_request *req, const struct sw_audit *audit,
              struct audit_finding *ret_earlier, struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    enum sw_code code =
        rule_finding(&(struct rule_finding_parts){ .grade = (enum rule_grade) in->grade,
                                                   .requirement = in->requirement,
                                                   .statement = in->statement,
                                                   .evidence = in->evidence_text,
                                                   .discussed_with = in->discussed_with,
                                                   .discussed_on = in->discussed_on },
                     err);

    if (code == SW_OK)
        code = check_requirement(in->requirement, err);
    if (code == SW_OK)
        code = sw_audit_evidence_known(req, &audit->client_id, &in->evidence_ids, err);
    if (code == SW_OK)
        code = check_earlier(req, audit, ret_earlier, err);
    return code;
}

/* Raise it; the earlier finding that it takes the place of is closed. */
static enum sw_code
store(struct sw_request *req, const struct sw_audit *audit, struct audit_finding *earlier,
      struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    struct rule_finding_due due;
    struct sw_rows made;
    enum sw_code code = audit_finding_due(req, audit, (enum rule_grade) in->grade, &due, err);

    if (code == SW_OK)
        code = sw_db_one(req->txn, &audit_sql_finding_insert,
                         SW_BIND(SW_UUID(audit->id), SW_UUID(in->site_id),
                                 SW_TEXT(rule_grade_names[in->grade]), SW_TEXT(in->requirement),
                                 SW_TEXT(in->statement), SW_TEXT(in->evidence_text),
                                 SW_TEXT(in->evidence_ids.json), SW_TEXT(in->discussed_with),
                                 SW_DATE(in->discussed_on), SW_UUID(in->escalated_from),
                                 SW_DATE(due.response_on), SW_DATE(due.evidence_on)),
                         &made, err);

    if (code != SW_OK)
        return code;
    req->subject = sw_rows_uuid(&made, 0, "finding_id");
    if (sw_uuid_is_none(&in->escalated_from))
        return SW_OK;
    return audit_finding_step(req, earlier, &audit->id, "closed",
                              sw_printf(req->arena, "{\"escalated_to\":\"%s\"}", req->subject.text),
                              err);
}

enum sw_code
sw_audit_find(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    struct audit_finding earlier = { .number = NULL };
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock_working(req, "in_progress", &audit, err);

    if (code == SW_OK)
        code = check_finding(req, &audit, &earlier, err);
    if (code == SW_OK)
        code = store(req, &audit, &earlier, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(req, &audit.client_id, "finding.raised",
                                    sw_printf(req->arena, "Audit %s: a finding was raised (%s, %s)",
                                              audit.number, rule_grade_names[in->grade],
                                              in->requirement),
                                    err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_finding_short, SW_BIND(SW_UUID(req->subject)),
                      &req->reply, err);
}
