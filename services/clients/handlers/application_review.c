/* POST /v1/clients/applications/{application_id}/review: accept or decline, with reasons. */
#include "clients.h"
#include "clients_sql.h"
#include "judge/judge_parts.h"

/* Who reviews, with what that person is authorised to review. */
static enum sw_code
read_reviewer(struct sw_request *req, struct rule_person *ret_reviewer, struct sw_error *err)
{
    struct rule_authorisation *list;
    struct sw_rows rows;
    const enum sw_code code =
        sw_db_rows(req->txn, &clients_sql_reviewer_authorisations, SW_BIND_NONE, &rows, err);

    if (code != SW_OK)
        return code;
    list = sw_alloc(req->arena, ((size_t) rows.count + 1) * sizeof *list);
    *ret_reviewer = (struct rule_person){ .id = req->context.actor.text,
                                          .name = "The reviewer",
                                          .authorisations = list };
    for (int i = 0; i < rows.count; i++) {
        ret_reviewer->name = sw_rows_text(&rows, i, "name");
        if (sw_rows_text(&rows, i, "standard") == NULL)
            continue;
        list[ret_reviewer->authorisation_count++] =
            (struct rule_authorisation){ .function = RULE_APP_REVIEW,
                                         .standard = sw_rows_text(&rows, i, "standard"),
                                         .valid_from = sw_rows_date(&rows, i, "valid_from"),
                                         .valid_to = sw_rows_date(&rows, i, "valid_to") };
    }
    return SW_OK;
}

static enum sw_code
check(struct sw_request *req, const struct sw_rows *facts, struct sw_error *err)
{
    const struct clients_review_in *in = req->body;
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    struct rule_person reviewer;
    struct rule_application_review review = {
        .accept = in->outcome == 0,
        .reason = in->reason,
        .competences = (int) in->competence.count,
        .reviewer = &reviewer,
        .standard = sw_rows_text(facts, 0, "standard"),
        .reviewed_on = sw_rows_date(facts, 0, "today"),
    };
    enum sw_code code = read_reviewer(req, &reviewer, err);

    if (code == SW_OK)
        code = judge_points(req->arena, &in->points, rule_review_point_names, "/points",
                            &review.points, err);
    if (code != SW_OK)
        return code;
    rule_application_review_faults(&review, faults);
    return rule_faults_refuse(faults, err);
}

enum sw_code
clients_application_review(struct sw_request *req, struct sw_error *err)
{
    const struct clients_review_in *in = req->body;
    const bool accept = in->outcome == 0;
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK)
        code = check(req, &facts, err);
    if (code == SW_OK)
        code = clients_application_step(req, sw_rows_text(&facts, 0, "state"),
                                        accept ? "accepted" : "declined", NULL, err);
    if (code != SW_OK)
        return code;
    return sw_db_exec(req->txn, &clients_sql_review_insert,
                      SW_BIND(SW_UUID(req->path_id[0]),
                              SW_UUID(sw_rows_uuid(&facts, 0, "client_id")),
                              SW_TEXT(accept ? "accept" : "decline"), SW_TEXT(in->reason),
                              SW_TEXT(in->competence.json), SW_TEXT(in->points.json)),
                      err);
}
