/* links: sw_crypto sw_db */
/* What each service's database role can do with a good token, a bad one and none, in both forms of
 * the context verifier.  No service runs here: these are the walls behind them. */
#include <stdio.h>
#include <string.h>

#include "base/sw_clock.h"
#include "forms.h"

/* Tables and views with a tenant that a role may read. */
#define READABLE                                                                                   \
    "SELECT format('%%I.%%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid " \
    "= c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' "      \
    "WHERE "                                                                                       \
    "c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname NOT LIKE 'pg_%%' AND "                        \
    "has_schema_privilege('%1$s', n.oid, 'USAGE') AND has_any_column_privilege('%1$s', c.oid, "    \
    "'SELECT') ORDER BY 1"

/* Call @p check for each role of each form with the relations that the role may read. */
static void
each_role(void (*check)(PGconn *conn, const char *role, PGresult *readable))
{
    for (int f = 0; f < FORMS; f++)
        for (int r = 0; form_roles[r] != NULL; r++) {
            PGconn *conn = form_as(&forms[f], form_roles[r]);
            char query[1200];
            PGresult *readable;

            (void) snprintf(query, sizeof query, READABLE, form_roles[r]);
            readable = form_rows(&forms[f], query);
            check(conn, form_roles[r], readable);
            PQclear(readable);
            PQfinish(conn);
        }
}

/* gateway and public know nothing that belongs to one body. */
static bool
has_tables(const char *role)
{
    return strcmp(role, "gateway_service") != 0 && strcmp(role, "public_service") != 0;
}

static void
finds_nothing(PGconn *conn, const char *role, PGresult *readable)
{
    ck_assert_msg((PQntuples(readable) > 0) == has_tables(role), "%s reads %d tables", role,
                  PQntuples(readable));
    for (int i = 0; i < PQntuples(readable); i++) {
        char query[300];

        (void) snprintf(query, sizeof query, "SELECT count(*) FROM %s", PQgetvalue(readable, i, 0));
        ck_assert_msg(form_number(conn, NULL, query) == 0, "%s: %s without context", role, query);
        ck_assert_msg(form_number(conn, "", query) == 0, "%s: %s with an empty one", role, query);
    }
}

START_TEST(without_context_no_row)
{
    each_role(finds_nothing);
}
END_TEST

static void
finds_its_own(PGconn *conn, const char *role, PGresult *readable)
{
    const struct sw_context_claims claims = form_claims(FORM_MINE, role);
    const struct sw_context context = form_mint(&claims);
    long own = 0;

    for (int i = 0; i < PQntuples(readable); i++) {
        char query[300];

        (void) snprintf(query, sizeof query,
                        "SELECT count(*) FROM %s WHERE tenant_id IS DISTINCT FROM '%s'",
                        PQgetvalue(readable, i, 0), claims.tenant.text);
        ck_assert_msg(form_number(conn, context.token, query) == 0, "%s: %s", role, query);
        (void) snprintf(query, sizeof query, "SELECT count(*) FROM %s", PQgetvalue(readable, i, 0));
        own += form_number(conn, context.token, query);
    }
    ck_assert_msg((own > 0) == has_tables(role), "%s sees %ld rows", role, own);
}

START_TEST(with_a_context_own_rows_alone)
{
    each_role(finds_its_own);
}
END_TEST

/* Rows of the other body cannot be written either, whoever tries. */
START_TEST(nothing_is_written_for_another)
{
    for (int f = 0; f < FORMS; f++) {
        PGconn *conn = form_as(&forms[f], "clients_service");
        const struct sw_context_claims claims = form_claims(FORM_MINE, "clients_service");
        const struct sw_context context = form_mint(&claims);

        ck_assert_str_eq(form_state(conn, context.token,
                                    "INSERT INTO clients.contact (tenant_id, client_id, name, "
                                    "email, duty) VALUES ('" FORM_OTHER
                                    "-0000-7000-8000-000000000000', '" FORM_OTHER
                                    "-0000-7000-8000-000000000010', 'n', 'e', 'd')"),
                         "42501");
        ck_assert_str_eq(form_state(conn, context.token,
                                    "INSERT INTO clients.contact (client_id, name, email, duty) "
                                    "VALUES ('" FORM_OTHER
                                    "-0000-7000-8000-000000000010', 'n', 'e', 'd')"),
                         "23503");
        ck_assert_int_eq(form_number(conn, context.token,
                                     "WITH u AS (UPDATE clients.client SET city = 'X' WHERE "
                                     "tenant_id = '" FORM_OTHER "-0000-7000-8000-000000000000' "
                                     "RETURNING 1) SELECT count(*) FROM u"),
                         0);
        PQfinish(conn);
    }
}
END_TEST

/* Ways to spoil a token; each returns it in @p text. */
enum spoiling {
    OTHER_TENANT, /* the tenant's part replaced */
    SWAPPED,      /* the MAC of another good token */
    MORE_ROLES,
    NO_CLIENT, /* an auditee's, without the client */
    LATER,     /* a later end */
    NO_MAC,
    SHORT_MAC,
    LONG_MAC,
    ZERO_MAC,
    NINE_PARTS,
    OTHER_VERSION,
    UNKNOWN_KEY,
    WORDS,
    EXPIRED,
    OTHER_SERVICE,
    OTHER_WORKER, /* a job's key, for a role that is not its own */
    SPOILINGS
};

static void
replace(char *text, size_t size, const char *what, const char *with)
{
    char copy[SW_CONTEXT_MAX];
    char *at = strstr(text, what);

    ck_assert_msg(at != NULL, "no %s in %s", what, text);
    (void) snprintf(copy, sizeof copy, "%s", at + strlen(what));
    (void) snprintf(at, size - (size_t) (at - text), "%s%s", with, copy);
}

static void
spoil_text(enum spoiling how, const struct sw_context_claims *claims, char *text, size_t size)
{
    char *mac = strchr(text, '~') + 1;
    struct sw_context_claims other = form_claims(FORM_OTHER, claims->audience);
    char number[24];

    switch (how) {
    case OTHER_TENANT:
        replace(text, size, claims->tenant.text, other.tenant.text);
        break;
    case SWAPPED:
        (void) snprintf(mac, size - (size_t) (mac - text), "%s",
                        strchr(form_mint(&other).token, '~') + 1);
        break;
    case MORE_ROLES:
        replace(text, size, "|planner|", "|planner,operator|");
        break;
    case NO_CLIENT:
        replace(text, size, claims->client.text, "-");
        break;
    case LATER:
        (void) snprintf(number, sizeof number, "%lld~", (long long) claims->expires_at);
        replace(text, size, number, "9999999999~");
        break;
    case NO_MAC:
        mac[-1] = '\0';
        break;
    case SHORT_MAC:
        mac[32] = '\0';
        break;
    case LONG_MAC:
        replace(text, size, "~", "~~");
        break;
    case ZERO_MAC:
        memset(mac, '0', strlen(mac));
        break;
    case NINE_PARTS:
        replace(text, size, "|planner|", "|planner|x|");
        break;
    case OTHER_VERSION:
        text[0] = '2';
        break;
    case UNKNOWN_KEY:
        replace(text, size, "|g1|", "|g2|");
        break;
    default:
        (void) snprintf(text, size, "let me in");
    }
}

static void
spoiled(enum spoiling how, const char *role, char *text, size_t size)
{
    struct sw_context_claims claims = form_claims(FORM_MINE, role);

    if (how == EXPIRED)
        claims.expires_at = sw_clock_unix_ms() / 1000 - 2;
    if (how == OTHER_SERVICE)
        claims.audience =
            strcmp(role, "clients_service") == 0 ? "stage1_service" : "clients_service";
    if (how == OTHER_WORKER)
        claims.key_id = strcmp(role, "surveillance_service") == 0 ? "w-courier" : "w-surveillance";
    if (how == NO_CLIENT)
        ck_assert(sw_uuid_parse(FORM_MINE "-0000-7000-8000-000000000010", &claims.client));
    (void) snprintf(text, size, "%s", form_mint(&claims).token);
    if (how < EXPIRED)
        spoil_text(how, &claims, text, size);
}

static void
refuses_bad_tokens(PGconn *conn, const char *role, PGresult *readable)
{
    const struct sw_context_claims claims = form_claims(FORM_MINE, role);
    const struct sw_context good = form_mint(&claims);

    if (strcmp(role, "public_service") == 0)
        return; /* it may not even ask who it is: see nobody_else_may() */
    for (int how = 0; how < SPOILINGS; how++) {
        char token[SW_CONTEXT_MAX], query[300];

        /* A good one first, so that nothing remembered of it helps the bad one. */
        ck_assert_str_eq(form_state(conn, good.token, "SELECT sw.verify()"), "");
        spoiled((enum spoiling) how, role, token, sizeof token);
        ck_assert_msg(strcmp(form_state(conn, token, "SELECT sw.verify()"), "28000") == 0,
                      "%s, spoiling %d: %s", role, how, token);
        for (int i = 0; i < PQntuples(readable); i++) {
            (void) snprintf(query, sizeof query, "SELECT count(*) FROM %s",
                            PQgetvalue(readable, i, 0));
            ck_assert_msg(strcmp(form_state(conn, token, query), "28000") == 0,
                          "%s, spoiling %d: %s", role, how, query);
        }
    }
    ck_assert_str_eq(form_state(conn, NULL, "SELECT sw.verify()"), "28000");
}

START_TEST(a_bad_token_is_an_error)
{
    each_role(refuses_bad_tokens);
}
END_TEST

/* A job's key is good for its own role. */
START_TEST(a_worker_key_serves_its_own_role)
{
    for (int f = 0; f < FORMS; f++) {
        struct sw_context_claims claims = form_claims(FORM_MINE, "courier_service");
        PGconn *conn = form_as(&forms[f], "courier_service");

        claims.key_id = "w-courier";
        ck_assert_str_eq(form_state(conn, form_mint(&claims).token, "SELECT sw.verify()"), "");
        PQfinish(conn);
    }
}
END_TEST

/* An auditee's token shows rows of the own client alone, in every table that has one. */
START_TEST(an_auditee_sees_one_client)
{
    static const char *const tables[] = {
        "clients.client",    "clients.site",      "clients.soa", "clients.application",
        "clients.agreement", "clients.programme", NULL
    };

    for (int f = 0; f < FORMS; f++) {
        struct sw_context_claims carl = form_claims(FORM_MINE, "clients_service"), olga = carl;
        PGconn *conn = form_as(&forms[f], "clients_service");

        carl.roles = olga.roles = SW_ROLE_AUDITEE;
        ck_assert(sw_uuid_parse(FORM_MINE "-0000-7000-8000-000000000010", &carl.client));
        ck_assert(sw_uuid_parse(FORM_MINE "-0000-7000-8000-000000000011", &olga.client));
        for (int i = 0; tables[i] != NULL; i++) {
            char query[200];

            (void) snprintf(query, sizeof query, "SELECT count(*) FROM %s", tables[i]);
            ck_assert_int_ge(form_number(conn, form_mint(&carl).token, query), 1);
            ck_assert_msg(form_number(conn, form_mint(&olga).token, query) == (i == 0 ? 1 : 0),
                          "%s", tables[i]);
        }
        ck_assert_int_eq(
            form_number(conn, form_mint(&carl).token, "SELECT count(*) FROM clients.audit_time"),
            0);
        PQfinish(conn);
    }
}
END_TEST

static Suite *
tenancy_suite(void)
{
    Suite *s = suite_create("tenancy");
    TCase *t = tcase_create("tenancy");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, without_context_no_row);
    tcase_add_test(t, with_a_context_own_rows_alone);
    tcase_add_test(t, nothing_is_written_for_another);
    tcase_add_test(t, a_bad_token_is_an_error);
    tcase_add_test(t, a_worker_key_serves_its_own_role);
    tcase_add_test(t, an_auditee_sees_one_client);
    suite_add_tcase(s, t);
    return s;
}

int
main(void)
{
    SRunner *runner = srunner_create(tenancy_suite());
    int failed;

    srunner_set_fork_status(runner, CK_NOFORK);
    forms_open();
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    forms_close();
    return failed == 0 ? 0 : 1;
}
