/* cases_settings.h - settings of a body in a case line: a key named like a setting, its value as
 * people write it; settings without a key have their defaults.
 *     objection on=2026-11-02 objection_days=7 => limit=2026-11-11 | longer
 */
#ifndef TESTS_CASES_SETTINGS_H
#define TESTS_CASES_SETTINGS_H

#include "cases.h"
#include "rules/settings.h"

static inline struct rule_settings
case_settings(struct case_line *c)
{
    struct rule_settings settings = rule_settings_default();
    struct sw_error err = { 0 };

    for (int i = 0; i < RULE_SETTINGS; i++) {
        const char *value = case_text(c, rule_settings[i].name);

        if (value != NULL)
            ck_assert_msg(rule_setting_set(&settings, rule_settings[i].name, value, &err) == SW_OK,
                          "line %d: %s", c->line, err.detail);
    }
    return settings;
}

#endif
