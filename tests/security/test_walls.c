/* links: sw_crypto sw_db */
/* What no service's role may do, and what the catalogue must say of every table: in both forms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forms.h"

#define SCHEMAS "('sw', 'identity', 'clients', 'evidence', 'audits', 'certificates', 'register')"

/* Refused to every role, with a good context: 42501 unless said otherwise. */
static const struct {
    const char *sql, *state;
} refused[] = {
    { "CREATE TABLE sw.x (a int)", NULL },
    { "CREATE TABLE clients.x (a int)", NULL },
    { "CREATE TABLE register.x (a int)", NULL },
    { "CREATE TABLE public.x (a int)", NULL },
    { "CREATE TEMP TABLE x (a int)", NULL },
    { "CREATE SCHEMA x", NULL },
    { "CREATE FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'", NULL },
    { "CREATE EXTENSION dblink SCHEMA sw", NULL },
    { "CREATE ROLE x", NULL },
    { "CREATE DATABASE x", "25001" }, /* never inside a transaction */
    { "CREATE POLICY x ON clients.client USING (true)", NULL },
    { "DROP POLICY own_client ON clients.client", NULL },
    { "DROP TABLE clients.client", NULL },
    { "DROP FUNCTION sw.verify()", NULL },
    { "ALTER TABLE clients.client DISABLE ROW LEVEL SECURITY", NULL },
    { "ALTER TABLE clients.client OWNER TO CURRENT_USER", NULL },
    { "ALTER TABLE register.certificate ADD COLUMN x int", NULL },
    { "ALTER ROLE CURRENT_USER BYPASSRLS", NULL },
    { "ALTER ROLE CURRENT_USER SUPERUSER", NULL },
    { "ALTER SYSTEM SET log_statement = 'none'", "25001" },
    { "SET ROLE sealwright_owner", NULL },
    { "SET ROLE sealwright_directory", NULL },
    { "SET ROLE sealwright_context", NULL },
    { "SET ROLE postgres", NULL },
    { "SET SESSION AUTHORIZATION postgres", NULL },
    { "SET SESSION AUTHORIZATION sealwright_owner", NULL },
    { "SET session_replication_role = replica", NULL },
    { "GRANT sealwright_owner TO CURRENT_USER", NULL },
    { "SELECT * FROM sw.context_key", NULL },
    { "SELECT * FROM sw.migration", NULL },
    { "UPDATE sw.installation SET shift = '1 day'", NULL },
    { "SELECT * FROM pg_authid", NULL },
    { "SELECT pg_read_file('PG_VERSION')", NULL },
    { "SELECT lo_import('/etc/hostname')", NULL },
    { "COPY (SELECT 1) TO PROGRAM 'true'", NULL },
    { "COPY (SELECT 1) TO '/tmp/sealwright-x'", NULL },
    { "DO LANGUAGE plpgsql $$ BEGIN EXECUTE 'SET ROLE sealwright_owner'; END $$", NULL },
};

/* "has no such right", or for roles who are not even let into the schema, "there is none". */
static void
expect_refusal(PGconn *conn, const char *role, const char *token, const char *sql,
               const char *wanted)
{
    const char *state = form_state(conn, token, sql);

    ck_assert_msg(strcmp(state, wanted != NULL ? wanted : "42501") == 0, "%s: %s gave \"%s\"", role,
                  sql, state);
}

START_TEST(commands_are_refused)
{
    for (int f = 0; f < FORMS; f++)
        for (int r = 0; form_roles[r] != NULL; r++) {
            const struct sw_context_claims claims = form_claims(FORM_MINE, form_roles[r]);
            const struct sw_context context = form_mint(&claims);
            PGconn *conn = form_as(&forms[f], form_roles[r]);

            for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
                expect_refusal(conn, form_roles[r], context.token, refused[i].sql,
                               refused[i].state);
            PQfinish(conn);
        }
}
END_TEST

/* With the walls asked to step aside, a query fails instead of showing more. */
START_TEST(row_security_cannot_be_switched_off)
{
    for (int f = 0; f < FORMS; f++) {
        const struct sw_context_claims claims = form_claims(FORM_MINE, "clients_service");
        PGconn *conn = form_as(&forms[f], "clients_service");

        expect_refusal(conn, "clients_service", form_mint(&claims).token,
                       "SET LOCAL row_security = off; SELECT count(*) FROM clients.client", NULL);
        PQfinish(conn);
    }
}
END_TEST

/* The C form reads its keys where the server's administrator says, and nobody else. */
START_TEST(the_key_file_is_not_for_services_to_choose)
{
    PGconn *conn = form_as(&forms[0], "clients_service");

    expect_refusal(conn, "clients_service", NULL, "SET sw.context_key_file = '/tmp/keys'", "55P02");
    PQfinish(conn);
}
END_TEST

START_TEST(no_row_is_deleted)
{
    for (int f = 0; f < FORMS; f++) {
        PGresult *tables =
            form_rows(&forms[f], "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
                                 "WHERE schemaname IN " SCHEMAS);

        ck_assert_int_gt(PQntuples(tables), 40);
        for (int r = 0; form_roles[r] != NULL; r++) {
            const struct sw_context_claims claims = form_claims(FORM_MINE, form_roles[r]);
            const struct sw_context context = form_mint(&claims);
            PGconn *conn = form_as(&forms[f], form_roles[r]);

            for (int i = 0; i < PQntuples(tables); i++) {
                char sql[200];

                (void) snprintf(sql, sizeof sql, "DELETE FROM %s", PQgetvalue(tables, i, 0));
                expect_refusal(conn, form_roles[r], context.token, sql, NULL);
                (void) snprintf(sql, sizeof sql, "TRUNCATE %s", PQgetvalue(tables, i, 0));
                expect_refusal(conn, form_roles[r], context.token, sql, NULL);
            }
            PQfinish(conn);
        }
        PQclear(tables);
    }
}
END_TEST

/* Questions to the catalogue whose answer must be no row; the first column says what is wrong. */
static const struct {
    const char *rule, *sql;
} catalogue[] = {
    { "a service's role is nobody special",
      "SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_service' AND (rolsuper OR rolbypassrls "
      "OR "
      "rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit)" },
    { "a service's role belongs to no other role",
      "SELECT m.member::regrole FROM pg_auth_members m WHERE m.member::regrole::text LIKE "
      "'%\\_service'" },
    { "a service's role owns nothing",
      "SELECT refobjid::regrole FROM pg_shdepend WHERE deptype = 'o' AND refclassid = "
      "'pg_authid'::regclass AND refobjid IN (SELECT oid FROM pg_roles WHERE rolname LIKE "
      "'%\\_service')" },
    { "nobody signs in as an owner, and no owner is above the walls",
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'sealwright\\_%' AND (rolcanlogin OR "
      "rolsuper OR "
      "rolbypassrls)" },
    { "a table with a tenant has a forced wall",
      "SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND "
      "a.attname = "
      "'tenant_id' JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND "
      "n.nspname IN " SCHEMAS
      " AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT "
      "FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive))" },
    { "every policy asks for the tenant, but for the directory's own",
      "SELECT polrelid::regclass || '.' || polname FROM pg_policy WHERE polpermissive AND "
      "concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) NOT LIKE "
      "'%tenant_id = sw.current_tenant()%' AND polname <> 'directory'" },
    { "the directory's policies are for a role that nobody can become, reading three tables",
      "SELECT polrelid::regclass FROM pg_policy WHERE polname = 'directory' AND (polroles <> "
      "ARRAY['sealwright_directory'::regrole::oid] OR polcmd <> 'r' OR polrelid::regclass::text "
      "NOT IN "
      "('identity.body', 'identity.person', 'identity.session'))" },
    { "a table with a client keeps auditees to theirs, or out",
      "SELECT c.oid::regclass FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND "
      "a.attname = "
      "'client_id' JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND "
      "n.nspname IN " SCHEMAS
      " AND c.oid::regclass::text NOT IN ('identity.person', 'clients.client') AND NOT EXISTS "
      "(SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND "
      "pg_get_expr(p.polqual, "
      "p.polrelid) LIKE '%sw.current_client()%')" },
    { "a table without a tenant is one of these",
      "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
      "c.relkind IN ('r', 'p') AND n.nspname IN " SCHEMAS
      " AND n.nspname <> 'register' AND NOT EXISTS "
      "(SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AND "
      "c.oid::regclass::text NOT IN ('sw.installation', 'sw.migration', 'sw.context_key')" },
    /* A slug stands in public addresses and a session is found by its hash before a tenant is
     * known: the two indexes without the tenant. */
    { "the tenant comes first in every key and index",
      "SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN "
      "pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND "
      "a.attname = "
      "'tenant_id' WHERE n.nspname IN " SCHEMAS " AND i.indkey[0] <> a.attnum AND "
      "i.indexrelid::regclass::text NOT IN ('identity.body_slug_unique', "
      "'identity.session_by_hash')" },
    { "the tenant comes first in every foreign key, on both sides",
      "SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k JOIN pg_namespace n ON "
      "n.oid = "
      "k.connamespace WHERE k.contype = 'f' AND n.nspname IN " SCHEMAS
      " AND n.nspname <> 'register' AND "
      "NOT EXISTS (SELECT FROM pg_attribute a, pg_attribute b WHERE a.attrelid = k.conrelid AND "
      "a.attnum = "
      "k.conkey[1] AND a.attname = 'tenant_id' AND b.attrelid = k.confrelid AND b.attnum = "
      "k.confkey[1] AND "
      "b.attname = 'tenant_id')" },
    { "every tenant table has a primary key",
      "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
      "c.relkind "
      "= 'r' AND n.nspname IN " SCHEMAS
      " AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid "
      "AND i.indisprimary)" },
    { "a view is a barrier", "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid "
                             "= c.relnamespace WHERE c.relkind "
                             "= 'v' AND n.nspname IN " SCHEMAS
                             " AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), "
                             "false)" },
    { "a definer's function has a search path of its own",
      "SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
      "WHERE "
      "p.prosecdef AND n.nspname IN " SCHEMAS
      " AND NOT coalesce(array_to_string(p.proconfig, ' ') LIKE "
      "'search_path=pg_catalog, pg_temp%', false)" },
    { "everything belongs to an owner nobody signs in as",
      "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
      "n.nspname "
      "IN " SCHEMAS " AND c.relkind IN ('r', 'v', 'p', 'S') AND c.relowner::regrole::text NOT IN "
      "('sealwright_owner', 'sealwright_context') AND c.oid::regclass::text <> 'sw.migration'" },
    { "a role's connections cannot hang",
      "SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_service' AND NOT "
      "coalesce(array_to_string(rolconfig, ' ') LIKE "
      "'%statement_timeout=%lock_timeout=%idle_in_transaction_session_timeout=%', false)" },
};

START_TEST(the_catalogue_keeps_the_rule)
{
    for (int f = 0; f < FORMS; f++) {
        PGresult *res = form_rows(&forms[f], catalogue[_i].sql);

        ck_assert_msg(PQntuples(res) == 0, "%s (%s): not so for %s and %d more", catalogue[_i].rule,
                      forms[f].name, PQgetvalue(res, 0, 0), PQntuples(res) - 1);
        PQclear(res);
    }
}
END_TEST

/* schemas/db/grants.txt is what the database says; tests/lint/grants.sh --write makes it anew. */
START_TEST(grants_are_the_committed_ones)
{
    char *query = form_file(SW_SOURCE_DIR "/tests/security/grants.sql");
    char *committed = form_file(SW_SOURCE_DIR "/schemas/db/grants.txt");

    for (int f = 0; f < FORMS; f++) {
        PGresult *res = form_rows(&forms[f], query);
        const char *p = committed;

        for (int i = 0; i < PQntuples(res); i++) {
            const char *line = PQgetvalue(res, i, 0);
            const size_t n = strlen(line);

            ck_assert_msg(strncmp(p, line, n) == 0 && p[n] == '\n',
                          "%s has \"%s\", the matrix \"%.*s\"", forms[f].name, line,
                          (int) strcspn(p, "\n"), p);
            p += n + 1;
        }
        ck_assert_msg(*p == '\0', "%s lacks \"%.*s\"", forms[f].name, (int) strcspn(p, "\n"), p);
        PQclear(res);
    }
    free(query);
    free(committed);
}
END_TEST

static Suite *
walls_suite(void)
{
    Suite *s = suite_create("walls");
    TCase *t = tcase_create("walls");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, commands_are_refused);
    tcase_add_test(t, row_security_cannot_be_switched_off);
    tcase_add_test(t, the_key_file_is_not_for_services_to_choose);
    tcase_add_test(t, no_row_is_deleted);
    tcase_add_loop_test(t, the_catalogue_keeps_the_rule, 0,
                        (int) (sizeof catalogue / sizeof catalogue[0]));
    tcase_add_test(t, grants_are_the_committed_ones);
    suite_add_tcase(s, t);
    return s;
}

int
main(void)
{
    SRunner *runner = srunner_create(walls_suite());
    int failed;

    srunner_set_fork_status(runner, CK_NOFORK);
    forms_open();
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    forms_close();
    return failed == 0 ? 0 : 1;
}
