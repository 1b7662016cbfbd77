/* POST S/audits/{audit_id}/sites: the planner says which sites the audit visits.  Those drawn at
 * random stay, and whatever the rules ask for is among them. */
#include <string.h>

#include "audit/sw_audit.h"
#include "rules/site_sample.h"

static enum rule_sample_kind
sample_kind(enum rule_audit_kind kind)
{
    if (kind == RULE_RECERTIFICATION)
        return RULE_SAMPLE_RECERTIFICATION;
    return kind == RULE_STAGE2 ? RULE_SAMPLE_INITIAL : RULE_SAMPLE_SURVEILLANCE;
}

struct choice {
    struct rule_sample_site *sites;
    bool *planned, *random;
    int count;
    bool drawn; /* there is a sample for this audit */
};

static enum sw_code
read_choice(struct sw_request *req, const struct sw_audit *audit, struct choice *ret_choice,
            struct sw_error *err)
{
    const struct sw_audit_sites *in = req->body;
    struct sw_rows rows;
    size_t n;
    enum sw_code code =
        sw_db_rows(req->txn, &audit_sql_site_facts,
                   SW_BIND(SW_UUID(audit->id), SW_TEXT(in->site_ids.json)), &rows, err);

    if (code != SW_OK)
        return code;
    n = (size_t) rows.count + 1;
    *ret_choice = (struct choice){ .sites = sw_alloc(req->arena, n * sizeof *ret_choice->sites),
                                   .planned = sw_alloc(req->arena, n * sizeof(bool)),
                                   .random = sw_alloc(req->arena, n * sizeof(bool)),
                                   .count = rows.count };
    for (int i = 0; i < rows.count; i++) {
        ret_choice->sites[i] =
            (struct rule_sample_site){ .id = sw_rows_text(&rows, i, "code"),
                                       .group = sw_rows_text(&rows, i, "activity_group"),
                                       .central = sw_rows_bool(&rows, i, "central"),
                                       .significant_risk =
                                           sw_rows_bool(&rows, i, "significant_risk") };
        ret_choice->planned[i] = sw_rows_bool(&rows, i, "planned");
        ret_choice->random[i] = sw_rows_bool(&rows, i, "random");
        ret_choice->drawn = sw_rows_bool(&rows, i, "drawn");
    }
    return SW_OK;
}

static enum sw_code
check_choice(struct sw_request *req, const struct sw_audit *audit, const struct choice *choice,
             struct sw_error *err)
{
    const struct sw_audit_sites *in = req->body;
    const struct rule_sample_in sample = {
        .kind = sample_kind(audit->kind),
        .effective = audit->kind == RULE_RECERTIFICATION && in->effective_reason != NULL,
        .effective_reason = in->effective_reason,
        .sites = choice->sites,
        .site_count = choice->count,
    };
    size_t planned = 0;
    enum sw_code code;

    for (int i = 0; i < choice->count; i++)
        planned += choice->planned[i];
    if (planned != in->site_ids.count)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/site_ids",
                             "%zu of %zu are sites of the client in scope, each named once",
                             planned, in->site_ids.count);
    code = rule_sample_check(&sample, choice->planned, err);
    if (code == SW_OK)
        code = rule_sample_random_kept(&sample, choice->drawn ? choice->random : NULL,
                                       choice->planned, err);
    return code;
}

enum sw_code
sw_audit_set_sites(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_sites *in = req->body;
    struct choice choice;
    struct sw_audit audit;
    struct sw_rows made;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK && audit.kind == RULE_STAGE1)
        return SW_FAIL(err, SW_STATE_CONFLICT, "%s is a stage 1: it works at the central function",
                       audit.number);
    if (code == SW_OK)
        code = sw_audit_expect(&audit, "planned", err);
    if (code == SW_OK)
        code = read_choice(req, &audit, &choice, err);
    if (code == SW_OK)
        code = check_choice(req, &audit, &choice, err);
    if (code == SW_OK)
        code = sw_db_rows(req->txn, &audit_sql_audit_sites_choose,
                          SW_BIND(SW_UUID(audit.id), SW_TEXT(in->site_ids.json)), &made, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(req->txn, &audit_sql_workspace, SW_BIND(SW_UUID(audit.id)), &req->reply, err);
}
