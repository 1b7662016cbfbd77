/* A setting as JSON: what it means and how far it goes, from the rules; what was chosen, from a
 * row. */
#include <jansson.h>
#include <stdlib.h>

#include "identity.h"

static const char *const stricter_names[] = { "lower", "higher", "neither" };

static json_t *
words_of(const struct rule_setting *setting)
{
    json_t *words = json_array();

    for (int i = 0; setting->words != NULL && setting->words[i] != NULL; i++)
        (void) json_array_append_new(words, json_string(setting->words[i]));
    return words;
}

static json_t *
limit(const struct rule_setting *setting, int value)
{
    return setting->words == NULL ? json_integer(value) : json_null();
}

/* A choice that the rules refuse by now does not hold. */
static bool
holds(const struct rule_setting *setting, const struct sw_rows *rows, int row, int *ret_value)
{
    struct sw_error refused;

    return row >= 0 && rule_setting_read(setting, sw_rows_text(rows, row, "value"), ret_value,
                                         &refused) == SW_OK;
}

json_t *
identity_setting_json(const struct rule_setting *setting, const struct sw_rows *rows, int row)
{
    int value = setting->preset;
    const bool chosen = holds(setting, rows, row, &value);
    const struct rule_setting_text now = rule_setting_text(setting, value),
                                   preset = rule_setting_text(setting, setting->preset);

    return json_pack("{ss ss ss so so so ss ss ss ss ss ss ss ss ss? ss? ss?}", "name",
                     setting->name, "value", now.text, "default", preset.text, "words",
                     words_of(setting), "min", limit(setting, setting->min), "max",
                     limit(setting, setting->max), "unit", setting->unit, "stricter",
                     stricter_names[setting->stricter], "rule", setting->rule.id, "clause",
                     setting->rule.clause, "what_would_pass", setting->rule.remedy, "meaning",
                     setting->meaning, "certainty", setting->certainty, "source", setting->source,
                     "reason", chosen ? sw_rows_text(rows, row, "reason") : NULL, "set_by",
                     chosen ? sw_rows_text(rows, row, "set_by") : NULL, "set_at",
                     chosen ? sw_rows_text(rows, row, "set_at") : NULL);
}

const char *
identity_setting_text(struct sw_arena *arena, json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT);

    json_decref(value);
    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    return text;
}
