#include "judge/sw_judge.h"

#include <stdlib.h>
#include <string.h>

#include "http/sw_fields.h"
#include "judge/judge_parts.h"

static const struct sw_judgement *const all[] = {
#define SW_JUDGEMENT(name, path, summary, clause) &sw_judge_##name,
#include "judge/sw_judgements.def"
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
