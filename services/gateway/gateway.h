/* gateway.h - the front door: everything its files share, on one page.
 *
 * One thread (the loop) owns every exchange, every upstream connection and every cache.  Workers
 * only look things up in the database and write pages; they hand exchanges back through a list.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/sw_arena.h"
#include "base/sw_context.h"
#include "base/sw_error.h"
#include "config/sw_config.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_mac.h"
#include "db/sw_db.h"
#include "http/sw_pool.h"

#define GATEWAY_BODY_MAX     (1024 * 1024) /* larger bodies are streamed, where that is allowed */
#define GATEWAY_REPLY_MAX    (256 * 1024)  /* larger replies are streamed */
#define GATEWAY_HEAD_MAX     16384         /* of an upstream's answer */
#define GATEWAY_TARGET_MAX   4000
#define GATEWAY_SERVICES     7
#define GATEWAY_CONTEXT_LIFE 60 /* [s] */

struct gateway_config {
    const char *run_dir, *database, *origin, *tls_certificate, *tls_key, *context_key, *portal_dir;
    const char *operator_token_sha256;
    int64_t port, header_deadline_s, upstream_deadline_s, connections, connections_per_address;
    int64_t sign_ins_per_minute, workers;
};
extern const struct sw_setting gateway_settings[];

/* Who a request comes from. */
struct gateway_identity {
    struct sw_uuid tenant, person, client;
    unsigned roles; /* 0: nobody */
};

/* A header of an upstream's answer that goes to the client. */
struct gateway_header {
    const char *name, *value;
    struct gateway_header *next;
};

enum gateway_phase {
    GATEWAY_RECEIVING, /* the client is sending */
    GATEWAY_LOOKUP,    /* a worker finds out who it is, or writes the page */
    GATEWAY_UPSTREAM,  /* a service works on it */
    GATEWAY_READY,     /* the reply stands */
};

struct gateway;
struct gateway_upstream;

struct gateway_exchange {
    struct sw_task task; /* first: a task is its exchange */
    struct gateway *gateway;
    struct sw_arena *arena;
    struct MHD_Connection *connection;
    struct gateway_exchange *previous, *next, *next_finished;

    const char *method, *target, *path;
    char trace[33], span[17];
    int service; /* index, -1: none */
    enum gateway_phase phase;
    bool streamed, suspended, looked_up, from_cookie;
    int64_t started_ms, due_ms, received;
    char *body;
    size_t body_size, body_room;
    unsigned char token_hash[SW_SHA256_SIZE];
    const char *slug; /* of an anonymous request for one body */
    struct gateway_identity identity;
    struct gateway_upstream *upstream;
    bool retried;

    struct sw_error err; /* code SW_OK: none */
    int status;
    const char *type;
    const char *reply;
    size_t reply_size;
    struct gateway_header *headers;
    uint64_t stream_size;            /* > 0: the reply streams from the upstream */
    struct MHD_Response *ready_made; /* from a cache; not owned */
};

struct gateway {
    struct gateway_config config;
    struct MHD_Daemon *daemon;
    int epoll, wake;
    struct sw_pool *pool;
    struct sw_db *db;
    unsigned char key[SW_CONTEXT_KEY_SIZE];
    pthread_mutex_t lock; /* of finished */
    struct gateway_exchange *finished;
    struct gateway_exchange *exchanges;
    struct gateway_upstream *idle[GATEWAY_SERVICES];
    int in_flight; /* exchanges that a worker holds */
    volatile bool stopping;
    atomic_uint sessions_generation, register_generation;
    struct gateway_sessions *sessions;
    struct gateway_pages *pages;
    struct gateway_files *files;
    struct gateway_peers *peers;
    atomic_ulong answered[6]; /* by status class */
};

extern const char *const gateway_services[GATEWAY_SERVICES];

/* front.c - libmicrohttpd's side: requests in, replies out. */
SW_CHECKED enum sw_code gateway_front_start(struct gateway *g, struct sw_error *err);
void gateway_exchange_suspend(struct gateway_exchange *x);
void gateway_exchange_resume(struct gateway_exchange *x); /* the loop will ask for the next step */
void gateway_exchange_fail(struct gateway_exchange *x, enum sw_code code, const char *detail);
void gateway_exchange_step(struct gateway_exchange *x); /* decide what comes next; may suspend */
void gateway_sweep(struct gateway *g, int64_t now_ms);

SW_CHECKED enum sw_code gateway_guard(struct MHD_Connection *connection, const char *method,
                                      const char *version, const char *target,
                                      struct sw_error *err);
/* identify.c - from cookie or token to a context. */
bool
gateway_identify(struct gateway_exchange *x); /* true: known at once; false: a lookup is needed */
void gateway_identify_slowly(struct gateway_exchange *x); /* on a worker */
struct gateway_sessions *gateway_sessions_new(void);
void gateway_sessions_free(struct gateway_sessions *sessions);
void gateway_sessions_keep(struct gateway_exchange *x); /* on the loop, after a lookup */
bool gateway_context(struct gateway_exchange *x, char ret_token[SW_CONTEXT_MAX]);

/* upstream.c - the small client of our own services. */
void gateway_upstream_start(struct gateway_exchange *x);
/* Send a piece of a streamed body: bytes taken, 0: wait (the exchange is suspended), -1: broken. */
long gateway_upstream_send(struct gateway_exchange *x, const void *data, size_t size);
void gateway_upstream_body_done(struct gateway_exchange *x);
void gateway_upstream_event(struct gateway_upstream *u, unsigned events);
void gateway_upstream_drop(struct gateway_exchange *x);
long gateway_upstream_read(struct gateway_exchange *x, char *buffer, size_t max);
void gateway_upstream_free_all(struct gateway *g);

/* peers.c - limits per client address. */
struct gateway_peers *gateway_peers_new(void);
void gateway_peers_free(struct gateway_peers *peers);
bool gateway_peers_sign_in(struct gateway *g, const struct sockaddr *address); /* false: too many */

/* files.c - the portal, from memory. */
struct gateway_files *gateway_files_new(const char *dir);
void gateway_files_free(struct gateway_files *files);
bool gateway_files_serve(struct gateway_exchange *x); /* false: not a file of ours */

/* pages.c - public pages, written by workers, kept in memory. */
struct gateway_pages *gateway_pages_new(void);
void gateway_pages_free(struct gateway_pages *pages);
bool gateway_pages_wants(const struct gateway_exchange *x);
bool gateway_pages_cached(struct gateway_exchange *x);
void gateway_pages_write(struct gateway_exchange *x); /* on a worker */
void gateway_pages_keep(struct gateway_exchange *x);  /* on the loop */

/* security_headers.c */
void gateway_security_headers(struct MHD_Response *response);

#endif
