/* sw_route.h - one table per service says everything about its API.
 *
 * From a struct sw_route array come: dispatch (404, 405, Allow), the permission
 * check, reading and validating path, query and body, the OpenAPI document, the
 * metrics labels and the generated tests of every route.
 *
 * Four kinds of rows:
 *   a read         .sql      binds path ids, then query fields; returns one json value
 *   a plain write  .sql      binds path ids, then body fields in table order; returns json
 *   a write        .handle   when a rule decides: one file, inside one transaction
 *   a calculation  .compute  only what came in decides; no transaction, no key, no trail
 * Every write runs in one transaction with its Idempotency-Key, its trail entry
 * (.event) and its outbox rows.  A handler never sees HTTP.
 */
#ifndef SW_ROUTE_H
#define SW_ROUTE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sw_arena.h"
#include "base/sw_context.h"
#include "base/sw_date.h"
#include "base/sw_error.h"
#include "base/sw_stmt.h"
#include "base/sw_uuid.h"

#define SW_PATH_IDS_MAX       3
#define SW_LIST_LIMIT_DEFAULT 50
#define SW_LIST_LIMIT_MAX     200

/* What a field is in JSON, and the C type it is read into. */
enum sw_field_type {
    SW_F_UUID,    /* string    -> struct sw_uuid, none when absent */
    SW_F_INT,     /* integer   -> int64_t, SW_INT_NONE when absent; min..max is the range */
    SW_F_BOOL,    /* boolean   -> bool, false when absent */
    SW_F_TEXT,    /* string    -> const char *, NULL when absent; min..max characters (UTF-8) */
    SW_F_DATE,    /* string    -> struct sw_date, none when absent */
    SW_F_ENUM,    /* string    -> int index into names, -1 when absent */
    SW_F_OBJECT,  /* object    -> struct sw_list with one item of .shape */
    SW_F_OBJECTS, /* array     -> struct sw_list of .shape; min..max items */
    SW_F_UUIDS,   /* array     -> struct sw_list of struct sw_uuid */
    SW_F_TEXTS,   /* array     -> struct sw_list of const char *; an item has 1..200 characters */
    SW_F_INTS,    /* array     -> struct sw_list of int64_t */
    SW_F_JSON,    /* any value -> struct sw_list with only .json set; replies only */
};
#define SW_INT_NONE INT64_MIN

struct sw_list {
    const void *items; /* array of the item's C type, NULL when empty */
    size_t count;
    const char *json; /* the value as compact JSON, NULL when absent; binds as jsonb */
};

struct sw_shape;
struct sw_field {
    const char *name;
    enum sw_field_type type;
    bool optional;
    size_t offset;
    int64_t min, max;
    const char *const *names;     /* SW_F_ENUM: NULL-terminated, in enum order */
    const struct sw_shape *shape; /* SW_F_OBJECT, SW_F_OBJECTS */
    const char *doc;              /* one sentence, with unit and clause where there is one */
};

/* clang-format off */
#define SW_FIELD(T, f, type_, ...) { .name = #f, .type = type_, .offset = offsetof(T, f), __VA_ARGS__ }
#define SW_IN_UUID(T, f, d)             SW_FIELD(T, f, SW_F_UUID, .doc = d)
#define SW_IN_INT(T, f, lo, hi, d)      SW_FIELD(T, f, SW_F_INT, .min = lo, .max = hi, .doc = d)
#define SW_IN_BOOL(T, f, d)             SW_FIELD(T, f, SW_F_BOOL, .doc = d)
#define SW_IN_TEXT(T, f, lo, hi, d)     SW_FIELD(T, f, SW_F_TEXT, .min = lo, .max = hi, .doc = d)
#define SW_IN_DATE(T, f, d)             SW_FIELD(T, f, SW_F_DATE, .doc = d)
#define SW_IN_ENUM(T, f, n, d)          SW_FIELD(T, f, SW_F_ENUM, .names = n, .doc = d)
#define SW_IN_OBJECT(T, f, s, d)        SW_FIELD(T, f, SW_F_OBJECT, .shape = s, .doc = d)
#define SW_IN_OBJECTS(T, f, s, lo, hi, d) SW_FIELD(T, f, SW_F_OBJECTS, .shape = s, .min = lo, .max = hi, .doc = d)
#define SW_IN_UUIDS(T, f, lo, hi, d)    SW_FIELD(T, f, SW_F_UUIDS, .min = lo, .max = hi, .doc = d)
#define SW_IN_TEXTS(T, f, lo, hi, d)    SW_FIELD(T, f, SW_F_TEXTS, .min = lo, .max = hi, .doc = d)
#define SW_IN_INTS(T, f, lo, hi, d)     SW_FIELD(T, f, SW_F_INTS, .min = lo, .max = hi, .doc = d)
/* The same, but the field may be left out or null. */
#define SW_OPT_UUID(T, f, d)            SW_FIELD(T, f, SW_F_UUID, .optional = true, .doc = d)
#define SW_OPT_INT(T, f, lo, hi, d)     SW_FIELD(T, f, SW_F_INT, .optional = true, .min = lo, .max = hi, .doc = d)
#define SW_OPT_BOOL(T, f, d)            SW_FIELD(T, f, SW_F_BOOL, .optional = true, .doc = d)
#define SW_OPT_TEXT(T, f, lo, hi, d)    SW_FIELD(T, f, SW_F_TEXT, .optional = true, .min = lo, .max = hi, .doc = d)
#define SW_OPT_DATE(T, f, d)            SW_FIELD(T, f, SW_F_DATE, .optional = true, .doc = d)
#define SW_OPT_ENUM(T, f, n, d)         SW_FIELD(T, f, SW_F_ENUM, .optional = true, .names = n, .doc = d)
#define SW_OPT_OBJECTS(T, f, s, lo, hi, d) SW_FIELD(T, f, SW_F_OBJECTS, .optional = true, .shape = s, .min = lo, .max = hi, .doc = d)
#define SW_OPT_UUIDS(T, f, lo, hi, d)   SW_FIELD(T, f, SW_F_UUIDS, .optional = true, .min = lo, .max = hi, .doc = d)
#define SW_OPT_TEXTS(T, f, lo, hi, d)   SW_FIELD(T, f, SW_F_TEXTS, .optional = true, .min = lo, .max = hi, .doc = d)
/* A field of a reply: PostgreSQL writes it, so it has no offset.  SW_OUT_MAYBE: may be null. */
#define SW_OUT(n, type_, d)             { .name = n, .type = type_, .doc = d }
#define SW_OUT_MAYBE(n, type_, d)       { .name = n, .type = type_, .optional = true, .doc = d }
#define SW_OUT_ENUM(n, names_, d)       { .name = n, .type = SW_F_ENUM, .names = names_, .doc = d }
#define SW_OUT_OBJECTS(n, s, d)         { .name = n, .type = SW_F_OBJECTS, .shape = s, .doc = d }
#define SW_OUT_OBJECT(n, s, d)          { .name = n, .type = SW_F_OBJECT, .shape = s, .doc = d }
/* clang-format on */

struct sw_shape {
    const char *name;              /* schema name in OpenAPI, unique over all services */
    size_t size;                   /* sizeof the C struct; 0 for replies */
    const struct sw_field *fields; /* ends with a field without a name */
};

struct sw_txn;
struct sw_service;

/* A header of the reply beside Content-Type. */
struct sw_reply_header {
    const char *name;
    const char *value;
    struct sw_reply_header *next;
};

struct sw_request {
    struct sw_arena *arena;
    struct sw_service *service; /* config, database, clients: what main() made */
    struct sw_context context;
    struct sw_uuid path_id[SW_PATH_IDS_MAX]; /* the {ids} of the path, in order */
    const char *path_word;                   /* the {slug} or {name} of the path, if it has one */
    const void *query;                       /* struct of route->query, validated */
    struct {
        int64_t limit;           /* 1..SW_LIST_LIMIT_MAX */
        struct sw_uuid cursor;   /* none: from the start */
    } page;                      /* of a SW_ROUTE_LIST */
    const void *body;            /* struct of route->body, validated */
    const char *body_json;       /* the same as text */
    struct sw_txn *txn;          /* set while .handle runs */
    void *prepared;              /* what .prepare left for .handle */
    void *upload;                /* what .upload->open left for .handle */
    const char *idempotency_key; /* or NULL */
    const char *trace_id;        /* 32 hex digits of the W3C trace */
    struct sw_uuid subject;      /* the object of the trail entry; path_id[0] or reply.id */
    const char *facts;           /* what the trail entry says, JSON; NULL: the body */

    /* The reply, set by the handler. */
    const char *reply; /* JSON text in the arena, NULL: no content */
    struct sw_reply_header *headers;
    int file; /* >= 0: the body is this file, closed by the server; -1 from the start */
    uint64_t file_size;
    const char *file_type;
};

/* Add a header to the reply; name and value are kept, not copied. */
void sw_reply_header_add(struct sw_request *req, const char *name, const char *value);

/* A body that goes to a file or a hash while it arrives: never held in memory.
 * open and close run on a worker, write on the server's loop and must not wait. */
struct sw_upload {
    uint64_t max_bytes;
    enum sw_code (*open)(struct sw_request *req, int64_t size,
                         struct sw_error *err); /* -1: unknown */
    enum sw_code (*write)(struct sw_request *req, const void *data, size_t n, struct sw_error *err);
    void (*abandon)(struct sw_request *req); /* the client went away, or handle failed */
};

enum sw_route_flags {
    SW_ROUTE_LIST = 1 << 0,   /* adds limit and cursor: the last two parameters of .sql */
    SW_ROUTE_REPEAT = 1 << 1, /* a POST that is safe to repeat: needs no Idempotency-Key */
    SW_ROUTE_SECRET =
        1 << 2, /* body or reply hold a secret: the trail and the replay keep neither */
};

struct sw_route {
    const char *method;
    const char
        *path; /* "/v1/clients/organisations/{client_id}/sites": {x_id} is a UUID, others a word */
    const char *permission; /* of sw_permissions.def */
    const char *summary;
    const char *clause; /* what standard it serves, or NULL */
    const struct sw_shape *query;
    const struct sw_shape *body;
    const struct sw_upload *upload; /* instead of body */
    int status;                     /* on success */
    const struct sw_shape *reply;   /* NULL with 204 */
    const char *reply_type;         /* NULL: application/json */
    enum sw_code errors[8];         /* what it may fail with besides the common ones */
    const struct sw_stmt *sql;
    enum sw_code (*prepare)(struct sw_request *req,
                            struct sw_error *err); /* slow work, no transaction */
    enum sw_code (*handle)(struct sw_request *req,
                           struct sw_error *err); /* inside the transaction */
    enum sw_code (*compute)(struct sw_request *req,
                            struct sw_error *err); /* a calculation: reads and stores nothing */
    const char *event;                             /* trail entry of a write: "site.added" */
    unsigned flags;                                /* enum sw_route_flags */
};

/* What a dispatched request becomes. */
struct sw_reply {
    int status;
    const char *type;
    const char *body;
    size_t size;
};

/* Runs a matched, permitted and validated route; the service layer gives it. */
typedef enum sw_code sw_execute_fn(const struct sw_route *route, struct sw_request *req,
                                   struct sw_error *err);

/* Find the row; SW_NOT_FOUND or SW_METHOD_INVALID otherwise.  Fills path_id and path_word. */
SW_CHECKED enum sw_code sw_route_find(const struct sw_route *routes, const char *method,
                                      const char *path, struct sw_request *req,
                                      const struct sw_route **ret_route, struct sw_error *err);

/* Check the permission, then read query ("a=1&b=2", may be "") and body into req. */
SW_CHECKED enum sw_code sw_route_admit(const struct sw_route *route, const char *query,
                                       const char *body, size_t body_size, struct sw_request *req,
                                       struct sw_error *err);

/* The parameters of route->sql: path ids, path word, query fields, body fields, limit and cursor.
 */
int sw_route_params(const struct sw_route *route, const struct sw_request *req,
                    struct sw_param *ret_params, int max);

/* A problem+json text for @p err, in the arena; the detail of a 5xx is left out. */
const char *sw_problem(struct sw_arena *arena, const struct sw_error *err, const char *trace_id);

/* The OpenAPI 3.1 document of a table; the caller owns it. */
json_t *sw_openapi(const struct sw_route *routes, const char *service, const char *title);

#endif
