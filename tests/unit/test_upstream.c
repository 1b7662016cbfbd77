/* links: gateway */
/* The client of our services against a service that behaves as badly as it can. */
#include "upstream_service.h"

START_TEST(an_answer_in_single_bytes_is_one_answer)
{
    static const char answer[] = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX: y\r\n\r\nhello";
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();
    char out[16];
    size_t n;

    upstream_finish(call);
    for (size_t i = 0; i < sizeof answer - 1; i++) {
        ck_assert_ptr_null(upstream_answer(call));
        ck_assert_int_eq((int) send(fd, answer + i, 1, MSG_NOSIGNAL), 1);
        turn(10, TOLD(UPSTREAM_ANSWERED));
    }
    ck_assert_int_eq(upstream_answer(call)->status, 201);
    ck_assert_int_eq((int) upstream_read(call, out, sizeof out, &n), (int) UPSTREAM_DONE);
    ck_assert_uint_eq(n, 5);
    ck_assert_mem_eq(out, "hello", 5);
    upstream_release(call);
    ck_assert_int_eq(upstream_open_connections(up), 1);
    (void) close(fd);
}
END_TEST

START_TEST(a_connection_is_used_again)
{
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();
    char bytes[256];
    size_t n;

    for (int i = 0; i < 3; i++) {
        if (i > 0) {
            call = start(true, false);
            ck_assert_int_gt((int) recv(fd, bytes, sizeof bytes, 0), 0);
        }
        upstream_finish(call);
        say(fd, OK_EMPTY);
        turn(200, TOLD(UPSTREAM_ANSWERED));
        ck_assert_int_eq((int) upstream_read(call, bytes, 1, &n), (int) UPSTREAM_DONE);
        upstream_release(call);
        ck_assert_int_eq(upstream_open_connections(up), 1);
    }
    (void) close(fd);
}
END_TEST

/* One answered request leaves a kept connection behind; returns the service's end of it. */
static int
keep_one(void)
{
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();
    size_t n;
    char byte;

    upstream_finish(call);
    say(fd, OK_EMPTY);
    turn(200, TOLD(UPSTREAM_ANSWERED));
    ck_assert_int_eq((int) upstream_read(call, &byte, 1, &n), (int) UPSTREAM_DONE);
    upstream_release(call);
    return fd;
}

START_TEST(a_kept_connection_that_was_closed_is_not_used)
{
    struct upstream_call *call;

    (void) close(keep_one());
    call = start(false, false);
    upstream_finish(call);
    (void) close(accept_request()); /* a new connection carried it */
    turn(200, TOLD(UPSTREAM_FAILED));
    ck_assert_int_eq(upstream_failure(call), SW_BUSY);
    upstream_release(call);
}
END_TEST

/* The service closes a kept connection while the request is on its way. */
START_TEST(a_repeatable_request_is_sent_once_more)
{
    const int old = keep_one();
    struct upstream_call *call = start(true, false);
    int fd;

    upstream_finish(call);
    (void) close(old);
    turn(50, TOLD(UPSTREAM_FAILED));
    ck_assert_int_eq(upstream_failure(call), SW_OK);
    fd = accept_request();
    say(fd, OK_EMPTY);
    turn(200, TOLD(UPSTREAM_ANSWERED));
    ck_assert_ptr_nonnull(upstream_answer(call));
    upstream_release(call);
    (void) close(fd);
}
END_TEST

START_TEST(another_request_is_not)
{
    const int old = keep_one();
    struct upstream_call *call = start(false, false);

    upstream_finish(call);
    (void) close(old);
    turn(100, TOLD(UPSTREAM_FAILED));
    ck_assert_int_eq(upstream_failure(call), SW_BUSY);
    upstream_release(call);
}
END_TEST

START_TEST(a_kept_connection_that_speaks_unasked_is_closed)
{
    const int fd = keep_one();

    say(fd, "HTTP/1.1 200 OK\r\n");
    turn(50, 0);
    ck_assert_int_eq(upstream_open_connections(up), 0);
    (void) close(fd);
}
END_TEST

START_TEST(an_answer_with_more_behind_it_ends_the_connection)
{
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();
    char byte;
    size_t n;

    upstream_finish(call);
    say(fd, OK_EMPTY OK_EMPTY);
    turn(200, TOLD(UPSTREAM_ANSWERED));
    ck_assert_int_eq((int) upstream_read(call, &byte, 1, &n), (int) UPSTREAM_DONE);
    upstream_release(call);
    ck_assert_int_eq(upstream_open_connections(up), 0);
    (void) close(fd);
}
END_TEST

static const struct {
    const char *why, *answer;
    enum sw_code code;
} failures[] = {
    { "nothing at all", "", SW_BUSY },
    { "half a head", "HTTP/1.1 200 OK\r\nCont", SW_UPSTREAM_FAILED },
    { "half a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", SW_UPSTREAM_FAILED },
    { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      SW_UPSTREAM_FAILED },
    { "not HTTP", "+OK\r\n\r\n", SW_UPSTREAM_FAILED },
};

START_TEST(a_bad_answer_is_a_failure)
{
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();

    upstream_finish(call);
    say(fd, failures[_i].answer);
    (void) close(fd);
    turn(200, TOLD(UPSTREAM_FAILED));
    ck_assert_msg(upstream_failure(call) == failures[_i].code, "%s", failures[_i].why);
    upstream_release(call);
    ck_assert_int_eq(upstream_open_connections(up), 0);
}
END_TEST

START_TEST(a_silent_service_runs_into_the_deadline)
{
    struct upstream_call *call = start(true, false);
    const int fd = accept_request();
    const int64_t started_ms = sw_clock_ms();

    upstream_finish(call);
    turn(3 * DEADLINE_MS, TOLD(UPSTREAM_FAILED));
    ck_assert_int_eq(upstream_failure(call), SW_UPSTREAM_TIMEOUT);
    ck_assert_int_ge(sw_clock_ms() - started_ms, DEADLINE_MS - 50);
    upstream_release(call);
    (void) close(fd);
}
END_TEST

START_TEST(a_client_that_takes_its_time_does_not)
{
    struct upstream_call *call = start(false, true);
    const int fd = accept_request();

    turn(2 * DEADLINE_MS, TOLD(UPSTREAM_FAILED)); /* the body has not come yet */
    ck_assert_int_eq(upstream_failure(call), SW_OK);
    upstream_release(call);
    (void) close(fd);
}
END_TEST

START_TEST(a_service_that_is_not_there_is_busy)
{
    struct upstream_call *call = NULL;
    struct sw_error err = { .code = SW_OK };
    struct upstream_request request = { .service = SERVICE_EVIDENCE,
                                        .head = REQUEST,
                                        .head_size = sizeof REQUEST - 1,
                                        .tell = on_news };

    ck_assert_int_eq(upstream_start(up, &request, &call, &err), SW_BUSY);
    request.service = SERVICE_CLIENTS;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(upstream_start(up, &request, &call, &err), SW_OK);
    ck_assert_int_eq(upstream_start(up, &request, &call, &err), SW_BUSY);
}
END_TEST

int
main(void)
{
    Suite *s = suite_create("upstream");
    TCase *t = tcase_create("upstream");
    SRunner *r;
    int failed;

    tcase_set_timeout(t, 30);
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, an_answer_in_single_bytes_is_one_answer);
    tcase_add_test(t, a_connection_is_used_again);
    tcase_add_test(t, a_kept_connection_that_was_closed_is_not_used);
    tcase_add_test(t, a_repeatable_request_is_sent_once_more);
    tcase_add_test(t, another_request_is_not);
    tcase_add_test(t, a_kept_connection_that_speaks_unasked_is_closed);
    tcase_add_test(t, an_answer_with_more_behind_it_ends_the_connection);
    tcase_add_loop_test(t, a_bad_answer_is_a_failure, 0, sizeof failures / sizeof failures[0]);
    tcase_add_test(t, a_silent_service_runs_into_the_deadline);
    tcase_add_test(t, a_client_that_takes_its_time_does_not);
    tcase_add_test(t, a_service_that_is_not_there_is_busy);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_NORMAL);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
