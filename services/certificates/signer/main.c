/* The signer's process: settings, journal, keys, one Unix socket. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sw_log.h"
#include "config/sw_config.h"
#include "signer.h"

#define SETTING(f) offsetof(struct signer_config, f)
/* clang-format off */
static const struct sw_setting settings[] = {
    { "RUN_DIR", SW_SET_PATH, SETTING(run_dir), 0, 0, NULL, "folder of the Unix sockets; this program's is signer.sock" },
    { "MASTER_KEY", SW_SET_SECRET_FILE, SETTING(master_file), 0, 0, NULL, "file with the master key, 64 hexadecimal digits" },
    { "KEY_DIR", SW_SET_PATH, SETTING(key_dir), 0, 0, NULL, "folder of the sealed signing keys" },
    { "JOURNAL", SW_SET_PATH, SETTING(journal), 0, 0, NULL, "file that records what is signed, before it is" },
    { "CLIENT_USER", SW_SET_TEXT, SETTING(client_user), 0, 0, "", "user whose programs may ask; empty: everybody who reaches the socket" },
    { .name = NULL },
};
/* clang-format on */

static volatile int stop;

static void
on_signal(int signal)
{
    (void) signal;
    stop = 1;
}

static enum sw_code
run(const struct signer_config *config, struct sw_arena *arena, struct sw_error *err)
{
    const struct sigaction end = { .sa_handler = on_signal };
    const char *path = sw_printf(arena, "%s/signer.sock", config->run_dir);
    struct signer signer = { .journal = NULL };
    int fd = -1;
    enum sw_code code;

    (void) sigaction(SIGTERM, &end, NULL);
    (void) sigaction(SIGINT, &end, NULL);
    (void) umask(0077);
    (void) prctl(PR_SET_DUMPABLE, 0); /* keys must not end in a core file or a debugger */
    code = signer_open(&signer, config, err);
    if (code == SW_OK)
        code = signer_listen(path, &fd, err);
    if (code == SW_OK) {
        sw_log(SW_LOG_INFO, NULL, "started", "socket", path, "version", SW_VERSION, NULL);
        signer_serve(&signer, fd, &stop);
        (void) close(fd);
        (void) unlink(path);
        sw_log(SW_LOG_INFO, NULL, "stopped", NULL);
    }
    signer_close(&signer);
    return code;
}

int
main(int argc, char **argv)
{
    const char *option = argc > 1 ? argv[1] : "";
    struct signer_config config = { .run_dir = NULL };
    struct sw_error err = { .code = SW_OK };
    struct sw_arena *arena;
    enum sw_code code;

    if (strcmp(option, "--version") == 0)
        return printf("sealwright-signer %s\n", SW_VERSION) < 0;
    if (strcmp(option, "--help") == 0) {
        sw_config_help(settings, "signer", "Holds the signing keys of all certification bodies");
        return 0;
    }
    sw_log_init("signer", SW_LOG_INFO);
    arena = sw_arena_new();
    code = sw_config_read(settings, arena, &config, &err);
    if (code == SW_OK && argc > 1 && strcmp(option, "--check-config") != 0)
        code = SW_FAIL(&err, SW_INPUT_INVALID, "unknown option %s", option);
    else if (code == SW_OK && argc <= 1)
        code = run(&config, arena, &err);
    if (code != SW_OK)
        sw_log(SW_LOG_ERROR, NULL, "cannot run", "setting", err.field[0] ? err.field : NULL,
               "detail", err.detail, NULL);
    sw_arena_free(arena);
    return code == SW_OK ? 0 : 1;
}
