/* sealwright check --rules: an independent second look at everything the rules ever judged, also
 * where somebody wrote into the database by hand. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "cli.h"
#include "cli_sql.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_jcs.h"
#include "judge/sw_judge.h"

#define PAGE     500 /* rows of a statement: memory has a limit */
#define NO_ID    "00000000-0000-0000-0000-000000000000"
#define TEXT_MAX 400

/* What is stored, and which question it answers.  A statement takes the last id seen and gives a
 * page in the order of the ids: id, label, inputs and result; `sha256` of the inputs where it is
 * kept; `columns`, what stands beside them in the tables and must agree with the answer; and
 * `contradiction`, what the statement itself found wrong. */
static const struct kind {
    const char *name; /* "audit times" */
    const struct sw_stmt *sql;
    const struct sw_judgement *judgement;
    bool gate; /* what stands here must have been allowed */
} kinds[] = {
    { "audit times", &cli_sql_audit_times, &sw_judge_audit_time, false },
    { "site samples", &cli_sql_site_samples, &sw_judge_site_sample, false },
    { "teams", &cli_sql_teams, &sw_judge_team, true },
    { "reviews", &cli_sql_reviews, &sw_judge_decision, true },
    { "decisions", &cli_sql_decisions, &sw_judge_decision, true },
};
#define KINDS ((int) (sizeof kinds / sizeof kinds[0]))

/* How far the workers are with one kind: each takes the next page, under the lock. */
struct cursor {
    pthread_mutex_t lock;
    char last[37];
    bool end;
};

/* The check of one body, shared by its workers. */
struct check {
    struct cli_database *database;
    struct sw_uuid tenant;
    struct cursor cursors[KINDS];
};

struct totals {
    long long asked[KINDS], differences;
};

/* One worker: has a connection and totals of its own. */
struct worker {
    struct check *check;
    bool first; /* does what is done once */
    struct totals totals;
    pthread_t thread;
    enum sw_code code;
    struct sw_error err; /* when code is not SW_OK */
};

static void
tell(struct worker *w, const char *what, const struct sw_rows *rows, int row, const char *detail)
{
    w->totals.differences++;
    (void) printf("%s %s (%s): %s\n", what, sw_rows_text(rows, row, "id"),
                  sw_rows_text(rows, row, "label"), detail);
}

/* The columns that repeat a part of the answer; those that are null say nothing. */
static bool
columns_differ(struct sw_arena *arena, const struct sw_rows *rows, int row, const json_t *answer,
               char *ret_text, size_t size)
{
    const json_t *columns = sw_judge_parse(arena, sw_rows_text(rows, row, "columns"));
    const char *key;
    json_t *value;

    json_object_foreach((json_t *) (uintptr_t) columns, key, value)
    {
        if (json_is_null(value) || json_equal(value, json_object_get(answer, key)))
            continue;
        (void) snprintf(ret_text, size, "the column %s says %s, the rules say %s", key,
                        sw_judge_text(arena, value),
                        sw_judge_text(arena, json_object_get(answer, key)));
        return true;
    }
    return false;
}

/* Facts that were sealed when they were judged, and are others now. */
static bool
seal_differs(struct sw_arena *arena, const char *sha256, const json_t *question)
{
    const char *sealed = NULL;
    struct sw_error err;
    char now[SW_SHA256_HEX];

    if (sha256 == NULL)
        return false;
    if (sw_jcs(arena, question, &sealed, &err) != SW_OK)
        return true;
    sw_sha256_hex(sealed, strlen(sealed), now);
    return strcmp(now, sha256) != 0;
}

/* The stored answer is read only when its text is not the one we would write. */
static bool
answer_differs(struct sw_arena *arena, const char *stored, const json_t *now, char *ret_text,
               size_t size)
{
    if (stored != NULL && cli_jsonb_is(now, stored))
        return false;
    return cli_difference(sw_judge_parse(arena, stored), now, ret_text, size);
}

/* What today's rules say to a question that was answered once. */
static const char *
refusal(struct sw_arena *arena, const struct sw_error *err)
{
    if (err->rule == NULL)
        return sw_printf(arena, "%s: the question cannot be asked today: %s", err->field,
                         err->detail);
    return sw_printf(arena, "today's rules refuse it: %s (%s), %s", err->rule->id,
                     err->rule->clause, err->detail);
}

/* Ask a stored question again; NULL when all agrees, else what does not. */
static const char *
difference(struct sw_arena *arena, const struct kind *kind, const struct sw_rows *rows, int row)
{
    const json_t *question = sw_judge_parse(arena, sw_rows_text(rows, row, "inputs"));
    struct rule_faults *faults = sw_alloc(arena, sizeof *faults);
    struct sw_error err = { .code = SW_OK };
    json_t *now = NULL;
    char *text = sw_alloc(arena, TEXT_MAX);

    if (sw_judge(kind->judgement, arena, question, &now, faults, &err) != SW_OK ||
        (kind->gate && rule_faults_refuse(faults, &err) != SW_OK))
        return refusal(arena, &err);
    if (answer_differs(arena, sw_rows_text(rows, row, "result"), now, text, TEXT_MAX) ||
        columns_differ(arena, rows, row, now, text, TEXT_MAX))
        return text;
    if (seal_differs(arena, sw_rows_text(rows, row, "sha256"), question))
        return "the facts are not those that were sealed: their hash differs";
    return sw_rows_text(rows, row, "contradiction");
}

static void
ask_again(struct worker *w, const struct kind *kind, const struct sw_rows *rows, int row)
{
    struct sw_arena *arena = sw_arena_new();
    const char *what = difference(arena, kind, rows, row);

    if (what != NULL)
        tell(w, kind->name, rows, row, what);
    sw_arena_free(arena);
}

/* The next page of one kind; no rows at the end. */
static enum sw_code
next_page(struct sw_txn *txn, struct cursor *cursor, int k, struct sw_rows *ret_rows,
          struct sw_error *err)
{
    enum sw_code code = SW_OK;

    ret_rows->count = 0;
    (void) pthread_mutex_lock(&cursor->lock);
    if (!cursor->end)
        code = sw_db_rows(txn, kinds[k].sql, SW_BIND(SW_TEXT(cursor->last)), ret_rows, err);
    cursor->end = code != SW_OK || ret_rows->count < PAGE;
    if (code == SW_OK && ret_rows->count > 0)
        (void) snprintf(cursor->last, sizeof cursor->last, "%s",
                        sw_rows_text(ret_rows, ret_rows->count - 1, "id"));
    (void) pthread_mutex_unlock(&cursor->lock);
    return code;
}

static enum sw_code
check_kind(struct sw_txn *txn, struct worker *w, int k, struct sw_error *err)
{
    const struct sw_arena_mark mark = sw_arena_mark(sw_txn_arena(txn));
    struct sw_rows rows;
    enum sw_code code;

    do {
        code = next_page(txn, &w->check->cursors[k], k, &rows, err);
        if (code != SW_OK)
            return code;
        for (int i = 0; i < rows.count; i++)
            ask_again(w, &kinds[k], &rows, i);
        w->totals.asked[k] += rows.count;
        sw_arena_rewind(sw_txn_arena(txn), mark);
    } while (rows.count > 0);
    return SW_OK;
}

/* Audits and programmes that are shorter than what was calculated for them. */
static enum sw_code
check_audits(struct sw_txn *txn, struct worker *w, struct sw_error *err)
{
    struct sw_rows rows;
    const enum sw_code code = sw_db_rows(txn, &cli_sql_short_audits, SW_BIND_NONE, &rows, err);

    for (int i = 0; code == SW_OK && i < rows.count; i++)
        tell(w, "audits", &rows, i, sw_rows_text(&rows, i, "detail"));
    return code;
}

static enum sw_code
check_body(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct worker *w = ctx;
    enum sw_code code = w->first ? check_audits(txn, w, err) : SW_OK;

    for (int k = 0; code == SW_OK && k < KINDS; k++)
        code = check_kind(txn, w, k, err);
    return code;
}

static void *
work(void *arg)
{
    struct worker *w = arg;

    w->code = cli_database_run(w->check->database, &w->check->tenant, check_body, w, &w->err);
    return NULL;
}

/* All workers on one body; their totals are added to @p totals. */
static enum sw_code
check_tenant(struct cli_database *database, struct sw_uuid tenant, struct totals *totals,
             struct sw_error *err)
{
    struct check check = { .database = database, .tenant = tenant };
    struct worker workers[CLI_CONNECTIONS];
    enum sw_code code = SW_OK;

    for (int k = 0; k < KINDS; k++)
        check.cursors[k] = (struct cursor){ PTHREAD_MUTEX_INITIALIZER, NO_ID, false };
    for (int i = 0; i < CLI_CONNECTIONS; i++) {
        workers[i] = (struct worker){ .check = &check, .first = i == 0 };
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            abort();
    }
    for (int i = 0; i < CLI_CONNECTIONS; i++) {
        (void) pthread_join(workers[i].thread, NULL);
        if (code == SW_OK && workers[i].code != SW_OK) {
            *err = workers[i].err;
            code = workers[i].code;
        }
        for (int k = 0; k < KINDS; k++)
            totals->asked[k] += workers[i].totals.asked[k];
        totals->differences += workers[i].totals.differences;
    }
    return code;
}

static enum sw_code
check_all(struct sw_arena *arena, struct totals *totals, struct sw_error *err)
{
    struct cli_database database = { .db = NULL };
    struct sw_rows tenants = { .count = 0 };
    enum sw_code code = cli_database_open(arena, &database, err);

    if (code == SW_OK)
        code = cli_database_tenants(&database, arena, &tenants, err);
    for (int i = 0; code == SW_OK && i < tenants.count; i++)
        code = check_tenant(&database, sw_rows_uuid(&tenants, i, "tenant_id"), totals, err);
    cli_database_close(&database);
    return code;
}

int
cli_check_rules(void)
{
    struct sw_arena *arena = sw_arena_new();
    struct totals totals = { .differences = 0 };
    struct sw_error err = { .code = SW_OK };
    const int64_t started_ms = sw_clock_ms();
    const enum sw_code code = check_all(arena, &totals, &err);

    sw_arena_free(arena);
    if (code != SW_OK) {
        (void) fprintf(stderr, "sealwright: %s\n", err.detail);
        return CLI_FAILED;
    }
    for (int k = 0; k < KINDS; k++)
        (void) printf("%lld %s%s", totals.asked[k], kinds[k].name, k + 1 < KINDS ? ", " : "");
    (void) printf(" asked again in %.1f s: %lld differences\n",
                  (double) (sw_clock_ms() - started_ms) / 1000, totals.differences);
    return totals.differences == 0 ? CLI_OK : CLI_DIFFERS;
}
