/* POST /v1/certificates/issued/{certificate_id}/status: suspend, reinstate or withdraw. */
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "rules/cycle.h"
#include "rules/states.h"
#include "rules/suspension.h"
#include "service/sw_body_settings.h"

/* The certificate, the body and the day of the change. */
struct change {
    struct sw_rows facts;
    struct rule_settings settings;
    struct sw_date on;
};

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

/* Why a certification is suspended, and until when. */
static enum sw_code
check_suspension(const struct certificates_status_in *in, const struct change *c,
                 struct sw_date *ret_until, struct sw_error *err)
{
    return rule_suspension(
        &(struct rule_suspension){ .ground = in->ground,
                                   .reason = in->reason,
                                   .conditions = in->conditions,
                                   .on = c->on,
                                   .months = in->months == SW_INT_NONE ? 0 : (int) in->months,
                                   .expires_on = sw_rows_date(&c->facts, 0, "expires_on"),
                                   .settings = &c->settings },
        ret_until, err);
}

/* May it become that, on that day?  *ret_until of a suspension, else none. */
static enum sw_code
check_change(const struct certificates_status_in *in, const struct change *c,
             struct sw_date *ret_until, struct sw_error *err)
{
    const char *to = certificates_status_names[in->status];
    const char *state = sw_rows_text(&c->facts, 0, "state");
    const struct sw_date today = sw_rows_date(&c->facts, 0, "today");
    enum sw_code code;

    *ret_until = SW_DATE_NONE;
    if (sw_date_compare(c->on, today) > 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/effective_on",
                             "a status takes effect when it is decided, not on a later day");
    if (strcmp(to, state) == 0)
        return SW_FAIL(err, SW_STATE_CONFLICT, "the certificate is %s already", to);
    code = rule_state_step(RULE_MACHINE_CERTIFICATE, state, to, err);
    if (code == SW_OK)
        code = rule_effective_date(today, c->on, err);
    if (code == SW_OK && strcmp(to, "active") == 0)
        code = rule_restoring(
            &(struct rule_restoring){ .until = sw_rows_date(&c->facts, 0, "suspended_until"),
                                      .expires_on = sw_rows_date(&c->facts, 0, "expires_on"),
                                      .solved_on = in->solved_on,
                                      .evidence = rule_text_given(in->evidence),
                                      .decided_on = today },
            err);
    if (code == SW_OK && strcmp(to, "suspended") == 0)
        code = check_suspension(in, c, ret_until, err);
    return code;
}

static enum sw_code
store_change(struct sw_request *req, struct sw_date on, struct sw_date until, struct sw_error *err)
{
    const struct certificates_status_in *in = req->body;
    enum sw_code code = sw_db_exec(
        req->txn, &certificates_sql_status_change,
        SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(certificates_status_names[in->status]),
                SW_DATE(on), SW_DATE(until), SW_TEXT(in->reason),
                SW_TEXT(in->ground < 0 ? NULL : rule_suspension_ground_names[in->ground]),
                SW_TEXT(in->conditions), SW_DATE(in->solved_on), SW_TEXT(in->evidence)),
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
    struct change c = { .on = in->effective_on };
    struct sw_date until;
    enum sw_code code = sw_body_settings(req->txn, &c.settings, err);

    if (code == SW_OK)
        code = sw_db_one(req->txn, &certificates_sql_status_facts,
                         SW_BIND(SW_UUID(req->path_id[0])), &c.facts, err);
    if (code != SW_OK)
        return code;
    if (sw_date_is_none(c.on))
        c.on = sw_rows_date(&c.facts, 0, "today");
    code = check_change(in, &c, &until, err);
    if (code == SW_OK)
        code = check_decider(req, &c.facts, err);
    if (code == SW_OK)
        code = store_change(req, c.on, until, err);
    if (code != SW_OK)
        return code;
    return certificates_issued_read(req, err);
}
