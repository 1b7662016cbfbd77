#include "judge/sw_judge.h"

#include <stdlib.h>
#include <string.h>

#include "http/sw_fields.h"
#include "judge/judge_parts.h"

static const struct sw_judgement *const all[] = {
    &sw_judge_audit_time,
    &sw_judge_factor_range,
    &sw_judge_sample_size,
    &sw_judge_site_sample,
    &sw_judge_cycle,
    &sw_judge_renewal,
    &sw_judge_standing,
    &sw_judge_team,
    &sw_judge_decision,
    &sw_judge_finding_dates,
    &sw_judge_integrated,
    &sw_judge_transfer,
    &sw_judge_certsearch_due,
    &sw_judge_certsearch_run,
    &sw_judge_coverage,
    &sw_judge_duties,
    &sw_judge_extension,
    &sw_judge_site_levels,
    &sw_judge_network,
    &sw_judge_suspension,
    &sw_judge_restoring,
    &sw_judge_reduction,
    &sw_judge_transition,
    &sw_judge_application,
    &sw_judge_application_review,
    &sw_judge_change,
};

const struct sw_judgement *
sw_judgement_find(const char *name)
{
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i]->name, name) == 0)
            return all[i];
    return NULL;
}

enum sw_code
sw_judge(const struct sw_judgement *judgement, struct sw_arena *arena, const json_t *question,
         json_t **ret_answer, struct rule_faults *ret_faults, struct sw_error *err)
{
    const void *in = NULL;
    const enum sw_code code = sw_shape_read(judgement->in, question, arena, &in, err);

    ret_faults->count = ret_faults->more = 0;
    if (code != SW_OK)
        return code;
    return judgement->judge(arena, in, ret_answer, ret_faults, err);
}

static void
drop(void *json)
{
    json_decref(json);
}

json_t *
judge_own(struct sw_arena *arena, json_t *value)
{
    if (value == NULL)
        abort();
    sw_own(arena, value, drop);
    return value;
}

const char *
sw_judge_text(struct sw_arena *arena, const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);

    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    return text;
}

json_t *
sw_judge_parse(struct sw_arena *arena, const char *text)
{
    json_t *value = text == NULL ? NULL : json_loads(text, JSON_DECODE_ANY, NULL);

    return value == NULL ? NULL : judge_own(arena, value);
}
