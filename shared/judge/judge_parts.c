#include "judge/judge_parts.h"

int
judge_int(int64_t given, int fallback)
{
    return given == SW_INT_NONE ? fallback : (int) given;
}

json_t *
judge_date(struct sw_date date)
{
    char text[SW_DATE_TEXT_SIZE];

    if (sw_date_is_none(date))
        return json_null();
    sw_date_format(date, text);
    return json_string(text);
}

const char *
judge_words(struct sw_arena *arena, const struct sw_list *texts)
{
    const char *const *items = texts->items;
    const char *all = "";

    for (size_t i = 0; i < texts->count; i++)
        all = sw_printf(arena, "%s%s%s", all, i == 0 ? "" : " ", items[i]);
    return all;
}

const char *
judge_numbers(struct sw_arena *arena, const struct sw_list *numbers)
{
    const int64_t *items = numbers->items;
    const char *all = "";

    for (size_t i = 0; i < numbers->count; i++)
        all = sw_printf(arena, "%s%s%lld", all, i == 0 ? "" : " ", (long long) items[i]);
    return all;
}

enum sw_code
judge_points(struct sw_arena *arena, const struct sw_list *texts, const char *const *names,
             const char *pointer, const char **ret_words, struct sw_error *err)
{
    const char *const *items = texts->items;
    const char *known = names[0];

    for (int i = 1; names[i] != NULL; i++)
        known = sw_printf(arena, "%s, %s", known, names[i]);
    for (size_t i = 0; i < texts->count; i++)
        if (rule_word_index(names, items[i]) < 0)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%.40s is not one of %s", items[i],
                                 known);
    *ret_words = judge_words(arena, texts);
    return SW_OK;
}

static const struct sw_field fault_fields[] = {
    SW_OUT("rule", SW_F_TEXT, "Name of the rule"),
    SW_OUT("clause", SW_F_TEXT, "Document and clause"),
    SW_OUT("subject", SW_F_TEXT, "Control, finding, site or person meant, or empty"),
    SW_OUT("detail", SW_F_TEXT, "What is wrong, one sentence"),
    SW_OUT("what_would_pass", SW_F_TEXT, "What would make it pass"),
    { .name = NULL },
};
const struct sw_shape judge_fault_out = { "RuleFault", 0, fault_fields };

json_t *
judge_faults(const struct rule_faults *faults)
{
    json_t *all = json_array();

    for (int i = 0; i < faults->count; i++) {
        const struct rule_fault *f = &faults->at[i];

        (void) json_array_append_new(all,
                                     json_pack("{ss ss ss ss ss}", "rule", f->rule->id, "clause",
                                               f->rule->clause, "subject", f->subject, "detail",
                                               f->detail, "what_would_pass", f->rule->remedy));
    }
    return all;
}

enum sw_code
judge_pack(const char *id, const struct rule_time_pack **ret_pack, struct sw_error *err)
{
    const struct rule_time_pack *pack =
        rule_time_pack_find(id == NULL ? RULE_TIME_PACK_CURRENT : id);

    if (pack == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/pack", "there is no rule pack %s", id);
    *ret_pack = pack;
    return SW_OK;
}

static const struct sw_field authorisation_fields[] = {
    SW_IN_ENUM(struct judge_authorisation, function, rule_function_names, "To do what"),
    SW_IN_TEXT(struct judge_authorisation, standard, 1, 60, "Standard with edition"),
    SW_IN_INTS(struct judge_authorisation, sectors, 0, 39, "IAF sectors"),
    SW_IN_TEXTS(struct judge_authorisation, technical_areas, 0, 40, "Technical areas"),
    SW_IN_TEXTS(struct judge_authorisation, languages, 0, 20, "ISO 639-1 codes"),
    SW_IN_DATE(struct judge_authorisation, valid_from, "First day"),
    SW_OPT_DATE(struct judge_authorisation, valid_to, "Last day"),
    { .name = NULL },
};
const struct sw_shape judge_authorisation_in = { "AskedAuthorisation",
                                                 sizeof(struct judge_authorisation),
                                                 authorisation_fields };

static const struct sw_field declaration_fields[] = {
    SW_IN_ENUM(struct judge_declaration, relation, rule_relation_names,
               "Relation to the client; none states that there is none"),
    SW_OPT_DATE(struct judge_declaration, ended_on, "Last day of it; none: it goes on"),
    SW_OPT_BOOL(struct judge_declaration, treated, "The risk was treated and that is on record"),
    { .name = NULL },
};
const struct sw_shape judge_declaration_in = { "AskedDeclaration", sizeof(struct judge_declaration),
                                               declaration_fields };

/* clang-format off */
static const struct sw_field involvement_fields[] = {
    SW_IN_TEXT(struct judge_involvement, person_id, 1, 60, "Who"),
    SW_IN_ENUM(struct judge_involvement, role, rule_team_role_names, "In which part"),
    SW_OPT_TEXT(struct judge_involvement, audit, 0, 60, "Of which audit"),
    { .name = NULL },
};
const struct sw_shape judge_involvement_in = { "AskedInvolvement", sizeof(struct judge_involvement), involvement_fields };
/* clang-format on */

struct rule_person
judge_person(struct sw_arena *arena, const char *id, const char *name,
             const struct sw_list *authorisations)
{
    const struct judge_authorisation *in = authorisations->items;
    struct rule_authorisation *out = sw_alloc(arena, (authorisations->count + 1) * sizeof *out);

    for (size_t i = 0; i < authorisations->count; i++)
        out[i] = (struct rule_authorisation){
            .function = (enum rule_function) in[i].function,
            .standard = in[i].standard,
            .sectors = judge_numbers(arena, &in[i].sectors),
            .technical_areas = judge_words(arena, &in[i].technical_areas),
            .languages = judge_words(arena, &in[i].languages),
            .valid_from = in[i].valid_from,
            .valid_to = in[i].valid_to,
        };
    return (struct rule_person){ id, name, out, (int) authorisations->count };
}

struct rule_impartiality_in
judge_impartiality(struct sw_arena *arena, const char *name, const struct sw_list *declarations,
                   struct sw_date first)
{
    const struct judge_declaration *in = declarations->items;
    struct rule_declaration *out = sw_alloc(arena, (declarations->count + 1) * sizeof *out);

    for (size_t i = 0; i < declarations->count; i++)
        out[i] = (struct rule_declaration){ .relation = (enum rule_relation) in[i].relation,
                                            .ended_on = in[i].ended_on,
                                            .treated = in[i].treated };
    return (struct rule_impartiality_in){ .name = name,
                                          .declarations = out,
                                          .declaration_count = (int) declarations->count,
                                          .first = first };
}

const struct rule_involvement *
judge_involvements(struct sw_arena *arena, const struct sw_list *involvements)
{
    const struct judge_involvement *in = involvements->items;
    struct rule_involvement *out = sw_alloc(arena, (involvements->count + 1) * sizeof *out);

    for (size_t i = 0; i < involvements->count; i++)
        out[i] = (struct rule_involvement){ in[i].person_id, (enum rule_team_role) in[i].role,
                                            in[i].audit };
    return out;
}
