/* How many sites, and which: the size of one group's sample, and the draw over a frozen list. */
#include <string.h>

#include "crypto/sw_hash.h"
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "judge/judge_sites.h"
#include "rules/site_sample.h"

struct size_question {
    int kind;
    int64_t sites;
    bool all_sites, effective;
    const char *effective_reason;
};
struct site {
    const char *id, *code, *name, *group;
    bool central, significant_risk, visited, wanted;
};
struct draw_question {
    int kind;
    bool extension, effective;
    const char *effective_reason, *seed;
    const char *limits;
    struct sw_list sites, eligibility; /* one or none of the latter */
};

/* clang-format off */
static const struct sw_field size_in_fields[] = {
    SW_IN_ENUM(struct size_question, kind, rule_sample_kind_names, "For which audit; new sites that join are an initial one"),
    SW_IN_INT(struct size_question, sites, 1, RULE_SAMPLE_MAX_SITES, "Sites of one group, without the central function"),
    SW_OPT_BOOL(struct size_question, all_sites, "The sites differ: no sampling"),
    SW_OPT_BOOL(struct size_question, effective, "Recertification: the system proved effective over the cycle"),
    SW_OPT_TEXT(struct size_question, effective_reason, 0, 2000, "Why, on record"),
    { .name = NULL },
};
const struct sw_shape sw_judge_sample_size_in = { "SampleSizeQuestion", sizeof(struct size_question), size_in_fields };
static const struct sw_field size_out_fields[] = {
    SW_OUT("visit", SW_F_INT, "Sites to visit; the central function comes on top"), SW_OUT("random_minimum", SW_F_INT, "Of these chosen at random, at least"),
    SW_OUT("coefficient_tenths", SW_F_INT, "Tenths of the root; 0: not sampled"), SW_OUT("central", SW_F_BOOL, "The central function is audited as well"), { .name = NULL },
};
const struct sw_shape sw_judge_sample_size_out = { "SampleSizeAnswer", 0, size_out_fields };

static const struct sw_field site_fields[] = {
    SW_IN_TEXT(struct site, id, 1, 60, "Stable, unique id"),
    SW_OPT_TEXT(struct site, code, 0, 20, "Short name"),
    SW_OPT_TEXT(struct site, name, 0, 200, "Name"),
    SW_OPT_TEXT(struct site, group, 0, 100, "Sites of a group do very similar work; without one it is like no other"),
    SW_OPT_BOOL(struct site, central, "It is the central function"),
    SW_OPT_BOOL(struct site, significant_risk, "It has significant risk"),
    SW_OPT_BOOL(struct site, visited, "It was visited in this cycle already"),
    SW_OPT_BOOL(struct site, wanted, "The planner asks for it, with a reason on file"),
    { .name = NULL },
};
static const struct sw_shape site_in = { "AskedSite", sizeof(struct site), site_fields };
#define CONDITION(f, doc) SW_IN_BOOL(struct rule_sample_eligibility, f, doc)
static const struct sw_field eligibility_fields[] = {
    CONDITION(one_system, "All sites share one management system that is run centrally"),
    CONDITION(central_has_authority, "The central function belongs to the organisation and may set up and change the system"),
    CONDITION(central_review, "One management review covers all sites"),
    CONDITION(internal_audit_all, "All sites are in the internal audit programme"),
    CONDITION(central_collects, "The central function collects complaints, changes, corrective actions and data of all sites"),
    CONDITION(all_linked, "Every site has a legal or contractual link"),
    { .name = NULL },
};
const struct sw_shape judge_eligibility_in = { "SampleEligibility", sizeof(struct rule_sample_eligibility), eligibility_fields };
static const struct sw_field draw_in_fields[] = {
    SW_IN_ENUM(struct draw_question, kind, rule_sample_kind_names, "For which audit"),
    SW_OPT_BOOL(struct draw_question, extension, "Only new sites that join: the central function is not among them"),
    SW_OPT_BOOL(struct draw_question, effective, "Recertification: the system proved effective over the cycle"),
    SW_OPT_TEXT(struct draw_question, effective_reason, 0, 2000, "Why, on record"),
    SW_IN_TEXT(struct draw_question, seed, 16, 128, "Made after the list was frozen: 8 to 64 bytes in hex"),
    SW_IN_OBJECTS(struct draw_question, sites, &site_in, 1, RULE_SAMPLE_MAX_SITES, "The frozen list"),
    { .name = "eligibility", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct draw_question, eligibility), .shape = &judge_eligibility_in, .doc = "Whether the sites may share one certificate (IAF MD 1 5); not looked at when absent" },
    JUDGE_LIMITS(struct draw_question),
    { .name = NULL },
};
const struct sw_shape sw_judge_site_sample_in = { "SiteSampleQuestion", sizeof(struct draw_question), draw_in_fields };
static const struct sw_field group_fields[] = {
    SW_OUT("group", SW_F_TEXT, "Group"), SW_OUT("sites", SW_F_INT, "Sites in it"), SW_OUT("coefficient_tenths", SW_F_INT, "Tenths of the root; 0: not sampled"),
    SW_OUT("visit", SW_F_INT, "Sites to visit"), SW_OUT("random_minimum", SW_F_INT, "Of these at random, at least"), SW_OUT("picked", SW_F_INT, "Picked"),
    SW_OUT("random", SW_F_INT, "Picked at random"), { .name = NULL },
};
static const struct sw_shape group_out = { "SampleGroup", 0, group_fields };
static const struct sw_field picked_fields[] = {
    SW_OUT("site_id", SW_F_TEXT, "The site"), SW_OUT_MAYBE("code", SW_F_TEXT, "Short name"), SW_OUT_MAYBE("name", SW_F_TEXT, "Name"), SW_OUT("picked", SW_F_BOOL, "It is visited"), SW_OUT_ENUM("why", rule_sample_why_names, "Why"),
    SW_OUT("ticket", SW_F_TEXT, "The number it drew, 16 hex digits"), { .name = NULL },
};
static const struct sw_shape picked_out = { "SampleSite", 0, picked_fields };
static const struct sw_field draw_out_fields[] = {
    SW_OUT_OBJECTS("groups", &group_out, "Size and formula of each group"), SW_OUT_OBJECTS("sites", &picked_out, "Each site with the reason"), { .name = NULL },
};
const struct sw_shape sw_judge_site_sample_out = { "SiteSampleAnswer", 0, draw_out_fields };
/* clang-format on */

static enum sw_code
judge_size(struct sw_arena *arena, const void *question, json_t **ret_answer,
           struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct size_question *q = question;
    struct rule_sample_size size;
    const enum sw_code code =
        rule_sample_size(&(struct rule_sample_size_in){ .kind = (enum rule_sample_kind) q->kind,
                                                        .sites = (int) q->sites,
                                                        .all_sites = q->all_sites,
                                                        .effective = q->effective,
                                                        .effective_reason = q->effective_reason },
                         &size, err);

    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer =
            judge_own(arena, json_pack("{si si si sb}", "visit", size.visit, "random_minimum",
                                       size.random_minimum, "coefficient_tenths",
                                       size.coefficient_tenths, "central", 1));
    return code;
}

static json_t *
draw_answer(const struct rule_sample *sample, const struct site *sites,
            const struct rule_sample_mark *marks, int count)
{
    json_t *groups = json_array(), *list = json_array();
    char ticket[17];

    for (int i = 0; i < sample->group_count; i++) {
        const struct rule_sample_group *g = &sample->groups[i];

        (void) json_array_append_new(
            groups, json_pack("{ss si si si si si si}", "group", g->group, "sites", g->size.sites,
                              "coefficient_tenths", g->size.coefficient_tenths, "visit",
                              g->size.visit, "random_minimum", g->size.random_minimum, "picked",
                              g->picked, "random", g->random));
    }
    for (int i = 0; i < count; i++) {
        (void) snprintf(ticket, sizeof ticket, "%016llx", (unsigned long long) marks[i].ticket);
        (void) json_array_append_new(
            list, json_pack("{ss ss? ss? sb ss ss}", "site_id", sites[i].id, "code", sites[i].code,
                            "name", sites[i].name, "picked", marks[i].why != RULE_NOT_PICKED, "why",
                            rule_sample_why_names[marks[i].why], "ticket", ticket));
    }
    return json_pack("{so so}", "groups", groups, "sites", list);
}

static enum sw_code
judge_draw(struct sw_arena *arena, const void *question, json_t **ret_answer,
           struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct draw_question *q = question;
    const struct site *given = q->sites.items;
    const size_t n = q->sites.count, seed_size = strlen(q->seed) / 2;
    struct rule_sample_site *sites = sw_alloc(arena, n * sizeof *sites);
    struct rule_sample_mark *marks = sw_alloc(arena, n * sizeof *marks);
    unsigned char *seed = sw_alloc(arena, seed_size);
    struct rule_sample *sample = sw_alloc(arena, sizeof *sample);
    enum sw_code code;

    (void) ret_faults;
    if (strlen(q->seed) % 2 != 0 || !sw_unhex(q->seed, seed, seed_size))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/seed", "seed must be bytes in hexadecimal");
    code = judge_limits(q->limits, err);
    if (code == SW_OK && q->eligibility.count > 0)
        code = rule_sample_eligible(q->eligibility.items, err);
    if (code != SW_OK)
        return code;
    for (size_t i = 0; i < n; i++)
        sites[i] = (struct rule_sample_site){ .id = given[i].id,
                                              .group = given[i].group,
                                              .central = given[i].central,
                                              .significant_risk = given[i].significant_risk,
                                              .visited = given[i].visited,
                                              .wanted = given[i].wanted };
    code = rule_sample_draw(&(struct rule_sample_in){ .kind = (enum rule_sample_kind) q->kind,
                                                      .extension = q->extension,
                                                      .effective = q->effective,
                                                      .effective_reason = q->effective_reason,
                                                      .seed = seed,
                                                      .seed_size = seed_size,
                                                      .sites = sites,
                                                      .site_count = (int) n },
                            sample, marks, err);
    if (code == SW_OK)
        *ret_answer = judge_own(arena, draw_answer(sample, given, marks, (int) n));
    return code;
}

const struct sw_judgement sw_judge_sample_size = { "sample-size", &sw_judge_sample_size_in,
                                                   judge_size };
const struct sw_judgement sw_judge_site_sample = { "site-sample", &sw_judge_site_sample_in,
                                                   judge_draw };
