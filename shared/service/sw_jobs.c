#include "service/sw_jobs.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/sw_clock.h"
#include "base/sw_log.h"
#include "crypto/sw_mac.h"
#include "service_sql.h"

#define TOKEN_SECONDS 300
#define ROUNDS_MAX    100 /* runs in a row for one tenant before the others have their turn */
#define SLICE_MS      250 /* how soon a stop is noticed */

struct worker {
    const struct sw_job *job;
    struct sw_jobs *jobs;
    pthread_t thread;
};

struct sw_jobs {
    struct sw_service *service;
    unsigned char key[SW_CONTEXT_KEY_SIZE];
    char key_id[40], role[40];
    volatile bool stopping;
    struct worker workers[8];
    int count;
};

static bool
mint(const struct sw_jobs *jobs, const char *tenant, struct sw_context *ret_context)
{
    struct sw_context_claims claims = { .key_id = jobs->key_id,
                                        .roles = SW_ROLE_WORKER,
                                        .audience = jobs->role,
                                        .expires_at = sw_clock_unix_ms() / 1000 + TOKEN_SECONDS };

    return sw_uuid_parse(tenant, &claims.tenant) &&
           sw_context_mint(&claims, jobs->key, ret_context);
}

static void
run_for(struct worker *w, const char *tenant)
{
    bool more = true;

    for (int round = 0; more && round < ROUNDS_MAX && !w->jobs->stopping; round++) {
        struct sw_arena *arena = sw_arena_new();
        struct sw_error err = { .code = SW_OK };
        struct sw_context context;

        more = false;
        if (!mint(w->jobs, tenant, &context))
            sw_log(SW_LOG_ERROR, NULL, "not a tenant", "job", w->job->name, NULL);
        else if (w->job->run(w->jobs->service, &context, arena, &more, &err) != SW_OK) {
            more = false;
            sw_log(SW_LOG_ERROR, NULL, "job failed", "job", w->job->name, "tenant", tenant, "code",
                   sw_code_slug(err.code), "at", sw_printf(arena, "%s:%d", err.file, err.line),
                   "detail", err.detail, NULL);
        }
        sw_arena_free(arena);
    }
}

static enum sw_code
read_tenants(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    return sw_db_rows(txn, &service_sql_tenants, SW_BIND_NONE, ctx, err);
}

static void
run_for_all(struct worker *w)
{
    struct sw_arena *arena = sw_arena_new();
    struct sw_error err = { .code = SW_OK };
    struct sw_rows rows = { .count = 0 };

    if (sw_db_run(w->jobs->service->db, NULL, arena, SW_TXN_READ, read_tenants, &rows, &err) !=
        SW_OK)
        sw_log(SW_LOG_ERROR, NULL, "the tenants cannot be read", "job", w->job->name, "detail",
               err.detail, NULL);
    for (int i = 0; i < rows.count && !w->jobs->stopping; i++)
        run_for(w, sw_rows_text(&rows, i, "tenant_id"));
    sw_arena_free(arena);
}

static void
sleep_ms(int ms)
{
    const struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000L };

    (void) nanosleep(&t, NULL);
}

/* Until the interval is over or a notification asks for everybody; one tenant's is served here. */
static void
rest(struct worker *w, struct sw_listener *listener)
{
    const int64_t until_ms = sw_clock_ms() + w->job->interval_s * 1000L;

    while (!w->jobs->stopping && sw_clock_ms() < until_ms) {
        struct sw_arena *arena = sw_arena_new();
        struct sw_error err = { .code = SW_OK };
        const char *payload = "";

        if (listener == NULL ||
            sw_listener_wait(listener, SLICE_MS, arena, &payload, &err) != SW_OK)
            sleep_ms(SLICE_MS);
        else if (payload == NULL)
            run_for_all(w);
        else if (payload[0] != '\0')
            run_for(w, payload);
        sw_arena_free(arena);
    }
}

static void *
work(void *arg)
{
    struct worker *w = arg;
    struct sw_listener *listener = NULL;

    if (w->job->channel != NULL) {
        char conninfo[600];

        (void) snprintf(conninfo, sizeof conninfo, "%s user=%s", w->jobs->service->config.database,
                        w->jobs->role);
        listener = sw_listener_new(conninfo, w->job->channel);
    }
    while (!w->jobs->stopping) {
        run_for_all(w);
        rest(w, listener);
    }
    sw_listener_free(listener);
    return NULL;
}

struct sw_jobs *
sw_jobs_start(struct sw_service *service, struct sw_error *err)
{
    struct sw_jobs *jobs = calloc(1, sizeof *jobs);

    if (jobs == NULL)
        abort();
    jobs->service = service;
    (void) snprintf(jobs->key_id, sizeof jobs->key_id, "w-%s", service->def->name);
    (void) snprintf(jobs->role, sizeof jobs->role, "%s_service", service->def->name);
    if (sw_context_key_read(service->config.worker_key_file, jobs->key, err) != SW_OK) {
        free(jobs);
        return NULL;
    }
    for (const struct sw_job *j = service->def->jobs; j->name != NULL; j++) {
        struct worker *w = &jobs->workers[jobs->count++];

        *w = (struct worker){ .job = j, .jobs = jobs };
        if (pthread_create(&w->thread, NULL, work, w) != 0)
            abort();
    }
    return jobs;
}

void
sw_jobs_stop(struct sw_jobs *jobs)
{
    if (jobs == NULL)
        return;
    jobs->stopping = true;
    for (int i = 0; i < jobs->count; i++)
        pthread_join(jobs->workers[i].thread, NULL);
    free(jobs);
}
