/* links: identity */
/* What a body chooses, over a real database: who may, what is refused, what is kept. */
#include <string.h>

#include "identity.h"
#include "service/sw_body_settings.h"
#include "support.h"

static struct scene *s, *other;

static void
set_up(void)
{
    s = scene_new();
    other = scene_new();
}

static void
tear_down(void)
{
    scene_free(s);
    scene_free(other);
}

#define SETTINGS "/v1/identity/settings"

static const char *
choice(const char *value)
{
    return sw_printf(s->arena, "{\"value\":\"%s\",\"reason\":\"our procedure 7\"}", value);
}

static const char *
path_of(const char *name)
{
    return sw_printf(s->arena, SETTINGS "/%s", name);
}

/* What the list says of a setting. */
static const json_t *
listed(struct scene *of, const char *name)
{
    const json_t *all =
        json_object_get(scene_expect(of, 200, "auditor", "GET", SETTINGS, NULL), "settings");

    for (size_t i = 0; i < json_array_size(all); i++)
        if (strcmp(scene_text(json_array_get(all, i), "name"), name) == 0)
            return json_array_get(all, i);
    ck_abort_msg("%s is not listed", name);
}

/* What a service reads in a transaction, here of an auditee. */
static enum sw_code
read_in(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    return sw_body_settings(txn, ctx, err);
}

static void
expect_in_effect(struct scene *of, const struct rule_settings *wanted)
{
    struct sw_service *service = support_service(SETTINGS);
    const struct sw_context context = scene_context(of, "auditee", service);
    struct rule_settings got;
    struct sw_error err = { 0 };

    ck_assert_msg(
        sw_db_run(service->db, context.token, of->arena, SW_TXN_READ, read_in, &got, &err) == SW_OK,
        "%s", err.detail);
    for (int i = 0; i < RULE_SETTINGS; i++)
        ck_assert_msg(rule_setting_value(&got, &rule_settings[i]) ==
                          rule_setting_value(wanted, &rule_settings[i]),
                      "%s", rule_settings[i].name);
}

START_TEST(the_list_says_how_far)
{
    const json_t *all =
        json_object_get(scene_expect(s, 200, "planner", "GET", SETTINGS, NULL), "settings");

    ck_assert_int_eq((int) json_array_size(all), RULE_SETTINGS);
    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *r = &rule_settings[i];
        const json_t *o = json_array_get(all, (size_t) i);

        ck_assert_str_eq(scene_text(o, "name"), r->name);
        ck_assert_str_eq(scene_text(o, "default"), rule_setting_text(r, r->preset).text);
        ck_assert_str_eq(scene_text(o, "value"), scene_text(o, "default"));
        ck_assert_str_eq(scene_text(o, "clause"), r->rule.clause);
        ck_assert(json_is_null(json_object_get(o, "set_by")));
        if (r->words == NULL)
            ck_assert_int_eq(json_integer_value(json_object_get(o, "max")), r->max);
        else
            ck_assert_str_eq(json_string_value(json_array_get(json_object_get(o, "words"), 1)),
                             r->words[1]);
    }
    (void) scene_expect(s, 403, "auditee", "GET", SETTINGS, NULL);
}
END_TEST

/* The choice holds from now on, for this body, and says who made it and why. */
START_TEST(the_latest_choice_holds)
{
    const struct rule_settings defaults = rule_settings_default();
    struct rule_settings wanted = defaults;
    const json_t *o;

    (void) scene_expect(s, 200, "administrator", "PUT", path_of("objection_days"), choice("10"));
    (void) scene_expect(s, 200, "administrator", "PUT", path_of("rounding_mode"),
                        choice("nearest"));
    o = scene_expect(s, 200, "administrator", "PUT", path_of("objection_days"), choice("7"));
    ck_assert_str_eq(scene_text(o, "value"), "7");
    o = listed(s, "objection_days");
    ck_assert_str_eq(scene_text(o, "value"), "7");
    ck_assert_str_eq(scene_text(o, "default"), "5");
    ck_assert_str_eq(scene_text(o, "reason"), "our procedure 7");
    ck_assert_str_eq(scene_text(o, "set_by"), scene_id(s, "20"));
    ck_assert_ptr_nonnull(scene_text(o, "set_at"));
    wanted.objection_days = 7;
    wanted.rounding_mode = RULE_NEAREST;
    expect_in_effect(s, &wanted);
    expect_in_effect(other, &defaults);
    ck_assert_str_eq(scene_text(listed(other, "objection_days"), "value"), "5");
    ck_assert_int_eq(scene_count(s, "SELECT count(*) FROM identity.setting WHERE tenant_id = $T"),
                     3);
    ck_assert_int_eq(
        scene_count(s, "SELECT count(*) FROM sw.trail WHERE tenant_id = $T AND event = "
                       "'setting.changed' AND facts ->> 'name' = 'objection_days' AND facts ->> "
                       "'value' = '7' AND subject IN (SELECT setting_id FROM identity.setting)"),
        1);
}
END_TEST

static void
refused(const struct rule_setting *setting, const char *value)
{
    const json_t *problem =
        scene_expect(s, 422, "administrator", "PUT", path_of(setting->name), choice(value));

    ck_assert_ptr_nonnull(strstr(scene_text(problem, "type"), "rule-refused"));
    ck_assert_str_eq(scene_text(problem, "rule"), setting->rule.id);
    ck_assert_str_eq(scene_text(problem, "clause"), setting->rule.clause);
}

/* Every setting: beyond its limits nothing is kept, and both limits are. */
START_TEST(no_setting_loosens_its_rule)
{
    const char *before = scene_print(s);

    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *r = &rule_settings[i];

        if (r->words == NULL) {
            refused(r, sw_printf(s->arena, "%d", r->min - 1));
            refused(r, sw_printf(s->arena, "%d", r->max + 1));
        }
        for (int w = 0; r->words != NULL && r->loosened[w] != NULL; w++)
            refused(r, r->loosened[w]);
        (void) scene_expect(s, 422, "administrator", "PUT", path_of(r->name), choice("no value"));
    }
    ck_assert_str_eq(scene_print(s), before);
    for (int i = 0; i < RULE_SETTINGS; i++) {
        const struct rule_setting *r = &rule_settings[i];

        for (int n = 0; n < 2; n++)
            (void) scene_expect(s, 200, "administrator", "PUT", path_of(r->name),
                                choice(rule_setting_text(r, n == 0 ? r->max : r->min).text));
    }
}
END_TEST

START_TEST(only_an_administrator_chooses)
{
    static const char *const whos[] = { "auditor", "auditee", "40" };

    for (size_t i = 0; i < sizeof whos / sizeof whos[0]; i++)
        (void) scene_expect(s, 403, whos[i], "PUT", path_of("objection_days"), choice("7"));
    (void) scene_expect(s, 403, "planner", "PUT", path_of("objection_days"), choice("7"));
    (void) scene_expect(s, 404, "administrator", "PUT", path_of("objection_hours"), choice("7"));
    (void) scene_expect(s, 422, "administrator", "PUT", path_of("objection_days"),
                        "{\"value\":\"7\"}");
    (void) scene_expect(s, 422, "administrator", "PUT", path_of("objection_days"),
                        "{\"value\":7,\"reason\":\"x\"}");
}
END_TEST

/* A choice cannot be made undone by the service, and what a later version refuses does not hold. */
START_TEST(a_choice_is_kept_and_judged_again)
{
    const struct rule_settings wanted = rule_settings_default();

    (void) scene_expect(s, 200, "administrator", "PUT", path_of("objection_days"), choice("7"));
    ck_assert_str_eq(scene_try(s, "identity", "administrator", "DELETE FROM identity.setting"),
                     "42501");
    ck_assert_str_eq(
        scene_try(s, "identity", "administrator", "UPDATE identity.setting SET value = '9'"),
        "42501");
    scene_run(s, "UPDATE identity.setting SET value = '1' WHERE tenant_id = $T");
    expect_in_effect(s, &wanted);
    ck_assert_str_eq(scene_text(listed(s, "objection_days"), "value"), "5");
    ck_assert(json_is_null(json_object_get(listed(s, "objection_days"), "set_by")));
}
END_TEST

START_TEST(a_failed_statement_leaves_nothing)
{
    scene_fail_in_turn(s, "administrator", 200, "PUT", path_of("objection_days"), choice("7"));
}
END_TEST

static Suite *
settings_suite(void)
{
    Suite *suite = suite_create("settings");
    TCase *t = tcase_create("settings");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, the_list_says_how_far);
    tcase_add_test(t, the_latest_choice_holds);
    tcase_add_test(t, no_setting_loosens_its_rule);
    tcase_add_test(t, only_an_administrator_chooses);
    tcase_add_test(t, a_choice_is_kept_and_judged_again);
    tcase_add_test(t, a_failed_statement_leaves_nothing);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    static const struct sw_service_def identity = { .name = "identity", .routes = identity_routes };

    return support_main(settings_suite(), (const struct sw_service_def *const[]){ &identity, NULL },
                        NULL);
}
