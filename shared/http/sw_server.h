/* sw_server.h - one HTTP server on a Unix socket.
 *
 * One thread runs libmicrohttpd with an epoll of our own; complete requests go to a bounded pool of
 * workers and the connection is suspended meanwhile.  So handlers are plain sequential code, and a
 * slow one stalls nobody.  A full queue answers 503 at once.
 */
#ifndef SW_SERVER_H
#define SW_SERVER_H

#include "http/sw_route.h"

struct sw_server;

struct sw_server_calls {
    void *ctx;
    const struct sw_route *routes;
    /* On a worker: run the whole request.  Texts of the reply live in req->arena. */
    struct sw_reply (*dispatch)(void *ctx, const char *method, const char *target, const char *body,
                                size_t body_size, struct sw_request *req);
    /* On a worker, before the body of an upload is read: SW_OK, or the reply's error. */
    enum sw_code (*open_upload)(void *ctx, const struct sw_route *route, const char *target,
                                int64_t size, struct sw_request *req, struct sw_error *err);
    /* On a worker: may requests be sent here? */
    bool (*ready)(void *ctx);
    /* On a worker: the text of /metrics instead of the server's own, or NULL. */
    const char *(*metrics)(void *ctx, struct sw_arena *arena);
};

struct sw_server_settings {
    const char *name;   /* for metrics */
    const char *socket; /* path of the Unix socket, replaced when it is there */
    int workers;        /* 1..64 */
    int queue;          /* requests that may wait for a worker */
    size_t body_max;    /* bytes of a body that is no upload */
};

struct sw_server *sw_server_new(const struct sw_server_settings *settings,
                                const struct sw_server_calls *calls, struct sw_error *err);

/* Serve until sw_server_stop() is called, from a signal handler or another thread. */
void sw_server_run(struct sw_server *server);
void sw_server_stop(struct sw_server *server);
void sw_server_free(struct sw_server *server);

#endif
