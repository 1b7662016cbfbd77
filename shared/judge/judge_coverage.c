/* What the audits of a cycle, or one surveillance, left out. */
#include "judge/judge_coverage.h"
#include "judge/judge_parts.h"
#include "rules/catalogue.h"

enum { OF_CYCLE, OF_SURVEILLANCE };

struct site {
    const char *id, *group;
    bool central, significant_risk, visited;
};
struct question {
    int of;
    struct sw_list looks, controls, topics, sites;
};

/* clang-format off */
static const char *const of_names[] = { "cycle", "surveillance", NULL };

static const struct sw_field look_fields[] = {
    SW_IN_TEXT(struct judge_look, requirement, 1, 40, "Clause or control, as 6.1.3 d or A.5.1"),
    SW_IN_ENUM(struct judge_look, method, rule_method_names, "How it was looked at"),
    { .name = NULL },
};
const struct sw_shape judge_look_in = { "AskedLook", sizeof(struct judge_look), look_fields };
static const struct sw_field site_fields[] = {
    SW_IN_TEXT(struct site, id, 1, 60, "The site"),
    SW_OPT_TEXT(struct site, group, 0, 100, "Sites with very similar work; none: like no other"),
    SW_OPT_BOOL(struct site, central, "The central function"),
    SW_OPT_BOOL(struct site, significant_risk, "It has a significant risk"),
    SW_OPT_BOOL(struct site, visited, "It was visited in this cycle"),
    { .name = NULL },
};
static const struct sw_shape site_in = { "AskedVisit", sizeof(struct site), site_fields };
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, of, of_names, "All audits of a cycle that is to be closed, or one surveillance"),
    SW_IN_OBJECTS(struct question, looks, &judge_look_in, 0, 5000, "What was looked at"),
    SW_IN_TEXTS(struct question, controls, 0, 400, "Controls that the Statement of Applicability applies"),
    SW_OPT_TEXTS(struct question, topics, 0, RULE_SURVEILLANCE_TOPICS, "Surveillance: earlier_findings, complaints, changes, marks, outside, law, appeals"),
    SW_OPT_OBJECTS(struct question, sites, &site_in, 0, RULE_SAMPLE_MAX_SITES, "Cycle: the sites in scope"),
    { .name = NULL },
};
const struct sw_shape sw_judge_coverage_in = { "CoverageQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing is left out"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that is left out"),
    SW_OUT_OBJECTS("warnings", &judge_fault_out, "Controls of which nothing but documents was seen"), { .name = NULL },
};
const struct sw_shape sw_judge_coverage_out = { "CoverageAnswer", 0, out_fields };
/* clang-format on */

static const char *
requirement_of(const char *reference)
{
    const int document = rule_document_index(reference);

    if (document < 0)
        return reference;
    return rule_documents[document].control != NULL ? rule_documents[document].control
                                                    : rule_documents[document].clause;
}

struct rule_coverage
judge_coverage(struct sw_arena *arena, const struct sw_list *looks, const struct sw_list *controls)
{
    const struct judge_look *in = looks->items;
    struct rule_look *out = sw_alloc(arena, (looks->count + 1) * sizeof *out);

    for (size_t i = 0; i < looks->count; i++)
        out[i] = (struct rule_look){ requirement_of(in[i].requirement),
                                     (enum rule_method) in[i].method };
    return (struct rule_coverage){ out, (int) looks->count, controls->items,
                                   (int) controls->count };
}

static const struct rule_sample_site *
read_sites(struct sw_arena *arena, const struct sw_list *given)
{
    const struct site *in = given->items;
    struct rule_sample_site *out = sw_alloc(arena, (given->count + 1) * sizeof *out);

    for (size_t i = 0; i < given->count; i++)
        out[i] = (struct rule_sample_site){ .id = in[i].id,
                                            .group = in[i].group,
                                            .central = in[i].central,
                                            .significant_risk = in[i].significant_risk,
                                            .visited = in[i].visited };
    return out;
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct rule_coverage coverage = judge_coverage(arena, &q->looks, &q->controls);
    const char *topics = NULL;
    struct rule_faults sites, warnings;
    const enum sw_code code =
        judge_points(arena, &q->topics, rule_surveillance_topic_names, "/topics", &topics, err);

    if (code != SW_OK)
        return code;
    if (q->of == OF_CYCLE) {
        rule_coverage_faults(&coverage, ret_faults);
        rule_representative_faults(read_sites(arena, &q->sites), (int) q->sites.count, &sites);
        rule_faults_join(ret_faults, &sites);
    } else {
        rule_surveillance_gaps(&coverage, topics, ret_faults);
    }
    rule_method_warnings(&coverage, &warnings);
    *ret_answer =
        judge_own(arena, json_pack("{sb so so}", "allowed", ret_faults->count == 0, "faults",
                                   judge_faults(ret_faults), "warnings", judge_faults(&warnings)));
    return SW_OK;
}

const struct sw_judgement sw_judge_coverage = { "coverage", &sw_judge_coverage_in, judge };
