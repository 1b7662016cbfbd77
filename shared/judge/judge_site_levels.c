/* How many sites of each level below the head office would an audit visit? */
#include "judge/judge_parts.h"
#include "rules/network.h"

struct question {
    int kind;
    struct sw_list levels;
    bool effective;
    const char *effective_reason;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, kind, rule_sample_kind_names, "Which audit of the cycle"),
    SW_IN_INTS(struct question, levels, 1, RULE_TIERS_MAX, "Sites of each level below the head office, from the top: national, regional, branches"),
    SW_OPT_BOOL(struct question, effective, "Recertification: the system proved effective over the cycle"),
    SW_OPT_TEXT(struct question, effective_reason, 1, 2000, "Why, on record"),
    { .name = NULL },
};
const struct sw_shape sw_judge_site_levels_in = { "SiteLevelsQuestion", sizeof(struct question), in_fields };
static const struct sw_field level_fields[] = {
    SW_OUT("sites", SW_F_INT, "Sites of the level"), SW_OUT("visit", SW_F_INT, "Of these to visit, at least"), SW_OUT("random_minimum", SW_F_INT, "Of these at random, at least"), { .name = NULL },
};
static const struct sw_shape level_out = { "SiteLevel", 0, level_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("head_office", SW_F_INT, "Always visited"), SW_OUT_OBJECTS("levels", &level_out, "Each level, a sample of its own"),
    SW_OUT("visit", SW_F_INT, "All together, with the head office"), { .name = NULL },
};
const struct sw_shape sw_judge_site_levels_out = { "SiteLevelsAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const int64_t *given = q->levels.items;
    struct rule_sample_size sizes[RULE_TIERS_MAX];
    int sites[RULE_TIERS_MAX], visit = 0;
    json_t *levels;
    enum sw_code code;

    (void) ret_faults;
    for (size_t i = 0; i < q->levels.count; i++) {
        if (given[i] < 1 || given[i] > RULE_SAMPLE_MAX_SITES)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/levels", "levels must be 1 to %d each",
                                 RULE_SAMPLE_MAX_SITES);
        sites[i] = (int) given[i];
    }
    code = rule_sample_tiers(&(struct rule_tiers_in){ .kind = (enum rule_sample_kind) q->kind,
                                                      .effective = q->effective,
                                                      .effective_reason = q->effective_reason,
                                                      .sites = sites,
                                                      .tier_count = (int) q->levels.count },
                             sizes, &visit, err);
    if (code != SW_OK)
        return code;
    levels = json_array();
    for (size_t i = 0; i < q->levels.count; i++)
        (void) json_array_append_new(levels, json_pack("{si si si}", "sites", sizes[i].sites,
                                                       "visit", sizes[i].visit, "random_minimum",
                                                       sizes[i].random_minimum));
    *ret_answer = judge_own(
        arena, json_pack("{si so si}", "head_office", 1, "levels", levels, "visit", visit));
    return SW_OK;
}

const struct sw_judgement sw_judge_site_levels = { "site-levels", &sw_judge_site_levels_in, judge };
