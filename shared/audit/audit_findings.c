/* POST S/audits/{audit_id}/observations and .../findings: what the team saw, and what does not
 * conform. */
#include "audit/sw_audit.h"
#include "rules/catalogue.h"
#include "rules/cycle.h"
#include "rules/finding.h"
#include "service/sw_body_settings.h"

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

/* A finding that takes the place of an earlier one of the same client is graded higher. */
static enum sw_code
check_earlier(struct sw_request *req, const struct sw_audit *audit, struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    struct sw_rows earlier;
    struct sw_uuid client_id;
    enum sw_code code;

    if (sw_uuid_is_none(&in->escalated_from))
        return SW_OK;
    code = sw_db_rows(req->txn, &audit_sql_finding_lock, SW_BIND(SW_UUID(in->escalated_from)),
                      &earlier, err);
    if (code != SW_OK)
        return code;
    client_id = earlier.count > 0 ? sw_rows_uuid(&earlier, 0, "client_id") : in->site_id;
    if (earlier.count == 0 || !sw_uuid_equal(&client_id, &audit->client_id))
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/escalated_from",
                             "the client has no such finding");
    return rule_escalation(
        (enum rule_grade) rule_word_index(rule_grade_names, sw_rows_text(&earlier, 0, "grade")),
        (enum rule_grade) in->grade, err);
}

static enum sw_code
check_finding(struct sw_request *req, const struct sw_audit *audit, struct sw_error *err)
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
        code = check_earlier(req, audit, err);
    return code;
}

enum sw_code
sw_audit_find(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_finding *in = req->body;
    struct rule_settings settings;
    struct rule_finding_due due;
    struct sw_audit audit;
    struct sw_rows made;
    enum sw_code code = sw_audit_lock_working(req, "in_progress", &audit, err);

    if (code == SW_OK)
        code = check_finding(req, &audit, err);
    if (code == SW_OK)
        code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK)
        return code;
    due = rule_finding_due(&(struct rule_finding_due_in){
        .grade = (enum rule_grade) in->grade,
        .closing_on = audit.last,
        .hard_stop = audit.kind == RULE_STAGE2 ? rule_major_limit(audit.last) : SW_DATE_NONE,
        .settings = &settings });
    code = sw_db_one(req->txn, &audit_sql_finding_insert,
                     SW_BIND(SW_UUID(audit.id), SW_UUID(in->site_id),
                             SW_TEXT(rule_grade_names[in->grade]), SW_TEXT(in->requirement),
                             SW_TEXT(in->statement), SW_TEXT(in->evidence_text),
                             SW_TEXT(in->evidence_ids.json), SW_TEXT(in->discussed_with),
                             SW_DATE(in->discussed_on), SW_UUID(in->escalated_from),
                             SW_DATE(due.response_on), SW_DATE(due.evidence_on)),
                     &made, err);
    if (code == SW_OK)
        code = sw_audit_tell_client(req, &audit.client_id, "finding.raised",
                                    sw_printf(req->arena, "Audit %s: a finding was raised (%s, %s)",
                                              audit.number, rule_grade_names[in->grade],
                                              in->requirement),
                                    err);
    if (code != SW_OK)
        return code;
    req->subject = sw_rows_uuid(&made, 0, "finding_id");
    return sw_db_json(req->txn, &audit_sql_finding_short, SW_BIND(SW_UUID(req->subject)),
                      &req->reply, err);
}
