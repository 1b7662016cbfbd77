/* POST /v1/certificates/issued/{certificate_id}/status: suspend, reinstate or withdraw. */
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "rules/cycle.h"
#include "rules/states.h"

/* A status is a certification decision like a refusal: reasons, and somebody independent of the
 * audits, competent and impartial. */
static enum sw_code
check_decider(struct sw_request *req, const struct sw_rows *row, struct sw_error *err)
{
    const struct certificates_status_in *in = req->body;
    const struct sw_uuid audit_id = sw_rows_uuid(row, 0, "audit_id");
    struct certificates_facts facts;
    enum sw_code code =
        certificates_facts_read(req->txn, &audit_id, "/certificate_id", &facts, err);

    if (code == SW_OK)
        code = certificates_facts_person(req->txn, &facts, "decider", &req->context.actor, err);
    if (code != SW_OK)
        return code;
    (void) json_object_set_new(facts.json, "reason", json_string(in->reason));
    return certificates_facts_judge(req->arena, &facts, JUDGE_GATE_REFUSE, err);
}

/* May it become that, on that day?  *ret_until of a suspension. */
static enum sw_code
check_change(const struct certificates_status_in *in, const struct sw_rows *row, struct sw_date on,
             struct sw_date *ret_until, struct sw_error *err)
{
    const char *to = certificates_status_names[in->status], *state = sw_rows_text(row, 0, "state");
    const struct sw_date today = sw_rows_date(row, 0, "today");
    const struct sw_date expires_on = sw_rows_date(row, 0, "expires_on");
    const int months = in->months == SW_INT_NONE ? RULE_SUSPENSION_MONTHS : (int) in->months;
    enum sw_code code;

    *ret_until = SW_DATE_NONE;
    if (sw_date_compare(on, today) > 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/effective_on",
                             "a status takes effect when it is decided, not on a later day");
    if (strcmp(to, state) == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "the certificate is %s already", to);
    code = rule_state_step(RULE_MACHINE_CERTIFICATE, state, to, err);
    if (code == SW_OK)
        code = rule_effective_date(today, on, err);
    if (code == SW_OK && strcmp(to, "active") == 0)
        code = rule_reinstatement(expires_on, today, err);
    if (code == SW_OK && strcmp(to, "suspended") == 0)
        code = rule_suspension(on, months, expires_on, ret_until, err);
    return code;
}

static enum sw_code
store_change(struct sw_request *req, struct sw_date on, struct sw_date until, struct sw_error *err)
{
    const struct certificates_status_in *in = req->body;
    enum sw_code code =
        sw_db_exec(req->txn, &certificates_sql_status_change,
                   SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(certificates_status_names[in->status]),
                           SW_DATE(on), SW_DATE(until), SW_TEXT(in->reason)),
                   err);

    if (code == SW_OK)
        code = sw_db_exec(req->txn, &certificates_sql_register_refresh,
                          SW_BIND(SW_UUID(req->path_id[0])), err);
    if (code == SW_OK)
        code = sw_db_exec(req->txn, &certificates_sql_status_tell,
                          SW_BIND(SW_UUID(req->path_id[0])), err);
    return code;
}

enum sw_code
certificates_status_create(struct sw_request *req, struct sw_error *err)
{
    const struct certificates_status_in *in = req->body;
    struct sw_date on = in->effective_on, until;
    struct sw_rows row;
    enum sw_code code = sw_db_one(req->txn, &certificates_sql_status_facts,
                                  SW_BIND(SW_UUID(req->path_id[0])), &row, err);

    if (code != SW_OK)
        return code;
    if (sw_date_is_none(on))
        on = sw_rows_date(&row, 0, "today");
    code = check_change(in, &row, on, &until, err);
    if (code == SW_OK)
        code = check_decider(req, &row, err);
    if (code == SW_OK)
        code = store_change(req, on, until, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &certificates_sql_issued_one, SW_BIND(SW_UUID(req->path_id[0])),
                      &req->reply, err);
}
