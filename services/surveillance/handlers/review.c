/* POST /v1/surveillance/audits/{audit_id}/review: somebody competent who did not audit says what
 * becomes of the certificate. */
#include "rules/competence.h"
#include "rules/segregation.h"
#include "surveillance.h"

/* The reviewer is authorised today, and was in no team of the cycle. */
static enum sw_code
check_reviewer(struct sw_request *req, const struct sw_audit *audit, struct sw_error *err)
{
    struct rule_authorisation *authorised;
    struct rule_involvement *involved;
    struct rule_person person = { .id = req->context.actor.text };
    struct sw_rows a, t;
    enum sw_code code = sw_db_rows(req->txn, &surveillance_sql_reviewer, SW_BIND_NONE, &a, err);

    if (code == SW_OK)
        code = sw_db_rows(req->txn, &surveillance_sql_involvements,
                          SW_BIND(SW_UUID(audit->programme_id)), &t, err);
    if (code != SW_OK)
        return code;
    authorised = sw_alloc(req->arena, sizeof *authorised * (size_t) (a.count + 1));
    for (int i = 0; i < a.count; i++)
        authorised[i] =
            (struct rule_authorisation){ .function = RULE_REVIEWER,
                                         .standard = sw_rows_text(&a, i, "standard"),
                                         .valid_from = sw_rows_date(&a, i, "valid_from"),
                                         .valid_to = sw_rows_date(&a, i, "valid_to") };
    person.authorisations = authorised;
    person.authorisation_count = a.count;
    involved = sw_alloc(req->arena, sizeof *involved * (size_t) (t.count + 1));
    for (int i = 0; i < t.count; i++)
        involved[i] =
            (struct rule_involvement){ sw_rows_text(&t, i, "person_id"),
                                       (enum rule_team_role) rule_word_index(
                                           rule_team_role_names, sw_rows_text(&t, i, "role")),
                                       sw_rows_text(&t, i, "audit_number") };
    code = rule_reviewer_independent(
        &(struct rule_segregation_in){ person.id, "The reviewer", involved, t.count }, err);
    if (code == SW_OK)
        code = rule_person_may(&person, RULE_REVIEWER, audit->standard, audit->today, err);
    return code;
}

enum sw_code
surveillance_review(struct sw_request *req, struct sw_error *err)
{
    static const enum rule_recommendation outcomes[] = { RULE_MAINTAIN, RULE_SUSPEND,
                                                         RULE_WITHDRAW };
    const struct surveillance_review_in *in = req->body;
    struct sw_audit audit;
    struct sw_rows facts;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = sw_audit_expect(&audit, "report_issued", err);
    if (code == SW_OK)
        code = check_reviewer(req, &audit, err);
    if (code == SW_OK)
        code = sw_db_one(req->txn, &surveillance_sql_end_facts, SW_BIND(SW_UUID(audit.id)), &facts,
                         err);
    if (code == SW_OK)
        code = rule_surveillance_review(
            &(struct rule_surveillance_review){
                .kind = audit.kind,
                .outcome = outcomes[in->outcome],
                .majors_open = (int) sw_rows_int(&facts, 0, "majors_open"),
                .minors_unanswered = (int) sw_rows_int(&facts, 0, "minors_unanswered"),
                .reason = in->reason },
            err);
    if (code == SW_OK)
        code =
            sw_db_exec(req->txn, &surveillance_sql_review_insert,
                       SW_BIND(SW_UUID(audit.id), SW_TEXT(surveillance_outcome_names[in->outcome]),
                               SW_TEXT(in->reason)),
                       err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, "closed", err);
    return code;
}
