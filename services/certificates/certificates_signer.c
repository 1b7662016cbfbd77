/* The signer's protocol from this side: one connection, one line out, one line in. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "certificates.h"

#define ANSWER_MAX (4 * 1024 * 1024)
#define PATIENCE_S 10 /* the signer serves one at a time and waits for the disk */

static enum sw_code
connect_to(const char *path, int *ret_fd, struct sw_error *err)
{
    static const struct timeval patience = { .tv_sec = PATIENCE_S };
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd;

    if (strlen(path) >= sizeof address.sun_path)
        return SW_FAIL(err, SW_INTERNAL, "the path %s is too long for a socket", path);
    memcpy(address.sun_path, path, strlen(path));
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
        connect(fd, (struct sockaddr *) &address, sizeof address) != 0) {
        const int why = errno;

        if (fd >= 0)
            (void) close(fd);
        return SW_FAIL(err, SW_UPSTREAM_FAILED, "the signer cannot be reached: %s", strerror(why));
    }
    *ret_fd = fd;
    return SW_OK;
}

static bool
send_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t n = send(fd, data, size, MSG_NOSIGNAL);

        if (n <= 0)
            return false;
        data += n;
        size -= (size_t) n;
    }
    return true;
}

/* Everything until the signer closes; NULL when it does not in time. */
static char *
receive_all(int fd)
{
    size_t room = 65536, size = 0;
    char *text = malloc(room);
    ssize_t n = -1;

    while (text != NULL && size < ANSWER_MAX &&
           (n = recv(fd, text + size, room - size - 1, 0)) > 0) {
        size += (size_t) n;
        if (size + 1 == room) {
            char *more = realloc(text, room *= 2);

            if (more == NULL)
                abort();
            text = more;
        }
    }
    if (text == NULL || n != 0) {
        free(text);
        return NULL;
    }
    text[size] = '\0';
    return text;
}

static void
json_free(void *value)
{
    json_decref(value);
}

enum sw_code
certificates_signer_ask(const struct sw_service *service, struct sw_arena *arena,
                        const json_t *question, json_t **ret_answer, struct sw_error *err)
{
    char *text = json_dumps(question, JSON_COMPACT), *said = NULL;
    const char *line = sw_printf(arena, "%s\n", text);
    json_t *answer;
    int fd = -1;
    const enum sw_code code =
        connect_to(sw_printf(arena, "%s/signer.sock", service->config.run_dir), &fd, err);

    free(text);
    if (code != SW_OK)
        return code;
    if (send_all(fd, line, strlen(line)))
        said = receive_all(fd);
    (void) close(fd);
    answer = said == NULL ? NULL : json_loads(said, JSON_REJECT_DUPLICATES, NULL);
    free(said);
    if (answer == NULL)
        return SW_FAIL(err, SW_UPSTREAM_TIMEOUT, "the signer did not answer");
    sw_own(arena, answer, json_free);
    if (json_object_get(answer, "error") != NULL)
        return SW_FAIL(err, SW_UPSTREAM_FAILED, "the signer refused: %s",
                       json_string_value(json_object_get(answer, "detail")));
    *ret_answer = answer;
    return SW_OK;
}
