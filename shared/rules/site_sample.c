#include "rules/site_sample.h"

#include "rules/limits.h"

#include <string.h>

#define SEED_SIZE_MIN 8
#define FNV_OFFSET    UINT64_C(14695981039346656037)
#define FNV_PRIME     UINT64_C(1099511628211)

const char *const rule_sample_kind_names[RULE_SAMPLE_KINDS + 1] = { "initial", "surveillance",
                                                                    "recertification", NULL };
const char *const rule_sample_why_names[RULE_SAMPLE_WHYS + 1] = {
    "not_picked", "central", "random", "risk", "judgement", "all", NULL
};

static const struct sw_rule effective_rule = {
    "SMP-0", "IAF MD 1:2023 6.1.3.4",
    "Record why the system proved effective over the cycle, or take the full root."
};
static const struct sw_rule joining_rule = {
    "MSN-4", "IAF MD 1:2023 6.1", "Sample sites that join by the formula of an initial audit."
};
static const struct sw_rule frozen_rule = {
    "SMP-8", "ISO/IEC 17021-1:2015 9.1.5",
    "Freeze the list of sites, with each site once and one central function, then make a seed of 8 "
    "bytes or more."
};

/* Tenths of the root by audit: y >= c/10 * sqrt(x) is (10 y)^2 >= c^2 x in whole numbers. */
static const int root_tenths[RULE_SAMPLE_KINDS] = {
    [RULE_SAMPLE_INITIAL] = RULE_SAMPLE_INITIAL_TENTHS,
    [RULE_SAMPLE_SURVEILLANCE] = RULE_SAMPLE_SURVEILLANCE_TENTHS,
    [RULE_SAMPLE_RECERTIFICATION] = RULE_SAMPLE_INITIAL_TENTHS,
};

enum sw_code
rule_sample_size(const struct rule_sample_size_in *in, struct rule_sample_size *ret_size,
                 struct sw_error *err)
{
    struct rule_sample_size size = { .sites = in->sites, .visit = 1 };
    int c = root_tenths[in->kind];

    if (in->sites < 1 || in->sites > RULE_SAMPLE_MAX_SITES)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "sites", "%d sites: a sample needs 1 to %d",
                             in->sites, RULE_SAMPLE_MAX_SITES);
    if (in->all_sites) {
        if (in->kind == RULE_SAMPLE_SURVEILLANCE)
            size.visit = (in->sites * RULE_SAMPLE_ALL_PERCENT + 99) / 100;
        else
            size.visit = in->sites;
        *ret_size = size;
        return SW_OK;
    }
    if (in->kind == RULE_SAMPLE_RECERTIFICATION && in->effective) {
        if (!rule_text_given(in->effective_reason))
            return SW_REFUSE(err, &effective_rule,
                             "The smaller recertification sample needs a reason on record");
        c = RULE_SAMPLE_EFFECTIVE_TENTHS;
    }
    while (100 * size.visit * size.visit < c * c * in->sites)
        size.visit++;
    size.coefficient_tenths = c;
    size.random_minimum = (size.visit * RULE_SAMPLE_RANDOM_PERCENT + 99) / 100;
    *ret_size = size;
    return SW_OK;
}

uint64_t
rule_sample_ticket(const unsigned char *seed, size_t seed_size, const char *id)
{
    uint64_t h = FNV_OFFSET;

    for (size_t i = 0; i < seed_size; i++)
        h = (h ^ seed[i]) * FNV_PRIME;
    h *= FNV_PRIME; /* the zero byte between seed and id */
    for (; *id != '\0'; id++)
        h = (h ^ (unsigned char) *id) * FNV_PRIME;
    h += UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    h = (h ^ h >> 27) * UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 31;
}

static const char *
group_of(const struct rule_sample_site *site)
{
    return site->group == NULL ? "" : site->group;
}

static bool
in_group(const struct rule_sample_site *site, const char *group)
{
    return !site->central && strcmp(group_of(site), group) == 0;
}

/* One run of the draw. */
struct draw {
    const struct rule_sample_in *in;
    struct rule_sample_mark *marks;
    struct rule_sample_group *group;
};

static void
pick(struct draw *d, int index, enum rule_sample_why why)
{
    d->marks[index].why = why;
    d->group->picked++;
    if (why == RULE_PICKED_RANDOM)
        d->group->random++;
}

/* Does @p a come before @p b?  Sites not visited in the cycle first where @p fresh_first. */
static bool
before(const struct draw *d, int a, int b, bool fresh_first)
{
    const struct rule_sample_site *sa = &d->in->sites[a], *sb = &d->in->sites[b];

    if (fresh_first && sa->visited != sb->visited)
        return sb->visited;
    if (d->marks[a].ticket != d->marks[b].ticket)
        return d->marks[a].ticket < d->marks[b].ticket;
    return strcmp(sa->id, sb->id) < 0;
}

static void
pick_lowest(struct draw *d, bool fresh_first, enum rule_sample_why why)
{
    int best = -1;

    for (int i = 0; i < d->in->site_count; i++)
        if (d->marks[i].why == RULE_NOT_PICKED && in_group(&d->in->sites[i], d->group->group) &&
            (best < 0 || before(d, i, best, fresh_first)))
            best = i;
    if (best >= 0)
        pick(d, best, why);
}

/* Must this site be visited whatever the sample? */
static bool
risk_demands(const struct rule_sample_in *in, const struct rule_sample_site *site)
{
    return site->significant_risk && (in->kind == RULE_SAMPLE_INITIAL || !site->visited);
}

static void
draw_group(struct draw *d)
{
    const struct rule_sample_size *size = &d->group->size;
    const enum rule_sample_why fill = size->visit == size->sites && size->coefficient_tenths == 0
                                          ? RULE_PICKED_ALL
                                          : RULE_PICKED_JUDGEMENT;

    while (d->group->random < size->random_minimum)
        pick_lowest(d, false, RULE_PICKED_RANDOM);
    for (int i = 0; i < d->in->site_count; i++) {
        const struct rule_sample_site *site = &d->in->sites[i];

        if (d->marks[i].why != RULE_NOT_PICKED || !in_group(site, d->group->group))
            continue;
        if (risk_demands(d->in, site))
            pick(d, i, RULE_PICKED_RISK);
        else if (site->wanted)
            pick(d, i, RULE_PICKED_JUDGEMENT);
    }
    while (d->group->picked < size->visit)
        pick_lowest(d, true, fill);
}

/* New sites are a set of their own, sampled before they join. */
static enum sw_code
check_extension(const struct rule_sample_in *in, struct sw_error *err)
{
    if (in->extension && in->kind != RULE_SAMPLE_INITIAL)
        return SW_REFUSE(err, &joining_rule, "New sites cannot be sampled as in a %s audit",
                         rule_sample_kind_names[in->kind]);
    return SW_OK;
}

/* The groups of the sites and how many of each to visit. */
static enum sw_code
size_groups(const struct rule_sample_in *in, struct rule_sample *sample, struct sw_error *err)
{
    for (int i = 0; i < in->site_count; i++) {
        const char *name = group_of(&in->sites[i]);
        int g = 0;

        if (in->sites[i].central)
            continue;
        while (g < sample->group_count && strcmp(sample->groups[g].group, name) != 0)
            g++;
        if (g == RULE_SAMPLE_GROUPS_MAX)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "sites", "At most %d groups of sites",
                                 RULE_SAMPLE_GROUPS_MAX);
        if (g == sample->group_count)
            sample->groups[sample->group_count++] = (struct rule_sample_group){ .group = name };
        sample->groups[g].size.sites++;
    }
    for (int g = 0; g < sample->group_count; g++) {
        const struct rule_sample_size_in size = {
            .kind = in->kind,
            .sites = sample->groups[g].size.sites,
            .all_sites = sample->groups[g].group[0] == '\0',
            .effective = in->effective,
            .effective_reason = in->effective_reason,
        };
        const enum sw_code code = rule_sample_size(&size, &sample->groups[g].size, err);

        if (code != SW_OK)
            return code;
    }
    return SW_OK;
}

/* One central function, unless there is one site only or only new ones join. */
static enum sw_code
check_central(const struct rule_sample_in *in, struct sw_error *err)
{
    int central = 0;

    if (in->site_count < 1 || in->site_count > RULE_SAMPLE_MAX_SITES)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "sites", "%d sites: a sample needs 1 to %d",
                             in->site_count, RULE_SAMPLE_MAX_SITES);
    for (int i = 0; i < in->site_count; i++)
        central += in->sites[i].central;
    if (central > 1 || (central == 0 && in->site_count > 1 && !in->extension))
        return SW_REFUSE(err, &frozen_rule,
                         "%d sites are marked as the central function: there is one", central);
    return SW_OK;
}

static enum sw_code
hand_out_tickets(const struct rule_sample_in *in, struct rule_sample_mark *marks,
                 struct sw_error *err)
{
    for (int i = 0; i < in->site_count; i++) {
        marks[i].ticket = rule_sample_ticket(in->seed, in->seed_size, in->sites[i].id);
        marks[i].why = in->sites[i].central ? RULE_PICKED_CENTRAL : RULE_NOT_PICKED;
        for (int j = 0; j < i; j++)
            if (marks[i].ticket == marks[j].ticket && strcmp(in->sites[i].id, in->sites[j].id) == 0)
                return SW_REFUSE(err, &frozen_rule, "Site %.60s is in the list twice",
                                 in->sites[i].id);
    }
    return SW_OK;
}

enum sw_code
rule_sample_draw(const struct rule_sample_in *in, struct rule_sample *ret_sample,
                 struct rule_sample_mark *ret_marks, struct sw_error *err)
{
    struct rule_sample sample = { 0 };
    enum sw_code code;

    code = check_central(in, err);
    if (code == SW_OK)
        code = check_extension(in, err);
    if (code != SW_OK)
        return code;
    if (in->seed_size < SEED_SIZE_MIN)
        return SW_REFUSE(err, &frozen_rule, "A seed of %d bytes is too short", (int) in->seed_size);
    code = size_groups(in, &sample, err);
    if (code != SW_OK)
        return code;
    code = hand_out_tickets(in, ret_marks, err);
    if (code != SW_OK)
        return code;
    for (int g = 0; g < sample.group_count; g++) {
        draw_group(&(struct draw){ in, ret_marks, &sample.groups[g] });
        sample.picked += sample.groups[g].picked;
    }
    for (int i = 0; i < in->site_count; i++)
        if (in->sites[i].central)
            sample.central = true;
    sample.picked += sample.central;
    *ret_sample = sample;
    return SW_OK;
}
