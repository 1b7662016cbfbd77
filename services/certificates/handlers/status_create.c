/* POST /v1/certificates/issued/{certificate_id}/status: suspend, reinstate or withdraw. */
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "judge/sw_judge.h"
#include "rules/cycle.h"
#include "rules/segregation.h"
#include "rules/states.h"
#include "service/sw_body_settings.h"

/* Whoever decides on a status took no part in the audits: it is a certification decision. */
static enum sw_code
check_decider(struct sw_request *req, const struct sw_rows *row, struct sw_error *err)
{
    const json_t *list = sw_judge_parse(req->arena, sw_rows_text(row, 0, "involvements"));
    const size_t n = json_array_size(list);
    struct rule_involvement *involved = sw_alloc(req->arena, (n + 1) * sizeof *involved);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        const char *role = json_string_value(json_object_get(one, "role"));

        involved[i] = (struct rule_involvement){
            .person_id = json_string_value(json_object_get(one, "person_id")),
            .role = (enum rule_team_role) rule_word_index(rule_team_role_names, role),
            .audit = json_string_value(json_object_get(one, "audit")),
        };
    }
    return rule_decider_independent(
        &(struct rule_segregation_in){ .person_id = req->context.actor.text,
                                       .involvements = involved,
                                       .involvement_count = (int) n },
        err);
}

/* The last day of a suspension; of another status none. */
static enum sw_code
set_until(const struct certificates_status_in *in, struct sw_date on,
          const struct rule_settings *settings, struct sw_date *ret_until, struct sw_error *err)
{
    const int months =
        in->months == SW_INT_NONE ? settings->suspension_max_months : (int) in->months;
    enum sw_code code;

    *ret_until = SW_DATE_NONE;
    if (strcmp(certificates_status_names[in->status], "suspended") != 0)
        return SW_OK;
    code = rule_suspension_months(months, settings, err);
    if (code == SW_OK)
        *ret_until = rule_suspension_limit(on, months, settings);
    return code;
}

enum sw_code
certificates_status_create(struct sw_request *req, struct sw_error *err)
{
    const struct certificates_status_in *in = req->body;
    const char *to = certificates_status_names[in->status];
    struct rule_settings settings;
    struct sw_date today, on, until;
    struct sw_rows row;
    enum sw_code code = sw_body_settings(req->txn, &settings, err);

    if (code == SW_OK)
        code = sw_db_one(
            req->txn, &certificates_sql_status_facts,
            SW_BIND(SW_UUID(req->path_id[0]), SW_BOOL(settings.sod_scope == RULE_SOD_CLIENT)), &row,
            err);
    if (code != SW_OK)
        return code;
    today = sw_rows_date(&row, 0, "today");
    on = sw_date_is_none(in->effective_on) ? today : in->effective_on;
    if (sw_date_compare(on, today) > 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/effective_on",
                             "a status takes effect when it is decided, not on a later day");
    if (strcmp(to, sw_rows_text(&row, 0, "state")) == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "the certificate is %s already", to);
    code = rule_state_step(RULE_MACHINE_CERTIFICATE, sw_rows_text(&row, 0, "state"), to, err);
    if (code == SW_OK)
        code = check_decider(req, &row, err);
    if (code == SW_OK)
        code = set_until(in, on, &settings, &until, err);
    if (code != SW_OK)
        return code;
    code = sw_db_exec(req->txn, &certificates_sql_status_change,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(to), SW_DATE(on), SW_DATE(until),
                              SW_TEXT(in->reason)),
                      err);
    if (code == SW_OK)
        code = sw_db_exec(req->txn, &certificates_sql_register_refresh,
                          SW_BIND(SW_UUID(req->path_id[0])), err);
    if (code == SW_OK)
        code = sw_db_exec(req->txn, &certificates_sql_status_tell,
                          SW_BIND(SW_UUID(req->path_id[0])), err);
    if (code != SW_OK)
        return code;
    return certificates_issued_read(req, err);
}
