/* upstream_service.h - a service under a test's control, and the client that calls it. */
#ifndef UPSTREAM_SERVICE_H
#define UPSTREAM_SERVICE_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "services.h"
#include "upstream.h"

#define DEADLINE_MS 400
#define OK_EMPTY    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
#define REQUEST     "GET /v1/clients/x HTTP/1.1\r\nHost: clients\r\n\r\n"

static char dir[40];
static int service; /* the listening socket of "clients" */
static int epoll;
static struct upstream *up;
static unsigned told; /* bits of enum upstream_news */

static inline void
on_news(void *ctx, enum upstream_news news)
{
    (void) ctx;
    told |= 1u << news;
}

static inline void
setup(void)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };

    (void) snprintf(dir, sizeof dir, "/tmp/sealwright-upstream-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    (void) snprintf(a.sun_path, sizeof a.sun_path, "%s/clients.sock", dir);
    service = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ck_assert_int_eq(bind(service, (const struct sockaddr *) &a, sizeof a), 0);
    ck_assert_int_eq(listen(service, 16), 0);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    up = upstream_new(&(struct upstream_settings){
        .epoll = epoll, .run_dir = dir, .deadline_ms = DEADLINE_MS, .connections_max = 3 });
    told = 0;
}

static inline void
teardown(void)
{
    char path[120];

    upstream_free(up);
    (void) close(epoll);
    (void) close(service);
    (void) snprintf(path, sizeof path, "%s/clients.sock", dir);
    (void) unlink(path);
    (void) rmdir(dir);
}

/* Let the loop turn for a while, or until one of @p wanted is told. */
static inline void
turn(int ms, unsigned wanted)
{
    const int64_t until_ms = sw_clock_ms() + ms;

    while (sw_clock_ms() < until_ms && (told & wanted) == 0) {
        struct epoll_event e[8];
        const int n = epoll_wait(epoll, e, 8, 5);

        for (int i = 0; i < n; i++)
            upstream_event(e[i].data.ptr, e[i].events);
        upstream_sweep(up, sw_clock_ms());
        upstream_bury(up);
    }
}

static inline struct upstream_call *
start(bool repeatable, bool chunked)
{
    struct upstream_call *call = NULL;
    struct sw_error err = { .code = SW_OK };
    const struct upstream_request request = { .service = SERVICE_CLIENTS,
                                              .head = REQUEST,
                                              .head_size = sizeof REQUEST - 1,
                                              .repeatable = repeatable,
                                              .chunked = chunked,
                                              .tell = on_news };

    told = 0;
    ck_assert_int_eq(upstream_start(up, &request, &call, &err), SW_OK);
    return call;
}

/* What the service reads, until it has the end of a head. */
static inline int
accept_request(void)
{
    const int fd = accept(service, NULL, NULL);
    char bytes[4096];

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq((int) recv(fd, bytes, sizeof bytes, 0), (int) sizeof REQUEST - 1);
    return fd;
}

static inline void
say(int fd, const char *text)
{
    ck_assert_int_eq((int) send(fd, text, strlen(text), MSG_NOSIGNAL), (int) strlen(text));
}

#define TOLD(news) (1u << (news))

#endif
