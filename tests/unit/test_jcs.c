/* links: sw_crypto */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sw_jcs.h"

static char *
read_file(struct sw_arena *arena, const char *path)
{
    char *text = sw_alloc(arena, 65536);
    FILE *f = fopen(path, "re");

    ck_assert_msg(f != NULL, "%s", path);
    text[fread(text, 1, 65535, f)] = '\0';
    (void) fclose(f);
    return text;
}

static const struct {
    const char *file;
    enum sw_code code;
    const char *why;
} vectors[] = {
    { "arrays", SW_OK, "sorting and literals" },
    { "unicode", SW_OK, "text is not normalised" },
    { "french", SW_INPUT_INVALID, "a key beyond ASCII" },
    { "structures", SW_INPUT_INVALID, "56.0 is not a whole number" },
    { "values", SW_INPUT_INVALID, "numbers that are not whole" },
    { "weird", SW_INPUT_INVALID, "keys beyond ASCII" },
};

START_TEST(author_of_the_rfc_agrees)
{
    static const char folder[] = SW_SOURCE_DIR "/tests/unit/vectors/rfc8785";
    struct sw_arena *arena = sw_arena_new();
    struct sw_error err = { .code = SW_OK };
    const char *got = NULL;
    json_t *value;

    value = json_load_file(sw_printf(arena, "%s/input/%s.json", folder, vectors[_i].file), 0, NULL);
    ck_assert_ptr_nonnull(value);
    ck_assert_msg(sw_jcs(arena, value, &got, &err) == vectors[_i].code, "%s: %s", vectors[_i].why,
                  err.detail);
    if (vectors[_i].code == SW_OK)
        ck_assert_str_eq(
            got, read_file(arena, sw_printf(arena, "%s/output/%s.json", folder, vectors[_i].file)));
    json_decref(value);
    sw_arena_free(arena);
}
END_TEST

static const struct {
    const char *in, *out, *why;
} cases[] = {
    { "{}", "{}", "nothing" },
    { "[]", "[]", "nothing" },
    { "{\"b\":1,\"a\":2,\"B\":3,\"aa\":4}", "{\"B\":3,\"a\":2,\"aa\":4,\"b\":1}", "byte order" },
    { "[9007199254740991,-9007199254740991,0,-0]", "[9007199254740991,-9007199254740991,0,0]",
      "the largest whole numbers" },
    { "[9007199254740992]", NULL, "one more" },
    { "[-9007199254740992]", NULL, "one less" },
    { "[0.5]", NULL, "a part of one" },
    { "[1e2]", NULL, "written as a real" },
    { "{\"\\u00e9\":1}", NULL, "a key beyond ASCII" },
    { "{\"a\":{\"\\u00e9\":1}}", NULL, "the same inside" },
    { "[\"\\u0001\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\\u007f\\u00fc\\u2028\\ud83d\\ude02\"]",
      "[\"\\u0001\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\x7f\xc3\xbc\xe2\x80\xa8\xf0\x9f\x98\x82\"]",
      "escapes in their shortest form" },
    { "[null,true,false]", "[null,true,false]", "literals" },
};

START_TEST(one_form_only)
{
    struct sw_arena *arena = sw_arena_new();
    struct sw_error err = { .code = SW_OK };
    const char *got = NULL;
    json_t *value = json_loads(cases[_i].in, 0, NULL);

    ck_assert_ptr_nonnull(value);
    ck_assert_msg((sw_jcs(arena, value, &got, &err) == SW_OK) == (cases[_i].out != NULL), "%s",
                  cases[_i].why);
    if (cases[_i].out != NULL)
        ck_assert_msg(strcmp(got, cases[_i].out) == 0, "%s: %s", cases[_i].why, got);
    json_decref(value);
    sw_arena_free(arena);
}
END_TEST

int
main(void)
{
    TCase *tc = tcase_create("jcs");
    Suite *s = suite_create("jcs");
    SRunner *runner = srunner_create(s);
    int failed;

    tcase_add_loop_test(tc, author_of_the_rfc_agrees, 0, sizeof vectors / sizeof vectors[0]);
    tcase_add_loop_test(tc, one_form_only, 0, sizeof cases / sizeof cases[0]);
    suite_add_tcase(s, tc);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
