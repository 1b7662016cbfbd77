/* The job: claim, send outside of any transaction, record. */
#include "courier_job.h"

#include <stdlib.h>
#include <string.h>

#include "courier_sql.h"

struct round {
    struct sw_rows events, hooks;
    const char *name, *error, *reached;
    struct sw_uuid id;
    bool sent;
};

static enum sw_code
claim(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct round *r = ctx;

    return sw_db_rows(txn, &courier_sql_outbox_claim,
                      SW_BIND(SW_INT(COURIER_BATCH), SW_INT(COURIER_ATTEMPTS)), &r->events, err);
}

static enum sw_code
find_hooks(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct round *r = ctx;

    return sw_db_rows(txn, &courier_sql_webhooks, SW_BIND(SW_TEXT(r->name)), &r->hooks, err);
}

static enum sw_code
record(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    const struct round *r = ctx;

    if (r->sent)
        return sw_db_exec(txn, &courier_sql_outbox_delivered, SW_BIND(SW_UUID(r->id)), err);
    return sw_db_exec(
        txn, &courier_sql_outbox_failed,
        SW_BIND(SW_UUID(r->id), SW_TEXT(r->error), SW_INT(COURIER_ATTEMPTS), SW_TEXT(r->reached)),
        err);
}

bool
courier_reached(const struct courier_event *event, const char *where)
{
    size_t i;
    json_t *one;

    json_array_foreach(event->reached, i, one)
    {
        if (strcmp(json_string_value(one), where) == 0)
            return true;
    }
    return false;
}

/* To everyone who waits for it; the first error when somebody could not be reached. */
static enum sw_code
deliver(const struct sw_service *service, const struct courier_event *event, const struct round *r,
        struct sw_arena *arena, struct sw_error *err)
{
    const struct courier_config *config = service->own_config;
    enum sw_code first = courier_mail(config, service->own, event, arena, err);

    for (int i = 0; i < r->hooks.count; i++) {
        const char *url = sw_rows_text(&r->hooks, i, "url");
        struct sw_error why = { .code = SW_OK };

        if (courier_reached(event, url))
            continue;
        if (courier_post(config, event, url, sw_rows_text(&r->hooks, i, "secret"), arena, &why) ==
            SW_OK) {
            (void) json_array_append_new(event->reached, json_string(url));
        } else if (first == SW_OK) {
            first = why.code;
            *err = why;
        }
    }
    return first;
}

static void
drop(void *json)
{
    json_decref(json);
}

static void
forget(void *text)
{
    free(text);
}

enum sw_code
courier_job(struct sw_service *service, const struct sw_context *context, struct sw_arena *arena,
            bool *ret_more, struct sw_error *err)
{
    struct round r = { .sent = false };
    enum sw_code code = sw_db_run(service->db, context->token, arena, SW_TXN_WRITE, claim, &r, err);

    for (int i = 0; code == SW_OK && i < r.events.count; i++) {
        const struct courier_event event = {
            .id = sw_rows_uuid(&r.events, i, "outbox_id"),
            .name = sw_rows_text(&r.events, i, "event"),
            .payload = sw_rows_text(&r.events, i, "payload"),
            .created = sw_rows_int(&r.events, i, "created"),
            .reached = json_loads(sw_rows_text(&r.events, i, "reached"), 0, NULL),
        };
        char *reached;
        struct sw_error why = { .code = SW_OK };

        sw_own(arena, event.reached, drop);
        r.name = event.name;
        r.id = event.id;
        code = sw_db_run(service->db, context->token, arena, SW_TXN_READ, find_hooks, &r, err);
        if (code != SW_OK)
            break;
        r.sent = deliver(service, &event, &r, arena, &why) == SW_OK;
        r.error = why.detail;
        r.reached = reached = json_dumps(event.reached, JSON_COMPACT);
        sw_own(arena, reached, forget);
        code = sw_db_run(service->db, context->token, arena, SW_TXN_WRITE, record, &r, err);
    }
    *ret_more = code == SW_OK && r.events.count == COURIER_BATCH;
    return code;
}
