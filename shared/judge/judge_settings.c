#include "judge/judge_settings.h"

#include <string.h>

#include "rules/limits.h"
#include "rules/vocabulary.h"

static const struct sw_field fields[] = {
    SW_IN_TEXT(struct judge_setting, name, 1, 40, "The setting"),
    SW_IN_TEXT(struct judge_setting, value, 1, 40, "Its value: a number or a word"),
    { .name = NULL },
};
const struct sw_shape judge_setting_in = { "AskedSetting", sizeof(struct judge_setting), fields };

enum sw_code
judge_settings(const char *const *names, const struct sw_list *given,
               struct rule_settings *ret_settings, struct sw_error *err)
{
    struct rule_settings settings = rule_settings_default();
    const struct judge_setting *in = given->items;
    enum sw_code code;

    for (size_t i = 0; i < given->count; i++) {
        if (rule_word_index(names, in[i].name) < 0)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/settings",
                                 "the answer does not depend on a setting %s", in[i].name);
        code = rule_setting_set(&settings, in[i].name, in[i].value, err);
        if (code == SW_INPUT_INVALID)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/settings", "%s is no value of %s",
                                 in[i].value, in[i].name);
        if (code != SW_OK)
            return code;
    }
    *ret_settings = settings;
    return SW_OK;
}

enum sw_code
judge_limits(const char *id, struct sw_error *err)
{
    if (id != NULL && strcmp(id, RULE_LIMITS_ID) != 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/limits", "there are no limits %s", id);
    return SW_OK;
}

json_t *
sw_judge_settings(const char *const *names, const struct rule_settings *settings)
{
    json_t *list = json_array();

    for (const char *const *name = names; *name != NULL; name++) {
        const struct rule_setting *s = rule_setting_find(*name);
        const struct rule_setting_text value =
            rule_setting_text(s, rule_setting_value(settings, s));

        (void) json_array_append_new(list,
                                     json_pack("{ss ss}", "name", *name, "value", value.text));
    }
    return list;
}
