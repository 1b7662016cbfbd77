#include "judge/judge_site_time.h"

#include <stdlib.h>
#include <string.h>

#include "judge/judge_parts.h"

/* clang-format off */
static const struct sw_field out_fields[] = {
    SW_OUT("sites", SW_F_INT, "Sites beside the central function"), SW_OUT("visited", SW_F_INT, "Sites the initial audit visits at least"),
    SW_OUT("visited_surveillance", SW_F_INT, "Sites a surveillance visits at least"), SW_OUT("central_half_days", SW_F_INT, "Central function [half-days]"),
    SW_OUT("sites_half_days", SW_F_INT, "Visited sites, initial audit [half-days]"), SW_OUT("single_half_days", SW_F_INT, "All as if one site [half-days]"),
    SW_OUT("raised_to_single", SW_F_BOOL, "The time as one site decided"), { .name = NULL },
};
/* clang-format on */
const struct sw_shape judge_site_time_out = { "AuditTimeSites", 0, out_fields };

static const char *
group_of(const struct judge_time_site *site)
{
    return site->group == NULL ? "" : site->group;
}

/* By group, the largest first. */
static int
by_group(const void *a, const void *b)
{
    const struct judge_time_site *x = a, *y = b;
    const int group = strcmp(group_of(x), group_of(y));

    if (group != 0)
        return group;
    return (x->persons < y->persons) - (x->persons > y->persons);
}

/* Sites of the group that begins at @p sites, which are sorted. */
static int
group_size(const struct judge_time_site *sites, int left)
{
    int n = 1;

    while (n < left && strcmp(group_of(&sites[n]), group_of(sites)) == 0)
        n++;
    return n;
}

/* The largest sites of each group of @p sites, which are sorted: as many as an audit of @p kind
 * visits. */
static enum sw_code
visits(struct sw_arena *arena, const struct sw_list *sites, enum rule_sample_kind kind, int percent,
       struct rule_site_visits *ret_visits, struct sw_error *err)
{
    const struct judge_time_site *site = sites->items;
    const int count = (int) sites->count;
    struct rule_site_part *parts = sw_alloc(arena, (sites->count + 1) * sizeof *parts);

    *ret_visits = (struct rule_site_visits){ parts, 0 };
    for (int at = 0; at < count;) {
        const int n = group_size(site + at, count - at);
        struct rule_sample_size size;
        const enum sw_code code = rule_sample_size(
            &(struct rule_sample_size_in){
                .kind = kind, .sites = n, .all_sites = group_of(&site[at])[0] == '\0' },
            &size, err);

        if (code != SW_OK)
            return code;
        for (int i = 0; i < size.visit; i++)
            parts[ret_visits->count++] =
                (struct rule_site_part){ (int) site[at + i].persons, percent };
        at += n;
    }
    return SW_OK;
}

/* The other sites by group, and the persons of the central function; SW_INPUT_INVALID without
 * exactly one. */
static enum sw_code
split(struct sw_arena *arena, const struct sw_list *list, struct sw_list *ret_sites,
      int *ret_central_persons, struct sw_error *err)
{
    const struct judge_time_site *given = list->items;
    struct judge_time_site *sites = sw_alloc(arena, list->count * sizeof *sites);
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        if (given[i].central)
            *ret_central_persons = (int) given[i].persons;
        else
            sites[count++] = given[i];
    }
    if (list->count - count != 1)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/sites",
                             "of several sites exactly one must be the central function");
    qsort(sites, count, sizeof *sites, by_group);
    *ret_sites = (struct sw_list){ .items = sites, .count = count };
    return SW_OK;
}

enum sw_code
judge_site_time(struct sw_arena *arena, const struct judge_audit_time *q,
                const struct rule_audit_time_in *asked, const struct rule_audit_time *single,
                struct judge_site_time *ret_sites, struct sw_error *err)
{
    const int percent = judge_int(q->site_percent, single->percent_sum);
    struct rule_site_time_in in = { .pack = asked->pack,
                                    .central.percent = single->percent_sum,
                                    .single_half_days =
                                        single->total_half_days - single->add_half_days,
                                    .add_half_days = single->add_half_days,
                                    .settings = asked->settings };
    const struct {
        enum rule_sample_kind kind;
        struct rule_site_visits *visits;
    } audits[] = { { RULE_SAMPLE_INITIAL, &in.initial },
                   { RULE_SAMPLE_SURVEILLANCE, &in.surveillance },
                   { RULE_SAMPLE_RECERTIFICATION, &in.recertification } };
    struct sw_list sites = { .count = 0 };
    enum sw_code code;

    *ret_sites = (struct judge_site_time){ .sites = 0 };
    if (q->sites.count < 2)
        return SW_OK;
    code = split(arena, &q->sites, &sites, &in.central.persons, err);
    for (size_t i = 0; code == SW_OK && i < sizeof audits / sizeof audits[0]; i++)
        code = visits(arena, &sites, audits[i].kind, percent, audits[i].visits, err);
    if (code == SW_OK)
        code = rule_site_time(&in, &ret_sites->time, err);
    if (code != SW_OK)
        return code;
    ret_sites->sites = (int) sites.count;
    ret_sites->visited = in.initial.count;
    ret_sites->visited_surveillance = in.surveillance.count;
    return SW_OK;
}

json_t *
judge_site_time_answer(const struct judge_site_time *s)
{
    if (s->sites == 0)
        return json_null();
    return json_pack("{si si si si si si sb}", "sites", s->sites, "visited", s->visited,
                     "visited_surveillance", s->visited_surveillance, "central_half_days",
                     s->time.central_half_days, "sites_half_days", s->time.sites_half_days,
                     "single_half_days", s->time.single_half_days, "raised_to_single",
                     s->time.raised_to_single);
}
