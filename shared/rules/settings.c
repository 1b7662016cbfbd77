#include "rules/settings.h"

#include <string.h>

#include "rules/faults.h"
#include "rules/vocabulary.h"

#define DIGITS_MAX 6 /* more than any setting needs, less than an int holds */

static int *
place(struct rule_settings *settings, const struct rule_setting *setting)
{
    return (int *) (void *) ((char *) settings + setting->offset);
}

int
rule_setting_value(const struct rule_settings *settings, const struct rule_setting *setting)
{
    return *(const int *) (const void *) ((const char *) settings + setting->offset);
}

struct rule_settings
rule_settings_default(void)
{
    struct rule_settings settings;

    for (int i = 0; i < RULE_SETTINGS; i++)
        *place(&settings, &rule_settings[i]) = rule_settings[i].preset;
    return settings;
}

struct rule_settings
rule_settings_or_default(const struct rule_settings *settings)
{
    return settings == NULL ? rule_settings_default() : *settings;
}

const struct rule_setting *
rule_setting_find(const char *name)
{
    for (int i = 0; i < RULE_SETTINGS; i++)
        if (strcmp(rule_settings[i].name, name) == 0)
            return &rule_settings[i];
    return NULL;
}

/* A whole number, a minus before it or not. */
static bool
read_number(const char *text, int *ret_number)
{
    const bool negative = text[0] == '-';
    const char *digits = negative ? text + 1 : text;
    const size_t n = strlen(digits);
    int number = 0;

    if (n < 1 || n > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return false;
        number = 10 * number + (digits[i] - '0');
    }
    *ret_number = negative ? -number : number;
    return true;
}

static enum sw_code
check_limits(const struct rule_setting *setting, int value, struct sw_error *err)
{
    if (value < setting->min || value > setting->max)
        return SW_REFUSE(err, &setting->rule, "%s is %d to %d %s, not %d", setting->name,
                         setting->min, setting->max, setting->unit, value);
    return SW_OK;
}

static enum sw_code
read_word(const struct rule_setting *setting, const char *text, int *ret_value,
          struct sw_error *err)
{
    const int at = rule_word_index(setting->words, text);

    if (rule_word_index(setting->loosened, text) >= 0)
        return SW_REFUSE(err, &setting->rule, "%s is never %s", setting->name, text);
    if (at < 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/value", "%s is %s, %s%s%s, not %.40s",
                             setting->name, setting->words[0], setting->words[1],
                             setting->words[2] == NULL ? "" : ", ",
                             setting->words[2] == NULL ? "" : setting->words[2], text);
    *ret_value = at;
    return SW_OK;
}

enum sw_code
rule_setting_read(const struct rule_setting *setting, const char *text, int *ret_value,
                  struct sw_error *err)
{
    enum sw_code code;
    int number;

    if (setting->words != NULL)
        return read_word(setting, text, ret_value, err);
    if (!read_number(text, &number))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/value", "%s is a whole number of %s",
                             setting->name, setting->unit);
    code = check_limits(setting, number, err);
    if (code == SW_OK)
        *ret_value = number;
    return code;
}

enum sw_code
rule_setting_set(struct rule_settings *settings, const char *name, const char *text,
                 struct sw_error *err)
{
    const struct rule_setting *setting = rule_setting_find(name);

    if (setting == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/name", "there is no setting %.40s", name);
    return rule_setting_read(setting, text, place(settings, setting), err);
}

struct rule_setting_text
rule_setting_text(const struct rule_setting *setting, int value)
{
    struct rule_setting_text t = { "" };
    const struct rule_text number = rule_text_number(value);
    const char *text = setting->words == NULL ? number.text : setting->words[value];

    memcpy(t.text, text, strlen(text) + 1);
    return t;
}
