/* links: identity clients stage1 stage2 surveillance evidence courier gateway certificates */
/* Every embedded statement fits the migrated schema, and its service's role may run it. */
#include <stdlib.h>
#include <string.h>

#include "audit_sql.h"
#include "certificates_sql.h"
#include "clients_sql.h"
#include "courier_sql.h"
#include "evidence_sql.h"
#include "gateway_sql.h"
#include "identity_sql.h"
#include "service_sql.h"
#include "stage1_sql.h"
#include "stage2_sql.h"
#include "support.h"
#include "surveillance_sql.h"

static const struct {
    const char *role;
    const struct sw_stmt *const *all;
    int least;
} programs[] = {
    { "identity_service", identity_sql_all, 10 },
    { "identity_service", service_sql_all, 5 },
    { "clients_service", clients_sql_all, 15 },
    { "clients_service", service_sql_all, 5 },
    { "stage1_service", stage1_sql_all, 5 },
    { "stage1_service", audit_sql_all, 30 },
    { "stage1_service", service_sql_all, 5 },
    { "stage2_service", stage2_sql_all, 1 },
    { "stage2_service", audit_sql_all, 30 },
    { "stage2_service", service_sql_all, 5 },
    { "surveillance_service", surveillance_sql_all, 3 },
    { "surveillance_service", audit_sql_all, 30 },
    { "surveillance_service", service_sql_all, 5 },
    { "evidence_service", evidence_sql_all, 5 },
    { "evidence_service", service_sql_all, 5 },
    { "certificates_service", certificates_sql_all, 10 },
    { "certificates_service", service_sql_all, 5 },
    { "courier_service", courier_sql_all, 3 },
    { "courier_service", service_sql_all, 5 },
    { "gateway_service", gateway_sql_all, 5 },
};

/* PREPARE checks names and types; EXPLAIN with NULLs checks the rights as well, and runs nothing.
 */
static void
check(PGconn *conn, const char *role, const struct sw_stmt *stmt)
{
    PGresult *res = PQprepare(conn, "s", stmt->sql, 0, NULL);
    char explain[400] = "EXPLAIN EXECUTE s";
    int n;

    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s as %s: %s", stmt->name, role,
                  PQerrorMessage(conn));
    PQclear(res);
    res = PQdescribePrepared(conn, "s");
    n = PQnparams(res);
    PQclear(res);
    for (int i = 0; i < n; i++)
        (void) strcat(explain, i == 0 ? "(NULL" : ", NULL");
    res = PQexec(conn, n > 0 ? strcat(explain, ")") : explain);
    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s as %s: %s", stmt->name, role,
                  PQerrorMessage(conn));
    PQclear(res);
    PQclear(PQexec(conn, "DEALLOCATE s"));
}

START_TEST(every_statement_fits)
{
    char conninfo[400];
    PGconn *conn;
    int n = 0;

    (void) snprintf(conninfo, sizeof conninfo, "%s user=%s", support_database, programs[_i].role);
    conn = PQconnectdb(conninfo);
    ck_assert_msg(PQstatus(conn) == CONNECTION_OK, "%s", PQerrorMessage(conn));
    for (const struct sw_stmt *const *stmt = programs[_i].all; *stmt != NULL; stmt++, n++)
        check(conn, programs[_i].role, *stmt);
    ck_assert_int_ge(n, programs[_i].least);
    PQfinish(conn);
}
END_TEST

/* A constraint that a statement names must be there. */
START_TEST(every_named_constraint_is_there)
{
    for (const struct sw_stmt *const *stmt = programs[_i].all; *stmt != NULL; stmt++)
        for (int i = 0; i < SW_STMT_CONSTRAINTS && (*stmt)->on_constraint[i].constraint != NULL;
             i++) {
            const char *name = (*stmt)->on_constraint[i].constraint;
            PGresult *res =
                PQexecParams(support_root,
                             "SELECT FROM pg_constraint WHERE conname = $1 UNION ALL SELECT FROM "
                             "pg_class WHERE relkind = 'i' AND relname = $1",
                             1, NULL, &name, NULL, NULL, 0);

            ck_assert_msg(PQntuples(res) > 0, "%s: there is no constraint %s", (*stmt)->name, name);
            PQclear(res);
        }
}
END_TEST

/* ---- migrations ---- */

#define SCHEMA                                                                                     \
    "SELECT md5(string_agg(x, E'\\n' ORDER BY x)) FROM (SELECT file || done_at FROM sw.migration " \
    "UNION ALL SELECT concat(c.oid::regclass, c.relacl, a.attname, a.atttypid, a.attacl) FROM "    \
    "pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace::regnamespace::"    \
    "text IN ('sw', 'identity', 'clients', 'audits', 'certificates', 'register', 'evidence') "     \
    "UNION ALL SELECT pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc WHERE "   \
    "pronamespace::regnamespace::text IN ('sw', 'identity', 'clients', 'audits', 'certificates', " \
    "'register', 'evidence') AND prokind = 'f' UNION ALL SELECT concat(polrelid::regclass, "       \
    "polname, pg_get_expr(polqual, polrelid), polroles) FROM pg_policy UNION ALL SELECT "          \
    "pg_get_constraintdef(oid) || conname FROM pg_constraint UNION ALL SELECT concat(rolname, "    \
    "rolconfig, rolcanlogin) FROM pg_roles UNION ALL SELECT (count(*))::text FROM "                \
    "sw.context_key UNION ALL SELECT concat(i.*) FROM sw.installation i) AS s(x)"

static char *
schema_of(const char *database)
{
    char conninfo[400];
    PGconn *conn;
    PGresult *res;
    char *print;

    (void) snprintf(conninfo, sizeof conninfo, "%s user=postgres", database);
    conn = PQconnectdb(conninfo);
    res = PQexec(conn, SCHEMA);
    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    print = strdup(PQgetvalue(res, 0, 0));
    PQclear(res);
    PQfinish(conn);
    return print;
}

START_TEST(migrating_again_changes_nothing)
{
    static const char *const forms[2][2] = { { "SW_TEST_DB_C", "c" },
                                             { "SW_TEST_DB_PLPGSQL", "plpgsql" } };
    const char *database = getenv(forms[_i][0]), *keys = getenv("SW_TEST_KEYS");
    char *before, *after, command[1000];

    ck_assert(database != NULL && keys != NULL);
    before = schema_of(database);
    (void) snprintf(command, sizeof command,
                    SW_SOURCE_DIR "/deploy/migrate --conninfo '%s' --keys '%s' --form %s --test",
                    database, keys, forms[_i][1]);
    ck_assert_int_eq(system(command), 0);
    after = schema_of(database);
    ck_assert_str_eq(after, before);
    free(before);
    free(after);
}
END_TEST

static Suite *
statements_suite(void)
{
    Suite *suite = suite_create("statements");
    TCase *t = tcase_create("statements");
    const int count = (int) (sizeof programs / sizeof programs[0]);

    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, every_statement_fits, 0, count);
    tcase_add_loop_test(t, every_named_constraint_is_there, 0, count);
    tcase_add_loop_test(t, migrating_again_changes_nothing, 0, 2);
    suite_add_tcase(suite, t);
    return suite;
}

int
main(void)
{
    return support_main(statements_suite(), (const struct sw_service_def *const[]){ NULL }, NULL);
}
