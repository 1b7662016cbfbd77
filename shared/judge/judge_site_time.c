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

/* The parts that an audit of @p kind visits, into ret_parts; their number. */
static enum sw_code
visits(const struct judge_time_site *sites, int count, enum rule_sample_kind kind, int percent,
       struct rule_site_part *ret_parts, int *ret_count, struct sw_error *err)
{
    *ret_count = 0;
    for (int at = 0; at < count;) {
        const int n = group_size(sites + at, count - at);
        struct rule_sample_size size;
        const enum sw_code code = rule_sample_size(
            &(struct rule_sample_size_in){
                .kind = kind, .sites = n, .all_sites = group_of(&sites[at])[0] == '\0' },
            &size, err);

        if (code != SW_OK)
            return code;
        for (int i = 0; i < size.visit; i++)
            ret_parts[(*ret_count)++] =
                (struct rule_site_part){ (int) sites[at + i].persons, percent };
        at += n;
    }
    return SW_OK;
}

/* Sort the central function out; SW_INPUT_INVALID without exactly one. */
static enum sw_code
split(const struct sw_list *list, struct judge_time_site *ret_sites, int *ret_count,
      struct rule_site_part *ret_central, struct sw_error *err)
{
    const struct judge_time_site *given = list->items;
    int centrals = 0;

    *ret_count = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (given[i].central) {
            ret_central->persons = (int) given[i].persons;
            centrals++;
        } else {
            ret_sites[(*ret_count)++] = given[i];
        }
    }
    if (centrals != 1)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/sites",
                             "of several sites exactly one must be the central function");
    qsort(ret_sites, (size_t) *ret_count, sizeof *ret_sites, by_group);
    return SW_OK;
}

enum sw_code
judge_site_time(struct sw_arena *arena, const struct judge_audit_time *q,
                const struct rule_audit_time_in *in, struct judge_site_time *ret_sites,
                struct sw_error *err)
{
    const size_t n = q->sites.count;
    struct judge_time_site *sites = sw_alloc(arena, (n + 1) * sizeof *sites);
    struct rule_site_part *parts = sw_alloc(arena, (n + 1) * sizeof *parts);
    const int percent = judge_int(q->site_percent, in->percent);
    struct rule_site_time_in ask = { .pack = in->pack,
                                     .central = { .percent = in->percent },
                                     .visited = parts,
                                     .whole = { in->persons, in->percent },
                                     .settings = in->settings };
    static const enum rule_sample_kind kinds[] = { RULE_SAMPLE_SURVEILLANCE,
                                                   RULE_SAMPLE_RECERTIFICATION,
                                                   RULE_SAMPLE_INITIAL };
    struct rule_site_time time;
    enum sw_code code;

    *ret_sites = (struct judge_site_time){ .sites = 0 };
    if (n < 2)
        return SW_OK;
    code = split(&q->sites, sites, &ret_sites->sites, &ask.central, err);
    for (int i = 0; code == SW_OK && i < 3; i++) {
        code = visits(sites, ret_sites->sites, kinds[i], percent, parts, &ask.visited_count, err);
        if (code == SW_OK)
            code = rule_site_time(&ask, &time, err);
        if (code != SW_OK)
            return code;
        if (kinds[i] == RULE_SAMPLE_SURVEILLANCE) {
            ret_sites->visited_surveillance = ask.visited_count;
            ret_sites->surveillance_half_days = time.surveillance_half_days;
        } else if (kinds[i] == RULE_SAMPLE_RECERTIFICATION) {
            ret_sites->recertification_half_days = time.recertification_half_days;
        } else {
            ret_sites->visited = ask.visited_count;
            ret_sites->initial = time;
        }
    }
    return code;
}

json_t *
judge_site_time_answer(const struct judge_site_time *s)
{
    if (s->sites == 0)
        return json_null();
    return json_pack("{si si si si si si sb}", "sites", s->sites, "visited", s->visited,
                     "visited_surveillance", s->visited_surveillance, "central_half_days",
                     s->initial.central_half_days, "sites_half_days", s->initial.sites_half_days,
                     "single_half_days", s->initial.single_half_days, "raised_to_single",
                     s->initial.raised_to_single);
}
