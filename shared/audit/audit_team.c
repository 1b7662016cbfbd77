/* POST S/audits/{audit_id}/team: competence, impartiality and time, judged on facts that are kept
 * with the answer. */
#include <string.h>

#include "audit/sw_audit.h"
#include "judge/sw_judge.h"
#include "rules/limits.h"
#include "service/sw_body_settings.h"

/* The question about the team as the database knows its people. */
static enum sw_code
read_question(struct sw_request *req, const struct sw_audit *audit, json_t **ret_question,
              struct sw_error *err)
{
    const struct sw_audit_team *in = req->body;
    struct rule_settings settings;
    struct sw_rows row;
    enum sw_code code = sw_body_settings(req->txn, &settings, err);

    if (code == SW_OK)
        code = sw_db_one(req->txn, &audit_sql_team_question,
                         SW_BIND(SW_UUID(audit->id), SW_TEXT(in->members.json)), &row, err);
    if (code != SW_OK)
        return code;
    if (sw_rows_text(&row, 0, "unknown") != NULL)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/members",
                             "%s is nobody of this certification body",
                             sw_rows_text(&row, 0, "unknown"));
    *ret_question = sw_judge_parse(req->arena, sw_rows_text(&row, 0, "question"));
    (void) json_object_set_new(*ret_question, "limits", json_string(RULE_LIMITS_ID));
    (void) json_object_set_new(*ret_question, "settings",
                               sw_judge_settings(sw_judge_team_settings, &settings));
    return SW_OK;
}

/* The team is stored first: none of its members approves what is advised against. */
static enum sw_code
store(struct sw_request *req, const struct sw_audit *audit, const json_t *question,
      const json_t *answer, struct sw_error *err)
{
    const struct sw_audit_team *in = req->body;
    struct rule_faults *warnings = sw_alloc(req->arena, sizeof *warnings);
    enum sw_code code = sw_db_json(req->txn, &audit_sql_team_insert,
                                   SW_BIND(SW_UUID(audit->id), SW_TEXT(in->members.json),
                                           SW_TEXT(sw_judge_text(req->arena, question)),
                                           SW_TEXT(sw_judge_text(req->arena, answer))),
                                   &req->reply, err);

    if (code == SW_OK)
        code = sw_judge_team_warnings(req->arena, question, warnings, err);
    if (code == SW_OK)
        code = sw_audit_override(req, audit, warnings, &in->overrides, err);
    return code;
}

enum sw_code
sw_audit_appoint(struct sw_request *req, struct sw_error *err)
{
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    json_t *question = NULL, *answer = NULL;
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK && sw_date_is_none(audit.first))
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s has no days yet", audit.number);
    if (code == SW_OK && strcmp(audit.state, "planned") != 0)
        code = sw_audit_step(req, &audit, "planned", err); /* a new team is made known anew */
    if (code == SW_OK)
        code = read_question(req, &audit, &question, err);
    if (code == SW_OK)
        code = sw_judge(&sw_judge_team, req->arena, question, &answer, faults, err);
    if (code == SW_OK)
        code = rule_faults_refuse(faults, err);
    return code == SW_OK ? store(req, &audit, question, answer, err) : code;
}
