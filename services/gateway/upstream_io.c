#include "upstream_io.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sw_clock.h"

static void
progress(struct upstream_call *call)
{
    call->deadline_ms = sw_clock_ms() + call->up->settings.deadline_ms;
}

void
upstream_event(void *ptr, uint32_t events)
{
    struct upstream_call *call = ptr;

    if (call->fd < 0)
        return;
    if (call->idle) { /* nothing may come unasked: the service closed it, or worse */
        upstream_discard(call);
        return;
    }
    if ((events & EPOLLOUT) != 0)
        upstream_io_flush(call);
    if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0 && call->fd >= 0)
        upstream_io_fill(call);
}

bool
upstream_io_connect(struct upstream_call *call)
{
    const struct upstream *up = call->up;
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    struct epoll_event e = { .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET };
    const int n = snprintf(a.sun_path, sizeof a.sun_path, "%s/%s.sock", up->settings.run_dir,
                           services[call->request.service].name);

    e.data.ptr = call;
    call->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (call->fd >= 0 && n > 0 && (size_t) n < sizeof a.sun_path &&
        connect(call->fd, (const struct sockaddr *) &a, sizeof a) == 0 &&
        epoll_ctl(up->settings.epoll, EPOLL_CTL_ADD, call->fd, &e) == 0)
        return true;
    if (call->fd >= 0)
        (void) close(call->fd);
    call->fd = -1;
    return false;
}

/* A kept connection may have been closed at the very moment it was used: once more on a new one. */
static bool
again(struct upstream_call *call)
{
    if (!call->reused || !call->request.repeatable || call->in_to > 0)
        return false;
    (void) close(call->fd);
    call->reused = false;
    call->closed_by_peer = false;
    memcpy(call->out, call->request.head, call->request.head_size);
    call->out_from = 0;
    call->out_to = call->request.head_size;
    return upstream_io_connect(call);
}

void
upstream_io_broken(struct upstream_call *call, enum sw_code code)
{
    if (call->failure != SW_OK || call->complete)
        return;
    if (code == SW_BUSY && again(call)) {
        upstream_io_flush(call);
        return;
    }
    call->failure = code;
    call->request.tell(call->request.ctx, UPSTREAM_FAILED);
}

void
upstream_io_flush(struct upstream_call *call)
{
    while (call->out_from < call->out_to) {
        const ssize_t n = send(call->fd, call->out + call->out_from, call->out_to - call->out_from,
                               MSG_NOSIGNAL | MSG_DONTWAIT);

        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n < 0) {
            call->out_from = call->out_to = 0;
            upstream_io_fill(call); /* an answer may stand there already; otherwise it is broken */
            return;
        }
        call->out_from += (size_t) n;
        progress(call);
    }
    if (call->out_from == call->out_to)
        call->out_from = call->out_to = 0;
    if (call->wants_room && call->failure == SW_OK) {
        call->wants_room = false;
        call->request.tell(call->request.ctx, UPSTREAM_WRITABLE);
    }
}

/* A body that fits is waited for, so that a service that dies half way leaves no half answer. */
static bool
is_whole(const struct upstream_call *call, const struct upstream_head *head)
{
    return head->framing != UPSTREAM_SIZED || head->content_length > sizeof call->in - head->size ||
           call->in_to - head->size >= head->content_length;
}

static void
parse_answer(struct upstream_call *call)
{
    const enum upstream_parse parsed = upstream_head_parse(call->in, call->in_to, &call->head);

    if (parsed == UPSTREAM_DONE && is_whole(call, &call->head)) {
        call->answered = true;
        call->in_from = call->head.size;
        upstream_body_init(&call->body, &call->head);
        call->request.tell(call->request.ctx, UPSTREAM_ANSWERED);
    } else if (parsed == UPSTREAM_BAD) {
        upstream_io_broken(call, SW_UPSTREAM_FAILED);
    } else if (call->closed_by_peer) {
        upstream_io_broken(call, call->in_to == 0 ? SW_BUSY : SW_UPSTREAM_FAILED);
    }
}

void
upstream_io_fill(struct upstream_call *call)
{
    const size_t before = call->in_to;

    while (call->in_to < sizeof call->in && !call->closed_by_peer) {
        const ssize_t n =
            recv(call->fd, call->in + call->in_to, sizeof call->in - call->in_to, MSG_DONTWAIT);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0)
            call->closed_by_peer = true;
        else
            call->in_to += (size_t) n;
    }
    if (call->in_to > before)
        progress(call);
    if (call->failure != SW_OK)
        return;
    if (!call->answered)
        parse_answer(call);
    else if (call->in_to > before || call->closed_by_peer)
        call->request.tell(call->request.ctx, UPSTREAM_READABLE);
}
