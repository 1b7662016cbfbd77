/* links: gateway */
/* Public pages: which one a path means, and that nothing in the register can break out of one. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "page_html.h"
#include "pages.h"

#define ID     "7K3M9QXT2V8D"
#define DIGEST "0123456789ABC"

/* clang-format off */
static const struct {
    const char *path, *accept;
    enum page_kind kind;
    const char *subject, *digest;
} paths[] = {
    { "/c/" ID, NULL, PAGE_CERTIFICATE, ID, "" },
    { "/c/7k3m9qxt2v8d", NULL, PAGE_CERTIFICATE, ID, "" },
    { "/C/" ID "/" DIGEST, NULL, PAGE_CERTIFICATE, ID, DIGEST },
    { "/c/" ID "/o123456789abc", NULL, PAGE_CERTIFICATE, ID, DIGEST },
    { "/c/" ID ".pdf", NULL, PAGE_PDF, ID, "" },
    { "/C/" ID ".JWT", "text/html", PAGE_JWT, ID, "" },
    { "/c/" ID ".json", NULL, PAGE_VC, ID, "" },
    { "/c/" ID, "application/vc+jwt", PAGE_JWT, ID, "" },
    { "/c/" ID, "application/pdf;q=0.9, text/html", PAGE_PDF, ID, "" },
    { "/c/" ID, "image/png, application/json", PAGE_VC, ID, "" },
    { "/c/" ID, "application/vc", PAGE_VC, ID, "" },
    { "/c/" ID, "text/html,application/xhtml+xml,application/json", PAGE_CERTIFICATE, ID, "" },
    { "/c/" ID, "image/png", PAGE_CERTIFICATE, ID, "" },
    { "/c/" ID, "", PAGE_CERTIFICATE, ID, "" },
    { "/c/", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/7K3M9QXT2V8", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/" ID "A", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/7K3M9QXT2V8U", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/" ID ".exe", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/" ID "/", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/" ID "/" DIGEST "D", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/c/" ID "/" DIGEST "/x", NULL, PAGE_NOT_ISSUED, NULL, NULL },
    { "/cb/north-star/did.json", NULL, PAGE_DID, "north-star", "" },
    { "/cb/North/did.json", NULL, PAGE_NONE, NULL, NULL },
    { "/cb//did.json", NULL, PAGE_NONE, NULL, NULL },
    { "/cb/north/other.json", NULL, PAGE_NONE, NULL, NULL },
    { "/.well-known/did.json", NULL, PAGE_DID, "-", "" },
    { "/verify", NULL, PAGE_SEARCH, "-", "" },
    { "/verify/", NULL, PAGE_NONE, NULL, NULL },
    { "/ns/msc/v1", NULL, PAGE_CONTEXT, "-", "" },
    { "/metrics", NULL, PAGE_NONE, NULL, NULL },
};

static const struct {
    const char *typed, *id; /* NULL: none */
} ids[] = {
    { ID, ID },
    { "7k3m-9qxt-2v8d", ID },
    { " 7K3M 9QXT 2V8D ", ID },
    { "oooo-iiii-llll", "000011111111" },
    { "7K3M-9QXT-2V8", NULL },
    { "7K3M-9QXT-2V8D-A", NULL },
    { "7K3M-9QXT-2V8U", NULL },
    { "ISMS-2026-00417", NULL },
    { "", NULL },
};
/* clang-format on */

static struct sw_arena *arena;

static void
setup(void)
{
    arena = sw_arena_new();
}

static void
teardown(void)
{
    sw_arena_free(arena);
}

START_TEST(a_path_means_one_page)
{
    struct gateway_page_wanted w;

    page_read_path(paths[_i].path, paths[_i].accept, &w);
    ck_assert_msg(w.kind == paths[_i].kind, "%s: %d", paths[_i].path, (int) w.kind);
    if (paths[_i].subject != NULL) {
        ck_assert_str_eq(w.subject, paths[_i].subject);
        ck_assert_str_eq(w.digest, paths[_i].digest);
    }
}
END_TEST

START_TEST(a_code_is_read_as_people_type_it)
{
    char id[PAGE_ID + 1] = "";

    ck_assert_msg(page_read_id(ids[_i].typed, id) == (ids[_i].id != NULL), "%s", ids[_i].typed);
    if (ids[_i].id != NULL)
        ck_assert_str_eq(id, ids[_i].id);
}
END_TEST

static const char *
page(const char *facts, const char *digest)
{
    struct sw_error err = { .code = SW_OK };
    const char *text = NULL;
    size_t size;
    struct sw_html *p = page_certificate(arena, facts, digest, "https://localhost:8443");

    ck_assert_int_eq(sw_html_take(p, &text, &size, &err), SW_OK);
    return text;
}

#define FACTS                                                                                      \
    "{\"client\":\"A & B\",\"status\":\"%s\",\"number\":\"N-1\",\"digest\":\"" DIGEST "\","        \
    "\"superseded\":[\"ABCDEFGHJKMNP\"],\"public_id\":\"" ID "\",\"slug\":\"north\"}"

static const struct {
    const char *status, *word;
} states[] = {
    { "active", ">Valid<" },    { "suspended", ">Suspended<" },   { "withdrawn", ">Withdrawn<" },
    { "expired", ">Expired<" }, { "something new", ">Expired<" }, /* what is not known is never
                                                                     shown as valid */
};

START_TEST(the_state_comes_first)
{
    const char *text = page(sw_printf(arena, FACTS, states[_i].status), "");

    ck_assert_ptr_nonnull(strstr(text, states[_i].word));
    ck_assert_int_eq(strstr(text, ">Valid<") != NULL, _i == 0);
}
END_TEST

START_TEST(the_document_at_hand_is_compared)
{
    const char *facts = sw_printf(arena, FACTS, "active");

    ck_assert_ptr_null(strstr(page(facts, ""), "Your document"));
    ck_assert_ptr_nonnull(strstr(page(facts, DIGEST), "is the current revision"));
    ck_assert_ptr_nonnull(strstr(page(facts, "ABCDEFGHJKMNP"), "is an older revision"));
    ck_assert_ptr_nonnull(strstr(page(facts, "ZZZZZZZZZZZZZ"), "Not a document that we issued"));
}
END_TEST

/* Every text of the register is hostile here. */
START_TEST(nothing_breaks_out)
{
    static const char evil[] = "\\\"'><script>alert(1)</script><!--";
    const char *facts = sw_printf(
        arena,
        "{\"client\":\"%s\",\"place\":\"%s\",\"status\":\"active\",\"number\":\"%s\",\"scope\":\"%"
        "s\","
        "\"standard\":\"%s\",\"body\":\"%s\",\"expires_on\":\"%s\",\"public_id\":\"%s\","
        "\"slug\":\"%s\",\"sites\":[{\"name\":\"%s\"}],\"history\":[{\"on\":\"%s\",\"what\":\"%s\"}"
        "],"
        "\"documents\":[{\"revision\":1,\"kind\":\"%s\",\"sha256\":\"%s\"}]}",
        evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil);
    const char *text = page(facts, "");

    ck_assert_ptr_null(strstr(text, "<script"));
    ck_assert_ptr_null(strstr(text, "<!--"));
    ck_assert_ptr_null(strstr(text, "\"'>"));
    ck_assert_ptr_nonnull(strstr(text, "&lt;script&gt;"));
}
END_TEST

START_TEST(a_page_needs_no_script_and_no_style_of_its_own)
{
    const char *text = page(sw_printf(arena, FACTS, "active"), DIGEST);

    ck_assert_ptr_null(strstr(text, "<script"));
    ck_assert_ptr_null(strstr(text, "<style"));
    ck_assert_ptr_null(strstr(text, " style="));
    ck_assert_ptr_null(strstr(text, " onclick"));
}
END_TEST

START_TEST(damaged_facts_make_no_valid_certificate)
{
    ck_assert_ptr_null(strstr(page("", ""), ">Valid<"));
    ck_assert_ptr_null(strstr(page("[1]", ""), ">Valid<"));
    ck_assert_ptr_null(strstr(page("{\"status\":1,\"client\":{}}", ""), ">Valid<"));
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("pages");
    TCase *t = tcase_create("pages");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, a_path_means_one_page, 0, sizeof paths / sizeof paths[0]);
    tcase_add_loop_test(t, a_code_is_read_as_people_type_it, 0, sizeof ids / sizeof ids[0]);
    tcase_add_loop_test(t, the_state_comes_first, 0, sizeof states / sizeof states[0]);
    tcase_add_test(t, the_document_at_hand_is_compared);
    tcase_add_test(t, nothing_breaks_out);
    tcase_add_test(t, a_page_needs_no_script_and_no_style_of_its_own);
    tcase_add_test(t, damaged_facts_make_no_valid_certificate);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
