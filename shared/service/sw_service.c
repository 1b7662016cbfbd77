/* The process of a service. */
#include "service/sw_service.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_log.h"
#include "http/sw_server.h"
#include "service/sw_jobs.h"

#define BODY_MAX (1024 * 1024)

#define SETTING(f) offsetof(struct sw_service_config, f)
/* clang-format off */
static const struct sw_setting common[] = {
    { "RUN_DIR", SW_SET_PATH, SETTING(run_dir), 0, 0, NULL, "folder of the Unix sockets; this program's is <name>.sock" },
    { "DATABASE", SW_SET_TEXT, SETTING(database), 0, 0, NULL, "libpq keywords of the database, without the user" },
    { "DB_CONNECTIONS", SW_SET_INT, SETTING(connections), 1, 64, "8", "connections to the database" },
    { "DB_DEADLINE_MS", SW_SET_INT, SETTING(db_deadline_ms), 100, 60000, "5000", "longest wait for one answer of the database [ms]" },
    { "WORKERS", SW_SET_INT, SETTING(workers), 1, 64, "8", "threads that run requests" },
    { "QUEUE", SW_SET_INT, SETTING(queue), 1, 10000, "256", "requests that may wait for a thread; more are answered 503" },
    { "ORIGIN", SW_SET_TEXT, SETTING(origin), 0, 0, "https://localhost:8443", "where the public reaches the installation" },
    { "WORKER_KEY", SW_SET_SECRET_FILE, SETTING(worker_key_file), 0, 0, "", "key file for the contexts of this program's own jobs" },
    { .name = NULL },
};
/* clang-format on */

static struct sw_server *running;

static void
on_signal(int signal)
{
    (void) signal;
    if (running != NULL)
        sw_server_stop(running);
}

static struct sw_reply
dispatch(void *ctx, const char *method, const char *target, const char *body, size_t body_size,
         struct sw_request *req)
{
    return sw_service_dispatch(ctx, method, target, body, body_size, req);
}

static enum sw_code
open_upload(void *ctx, const struct sw_route *route, const char *target, int64_t size,
            struct sw_request *req, struct sw_error *err)
{
    return sw_service_open_upload(ctx, route, target, size, req, err);
}

static const char *
own_metrics(void *ctx, struct sw_arena *arena)
{
    struct sw_service *service = ctx;

    return service->def->metrics(service, arena);
}

static bool
ready(void *ctx)
{
    const struct sw_service *service = ctx;
    struct sw_error err;

    return sw_db_ping(service->db, &err) == SW_OK;
}

enum sw_code
sw_service_open(struct sw_service *service, struct sw_arena *arena, struct sw_error *err)
{
    const struct sw_service_def *def = service->def;
    const struct sw_service_config *c = &service->config;
    const struct sw_db_settings settings = {
        .conninfo = sw_printf(arena, "%s user=%s_service application_name=sealwright-%s",
                              c->database, def->name, def->name),
        .connections = (int) c->connections,
        .deadline_ms = (int) c->db_deadline_ms,
        .attempts = 5,
    };

    service->db = sw_db_new(&settings, err);
    if (service->db == NULL)
        return err->code;
    return def->start != NULL ? def->start(service, err) : SW_OK;
}

void
sw_service_close(struct sw_service *service)
{
    if (service->def->stop != NULL && service->db != NULL)
        service->def->stop(service);
    sw_db_free(service->db);
    service->db = NULL;
}

static enum sw_code
read_settings(struct sw_service *service, struct sw_arena *arena, struct sw_error *err)
{
    const struct sw_service_def *def = service->def;
    enum sw_code code = sw_config_read(common, arena, &service->config, err);

    if (code != SW_OK)
        return code;
    service->config.socket = sw_printf(arena, "%s/%s.sock", service->config.run_dir, def->name);
    if (def->settings == NULL)
        return SW_OK;
    void *own = sw_alloc(arena, def->config_size);

    service->own_config = own;
    return sw_config_read(def->settings, arena, own, err);
}

static enum sw_code
serve(struct sw_service *service, struct sw_error *err)
{
    static const struct sw_route none[] = { { .method = NULL } };
    const struct sw_service_config *c = &service->config;
    const struct sw_server_settings settings = { .name = service->def->name,
                                                 .socket = c->socket,
                                                 .workers = (int) c->workers,
                                                 .queue = (int) c->queue,
                                                 .body_max = BODY_MAX };
    const struct sw_server_calls calls = {
        .ctx = service,
        .routes = service->def->routes != NULL ? service->def->routes : none,
        .dispatch = dispatch,
        .open_upload = open_upload,
        .ready = ready,
        .metrics = service->def->metrics != NULL ? own_metrics : NULL,
    };
    struct sw_jobs *jobs = NULL;

    running = sw_server_new(&settings, &calls, err);
    if (running == NULL)
        return err->code;
    if (service->def->jobs != NULL && (jobs = sw_jobs_start(service, err)) == NULL) {
        sw_server_free(running);
        return err->code;
    }
    sw_log(SW_LOG_INFO, NULL, "started", "socket", c->socket, "version", SW_VERSION, NULL);
    sw_server_run(running);
    sw_jobs_stop(jobs);
    sw_server_free(running);
    running = NULL;
    sw_log(SW_LOG_INFO, NULL, "stopped", NULL);
    return SW_OK;
}

static int
print_openapi(const struct sw_service_def *def)
{
    json_t *doc = sw_openapi(def->routes, def->name, def->title);
    const int failed = doc == NULL || json_dumpf(doc, stdout, JSON_INDENT(2)) != 0;

    (void) puts("");
    json_decref(doc);
    return failed;
}

/* The questions that need no settings; -1 when @p option is none of them. */
static int
answer_option(const struct sw_service_def *def, const char *option)
{
    if (strcmp(option, "--version") == 0)
        return printf("sealwright-%s %s\n", def->name, SW_VERSION) < 0;
    if (strcmp(option, "--openapi") == 0 && def->routes != NULL)
        return print_openapi(def);
    if (strcmp(option, "--help") != 0)
        return -1;
    sw_config_help(common, def->name, def->title);
    for (const struct sw_setting *s = def->settings; s != NULL && s->name != NULL; s++)
        printf("  SEALWRIGHT_%s\n      %s%s%s%s\n", s->name, s->doc,
               s->fallback ? " [default: " : " [must be set", s->fallback ? s->fallback : "", "]");
    (void) puts("\nOptions: --help --version --check-config --openapi");
    return 0;
}

int
sw_service_main(const struct sw_service_def *def, int argc, char **argv)
{
    const struct sigaction stop = { .sa_handler = on_signal };
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct sw_service service = { .def = def };
    struct sw_error err = { .code = SW_OK };
    struct sw_arena *arena;
    enum sw_code code;
    int answered;

    if (argc > 1 && (answered = answer_option(def, argv[1])) >= 0)
        return answered;
    sw_log_init(def->name, SW_LOG_INFO);
    arena = sw_arena_new();
    code = read_settings(&service, arena, &err);
    if (code == SW_OK && argc > 1) {
        code = strcmp(argv[1], "--check-config") == 0
                   ? SW_OK
                   : SW_FAIL(&err, SW_INPUT_INVALID, "unknown option %s", argv[1]);
    } else if (code == SW_OK) {
        (void) sigaction(SIGTERM, &stop, NULL);
        (void) sigaction(SIGINT, &stop, NULL);
        (void) sigaction(SIGPIPE, &ignore, NULL);
        code = sw_service_open(&service, arena, &err);
        if (code == SW_OK)
            code = serve(&service, &err);
        sw_service_close(&service);
    }
    if (code != SW_OK)
        sw_log(SW_LOG_ERROR, NULL, "cannot run", "setting", err.field[0] ? err.field : NULL,
               "detail", err.detail, NULL);
    sw_arena_free(arena);
    return code == SW_OK ? 0 : 1;
}
