/* One connection at a time, one request each: what is signed stands in one order. */
#include "signer.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/sw_clock.h"
#include "base/sw_log.h"

#define BACKLOG     64
#define TICK_MS     200  /* how soon a stop is noticed */
#define PATIENCE_MS 2000 /* for a whole request to arrive, and for the answer to be taken */

enum sw_code
signer_listen(const char *path, int *ret_fd, struct sw_error *err)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd;

    if (strlen(path) >= sizeof address.sun_path)
        return SW_FAIL(err, SW_INTERNAL, "the path %s is too long for a socket", path);
    memcpy(address.sun_path, path, strlen(path));
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void) unlink(path);
    if (fd < 0 || bind(fd, (struct sockaddr *) &address, sizeof address) != 0 ||
        chmod(path, 0660) != 0 || listen(fd, BACKLOG) != 0) {
        const int why = errno;

        if (fd >= 0)
            (void) close(fd);
        return SW_FAIL(err, SW_INTERNAL, "cannot listen on %s: %s", path, strerror(why));
    }
    *ret_fd = fd;
    return SW_OK;
}

/* True when the socket can be read or written before the deadline. */
static bool
wait_until(int fd, short events, int64_t deadline_ms)
{
    const int64_t left_ms = deadline_ms - sw_clock_ms();
    struct pollfd ready = { .fd = fd, .events = events };

    return left_ms > 0 && poll(&ready, 1, (int) left_ms) == 1;
}

/* The bytes up to the first line end; NULL when they do not come in time. */
static char *
receive_line(int fd, int64_t deadline_ms)
{
    size_t room = 65536, size = 0;
    char *line = malloc(room);

    while (line != NULL && size < SIGNER_LINE_MAX) {
        ssize_t n;
        char *end;

        if (size + 1 >= room) {
            char *more = realloc(line, room *= 2);

            if (more == NULL)
                break;
            line = more;
        }
        if (!wait_until(fd, POLLIN, deadline_ms))
            break;
        n = recv(fd, line + size, room - size - 1, MSG_DONTWAIT);
        if (n <= 0)
            break;
        line[size + (size_t) n] = '\0';
        end = memchr(line + size, '\n', (size_t) n);
        size += (size_t) n;
        if (end != NULL) {
            *end = '\0';
            return line;
        }
    }
    free(line);
    return NULL;
}

static void
send_all(int fd, const char *data, size_t size, int64_t deadline_ms)
{
    while (size > 0 && wait_until(fd, POLLOUT, deadline_ms)) {
        const ssize_t n = send(fd, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);

        if (n <= 0)
            return;
        data += n;
        size -= (size_t) n;
    }
}

static bool
may_ask(const struct signer *signer, int fd)
{
    struct ucred peer = { .uid = SIGNER_ANYBODY };
    socklen_t size = sizeof peer;

    if (signer->client == SIGNER_ANYBODY)
        return true;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == signer->client)
        return true;
    sw_log(SW_LOG_WARNING, NULL, "a stranger was turned away", NULL);
    return false;
}

static void
serve_one(struct signer *signer, int fd)
{
    char *line = may_ask(signer, fd) ? receive_line(fd, sw_clock_ms() + PATIENCE_MS) : NULL;

    if (line != NULL) {
        struct sw_arena *arena = sw_arena_new();
        const char *answer = sw_printf(arena, "%s\n", signer_answer(signer, arena, line));

        send_all(fd, answer, strlen(answer), sw_clock_ms() + PATIENCE_MS);
        sw_arena_free(arena);
    }
    free(line);
    (void) close(fd);
}

void
signer_serve(struct signer *signer, int fd, volatile int *stop)
{
    while (!*stop) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        int client;

        if (poll(&ready, 1, TICK_MS) <= 0)
            continue;
        client = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
        if (client >= 0)
            serve_one(signer, client);
    }
}
