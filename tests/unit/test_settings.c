/* links: sw_base sw_rules sw_crypto */
#include <jansson.h>
#include <string.h>

#include "cases.h"
#include "rules/faults.h"
#include "rules/settings.h"
#include "rules/vocabulary.h"

static void
run_default(struct case_line *c)
{
    const struct rule_setting *s = rule_setting_find(case_text(c, "name"));
    const struct rule_settings standard = rule_settings_default();

    ck_assert_ptr_nonnull(s);
    case_expect_text(c, "value", rule_setting_text(s, rule_setting_value(&standard, s)).text);
}

/* A value that is allowed is set, and it alone; one that is not leaves everything as it was. */
static void
run_set(struct case_line *c)
{
    const char *name = case_text(c, "name"), *value = case_text(c, "value");
    const struct rule_settings before = rule_settings_default();
    struct rule_settings after = before;
    struct sw_error err = { 0 };
    const bool set = case_expect_code(c, rule_setting_set(&after, name, value, &err), &err);

    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *s = &rule_settings[i];
        int wanted = rule_setting_value(&before, s);

        if (set && strcmp(s->name, name) == 0)
            ck_assert_int_eq(rule_setting_read(s, value, &wanted, &err), SW_OK);
        ck_assert_int_eq(rule_setting_value(&after, s), wanted);
    }
}

static const char *
text(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    ck_assert_msg(value != NULL, "%s is no text", key);
    return value;
}

static int
number(const json_t *object, const char *key)
{
    ck_assert_msg(json_is_integer(json_object_get(object, key)), "%s is no number", key);
    return (int) json_integer_value(json_object_get(object, key));
}

static void
compare_words(const json_t *given, const char *const *words)
{
    size_t n = 0;

    for (; words[n] != NULL; n++)
        ck_assert_str_eq(json_string_value(json_array_get(given, n)), words[n]);
    ck_assert_uint_eq(json_array_size(given), n);
}

static void
compare_setting(const json_t *o, const struct rule_setting *s)
{
    static const char *const stricter[] = { "lower", "higher", "neither" };

    ck_assert_str_eq(text(o, "name"), s->name);
    ck_assert_str_eq(text(o, "kind"), s->words == NULL ? "number" : "word");
    ck_assert_str_eq(text(o, "stricter"), stricter[s->stricter]);
    ck_assert_str_eq(text(o, "rule"), s->rule.id);
    ck_assert_str_eq(text(o, "clause"), s->rule.clause);
    ck_assert_str_eq(text(o, "remedy"), s->rule.remedy);
    ck_assert_str_eq(text(o, "meaning"), s->meaning);
    ck_assert_str_eq(text(o, "certainty"), s->certainty);
    ck_assert_str_eq(text(o, "source"), s->source);
    if (s->words == NULL) {
        ck_assert_str_eq(text(o, "unit"), s->unit);
        ck_assert_int_eq(number(o, "default"), s->preset);
        ck_assert_int_eq(number(o, "min"), s->min);
        ck_assert_int_eq(number(o, "max"), s->max);
    } else {
        ck_assert_str_eq(text(o, "default"), s->words[s->preset]);
        compare_words(json_object_get(o, "words"), s->words);
        compare_words(json_object_get(o, "loosened"), s->loosened);
    }
}

START_TEST(table_equals_the_file)
{
    json_t *root = json_load_file(SW_SOURCE_DIR "/schemas/catalogue/settings.json",
                                  JSON_REJECT_DUPLICATES, NULL);
    const json_t *all = json_object_get(root, "settings");

    ck_assert_ptr_nonnull(root);
    ck_assert_int_eq((int) json_array_size(all), RULE_SETTINGS);
    for (int i = 0; i < RULE_SETTINGS; i++)
        compare_setting(json_array_get(all, (size_t) i), &rule_settings[i]);
    json_decref(root);
}
END_TEST

/* Each setting has a place of its own, and there is no place without a setting. */
START_TEST(settings_fill_the_struct)
{
    ck_assert_uint_eq(sizeof(struct rule_settings), RULE_SETTINGS * sizeof(int));
    for (int i = 0; i < RULE_SETTINGS; i++) {
        ck_assert_ptr_eq(rule_setting_find(rule_settings[i].name), &rule_settings[i]);
        for (int j = 0; j < i; j++)
            ck_assert_uint_ne(rule_settings[i].offset, rule_settings[j].offset);
    }
    ck_assert_ptr_null(rule_setting_find(""));
}
END_TEST

/* The default is one of the choices, and every number outside the limits is refused with the rule,
 * its clause and what would pass. */
START_TEST(limits_hold_for_every_number)
{
    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *s = &rule_settings[i];

        ck_assert_int_ge(s->preset, s->min);
        ck_assert_int_le(s->preset, s->max);
        for (int value = -1000; value <= 1000 && s->words == NULL; value++) {
            struct sw_error err = { 0 };
            int got = -7777;
            const enum sw_code code = rule_setting_read(s, RULE_NUMBER(value), &got, &err);

            if (value >= s->min && value <= s->max) {
                ck_assert_int_eq(code, SW_OK);
                ck_assert_int_eq(got, value);
                ck_assert_str_eq(rule_setting_text(s, value).text, RULE_NUMBER(value));
            } else {
                ck_assert_int_eq(code, SW_RULE_REFUSED);
                ck_assert_int_eq(got, -7777);
                ck_assert_ptr_eq(err.rule, &s->rule);
                ck_assert(rule_text_given(err.rule->clause) && rule_text_given(err.rule->remedy));
            }
        }
    }
}
END_TEST

/* A choice of words has at least one that would loosen its rule, and none is on both sides. */
START_TEST(words_loosen_or_not)
{
    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *s = &rule_settings[i];
        struct sw_error err = { 0 };
        int got = -1;

        if (s->words == NULL)
            continue;
        ck_assert_ptr_nonnull(s->loosened[0]);
        for (int w = 0; s->words[w] != NULL; w++) {
            ck_assert_int_eq(rule_setting_read(s, s->words[w], &got, &err), SW_OK);
            ck_assert_int_eq(got, w);
            ck_assert_int_le(w, s->max);
            ck_assert_str_eq(rule_setting_text(s, w).text, s->words[w]);
        }
        for (int w = 0; s->loosened[w] != NULL; w++) {
            ck_assert_int_eq(rule_setting_read(s, s->loosened[w], &got, &err), SW_RULE_REFUSED);
            ck_assert_ptr_eq(err.rule, &s->rule);
        }
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, table_equals_the_file);
    tcase_add_test(tcase, settings_fill_the_struct);
    tcase_add_test(tcase, limits_hold_for_every_number);
    tcase_add_test(tcase, words_loosen_or_not);
}

int
main(void)
{
    static const struct case_op ops[] = { { "default", run_default },
                                          { "set", run_set },
                                          { NULL, NULL } };

    return cases_main("settings", ops, properties);
}
