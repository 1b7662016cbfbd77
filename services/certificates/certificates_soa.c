/* A Statement of Applicability from the JSON of its entries, for comparing what it covers. */
#include "certificates.h"
#include "judge/sw_judge.h"

const struct rule_soa *
certificates_soa(struct sw_arena *arena, const char *entries_json)
{
    const json_t *list = sw_judge_parse(arena, entries_json);
    const size_t n = json_array_size(list);
    struct rule_soa *soa = sw_alloc(arena, sizeof *soa);
    struct rule_soa_entry *entries = sw_alloc(arena, (n + 1) * sizeof *entries);

    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);

        entries[i] = (struct rule_soa_entry){
            .control = json_string_value(json_object_get(one, "control")),
            .applicable = json_is_true(json_object_get(one, "applicable")),
        };
    }
    *soa = (struct rule_soa){ .entries = entries, .entry_count = (int) n };
    return soa;
}
