/* links: gateway */
/* The message guard: what may be read in two ways is not read at all. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"

/* clang-format off */
#define HOST { "Host", "localhost:8443" }

static const struct {
    const char *why, *method, *target, *version;
    const char *headers[5][2]; /* name, value; ends with no name */
    enum sw_code code;
} cases[] = {
    { "plain", "GET", "/c/7K3M9QXT2V8D", "HTTP/1.1", { HOST }, SW_OK },
    { "a query with anything encoded", "GET", "/verify?number=A%2F1%0a&x=../..", "HTTP/1.1", { HOST }, SW_OK },
    { "dots in a name", "GET", "/cb/north/did.json", "HTTP/1.1", { HOST }, SW_OK },
    { "hidden file with three dots", "GET", "/.../a", "HTTP/1.1", { HOST }, SW_OK },
    { "well-known", "GET", "/.well-known/did.json", "HTTP/1.1", { HOST }, SW_OK },
    { "body with a length", "POST", "/v1/clients/x", "HTTP/1.1", { HOST, { "Content-Length", "12" } }, SW_OK },
    { "body in chunks", "POST", "/v1/clients/x", "HTTP/1.1", { HOST, { "Transfer-Encoding", "Chunked" } }, SW_OK },
    { "old client", "GET", "/", "HTTP/1.0", { HOST }, SW_OK },
    { "expectation", "POST", "/", "HTTP/1.1", { HOST, { "Expect", "100-continue" }, { "Content-Length", "1" } }, SW_OK },
    { "UTF-8 in a value", "GET", "/", "HTTP/1.1", { HOST, { "X", "S\xc3\xb6hne\t1" } }, SW_OK },

    { "two lengths", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "1" }, { "Content-Length", "2" } }, SW_REQUEST_REFUSED },
    { "the same length twice", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "1" }, { "content-length", "1" } }, SW_REQUEST_REFUSED },
    { "length and coding", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "1" }, { "Transfer-Encoding", "chunked" } }, SW_REQUEST_REFUSED },
    { "two codings", "POST", "/", "HTTP/1.1", { HOST, { "Transfer-Encoding", "chunked" }, { "Transfer-Encoding", "chunked" } }, SW_REQUEST_REFUSED },
    { "unknown coding", "POST", "/", "HTTP/1.1", { HOST, { "Transfer-Encoding", "xchunked" } }, SW_REQUEST_REFUSED },
    { "list of codings", "POST", "/", "HTTP/1.1", { HOST, { "Transfer-Encoding", "gzip, chunked" } }, SW_REQUEST_REFUSED },
    { "coding in HTTP/1.0", "POST", "/", "HTTP/1.0", { HOST, { "Transfer-Encoding", "chunked" } }, SW_REQUEST_REFUSED },
    { "length with a sign", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "+1" } }, SW_REQUEST_REFUSED },
    { "length with a blank", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "1 1" } }, SW_REQUEST_REFUSED },
    { "length as a list", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "1,1" } }, SW_REQUEST_REFUSED },
    { "hexadecimal length", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "0x10" } }, SW_REQUEST_REFUSED },
    { "empty length", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "" } }, SW_REQUEST_REFUSED },
    { "length that overflows", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length", "18446744073709551617" } }, SW_REQUEST_REFUSED },
    { "blank before the colon", "POST", "/", "HTTP/1.1", { HOST, { "Content-Length ", "1" } }, SW_REQUEST_REFUSED },
    { "tab before the colon", "POST", "/", "HTTP/1.1", { HOST, { "Transfer-Encoding\t", "chunked" } }, SW_REQUEST_REFUSED },
    { "a name that is no token", "GET", "/", "HTTP/1.1", { HOST, { "X(y)", "1" } }, SW_REQUEST_REFUSED },
    { "no name", "GET", "/", "HTTP/1.1", { HOST, { "", "1" } }, SW_REQUEST_REFUSED },
    { "two hosts", "GET", "/", "HTTP/1.1", { HOST, { "host", "evil.example" } }, SW_REQUEST_REFUSED },
    { "no host", "GET", "/", "HTTP/1.1", { { "X", "1" } }, SW_REQUEST_REFUSED },
    { "a host with a path", "GET", "/", "HTTP/1.1", { { "Host", "a/b" } }, SW_REQUEST_REFUSED },
    { "a host with a user", "GET", "/", "HTTP/1.1", { { "Host", "a@b" } }, SW_REQUEST_REFUSED },
    { "carriage return in a value", "GET", "/", "HTTP/1.1", { HOST, { "X", "a\rb" } }, SW_REQUEST_REFUSED },
    { "line feed in a value", "GET", "/", "HTTP/1.1", { HOST, { "X", "a\nb" } }, SW_REQUEST_REFUSED },
    { "escape in a value", "GET", "/", "HTTP/1.1", { HOST, { "X", "a\x1b" } }, SW_REQUEST_REFUSED },
    { "delete in a value", "GET", "/", "HTTP/1.1", { HOST, { "X", "a\x7f" } }, SW_REQUEST_REFUSED },
    { "another expectation", "POST", "/", "HTTP/1.1", { HOST, { "Expect", "magic" } }, SW_REQUEST_REFUSED },
    { "unknown method", "BREW", "/", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "TRACE", "TRACE", "/", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "CONNECT", "CONNECT", "localhost:1", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "method in lower case", "get", "/", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "unknown version", "GET", "/", "HTTP/1.2", { HOST }, SW_REQUEST_REFUSED },
    { "absolute target", "GET", "http://evil.example/", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "two slashes", "GET", "//evil.example/", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "asterisk", "GET", "*", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "no target", "GET", "", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "fragment", "GET", "/a#b", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "backslash", "GET", "/a\\b", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "parent folder", "GET", "/app/../v1", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "parent folder at the end", "GET", "/app/..", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "parent folder before a query", "GET", "/app/..?x", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "parent folder, encoded", "GET", "/app/%2e%2E/v1", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "parent folder, half encoded", "GET", "/app/.%2e/v1", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "encoded slash", "GET", "/app%2fx", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "encoded NUL", "GET", "/app/x%00.js", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "encoded line feed", "GET", "/app/x%0a", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "broken encoding", "GET", "/app/%zz", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "cut encoding", "GET", "/verify?a=%4", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
    { "bytes above 127", "GET", "/\xc3\xb6", "HTTP/1.1", { HOST }, SW_REQUEST_REFUSED },
};
/* clang-format on */

static void
add(struct guard_head *head, const char *name, const char *value)
{
    if (head->count < GUARD_HEADERS_MAX)
        head->headers[head->count] =
            (struct guard_header){ name, strlen(name), value, strlen(value) };
    head->count++;
}

START_TEST(one_reading_or_none)
{
    struct guard_head head = { .method = cases[_i].method,
                               .target = cases[_i].target,
                               .version = cases[_i].version };
    struct guard_facts facts;
    struct sw_error err = { .code = SW_OK };

    for (size_t i = 0; i < 5 && cases[_i].headers[i][0] != NULL; i++)
        add(&head, cases[_i].headers[i][0], cases[_i].headers[i][1]);
    ck_assert_msg(guard_check(&head, &facts, &err) == cases[_i].code, "%s: %s", cases[_i].why,
                  err.detail);
}
END_TEST

START_TEST(headers_have_a_limit)
{
    static char big[GUARD_HEADER_BYTES_MAX];
    struct guard_head head = { .method = "GET", .target = "/", .version = "HTTP/1.1" };
    struct guard_facts facts;
    struct sw_error err;

    memset(big, 'a', sizeof big - 1);
    add(&head, "Host", "a");
    add(&head, "X", big);
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_HEADERS_TOO_LARGE);
    head.count = 1;
    while (head.count < GUARD_HEADERS_MAX)
        add(&head, "X", "1");
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_OK);
    add(&head, "X", "1");
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_HEADERS_TOO_LARGE);
}
END_TEST

START_TEST(a_nul_in_a_value_is_refused)
{
    struct guard_head head = { .method = "GET", .target = "/", .version = "HTTP/1.1" };
    struct guard_facts facts;
    struct sw_error err;

    add(&head, "Host", "a");
    head.headers[1] = (struct guard_header){ "X", 1, "a\0b", 3 };
    head.count = 2;
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_REQUEST_REFUSED);
}
END_TEST

START_TEST(facts_of_the_body)
{
    struct guard_head head = { .method = "POST", .target = "/", .version = "HTTP/1.1" };
    struct guard_facts facts;
    struct sw_error err;

    add(&head, "Host", "a");
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_OK);
    ck_assert_int_eq(facts.content_length, -1);
    ck_assert(!facts.chunked);
    add(&head, "Content-Length", "209715200");
    ck_assert_int_eq(guard_check(&head, &facts, &err), SW_OK);
    ck_assert_int_eq(facts.content_length, 209715200);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("guard");
    TCase *t = tcase_create("guard");
    SRunner *r;
    int failed;

    tcase_add_loop_test(t, one_reading_or_none, 0, sizeof cases / sizeof cases[0]);
    tcase_add_test(t, headers_have_a_limit);
    tcase_add_test(t, a_nul_in_a_value_is_refused);
    tcase_add_test(t, facts_of_the_body);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
