/* links: gateway */
/* What a service answers, read strictly: good answers whole and in pieces, bad ones never. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "upstream_parser.h"

#define OK_LINE "HTTP/1.1 200 OK\r\n"

static const struct {
    const char *why;
    const char *in;
    int status;
    enum upstream_framing framing;
    uint64_t length;
    bool keep_alive;
} good[] = {
    { "sized", OK_LINE "Content-Length: 12\r\n\r\n", 200, UPSTREAM_SIZED, 12, true },
    { "chunked", OK_LINE "Transfer-Encoding: chunked\r\n\r\n", 200, UPSTREAM_CHUNKED, 0, true },
    { "no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, UPSTREAM_EMPTY, 0, true },
    { "no reason", "HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", 404, UPSTREAM_SIZED, 0, true },
    { "blanks around a value", OK_LINE "content-length: \t 7 \r\n\r\n", 200, UPSTREAM_SIZED, 7,
      true },
    { "closing", OK_LINE "Connection: close\r\nContent-Length: 1\r\n\r\n", 200, UPSTREAM_SIZED, 1,
      false },
    { "kept", OK_LINE "Connection: Keep-Alive\r\nContent-Length: 1\r\n\r\n", 200, UPSTREAM_SIZED, 1,
      true },
    { "not modified names a length", "HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", 304,
      UPSTREAM_EMPTY, 0, true },
    { "an empty value", OK_LINE "X:\r\nContent-Length: 3\r\n\r\n", 200, UPSTREAM_SIZED, 3, true },
};

START_TEST(a_good_head_is_read)
{
    const size_t n = strlen(good[_i].in);
    struct upstream_head head;

    ck_assert_msg(upstream_head_parse(good[_i].in, n, &head) == UPSTREAM_DONE, "%s", good[_i].why);
    ck_assert_int_eq(head.status, good[_i].status);
    ck_assert_int_eq((int) head.framing, (int) good[_i].framing);
    if (head.framing == UPSTREAM_SIZED)
        ck_assert_uint_eq(head.content_length, good[_i].length);
    ck_assert_int_eq(head.keep_alive, good[_i].keep_alive);
    ck_assert_uint_eq(head.size, n);
    for (size_t part = 0; part < n; part++) /* the same bytes, not all there yet */
        ck_assert_int_eq((int) upstream_head_parse(good[_i].in, part, &head), (int) UPSTREAM_MORE);
}
END_TEST

static const struct {
    const char *why;
    const char *in;
} bad[] = {
    { "another version", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n" },
    { "not HTTP", "SSH-2.0-x\r\n\r\n" },
    { "interim answer", "HTTP/1.1 100 Continue\r\n\r\n" },
    { "upgrade", "HTTP/1.1 101 x\r\nContent-Length: 0\r\n\r\n" },
    { "status 600", "HTTP/1.1 600 x\r\nContent-Length: 0\r\n\r\n" },
    { "status of letters", "HTTP/1.1 2OO x\r\nContent-Length: 0\r\n\r\n" },
    { "status of four digits", "HTTP/1.1 2000\r\nContent-Length: 0\r\n\r\n" },
    { "no framing", OK_LINE "Content-Type: text/plain\r\n\r\n" },
    { "two lengths", OK_LINE "Content-Length: 1\r\nContent-Length: 2\r\n\r\n" },
    { "twice the same length", OK_LINE "Content-Length: 1\r\nContent-Length: 1\r\n\r\n" },
    { "length and coding", OK_LINE "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n" },
    { "another coding", OK_LINE "Transfer-Encoding: gzip, chunked\r\n\r\n" },
    { "negative length", OK_LINE "Content-Length: -1\r\n\r\n" },
    { "signed length", OK_LINE "Content-Length: +1\r\n\r\n" },
    { "hexadecimal length", OK_LINE "Content-Length: 0x1\r\n\r\n" },
    { "length list", OK_LINE "Content-Length: 1, 1\r\n\r\n" },
    { "empty length", OK_LINE "Content-Length:\r\n\r\n" },
    { "length that overflows", OK_LINE "Content-Length: 18446744073709551617\r\n\r\n" },
    { "blank before the colon", OK_LINE "Content-Length : 1\r\n\r\n" },
    { "folded header", OK_LINE "X: a\r\n b\r\nContent-Length: 1\r\n\r\n" },
    { "header without colon", OK_LINE "Content-Length\r\nContent-Length: 1\r\n\r\n" },
    { "no name", OK_LINE ": 1\r\nContent-Length: 1\r\n\r\n" },
    { "bare line feed", OK_LINE "X: a\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n" },
    { "bare carriage return", OK_LINE "X: a\rb\r\nContent-Length: 1\r\n\r\n" },
    { "control character", OK_LINE "X: a\x01\r\nContent-Length: 1\r\n\r\n" },
    { "body in a 204", "HTTP/1.1 204 x\r\nTransfer-Encoding: chunked\r\n\r\n" },
};

START_TEST(a_bad_head_is_refused)
{
    struct upstream_head head = { .status = -1 };

    ck_assert_msg(upstream_head_parse(bad[_i].in, strlen(bad[_i].in), &head) == UPSTREAM_BAD, "%s",
                  bad[_i].why);
    ck_assert_int_eq(head.status, -1);
}
END_TEST

START_TEST(a_nul_in_a_head_is_refused)
{
    static const char in[] = OK_LINE "X: a\0b\r\nContent-Length: 1\r\n\r\n";
    struct upstream_head head;

    ck_assert_int_eq((int) upstream_head_parse(in, sizeof in - 1, &head), (int) UPSTREAM_BAD);
}
END_TEST

START_TEST(a_head_has_a_maximum)
{
    static char in[UPSTREAM_HEAD_MAX + 100] = OK_LINE;
    struct upstream_head head;

    memset(in + strlen(OK_LINE), 'a', sizeof in - strlen(OK_LINE));
    ck_assert_int_eq((int) upstream_head_parse(in, UPSTREAM_HEAD_MAX - 1, &head),
                     (int) UPSTREAM_MORE);
    ck_assert_int_eq((int) upstream_head_parse(in, UPSTREAM_HEAD_MAX, &head), (int) UPSTREAM_BAD);
}
END_TEST

/* Give the body @p piece bytes at a time, take @p room at a time. */
static enum upstream_parse
feed(struct upstream_body *body, const char *in, size_t piece, size_t room, char *ret_text)
{
    size_t at = 0, have = 0, n = strlen(in);
    enum upstream_parse result = UPSTREAM_MORE;

    while (result == UPSTREAM_MORE && (at < n || have < n)) {
        struct upstream_step step = { .in = in + at, .out_size = room };
        char out[64];

        have = at + piece < n ? at + piece : n;
        step.in_size = have - at;
        step.out = out;
        result = upstream_body_read(body, &step);
        memcpy(ret_text, out, step.made);
        ret_text += step.made;
        at += step.used;
        if (step.used == 0 && step.made == 0 && have == n)
            break;
    }
    *ret_text = '\0';
    return result;
}

static const struct {
    const char *why;
    const char *in;
    enum upstream_parse result;
    const char *body;
} chunked[] = {
    { "one chunk", "5\r\nhello\r\n0\r\n\r\n", UPSTREAM_DONE, "hello" },
    { "two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", UPSTREAM_DONE, "hello world" },
    { "hexadecimal, both cases", "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", UPSTREAM_DONE,
      "01234567890123456789" },
    { "empty", "0\r\n\r\n", UPSTREAM_DONE, "" },
    { "not at its end", "5\r\nhel", UPSTREAM_MORE, "hel" },
    { "an extension", "5;a=b\r\nhello\r\n0\r\n\r\n", UPSTREAM_BAD, "" },
    { "a trailer", "0\r\nX: y\r\n\r\n", UPSTREAM_BAD, "" },
    { "no size", "\r\nhello\r\n", UPSTREAM_BAD, "" },
    { "a negative size", "-5\r\nhello\r\n", UPSTREAM_BAD, "" },
    { "bare line feed", "5\nhello\r\n", UPSTREAM_BAD, "" },
    { "more data than its size", "3\r\nhello\r\n0\r\n\r\n", UPSTREAM_BAD, "hel" },
    { "a size that overflows", "fffffffffffffffff\r\n", UPSTREAM_BAD, "" },
};

START_TEST(a_chunked_body_is_read)
{
    for (size_t piece = 1; piece <= 32; piece++)
        for (size_t room = 1; room <= 64; room *= 4) {
            struct upstream_body body = { .framing = UPSTREAM_CHUNKED };
            char text[128];

            ck_assert_msg(feed(&body, chunked[_i].in, piece, room, text) == chunked[_i].result,
                          "%s in pieces of %zu", chunked[_i].why, piece);
            ck_assert_str_eq(text, chunked[_i].body);
        }
}
END_TEST

START_TEST(a_sized_body_leaves_what_follows)
{
    const struct upstream_head head = { .framing = UPSTREAM_SIZED, .content_length = 5 };
    struct upstream_body body;
    char out[16];
    struct upstream_step step = {
        .in = "helloHTTP/1.1 200", .in_size = 17, .out = out, .out_size = 16
    };

    upstream_body_init(&body, &head);
    ck_assert_int_eq((int) upstream_body_read(&body, &step), (int) UPSTREAM_DONE);
    ck_assert_uint_eq(step.used, 5);
    ck_assert_uint_eq(step.made, 5);
}
END_TEST

/* Any bytes: never a crash, never more out than in.  A fixed seed, so that a failure comes back. */
START_TEST(random_bytes_do_no_harm)
{
    static const char alphabet[] =
        "HTTP/1.1 200OKContent-Length:chunkedTransfer-Encoding\r\n\r\n 0123456789abcdef;\0";
    unsigned seed = 20260501;

    for (int round = 0; round < 20000; round++) {
        char in[128], out[128];
        struct upstream_head head;
        struct upstream_body body = { .framing = UPSTREAM_CHUNKED };
        struct upstream_step step = {
            .in = in, .in_size = sizeof in, .out = out, .out_size = sizeof out
        };

        for (size_t i = 0; i < sizeof in; i++) {
            seed = seed * 1103515245 + 12345;
            in[i] = alphabet[(seed >> 16) % sizeof alphabet];
        }
        memcpy(in, OK_LINE, strlen(OK_LINE));
        (void) upstream_head_parse(in, sizeof in, &head);
        step.in = in + strlen(OK_LINE);
        step.in_size -= strlen(OK_LINE);
        (void) upstream_body_read(&body, &step);
        ck_assert_uint_le(step.made, step.used);
    }
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("upstream_parser");
    TCase *t = tcase_create("upstream_parser");
    SRunner *r;
    int failed;

    tcase_add_loop_test(t, a_good_head_is_read, 0, sizeof good / sizeof good[0]);
    tcase_add_loop_test(t, a_bad_head_is_refused, 0, sizeof bad / sizeof bad[0]);
    tcase_add_test(t, a_nul_in_a_head_is_refused);
    tcase_add_test(t, a_head_has_a_maximum);
    tcase_add_loop_test(t, a_chunked_body_is_read, 0, sizeof chunked / sizeof chunked[0]);
    tcase_add_test(t, a_sized_body_leaves_what_follows);
    tcase_add_test(t, random_bytes_do_no_harm);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
