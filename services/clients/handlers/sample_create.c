/* POST /v1/clients/programmes/{programme_id}/samples: which sites an audit visits.  The list is
 * frozen first, then the seed is made; both are stored, so that anyone can draw it again. */
#include <string.h>

#include "clients.h"
#include "clients_sql.h"
#include "crypto/sw_hash.h"
#include "rules/site_sample.h"

#define SITES_MAX 5001

struct work {
    struct rule_sample_site *sites;
    struct rule_sample_mark *marks;
    struct rule_sample sample;
    unsigned char seed[32];
};

static const char *
or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static enum sw_code
draw(struct sw_request *req, struct work *w, const struct sw_rows *rows, struct sw_error *err)
{
    static const enum rule_sample_kind kinds[] = { RULE_SAMPLE_INITIAL, RULE_SAMPLE_SURVEILLANCE,
                                                   RULE_SAMPLE_SURVEILLANCE,
                                                   RULE_SAMPLE_RECERTIFICATION };
    const struct clients_sample_in *in = req->body;
    struct rule_sample_in sample_in = { .kind = kinds[in->audit_kind],
                                        .seed = w->seed,
                                        .seed_size = sizeof w->seed,
                                        .sites = w->sites,
                                        .site_count = rows->count };

    for (int i = 0; i < rows->count; i++)
        w->sites[i] = (struct rule_sample_site){
            .id = sw_rows_text(rows, i, "site_id"),
            .group = sw_rows_text(rows, i, "activity_group"),
            .central = sw_rows_bool(rows, i, "central"),
            .significant_risk = sw_rows_bool(rows, i, "significant_risk"),
            .visited = sw_rows_bool(rows, i, "visited"),
        };
    return rule_sample_draw(&sample_in, &w->sample, w->marks, err);
}

static const char *
sites_json(struct sw_arena *arena, const struct work *w, const struct sw_rows *rows)
{
    json_t *all = json_array();

    for (int i = 0; i < rows->count; i++)
        (void) json_array_append_new(all,
                                     json_pack("{ss ss ss ss sb ss}", "site_id", w->sites[i].id,
                                               "code", or_empty(sw_rows_text(rows, i, "code")),
                                               "name", or_empty(sw_rows_text(rows, i, "name")),
                                               "group", or_empty(w->sites[i].group), "picked",
                                               w->marks[i].why != RULE_NOT_PICKED, "why",
                                               rule_sample_why_names[w->marks[i].why]));
    return clients_json(arena, all);
}

static const char *
groups_json(struct sw_arena *arena, const struct work *w)
{
    json_t *all = json_array();

    for (int i = 0; i < w->sample.group_count; i++) {
        const struct rule_sample_group *g = &w->sample.groups[i];

        (void) json_array_append_new(
            all, json_pack("{ss si si si si si si}", "group", g->group, "sites", g->size.sites,
                           "coefficient_tenths", g->size.coefficient_tenths, "visit", g->size.visit,
                           "random_minimum", g->size.random_minimum, "picked", g->picked, "random",
                           g->random));
    }
    return clients_json(arena, all);
}

static const char *
picked_json(struct sw_arena *arena, const struct work *w, int count)
{
    json_t *all = json_array();

    for (int i = 0; i < count; i++)
        if (w->marks[i].why != RULE_NOT_PICKED)
            (void) json_array_append_new(all, json_string(w->sites[i].id));
    return clients_json(arena, all);
}

enum sw_code
clients_sample_create(struct sw_request *req, struct sw_error *err)
{
    const struct clients_sample_in *in = req->body;
    struct work *w = sw_alloc(req->arena, sizeof *w);
    const char *seed;
    struct sw_rows rows;
    enum sw_code code = sw_db_rows(req->txn, &clients_sql_sample_facts,
                                   SW_BIND(SW_UUID(req->path_id[0])), &rows, err);

    if (code != SW_OK)
        return code;
    if (rows.count == 0 || rows.count > SITES_MAX)
        return SW_FAIL(err, SW_NOT_FOUND, "there is no such programme with sites");
    w->sites = sw_alloc(req->arena, (size_t) rows.count * sizeof *w->sites);
    w->marks = sw_alloc(req->arena, (size_t) rows.count * sizeof *w->marks);
    seed = sw_rows_text(&rows, 0, "seed");
    if (!sw_unhex(seed, w->seed, sizeof w->seed))
        return SW_FAIL(err, SW_INTERNAL, "the seed is not hexadecimal");
    code = draw(req, w, &rows, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &clients_sql_sample_insert,
        SW_BIND(SW_UUID(req->path_id[0]), SW_UUID(sw_rows_uuid(&rows, 0, "client_id")),
                SW_TEXT(clients_sample_kinds[in->audit_kind]), SW_TEXT(seed),
                SW_TEXT(sites_json(req->arena, w, &rows)), SW_TEXT(groups_json(req->arena, w)),
                SW_TEXT(picked_json(req->arena, w, rows.count))),
        &req->reply, err);
}
