/* POST S/audits/{audit_id}/team: competence, impartiality and time, judged on facts that are kept.
 */
#include <string.h>

#include "audit/sw_audit.h"
#include "rules/competence.h"
#include "rules/impartiality.h"

struct facts {
    const char *ids; /* of the members, as JSON */
    struct sw_rows client, people, authorisations, declarations;
};

/* The ids of all people that the team names, as a JSON list. */
static const char *
ids_of(struct sw_request *req, const struct sw_list *members)
{
    const struct sw_audit_member *m = members->items;
    const char *all = "";

    for (size_t i = 0; i < members->count; i++)
        all = sw_printf(req->arena, "%s%s\"%s\"", all, i == 0 ? "" : ",", m[i].person_id.text);
    return sw_printf(req->arena, "[%s]", all);
}

static enum sw_code
read_facts(struct sw_request *req, const struct sw_audit *audit, struct facts *f,
           struct sw_error *err)
{
    enum sw_code code = sw_db_one(req->txn, &audit_sql_team_client,
                                  SW_BIND(SW_UUID(audit->client_id)), &f->client, err);

    if (code == SW_OK)
        code =
            sw_db_rows(req->txn, &audit_sql_team_people, SW_BIND(SW_TEXT(f->ids)), &f->people, err);
    if (code == SW_OK)
        code = sw_db_rows(req->txn, &audit_sql_team_authorisations, SW_BIND(SW_TEXT(f->ids)),
                          &f->authorisations, err);
    if (code == SW_OK)
        code =
            sw_db_rows(req->txn, &audit_sql_team_declarations,
                       SW_BIND(SW_UUID(audit->client_id), SW_TEXT(f->ids)), &f->declarations, err);
    for (int i = 0; code == SW_OK && i < f->people.count; i++)
        if (sw_rows_text(&f->people, i, "name") == NULL)
            return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/members",
                                 "%s is nobody of this certification body",
                                 sw_rows_text(&f->people, i, "person_id"));
    return code;
}

static struct rule_person
person_of(struct sw_request *req, const struct facts *f, int place)
{
    const char *id = sw_rows_text(&f->people, place, "person_id");
    const struct sw_rows *rows = &f->authorisations;
    struct rule_authorisation *list =
        sw_alloc(req->arena, sizeof *list * (size_t) (rows->count + 1));
    int n = 0;

    for (int i = 0; i < rows->count; i++) {
        if (strcmp(sw_rows_text(rows, i, "person_id"), id) != 0)
            continue;
        list[n++] = (struct rule_authorisation){
            .function = (enum rule_function) rule_word_index(rule_function_names,
                                                             sw_rows_text(rows, i, "function")),
            .standard = sw_rows_text(rows, i, "standard"),
            .sectors = sw_rows_text(rows, i, "sectors"),
            .technical_areas = sw_rows_text(rows, i, "technical_areas"),
            .languages = sw_rows_text(rows, i, "languages"),
            .valid_from = sw_rows_date(rows, i, "valid_from"),
            .valid_to = sw_rows_date(rows, i, "valid_to"),
        };
    }
    return (struct rule_person){ id, sw_rows_text(&f->people, place, "name"), list, n };
}

/* Is @p companion an auditor or the lead of this team? */
static bool
accompanies(const struct sw_list *members, const struct sw_uuid *companion)
{
    const struct sw_audit_member *m = members->items;

    for (size_t i = 0; i < members->count; i++)
        if (sw_uuid_equal(&m[i].person_id, companion) &&
            (m[i].role == RULE_ROLE_LEAD || m[i].role == RULE_ROLE_AUDITOR))
            return true;
    return false;
}

static enum sw_code
check_impartiality(struct sw_request *req, const struct sw_audit *audit, const struct facts *f,
                   int place, struct sw_error *err)
{
    const char *id = sw_rows_text(&f->people, place, "person_id");
    const struct sw_rows *rows = &f->declarations;
    struct rule_declaration *list = sw_alloc(req->arena, sizeof *list * (size_t) (rows->count + 1));
    int n = 0;

    for (int i = 0; i < rows->count; i++)
        if (strcmp(sw_rows_text(rows, i, "person_id"), id) == 0)
            list[n++] = (struct rule_declaration){
                .relation = (enum rule_relation) rule_word_index(rule_relation_names,
                                                                 sw_rows_text(rows, i, "relation")),
                .ended_on = sw_rows_date(rows, i, "ended_on"),
            };
    return rule_impartiality(
        &(struct rule_impartiality_in){ .name = sw_rows_text(&f->people, place, "name"),
                                        .declarations = list,
                                        .declaration_count = n,
                                        .first = audit->first },
        err);
}

static enum sw_code
check_team(struct sw_request *req, const struct sw_audit *audit, const struct facts *f,
           int *ret_half_days, struct sw_error *err)
{
    const struct sw_audit_team *in = req->body;
    const struct sw_audit_member *m = in->members.items;
    struct rule_team_member list[RULE_TEAM_MAX];
    const struct rule_team_in team = {
        .standard = audit->standard,
        .sectors = sw_rows_text(&f->client, 0, "sectors"),
        .technical_areas = sw_rows_text(&f->client, 0, "technical_areas"),
        .language = sw_rows_text(&f->client, 0, "language"),
        .first = audit->first,
        .last = audit->last,
        .half_days = audit->half_days,
        .members = list,
        .member_count = (int) in->members.count,
    };
    enum sw_code code = SW_OK;

    for (int i = 0; i < team.member_count; i++)
        list[i] = (struct rule_team_member){
            .person = person_of(req, f, i),
            .role = (enum rule_team_role) m[i].role,
            .half_days = (int) m[i].half_days,
            .accompanied = accompanies(&in->members, &m[i].accompanied_by),
        };
    for (int i = 0; code == SW_OK && i < team.member_count; i++)
        code = check_impartiality(req, audit, f, i, err);
    if (code == SW_OK)
        code = rule_team_check(&team, err);
    if (code == SW_OK)
        *ret_half_days = rule_team_auditor_half_days(&team);
    return code;
}

enum sw_code
sw_audit_appoint(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_team *in = req->body;
    struct facts f = { .ids = ids_of(req, &in->members) };
    struct sw_audit audit;
    int half_days = 0;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK && sw_date_is_none(audit.first))
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s has no days yet", audit.number);
    if (code == SW_OK && strcmp(audit.state, "planned") != 0)
        code = sw_audit_step(req, &audit, "planned", err); /* a new team is made known anew */
    if (code == SW_OK)
        code = read_facts(req, &audit, &f, err);
    if (code == SW_OK)
        code = check_team(req, &audit, &f, &half_days, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &audit_sql_team_insert,
        SW_BIND(SW_UUID(audit.id), SW_TEXT(in->members.json), SW_TEXT(f.ids), SW_INT(half_days)),
        &req->reply, err);
}
