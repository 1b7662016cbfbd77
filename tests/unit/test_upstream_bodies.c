/* links: gateway */
/* Bodies that are larger than all buffers pass both ways, and each side waits for the other. */
#include <pthread.h>

#include "upstream_service.h"

#define BIG ((size_t) 8 * 1024 * 1024)

static size_t received;

/* A service that reads slowly, byte-counts what it reads and answers with as much. */
static void *
slow_service(void *chunked)
{
    const int fd = accept(service, NULL, NULL);
    char bytes[9000], answer[100];
    size_t left = BIG;
    const char *end = chunked != NULL ? "0\r\n\r\n" : NULL;
    ssize_t n;

    (void) snprintf(answer, sizeof answer, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", BIG);
    received = 0;
    while ((n = recv(fd, bytes, sizeof bytes, 0)) > 0) {
        received += (size_t) n;
        if (end != NULL ? n >= 5 && memcmp(bytes + n - 5, end, 5) == 0
                        : received == BIG + sizeof REQUEST - 1)
            break;
    }
    (void) !send(fd, answer, strlen(answer), MSG_NOSIGNAL);
    memset(bytes, 'x', sizeof bytes);
    while (left > 0 &&
           (n = send(fd, bytes, left < sizeof bytes ? left : sizeof bytes, MSG_NOSIGNAL)) > 0)
        left -= (size_t) n;
    (void) close(fd);
    return NULL;
}

static void
send_big(struct upstream_call *call)
{
    static char piece[10000];
    size_t sent = 0;

    while (sent < BIG) {
        const size_t want = BIG - sent < sizeof piece ? BIG - sent : sizeof piece;
        const size_t n = upstream_write(call, piece, want);

        sent += n;
        if (n == 0) {
            told = 0;
            turn(2000, TOLD(UPSTREAM_WRITABLE));
            ck_assert_uint_ne(told & TOLD(UPSTREAM_WRITABLE), 0);
        }
    }
    upstream_finish(call);
}

START_TEST(large_bodies_pass_both_ways)
{
    const bool chunked = _i == 1;
    pthread_t thread;
    struct upstream_call *call;
    static char out[20000];
    size_t n, total = 0;
    enum upstream_parse result = UPSTREAM_MORE;

    ck_assert_int_eq(pthread_create(&thread, NULL, slow_service, chunked ? out : NULL), 0);
    call = start(false, chunked);
    send_big(call);
    turn(2000, TOLD(UPSTREAM_ANSWERED));
    ck_assert_ptr_nonnull(upstream_answer(call));
    while (result == UPSTREAM_MORE) {
        told = 0;
        result = upstream_read(call, out, sizeof out, &n);
        total += n;
        if (result == UPSTREAM_MORE && n == 0) {
            turn(2000, TOLD(UPSTREAM_READABLE));
            ck_assert_uint_ne(told, 0);
        }
    }
    ck_assert_int_eq((int) result, (int) UPSTREAM_DONE);
    ck_assert_uint_eq(total, BIG);
    ck_assert_uint_ge(received, BIG);
    upstream_release(call);
    (void) pthread_join(thread, NULL);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("upstream_bodies");
    TCase *t = tcase_create("upstream_bodies");
    SRunner *r;
    int failed;

    tcase_set_timeout(t, 30);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, large_bodies_pass_both_ways, 0, 2);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
