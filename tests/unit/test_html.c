/* links: sw_html */
/* The HTML writer: nothing that is given to it can leave its place. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "html/sw_html.h"

static struct sw_arena *arena;
static struct sw_html *html;

static void
setup(void)
{
    arena = sw_arena_new();
    html = sw_html_new(arena, 4096);
}

static void
teardown(void)
{
    sw_arena_free(arena);
}

static const char *
taken(void)
{
    struct sw_error err = { .code = SW_OK };
    const char *text;
    size_t size;

    ck_assert_int_eq(sw_html_take(html, &text, &size, &err), SW_OK);
    ck_assert_uint_eq(strlen(text), size);
    return text;
}

static const struct {
    const char *in, *out, *why;
} texts[] = {
    { "Alpine & Söhne", "Alpine &amp; Söhne", "ampersand, two-byte character" },
    { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "a tag" },
    { "\" onload='x'", "&quot; onload=&#39;x&#39;", "both quotes" },
    { "a\x01\x1b"
      "b\x7f\tc\n",
      "ab\tc\n", "control characters are left out, tab and line end stay" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b",
      "a byte that UTF-8 never has" },
    { "\xc0\xbc", "\xef\xbf\xbd\xef\xbf\xbd", "an overlong '<'" },
    { "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "half of a surrogate pair" },
    { "\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", "beyond U+10FFFF" },
    { "\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd", "a sequence that the text ends in" },
    { "証明書 \xf0\x9f\x94\x92", "証明書 \xf0\x9f\x94\x92", "three and four bytes" },
    { "", "", "nothing" },
    { NULL, "", "no text" },
};

START_TEST(text_is_escaped)
{
    sw_html_text(html, texts[_i].in);
    ck_assert_msg(strcmp(taken(), texts[_i].out) == 0, "%s: %s", texts[_i].why, taken());
}
END_TEST

static const struct {
    const char *in, *out, *why;
} addresses[] = {
    { "https://example.org/?a=1&b=2", " href=\"https://example.org/?a=1&amp;b=2\"",
      "another site" },
    { "mailto:a@example.org", " href=\"mailto:a@example.org\"", "mail" },
    { "/c/7K3M9QXT2V8D.pdf", " href=\"/c/7K3M9QXT2V8D.pdf\"", "a path of this site" },
    { "?number=A", " href=\"?number=A\"", "a query" },
    { "#top", " href=\"#top\"", "a place on the page" },
    { "/verify?at=10:30", " href=\"/verify?at=10:30\"", "a colon after the path" },
    { "javascript:alert(1)", " href=\"#\"", "a script" },
    { "JaVaScRiPt:alert(1)", " href=\"#\"", "a script in mixed case" },
    { "java\tscript:alert(1)", " href=\"#\"", "a blank that browsers remove" },
    { " javascript:alert(1)", " href=\"#\"", "a leading blank" },
    { "data:text/html,x", " href=\"#\"", "data" },
    { "//evil.example/", " href=\"#\"", "another host without a scheme" },
    { "/\\evil.example/", " href=\"#\"", "a backslash, which browsers read as a slash" },
    { NULL, " href=\"#\"", "no address" },
};

START_TEST(an_address_has_a_harmless_scheme)
{
    sw_html_url(html, "href", addresses[_i].in);
    ck_assert_msg(strcmp(taken(), addresses[_i].out) == 0, "%s: %s", addresses[_i].why, taken());
}
END_TEST

START_TEST(elements_and_attributes_are_whole)
{
    sw_html_raw(html, "<main>");
    sw_html_element(html, "h1", "title", "A < B");
    sw_html_raw(html, "<input");
    sw_html_attr(html, "value", "\"><b>");
    sw_html_raw(html, ">");
    sw_html_textf(html, "%d > %s", 2, "<1>");
    sw_html_raw(html, "</main>");
    ck_assert_str_eq(taken(),
                     "<main><h1 class=\"title\">A &lt; B</h1><input value=\"&quot;&gt;&lt;b&gt;\">"
                     "2 &gt; &lt;1&gt;</main>");
}
END_TEST

START_TEST(a_page_never_grows_past_its_maximum)
{
    struct sw_error err = { .code = SW_OK };
    struct sw_html *small = sw_html_new(arena, 100);
    const char *text = NULL;
    size_t size = 0;

    for (int i = 0; i < 1000; i++)
        sw_html_text(small, "<");
    ck_assert_int_eq(sw_html_take(small, &text, &size, &err), SW_INTERNAL);
    ck_assert_ptr_null(text);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("html");
    TCase *t = tcase_create("html");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, text_is_escaped, 0, sizeof texts / sizeof texts[0]);
    tcase_add_loop_test(t, an_address_has_a_harmless_scheme, 0,
                        sizeof addresses / sizeof addresses[0]);
    tcase_add_test(t, elements_and_attributes_are_whole);
    tcase_add_test(t, a_page_never_grows_past_its_maximum);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
