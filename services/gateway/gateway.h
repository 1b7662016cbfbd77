/* gateway.h - the front door: everything its files share, on one page.
 *
 * One thread (the loop) owns every connection, every exchange, every call to a service and every
 * cache, so none of them has a lock.  Workers only look things up in the database and write pages;
 * they hand exchanges back through a list.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/sw_arena.h"
#include "base/sw_context.h"
#include "base/sw_error.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_mac.h"
#include "db/sw_db.h"
#include "guard.h"
#include "http/sw_metrics.h"
#include "http/sw_pool.h"
#include "service/sw_service.h"
#include "services.h"
#include "upstream.h"

struct gateway_config {
    const char *listen, *tls_certificate, *tls_key, *context_key, *portal_dir;
    const char *operator_token_sha256;
    int64_t port, connections, connections_per_address, upstream_connections;
    int64_t header_deadline_s, idle_s, upstream_deadline_s, minimum_rate;
    int64_t body_max, upload_max;
    int64_t sign_ins_per_minute, sign_ins_per_body, checks_per_minute;
    bool access_log;
};
extern const struct sw_setting gateway_settings[];
extern const struct sw_service_def gateway_def;

/* Who a request comes from. */
struct gateway_identity {
    struct sw_uuid tenant, person, client;
    unsigned roles; /* 0: nobody */
};

/* A header of the answer beside those that every answer has. */
struct gateway_header {
    const char *name, *value;
    struct gateway_header *next;
};

enum gateway_phase {
    GATEWAY_HEAD,    /* the header is arriving */
    GATEWAY_ASK,     /* a worker must look something up */
    GATEWAY_ASKING,  /* it does */
    GATEWAY_START,   /* who it is stands: the service may be called */
    GATEWAY_SENDING, /* the body goes to the service */
    GATEWAY_WAITING, /* the service works on it */
    GATEWAY_READY,   /* the answer stands */
};

struct gateway;
struct gateway_peer;

struct gateway_exchange {
    struct sw_task task; /* first: a task is its exchange */
    struct gateway *gateway;
    struct gateway_peer *peer;
    struct sw_arena *arena;
    struct MHD_Connection *connection;
    struct gateway_exchange *previous, *next, *next_finished;

    const char *method, *target, *path; /* path: the target without its query, not decoded */
    char trace[33], span[17];
    struct guard_facts facts;
    bool has_body;
    int service; /* enum service, -1: none */
    enum gateway_phase phase;
    bool suspended, from_cookie;
    int64_t started_ms;
    uint64_t received, dropped; /* bytes of the body */
    unsigned char token_hash[SW_SHA256_SIZE];
    const char *slug;    /* of an anonymous request for one certification body */
    unsigned generation; /* of the memory, when it was found to hold nothing */
    struct gateway_page_wanted *wanted;
    struct gateway_identity identity;
    struct upstream_call *call;

    struct sw_error err; /* code SW_OK: none */
    int status;
    const char *type, *reply;
    size_t reply_size;
    struct gateway_header *headers;
    struct MHD_Response *ready_made; /* from a cache; not owned */
};

#define GATEWAY_SHARDS 64

struct gateway {
    const struct gateway_config *config;
    const char *run_dir, *database, *origin;
    int workers;
    struct sw_db *db;
    struct MHD_Daemon *daemon;
    int epoll, wake;
    pthread_t loop, news[2];
    struct sw_pool *pool;
    unsigned char key[SW_CONTEXT_KEY_SIZE];
    pthread_mutex_t lock; /* of finished */
    struct gateway_exchange *finished;
    struct gateway_exchange *exchanges; /* all that are not completed */
    atomic_bool stopping;
    atomic_uint sessions_generation;                 /* grows when a session or a person changes */
    atomic_uint register_generation[GATEWAY_SHARDS]; /* by what a page is about */
    struct upstream *upstream;
    struct gateway_sessions *sessions;
    struct gateway_pages *pages;
    struct gateway_files *files;
    struct gateway_peers *peers;
    struct sw_metrics *metrics;
    atomic_long connections, cut, upstream_connections, page_hits, page_misses;
};

/* loop.c - the thread that does everything but wait for the database. */
SW_CHECKED enum sw_code gateway_loop_start(struct gateway *g, struct sw_error *err);
void gateway_loop_stop(struct gateway *g); /* finishes what is under way, for ten seconds at most */
void gateway_ask(struct gateway_exchange *x); /* a worker looks it up; suspends */

/* exchange.c - one request from its first line to its answer. */
void *gateway_on_target(void *cls, const char *target, struct MHD_Connection *connection);
enum MHD_Result gateway_on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                   const char *method, const char *version, const char *data,
                                   size_t *size, void **con_cls);
void gateway_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
                          enum MHD_RequestTerminationCode why);
void gateway_suspend(struct gateway_exchange *x);
void gateway_resume(struct gateway_exchange *x);
void gateway_resume_all(struct gateway *g);
void gateway_looked_up(struct gateway_exchange *x); /* on the loop, after gateway_ask() */
/* The answer is this error; kept when there is one already. */
void gateway_refuse(struct gateway_exchange *x, enum sw_code code, const char *detail);

/* answer.c - the answer as libmicrohttpd wants it. */
enum MHD_Result gateway_answer(struct gateway_exchange *x, bool close_after);
void gateway_header_add(struct gateway_exchange *x, const char *name, const char *value);
void gateway_harden(struct MHD_Response *response); /* what every answer carries */

/* forward.c - to a service and back. */
void gateway_forward(struct gateway_exchange *x); /* GATEWAY_SENDING, or refused */
struct MHD_Response *gateway_forwarded_answer(struct gateway_exchange *x);

/* identify.c - from a cookie or a token to a context. */
void gateway_identify(struct gateway_exchange *x); /* GATEWAY_START, GATEWAY_ASK or refused */
void gateway_identify_slowly(struct gateway_exchange *x); /* on a worker */
void gateway_identified(struct gateway_exchange *x);      /* on the loop, afterwards */
struct gateway_sessions *gateway_sessions_new(void);
void gateway_sessions_free(struct gateway_sessions *sessions);
bool gateway_context(struct gateway_exchange *x, struct sw_context *ret_context);

/* peers.c - what one connection and one address may do. */
struct gateway_peers *gateway_peers_new(struct gateway *g);
void gateway_peers_free(struct gateway_peers *peers);
void gateway_on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
                           enum MHD_ConnectionNotificationCode what);
struct gateway_peer *gateway_peer_of(struct MHD_Connection *connection);
void gateway_peer_awaits_head(struct gateway_peer *peer, int64_t within_s); /* absolute */
void gateway_peer_transfers(struct gateway_peer *peer); /* a rate is expected from now on */
void gateway_peer_takes(struct gateway_peer *peer, uint64_t bytes); /* all of this lies ready */
void gateway_peer_moved(struct gateway_peer *peer, uint64_t bytes);
void gateway_peer_rests(struct gateway_peer *peer, bool rests); /* it is not its turn */
void gateway_peers_sweep(struct gateway_peers *peers, int64_t now_ms);
void gateway_peers_cut_idle(struct gateway_peers *peers);
const char *gateway_peer_name(const struct gateway_peer *peer); /* its address as text */

enum gateway_limit { LIMIT_SIGN_IN, LIMIT_SIGN_IN_BODY, LIMIT_CHECK, LIMIT_COUNT };
/* One more of these by this one; false: too many within the minute. */
bool gateway_allows(struct gateway_exchange *x, enum gateway_limit limit, const char *who);

/* files.c - the portal, from memory. */
struct gateway_files *gateway_files_new(const char *dir);
void gateway_files_free(struct gateway_files *files);
bool gateway_files_serve(struct gateway_exchange *x); /* false: not a file of ours */

/* pages.c - public pages, written by workers, kept in memory. */
struct gateway_pages *gateway_pages_new(void);
void gateway_pages_free(struct gateway_pages *pages);
void gateway_pages_serve(struct gateway_exchange *x);   /* GATEWAY_READY or GATEWAY_ASK */
void gateway_pages_write(struct gateway_exchange *x);   /* on a worker */
void gateway_pages_written(struct gateway_exchange *x); /* on the loop, afterwards */
unsigned gateway_shard(const char *subject); /* a public id, or a certification body's slug */

/* report.c - metrics and the access log. */
struct sw_metrics *gateway_metrics_new(void);
void gateway_report(const struct gateway_exchange *x);
const char *gateway_metrics(struct sw_service *service, struct sw_arena *arena);

#endif
