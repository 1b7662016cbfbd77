/* links: sw_config sw_crypto sw_http sw_base */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/sw_config.h"
#include "crypto/sw_mac.h"
#include "http/sw_route.h"

#define TENANT "11111111-1111-7111-8111-111111111111"
#define PERSON "22222222-2222-7222-8222-222222222222"

/* ---- identifiers ---- */

START_TEST(a_version_7_uuid_has_its_time_in_front)
{
    static const unsigned char random[10] = { 0xff, 0xff, 0xff, 0xff, 0xff,
                                              0xff, 0xff, 0xff, 0xff, 0xff };
    const struct sw_uuid a = sw_uuid_v7(0x017f22e279b0, random);
    const struct sw_uuid later = sw_uuid_v7(0x017f22e279b1, random);

    ck_assert_str_eq(
        a.text,
        "017f22e2-79b0-7fff-bfff-ffffffffffff"); /* as the example of RFC 9562 A.6 has the time */
    ck_assert_int_lt(strcmp(a.text, later.text), 0);
    ck_assert(sw_uuid_valid(a.text, 36));
}
END_TEST

START_TEST(what_is_no_uuid_is_refused)
{
    static const char *const texts[] = { "", "017f22e2-79b0-7fff-bfff-fffffffffff",
                                         "017f22e279b07fffbfffffffffffffff",
                                         "017f22e2-79b0-7fff-bfff-fffffffffffg",
                                         "017f22e2-79b0-7fff-bfff-ffffffffffff0" };
    struct sw_uuid u;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(!sw_uuid_parse(texts[i], &u), "%s", texts[i]);
    ck_assert(!sw_uuid_parse(NULL, &u));
    ck_assert(sw_uuid_parse("017F22E2-79B0-7FFF-BFFF-FFFFFFFFFFFF", &u));
    ck_assert_str_eq(u.text, "017f22e2-79b0-7fff-bfff-ffffffffffff");
}
END_TEST

/* ---- contexts ---- */

START_TEST(a_context_reads_back_as_it_was_minted)
{
    static const unsigned char key[SW_CONTEXT_KEY_SIZE] = { 1, 2, 3 };
    static const char said[] =
        "1|g1|" TENANT "|" PERSON "|-|planner,auditor|clients_service|1795519108~";
    struct sw_context_claims claims = { .key_id = "g1",
                                        .tenant = { TENANT },
                                        .actor = { PERSON },
                                        .roles = SW_ROLE_PLANNER | SW_ROLE_AUDITOR,
                                        .audience = "clients_service",
                                        .expires_at = 1795519108 };
    struct sw_context context;

    ck_assert(sw_context_mint(&claims, key, &context));
    ck_assert_str_eq(context.tenant.text, TENANT);
    ck_assert_str_eq(context.actor.text, PERSON);
    ck_assert(sw_uuid_is_none(&context.client));
    ck_assert_uint_eq(context.roles, SW_ROLE_PLANNER | SW_ROLE_AUDITOR);
    ck_assert_int_eq(strncmp(context.token, said, sizeof said - 1), 0);
    ck_assert_uint_eq(strlen(context.token), sizeof said - 1 + 64);
}
END_TEST

START_TEST(what_is_no_context_is_refused)
{
    static const char *const texts[] = {
        "",
        "1",
        "2|g1|" TENANT "|-|-|planner|x|1~ab",
        "1|g1|nobody|-|-|planner|x|1~ab",
        "1|g1|" TENANT "|-|-|king|x|1~ab",
        "1|g1|" TENANT "|-|-|planner|x|1",
        "1|g1|" TENANT "|-|-|planner|x~ab",
    };
    struct sw_context context;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(!sw_context_parse(texts[i], &context), "%s", texts[i]);
    ck_assert(!sw_context_parse(NULL, &context));
}
END_TEST

START_TEST(a_role_has_what_the_table_gives_it)
{
    ck_assert(sw_permission_roles("certificates.decide") == SW_ROLE_DECIDER);
    ck_assert((sw_permission_roles("audits.finding.answer") & SW_ROLE_AUDITOR) == 0);
    ck_assert(sw_permission_roles("no.such.permission") == 0);
    ck_assert(sw_role_from_name("planner", 7) == SW_ROLE_PLANNER &&
              sw_role_from_name("plan", 4) == 0);
}
END_TEST

/* ---- settings ---- */

struct config {
    const char *text, *path;
    int64_t number;
    bool yes;
};
static const struct sw_setting settings[] = {
    { "T_TEXT", SW_SET_TEXT, offsetof(struct config, text), 0, 0, "word", "a text" },
    { "T_PATH", SW_SET_PATH, offsetof(struct config, path), 0, 0, "", "a path" },
    { "T_NUMBER", SW_SET_INT, offsetof(struct config, number), 1, 10, "3", "a number" },
    { "T_YES", SW_SET_BOOL, offsetof(struct config, yes), 0, 0, "false", "a choice" },
    { .name = NULL },
};

static enum sw_code
read_with(const char *name, const char *value, struct config *ret_config, struct sw_error *err)
{
    static struct sw_arena *arena;
    enum sw_code code;

    sw_arena_free(arena);
    arena = sw_arena_new();
    (void) setenv(name, value, 1);
    code = sw_config_read(settings, arena, ret_config, err);
    (void) unsetenv(name);
    return code;
}

START_TEST(a_setting_is_read_or_named)
{
    static const struct {
        const char *name, *value, *field;
    } cases[] = {
        { "SEALWRIGHT_T_NUMBER", "0", "T_NUMBER" },
        { "SEALWRIGHT_T_NUMBER", "11", "T_NUMBER" },
        { "SEALWRIGHT_T_NUMBER", "3x", "T_NUMBER" },
        { "SEALWRIGHT_T_NUMBER", "", "T_NUMBER" },
        { "SEALWRIGHT_T_YES", "yes", "T_YES" },
        { "SEALWRIGHT_T_PATH", "relative", "T_PATH" },
        { "SEALWRIGHT_CONFIG", "/no/such/file", "CONFIG" },
    };
    struct config c = { .number = 0 };
    struct sw_error err;

    ck_assert_int_eq(read_with("SEALWRIGHT_T_NUMBER", "10", &c, &err), SW_OK);
    ck_assert_int_eq(c.number, 10);
    ck_assert_str_eq(c.text, "word");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_msg(read_with(cases[i].name, cases[i].value, &c, &err) == SW_INPUT_INVALID,
                      "%s=%s", cases[i].name, cases[i].value);
        ck_assert_str_eq(err.field, cases[i].field);
    }
}
END_TEST

/* ---- problem documents ---- */

START_TEST(a_problem_says_rule_and_clause_and_hides_what_failed_inside)
{
    static const struct sw_rule rule = { "SOD-1", "ISO/IEC 17021-1:2015 9.5.1.1",
                                         "Choose another \"decider\"." };
    struct sw_arena *arena = sw_arena_new();
    struct sw_error err;
    const char *text;

    (void) SW_REFUSE(&err, &rule, "%s led the audit", "Lena");
    text = sw_problem(arena, &err, "abc");
    ck_assert_ptr_nonnull(strstr(text, "\"status\":422"));
    ck_assert_ptr_nonnull(strstr(text, "\"rule\":\"SOD-1\""));
    ck_assert_ptr_nonnull(strstr(text, "\"what_would_pass\":\"Choose another \\\"decider\\\".\""));
    (void) SW_FAIL(&err, SW_INTERNAL, "the password is %s", "secret");
    text = sw_problem(arena, &err, NULL);
    ck_assert_ptr_null(strstr(text, "secret"));
    ck_assert_ptr_nonnull(strstr(text, "\"status\":500"));
    sw_arena_free(arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base");
    TCase *tc = tcase_create("base");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_test(tc, a_version_7_uuid_has_its_time_in_front);
    tcase_add_test(tc, what_is_no_uuid_is_refused);
    tcase_add_test(tc, a_context_reads_back_as_it_was_minted);
    tcase_add_test(tc, what_is_no_context_is_refused);
    tcase_add_test(tc, a_role_has_what_the_table_gives_it);
    tcase_add_test(tc, a_setting_is_read_or_named);
    tcase_add_test(tc, a_problem_says_rule_and_clause_and_hides_what_failed_inside);
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
