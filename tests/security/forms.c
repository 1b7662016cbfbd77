#include "forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"

struct form forms[FORMS] = { { .name = "c" }, { .name = "plpgsql" } };

const char *const form_roles[] = {
    "identity_service",
    "clients_service",
    "stage1_service",
    "stage2_service",
    "surveillance_service",
    "evidence_service",
    "certificates_service",
    "courier_service",
    "rules_service",
    "check_service",
    "gateway_service",
    "public_service",
    NULL,
};

/* Before the first test runs there is no test to fail. */
static void
must(bool good, const char *what)
{
    if (good)
        return;
    (void) fprintf(stderr, "cannot test: %s\n", what);
    exit(1);
}

static const char *
needed(const char *name)
{
    must(getenv(name) != NULL, name);
    return getenv(name);
}

char *
form_file(const char *path)
{
    FILE *f = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;

    must(f != NULL, path);
    must(getdelim(&text, &size, '\0', f) > 0, path);
    (void) fclose(f);
    return text;
}

/* audits_seed.sql with eight digits for each "@" that is not part of an address. */
static char *
seed_text(const char *base)
{
    char *text = form_file(SW_SOURCE_DIR "/tests/integration/audits_seed.sql");
    char *out = malloc(strlen(text) * 8 + 1);
    size_t used = 0;

    must(out != NULL, "memory");
    for (const char *p = text; *p != '\0'; p++)
        if (*p == '@' && strncmp(p, "@example", 8) != 0) {
            memcpy(out + used, base, 8);
            used += 8;
        } else {
            out[used++] = *p;
        }
    out[used] = '\0';
    free(text);
    return out;
}

/* What services write by functions alone. */
#define SEED_COMMON                                                                                \
    "INSERT INTO sw.trail SELECT t, 1, now(), NULL, 'test', NULL, '{}', '', '' FROM %1$s;"         \
    "INSERT INTO sw.trail_head SELECT t, 1, '' FROM %1$s;"                                         \
    "INSERT INTO sw.outbox (tenant_id, event, payload) SELECT t, 'test', '{}' FROM %1$s;"          \
    "INSERT INTO sw.counter SELECT t, 'test', 1 FROM %1$s;"                                        \
    "INSERT INTO sw.idempotency (tenant_id, actor, key, fingerprint) SELECT t, t, 'k', 'f' FROM "  \
    "%1$s;"

static void
seed(struct form *form, const char *base)
{
    char query[1200], tenant[80];
    char *text;
    PGresult *res;
    long there;

    (void) snprintf(tenant, sizeof tenant,
                    "(SELECT '%s-0000-7000-8000-000000000000'::uuid) AS x(t)", base);
    (void) snprintf(query, sizeof query, "SELECT count(*) FROM identity.body, %s WHERE tenant_id=t",
                    tenant);
    res = PQexec(form->root, query);
    must(PQresultStatus(res) == PGRES_TUPLES_OK, PQerrorMessage(form->root));
    there = atol(PQgetvalue(res, 0, 0));
    PQclear(res);
    if (there > 0)
        return;
    text = seed_text(base);
    res = PQexec(form->root, text);
    must(PQresultStatus(res) == PGRES_COMMAND_OK, PQerrorMessage(form->root));
    PQclear(res);
    free(text);
    (void) snprintf(query, sizeof query, SEED_COMMON, tenant);
    res = PQexec(form->root, query);
    must(PQresultStatus(res) == PGRES_COMMAND_OK, PQerrorMessage(form->root));
    PQclear(res);
}

void
forms_open(void)
{
    forms[0].conninfo = needed("SW_TEST_DB_C");
    forms[1].conninfo = needed("SW_TEST_DB_PLPGSQL");
    (void) needed("SW_TEST_KEYS");
    for (int i = 0; i < FORMS; i++) {
        char text[400];

        (void) snprintf(text, sizeof text, "%s user=postgres", forms[i].conninfo);
        forms[i].root = PQconnectdb(text);
        must(PQstatus(forms[i].root) == CONNECTION_OK, PQerrorMessage(forms[i].root));
        seed(&forms[i], FORM_MINE);
        seed(&forms[i], FORM_OTHER);
    }
}

void
forms_close(void)
{
    for (int i = 0; i < FORMS; i++)
        PQfinish(forms[i].root);
}

PGconn *
form_as(const struct form *form, const char *role)
{
    char text[400];
    PGconn *conn;

    (void) snprintf(text, sizeof text, "%s user=%s", form->conninfo, role);
    conn = PQconnectdb(text);
    ck_assert_msg(PQstatus(conn) == CONNECTION_OK, "%s", PQerrorMessage(conn));
    return conn;
}

struct sw_context_claims
form_claims(const char *base, const char *role)
{
    struct sw_context_claims claims = { .key_id = "g1",
                                        .audience = role,
                                        .roles = SW_ROLE_PLANNER,
                                        .expires_at = sw_clock_unix_ms() / 1000 + 60 };
    char text[40];

    (void) snprintf(text, sizeof text, "%s-0000-7000-8000-000000000000", base);
    ck_assert(sw_uuid_parse(text, &claims.tenant));
    (void) snprintf(text, sizeof text, "%s-0000-7000-8000-000000000020", base);
    ck_assert(sw_uuid_parse(text, &claims.actor));
    return claims;
}

struct sw_context
form_mint(const struct sw_context_claims *claims)
{
    unsigned char key[SW_CONTEXT_KEY_SIZE];
    struct sw_context context;
    struct sw_error err = { 0 };
    char path[400];

    (void) snprintf(path, sizeof path, "%s/context-%s.key", needed("SW_TEST_KEYS"), claims->key_id);
    ck_assert_msg(sw_context_key_read(path, key, &err) == SW_OK, "%s", err.detail);
    ck_assert(sw_context_mint(claims, key, &context));
    return context;
}

static PGresult *
in_transaction(PGconn *conn, const char *token, const char *sql)
{
    PGresult *res = PQexec(conn, "BEGIN");

    ck_assert_int_eq(PQresultStatus(res), PGRES_COMMAND_OK);
    PQclear(res);
    if (token != NULL) {
        res = PQexecParams(conn, "SELECT set_config('sw.ctx', $1, true)", 1, NULL, &token, NULL,
                           NULL, 0);
        ck_assert_int_eq(PQresultStatus(res), PGRES_TUPLES_OK);
        PQclear(res);
    }
    res = PQexec(conn, sql);
    PQclear(PQexec(conn, "ROLLBACK"));
    return res;
}

const char *
form_state(PGconn *conn, const char *token, const char *sql)
{
    static char state[8];
    PGresult *res = in_transaction(conn, token, sql);
    const char *found = PQresultErrorField(res, PG_DIAG_SQLSTATE);

    (void) snprintf(state, sizeof state, "%s", found != NULL ? found : "");
    PQclear(res);
    return state;
}

long
form_number(PGconn *conn, const char *token, const char *sql)
{
    PGresult *res = in_transaction(conn, token, sql);
    long n;

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s: %s", sql, PQresultErrorMessage(res));
    n = atol(PQgetvalue(res, 0, 0));
    PQclear(res);
    return n;
}

PGresult *
form_rows(const struct form *form, const char *sql)
{
    PGresult *res = PQexec(form->root, sql);

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(form->root));
    return res;
}
