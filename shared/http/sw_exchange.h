/* sw_exchange.h - one request and its answer inside the server.  Shared by the files of the server
 * only. */
#ifndef SW_EXCHANGE_H
#define SW_EXCHANGE_H

#include <microhttpd.h>
#include <pthread.h>

#include "http/sw_metrics.h"
#include "http/sw_pool.h"
#include "http/sw_server.h"

enum sw_phase { RECEIVING, OPENING, RUNNING, DONE };

/* One request and its answer; lives in its own arena. */
struct sw_exchange {
    struct sw_task task; /* first: a task is its exchange */
    struct sw_server *server;
    struct MHD_Connection *connection;
    struct sw_request req;
    struct sw_reply reply;
    const struct sw_route *route; /* of an upload */
    const char *method, *target;
    char *body;
    size_t size, room;
    enum sw_phase phase;
    bool opened, too_large;
    struct sw_error upload_error; /* code SW_OK: none */
    int64_t started_ms;
    struct sw_exchange *next; /* among the finished ones */
};

struct sw_server {
    struct sw_server_settings settings;
    struct sw_server_calls calls;
    struct MHD_Daemon *daemon;
    struct sw_pool *pool;
    struct sw_metrics *metrics;
    int epoll, wake;
    volatile bool stopping;
    pthread_mutex_t lock;
    struct sw_exchange *finished;
    int running; /* exchanges that a worker holds */
};

/* sw_exchange_work.c - what workers do with it. */
void sw_exchange_run(struct sw_task *task);  /* the whole request */
void sw_exchange_open(struct sw_task *task); /* an upload, before its body */
struct sw_reply sw_exchange_problem(struct sw_exchange *x, const struct sw_error *err);

/* sw_exchange.c - libmicrohttpd's callbacks, on the loop. */
void *sw_exchange_on_uri(void *cls, const char *uri, struct MHD_Connection *connection);
enum MHD_Result sw_exchange_on_request(void *cls, struct MHD_Connection *connection,
                                       const char *url, const char *method, const char *version,
                                       const char *data, size_t *size, void **con_cls);
void sw_exchange_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
                              enum MHD_RequestTerminationCode why);

#endif
