/* A state is the newest event; two who act at once meet at the number of their events, and the
 * second one is refused. */
#include "audit/audit_finding.h"

#include "rules/cycle.h"
#include "service/sw_body_settings.h"

enum rule_machine
audit_finding_machine(enum rule_grade grade)
{
    static const enum rule_machine machines[RULE_GRADES] = {
        [RULE_MAJOR] = RULE_MACHINE_FINDING_MAJOR,
        [RULE_MINOR] = RULE_MACHINE_FINDING_MINOR,
        [RULE_OFI] = RULE_MACHINE_FINDING_OFI,
    };

    return machines[grade];
}

enum sw_code
audit_finding_read(struct sw_request *req, const struct sw_uuid *id, bool own,
                   struct audit_finding *ret_finding, struct sw_error *err)
{
    struct sw_rows r;
    const enum sw_code code =
        sw_db_one(req->txn, &audit_sql_finding_lock, SW_BIND(SW_UUID(*id)), &r, err);

    if (code != SW_OK)
        return code;
    if (own && !sw_rows_bool(&r, 0, "own"))
        return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
    *ret_finding = (struct audit_finding){
        .id = sw_rows_uuid(&r, 0, "finding_id"),
        .audit_id = sw_rows_uuid(&r, 0, "audit_id"),
        .client_id = sw_rows_uuid(&r, 0, "client_id"),
        .grade = (enum rule_grade) rule_word_index(rule_grade_names, sw_rows_text(&r, 0, "grade")),
        .number = sw_rows_text(&r, 0, "number"),
        .requirement = sw_rows_text(&r, 0, "requirement"),
        .statement = sw_rows_text(&r, 0, "statement"),
        .evidence_text = sw_rows_text(&r, 0, "evidence_text"),
        .discussed_with = sw_rows_text(&r, 0, "discussed_with"),
        .discussed_on = sw_rows_date(&r, 0, "discussed_on"),
        .state = sw_rows_text(&r, 0, "state"),
        .answered_by = sw_rows_text(&r, 0, "answered_by"),
        .actor = sw_rows_text(&r, 0, "actor"),
        .response_accepted = sw_rows_bool(&r, 0, "response_accepted"),
        .by_client = sw_rows_bool(&r, 0, "by_client"),
        .evidence_named = sw_rows_bool(&r, 0, "evidence_named"),
    };
    ret_finding->machine = audit_finding_machine(ret_finding->grade);
    return SW_OK;
}

enum sw_code
audit_finding_due(struct sw_request *req, const struct sw_audit *audit, enum rule_grade grade,
                  struct rule_finding_due *ret_due, struct sw_error *err)
{
    struct rule_settings settings;
    const enum sw_code code = sw_body_settings(req->txn, &settings, err);

    if (code == SW_OK)
        *ret_due = rule_finding_due(&(struct rule_finding_due_in){
            .grade = grade,
            .closing_on = audit->last,
            .hard_stop = audit->kind == RULE_STAGE2 ? rule_major_limit(audit->last) : SW_DATE_NONE,
            .settings = &settings });
    return code;
}

enum sw_code
audit_finding_record(struct sw_request *req, const struct audit_finding *finding,
                     const struct sw_uuid *audit_id, const char *event, const char *payload,
                     struct sw_error *err)
{
    return sw_db_exec(
        req->txn, &audit_sql_finding_event_insert,
        SW_BIND(SW_UUID(finding->id), SW_UUID(*audit_id), SW_TEXT(event), SW_TEXT(payload)), err);
}

enum sw_code
audit_finding_step(struct sw_request *req, struct audit_finding *finding,
                   const struct sw_uuid *audit_id, const char *event, const char *payload,
                   struct sw_error *err)
{
    enum sw_code code = rule_state_step(finding->machine, finding->state, event, err);

    if (code == SW_OK)
        code = audit_finding_record(req, finding, audit_id, event, payload, err);
    if (code == SW_OK)
        finding->state = event;
    return code;
}

enum sw_code
audit_finding_reply(struct sw_request *req, const struct audit_finding *finding,
                    struct sw_error *err)
{
    return sw_db_json(req->txn, &audit_sql_finding, SW_BIND(SW_UUID(finding->id)), &req->reply,
                      err);
}
