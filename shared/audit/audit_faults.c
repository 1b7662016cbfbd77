#include "audit/sw_audit.h"

#include <stdlib.h>

const char *
sw_audit_faults_json(struct sw_arena *arena, const struct rule_faults *faults)
{
    json_t *list = json_array();
    char *text;

    for (int i = 0; i < faults->count; i++)
        (void) json_array_append_new(
            list, json_pack("{ss ss ss ss}", "rule", faults->at[i].rule->id, "clause",
                            faults->at[i].rule->clause, "subject", faults->at[i].subject, "detail",
                            faults->at[i].detail));
    text = json_dumps(list, JSON_COMPACT);
    json_decref(list);
    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    return text;
}
