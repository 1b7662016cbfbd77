/* sw_service.h - a service's process: settings, log, database, server, workers.
 *
 * main() of a service is one call.  The same binary also answers --help,
 * --check-config, --openapi and --version.  Every server has /livez, /readyz and /metrics.
 */
#ifndef SW_SERVICE_H
#define SW_SERVICE_H

#include "base/sw_arena.h"
#include "config/sw_config.h"
#include "db/sw_db.h"
#include "http/sw_route.h"

/* Every service has these settings; its own table comes on top. */
struct sw_service_config {
    const char *socket;          /* SEALWRIGHT_RUN_DIR/<service>.sock is what it listens on */
    const char *run_dir;         /* SEALWRIGHT_RUN_DIR */
    const char *database;        /* SEALWRIGHT_DATABASE: libpq keywords without user */
    int64_t connections;         /* SEALWRIGHT_DB_CONNECTIONS */
    int64_t db_deadline_ms;      /* SEALWRIGHT_DB_DEADLINE_MS */
    int64_t workers;             /* SEALWRIGHT_WORKERS: threads that run handlers */
    int64_t queue;               /* SEALWRIGHT_QUEUE: requests that may wait for one, then 503 */
    const char *origin;          /* SEALWRIGHT_ORIGIN: "https://localhost:8443", in links */
    const char *worker_key_file; /* SEALWRIGHT_WORKER_KEY: key for the tokens of its own jobs */
};

/* A background job: runs for each tenant at start, every interval_s, and when notified. */
struct sw_job {
    const char *name;
    const char *channel; /* NOTIFY channel whose payload is a tenant id, or NULL */
    int interval_s;
    /* context is a worker token for that tenant; *ret_more asks for another run at once */
    enum sw_code (*run)(struct sw_service *service, const struct sw_context *context,
                        struct sw_arena *arena, bool *ret_more, struct sw_error *err);
};

struct sw_service_def {
    const char *name;                  /* "clients": socket, database role clients_service, log */
    const char *title;                 /* for --help and OpenAPI */
    const struct sw_route *routes;     /* NULL for a process without an API of its own */
    const struct sw_setting *settings; /* own table, or NULL */
    size_t config_size;                /* of the struct that own settings fill */
    const struct sw_job *jobs;         /* ends with a job without a name, or NULL */
    enum sw_code (*start)(struct sw_service *service, struct sw_error *err); /* once, or NULL */
    void (*stop)(struct sw_service *service);                                /* once, or NULL */
    /* the text of /metrics instead of the API's, or NULL */
    const char *(*metrics)(struct sw_service *service, struct sw_arena *arena);
};

struct sw_service {
    const struct sw_service_def *def;
    struct sw_service_config config;
    const void *own_config; /* the struct of def->settings */
    struct sw_db *db;
    void *own; /* what start() made */
};

int sw_service_main(const struct sw_service_def *def, int argc, char **argv);

/* The parts of sw_service_main(), for tests: config (and own_config) must be set. */
SW_CHECKED enum sw_code sw_service_open(struct sw_service *service, struct sw_arena *arena,
                                        struct sw_error *err);
void sw_service_close(struct sw_service *service);

/* Run one request through the table without a socket: what a client sees.  For the server and
 * for tests.  The reply's texts live in @p req->arena. */
struct sw_reply sw_service_dispatch(struct sw_service *service, const char *method,
                                    const char *target, const char *body, size_t body_size,
                                    struct sw_request *req);

/* Check an upload's request and open it, before its body is read. */
SW_CHECKED enum sw_code sw_service_open_upload(struct sw_service *service,
                                               const struct sw_route *route, const char *target,
                                               int64_t size, struct sw_request *req,
                                               struct sw_error *err);

/* Inside a transaction: an event that courier turns into e-mail and webhooks, at least once.
 * @p payload is JSON text; {"to":["a@b"],"subject":"..","text":".."} makes an e-mail. */
SW_CHECKED enum sw_code sw_outbox_add(struct sw_txn *txn, const char *event, const char *payload,
                                      struct sw_error *err);

/* Inside a transaction: one entry of the tenant's chained trail. */
SW_CHECKED enum sw_code sw_trail_add(struct sw_txn *txn, const char *event,
                                     const struct sw_uuid *subject, const char *facts_json,
                                     struct sw_error *err);

#endif
