/* A read is one round trip, a calculation none.  A write is one transaction: key, handler, trail,
 * answer, commit. */
#include "service/sw_execute.h"

#include <stdio.h>
#include <string.h>

#include "crypto/sw_hash.h"
#include "service_sql.h"

struct write {
    const struct sw_route *route;
    struct sw_request *req;
    char fingerprint[SW_SHA256_HEX];
    struct sw_reply_header *headers; /* what .prepare left */
    int status;
};

static bool
is_read(const struct sw_route *route)
{
    return strcmp(route->method, "GET") == 0;
}

static bool
wants_key(const struct sw_route *route)
{
    return strcmp(route->method, "POST") == 0 && (route->flags & SW_ROUTE_REPEAT) == 0 &&
           route->compute == NULL;
}

static enum sw_code
run_sql(const struct sw_route *route, struct sw_request *req, struct sw_error *err)
{
    struct sw_param params[64];
    const int n = sw_route_params(route, req, params, 64);
    struct sw_rows row;

    if (route->reply != NULL)
        return sw_db_json(req->txn, route->sql, params, n, &req->reply, err);
    return sw_db_one(req->txn, route->sql, params, n, &row, err);
}

/* What the entry is about: the first id of the path, or the id of what was made. */
static struct sw_uuid
subject_of(const struct sw_request *req)
{
    struct sw_uuid subject = req->subject;
    json_t *reply;

    if (!sw_uuid_is_none(&subject))
        return subject;
    if (!sw_uuid_is_none(&req->path_id[0]) || req->reply == NULL)
        return req->path_id[0];
    reply = json_loads(req->reply, 0, NULL);
    (void) sw_uuid_parse(json_string_value(json_object_get(reply, "id")), &subject);
    json_decref(reply);
    return subject;
}

enum sw_code
sw_trail_add(struct sw_txn *txn, const char *event, const struct sw_uuid *subject,
             const char *facts_json, struct sw_error *err)
{
    return sw_db_exec(txn, &service_sql_trail_append,
                      SW_BIND(SW_TEXT(event), SW_UUID(*subject), SW_TEXT(facts_json)), err);
}

enum sw_code
sw_outbox_add(struct sw_txn *txn, const char *event, const char *payload, struct sw_error *err)
{
    return sw_db_exec(txn, &service_sql_outbox_add, SW_BIND(SW_TEXT(event), SW_TEXT(payload)), err);
}

static enum sw_code
leave_trail(const struct write *w, struct sw_error *err)
{
    const struct sw_request *req = w->req;
    const bool secret = (w->route->flags & SW_ROUTE_SECRET) != 0;
    const struct sw_uuid subject = subject_of(req);
    const char *facts = req->facts != NULL ? req->facts : req->body_json;

    if (w->route->event == NULL)
        return SW_OK;
    return sw_trail_add(req->txn, w->route->event, &subject, secret || facts == NULL ? "{}" : facts,
                        err);
}

/* Take the key; *ret_replayed when the stored answer is the answer. */
static enum sw_code
take_key(struct write *w, bool *ret_replayed, struct sw_error *err)
{
    struct sw_request *req = w->req;
    struct sw_rows row;
    const char *outcome;
    const enum sw_code code =
        sw_db_one(req->txn, &service_sql_idempotency_begin,
                  SW_BIND(SW_TEXT(req->idempotency_key), SW_TEXT(w->fingerprint)), &row, err);

    if (code != SW_OK)
        return code;
    outcome = sw_rows_text(&row, 0, "outcome");
    if (strcmp(outcome, "reused") == 0)
        return SW_FAIL_FIELD(err, SW_KEY_REUSED, "Idempotency-Key",
                             "this key came with another request before; take a new one");
    *ret_replayed = strcmp(outcome, "replay") == 0;
    if (*ret_replayed) {
        w->status = (int) sw_rows_int(&row, 0, "status");
        req->reply = sw_rows_text(&row, 0, "reply");
        sw_reply_header_add(req, "Idempotency-Replayed", "true");
    }
    return SW_OK;
}

static enum sw_code
write_once(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct write *w = ctx;
    struct sw_request *req = w->req;
    const bool keyed = wants_key(w->route);
    bool replayed = false;
    enum sw_code code = SW_OK;

    req->txn = txn;
    req->reply = NULL;
    req->headers = w->headers;
    w->status = w->route->status;
    if (keyed)
        code = take_key(w, &replayed, err);
    if (code != SW_OK || replayed)
        return code;
    code = w->route->handle != NULL ? w->route->handle(req, err) : run_sql(w->route, req, err);
    if (code != SW_OK)
        return code;
    code = leave_trail(w, err);
    if (code != SW_OK || !keyed)
        return code;
    return sw_db_exec(
        txn, &service_sql_idempotency_end,
        SW_BIND(SW_TEXT(req->idempotency_key), SW_INT(w->status),
                SW_TEXT((w->route->flags & SW_ROUTE_SECRET) != 0 ? NULL : req->reply)),
        err);
}

static void
fingerprint(struct write *w, const char *target)
{
    struct sw_sha256 *hash = sw_sha256_new();
    unsigned char digest[SW_SHA256_SIZE];

    sw_sha256_update(hash, w->route->method, strlen(w->route->method) + 1);
    sw_sha256_update(hash, target, strlen(target) + 1);
    if (w->req->body_json != NULL)
        sw_sha256_update(hash, w->req->body_json, strlen(w->req->body_json));
    sw_sha256_final(hash, digest);
    sw_sha256_free(hash);
    sw_hex(digest, sizeof digest, w->fingerprint);
}

enum sw_code
sw_execute(struct sw_service *service, const struct sw_route *route, const char *target,
           struct sw_request *req, int *ret_status, struct sw_error *err)
{
    struct write w = { .route = route, .req = req };
    enum sw_code code = SW_OK;

    *ret_status = route->status;
    if (route->compute != NULL)
        return route->compute(req, err);
    if (is_read(route) && route->handle == NULL) {
        struct sw_param params[64];
        const int n = sw_route_params(route, req, params, 64);

        return sw_db_read(service->db, req->context.token, req->arena, route->sql, params, n,
                          &req->reply, err);
    }
    if (wants_key(route) && (req->idempotency_key == NULL || req->idempotency_key[0] == '\0' ||
                             strlen(req->idempotency_key) > 200))
        return SW_FAIL_FIELD(err, SW_KEY_REQUIRED, "Idempotency-Key",
                             "send an Idempotency-Key of 1 to 200 characters, a new one an intent");
    if (route->prepare != NULL)
        code = route->prepare(req, err);
    if (code != SW_OK)
        return code;
    fingerprint(&w, target);
    w.headers = req->headers;
    code =
        sw_db_run(service->db, req->context.token, req->arena, SW_TXN_WRITE, write_once, &w, err);
    req->txn = NULL;
    if (code == SW_OK)
        *ret_status = w.status;
    return code;
}
