/* GET /v1/surveillance/duties: what each certification demands next, derived and never stored. */
#include <stdlib.h>
#include <string.h>

#include "rules/cycle.h"
#include "rules/duties.h"
#include "service/sw_body_settings.h"
#include "surveillance.h"

struct cycle {
    const struct sw_rows *certifications, *audits;
    int row;
    const char *programme;
    struct sw_date decided_on, expires_on, today;
    const struct rule_settings *settings;
};

/* The audit of a kind in the cycle's programme: its row, or -1. */
static int
audit_of(const struct cycle *c, const char *kind)
{
    for (int i = 0; i < c->audits->count; i++)
        if (strcmp(sw_rows_text(c->audits, i, "programme_id"), c->programme) == 0 &&
            strcmp(sw_rows_text(c->audits, i, "kind"), kind) == 0)
            return i;
    return -1;
}

static struct rule_surveillance
standing(const struct cycle *c, const char **ret_next_kind)
{
    static const char *const kinds[] = { "surveillance1", "surveillance2" };
    const int recertification = audit_of(c, "recertification");
    struct rule_surveillance state;
    struct sw_date held[2];
    int n = 0;

    *ret_next_kind = NULL;
    for (int i = 0; i < 2; i++) {
        const int at = audit_of(c, kinds[i]);

        if (at >= 0 && sw_rows_bool(c->audits, at, "held"))
            held[n++] = sw_rows_date(c->audits, at, "ends_on");
        else if (*ret_next_kind == NULL)
            *ret_next_kind = kinds[i];
    }
    rule_surveillance(
        &(struct rule_surveillance_in){
            .decided_on = c->decided_on,
            .initial_cycle = sw_rows_int(c->certifications, c->row, "cycle_number") == 1,
            .expires_on = c->expires_on,
            .recertification_on = recertification >= 0
                                      ? sw_rows_date(c->audits, recertification, "ends_on")
                                      : SW_DATE_NONE,
            .held = held,
            .held_count = n,
            .today = c->today,
        },
        &state);
    return state;
}

struct duty {
    const char *kind, *rule, *clause;
    struct sw_date due_by, target_on;
    bool late, propose_suspension;
};

static void
add(const struct cycle *c, const struct duty *duty, json_t *list)
{
    const int at = audit_of(c, duty->kind);
    const struct sw_rows *k = c->certifications;

    (void) json_array_append_new(
        list, json_pack("{ss ss ss ss ss so ss ss sb sb so so so}", "client_id",
                        sw_rows_text(k, c->row, "client_id"), "client_name",
                        sw_rows_text(k, c->row, "client_name"), "certificate_number",
                        sw_rows_text(k, c->row, "number"), "kind", duty->kind, "due_by",
                        RULE_DATE(duty->due_by), "target_on",
                        sw_date_is_none(duty->target_on) ? json_null()
                                                         : json_string(RULE_DATE(duty->target_on)),
                        "rule", duty->rule, "clause", duty->clause, "late", duty->late,
                        "propose_suspension", duty->propose_suspension, "audit_id",
                        at < 0 ? json_null() : json_string(sw_rows_text(c->audits, at, "audit_id")),
                        "audit_state",
                        at < 0 ? json_null() : json_string(sw_rows_text(c->audits, at, "state")),
                        "programme_id", json_string(c->programme)));
}

/* When the body wants the second surveillance: never after its last day. */
static struct sw_date
target(const struct cycle *c, struct sw_date due_by)
{
    const struct sw_date wanted = rule_second_surveillance_target(c->decided_on, c->settings);

    return sw_date_compare(wanted, due_by) < 0 ? wanted : due_by;
}

static void
add_duties(const struct cycle *c, json_t *list)
{
    const char *next = NULL;
    const struct rule_surveillance s = standing(c, &next);
    const struct sw_date plan_from = rule_recertification_planned_by(c->expires_on);
    const struct sw_date done_by = rule_recertification_held_by(c->expires_on);
    const int recertification = audit_of(c, "recertification");
    const bool second = next != NULL && strcmp(next, "surveillance2") == 0;

    if (next != NULL && !sw_date_is_none(s.due_by))
        add(c,
            &(struct duty){ .kind = next,
                            .rule = second ? "PRG-4" : "PRG-5",
                            .clause = "ISO/IEC 17021-1:2015 9.1.3.3",
                            .due_by = s.due_by,
                            .target_on = second ? target(c, s.due_by) : SW_DATE_NONE,
                            .late = s.first_late || s.overdue_flag || s.missed_year != 0,
                            .propose_suspension = s.propose_suspension },
            list);
    if (sw_date_compare(c->today, plan_from) >= 0 &&
        (recertification < 0 || !sw_rows_bool(c->audits, recertification, "held")))
        add(c,
            &(struct duty){ .kind = "recertification",
                            .rule = "MNT-4",
                            .clause = "ISO/IEC 17021-1:2015 9.6.3.1",
                            .due_by = done_by,
                            .late = sw_date_compare(c->today, done_by) > 0 },
            list);
}

enum sw_code
surveillance_duties(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows certifications, audits;
    struct rule_settings settings;
    const char *recalculations;
    json_t *list;
    char *text;
    enum sw_code code =
        sw_db_rows(req->txn, &surveillance_sql_certifications, SW_BIND_NONE, &certifications, err);

    if (code == SW_OK)
        code = sw_db_rows(req->txn, &surveillance_sql_cycle_audits, SW_BIND_NONE, &audits, err);
    if (code == SW_OK)
        code = sw_db_json(req->txn, &surveillance_sql_recalculations, SW_BIND_NONE, &recalculations,
                          err);
    if (code == SW_OK)
        code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK)
        return code;
    list = json_array();
    for (int i = 0; i < certifications.count; i++)
        add_duties(
            &(struct cycle){
                .certifications = &certifications,
                .audits = &audits,
                .row = i,
                .programme = sw_rows_text(&certifications, i, "programme_id"),
                .decided_on = sw_rows_date(&certifications, i, "decided_on"),
                .expires_on = sw_rows_date(&certifications, i, "expires_on"),
                .today = sw_rows_date(&certifications, i, "today"),
                .settings = &settings,
            },
            list);
    text = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    if (text == NULL)
        abort();
    sw_own(req->arena, text, free);
    req->reply =
        sw_printf(req->arena, "{\"duties\":%s,\"recalculations\":%s}", text, recalculations);
    return SW_OK;
}
