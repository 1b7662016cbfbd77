/* What tests of every service check: that nothing changed, and that others find nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char *
with_tenant(struct scene *s, const char *sql)
{
    const char *at = strstr(sql, "$T");

    if (at == NULL)
        return sql;
    return sw_printf(s->arena, "%.*s'%s'%s", (int) (at - sql), sql, scene_id(s, "00"),
                     with_tenant(s, at + 2));
}

static PGresult *
ask(struct scene *s, const char *sql)
{
    PGresult *res = PQexec(support_root, scene_filled(s, with_tenant(s, sql)));

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(support_root));
    return res;
}

long
scene_count(struct scene *s, const char *sql)
{
    PGresult *res = ask(s, sql);
    const long n = atol(PQgetvalue(res, 0, 0));

    PQclear(res);
    return n;
}

void
scene_run(struct scene *s, const char *sql)
{
    PGresult *res = PQexec(support_root, scene_filled(s, with_tenant(s, sql)));

    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s", PQerrorMessage(support_root));
    PQclear(res);
}

const char *
scene_try(struct scene *s, const char *name, const char *who, const char *sql)
{
    const struct sw_service *service = support_service(sw_printf(s->arena, "/v1/%s/", name));
    const struct sw_context context = scene_context(s, who, service);
    PGconn *conn =
        PQconnectdb(sw_printf(s->arena, "%s user=%s_service", service->config.database, name));
    PGresult *res;
    const char *state = "";

    ck_assert_int_eq(PQstatus(conn), CONNECTION_OK);
    PQclear(PQexec(conn, "BEGIN"));
    PQclear(PQexec(conn,
                   sw_printf(s->arena, "SELECT set_config('sw.ctx', '%s', true)", context.token)));
    res = PQexec(conn, scene_filled(s, with_tenant(s, sql)));
    if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
        state = sw_printf(s->arena, "%s", PQresultErrorField(res, PG_DIAG_SQLSTATE));
    PQclear(res);
    PQfinish(conn);
    return state;
}

const char *
scene_print(struct scene *s)
{
    PGresult *res = ask(
        s, "SELECT md5(string_agg(query_to_xml(format('SELECT md5(string_agg(md5(t::text), '''' "
           "ORDER BY md5(t::text))) AS c FROM %s t WHERE tenant_id = %L', c.oid::regclass, $T), "
           "true, true, '')::text, ' ' ORDER BY c.oid)) FROM pg_class c JOIN pg_attribute a ON "
           "a.attrelid = c.oid AND a.attname = 'tenant_id' WHERE c.relkind = 'r'");
    const char *print = sw_printf(s->arena, "%s", PQgetvalue(res, 0, 0));

    PQclear(res);
    return print;
}

void
scene_fail_in_turn(struct scene *s, const char *who, int status, const char *method,
                   const char *path, const char *body)
{
    const char *before = scene_print(s);
    int n = 0, got = 500;

    for (; got >= 500; n++) {
        ck_assert_msg(n < 60, "%s %s never passes: %d", method, path, got);
        ck_assert_msg(strcmp(scene_print(s), before) == 0, "%s %s left something behind (%d)",
                      method, path, n);
        sw_db_fail_after = n;
        (void) scene_call(s, s, who, method, path, body, NULL, &got);
        sw_db_fail_after = -1;
    }
    ck_assert_msg(got == status, "%s %s: %d, not %d", method, path, got, status);
    /* BEGIN, the write itself, its trail and COMMIT failed once each at least. */
    ck_assert_msg(n >= 5, "%s %s: only %d statements", method, path, n - 1);
    ck_assert_str_ne(scene_print(s), before);
}

static const char *
word_value(const struct scene_word *words, const char *word)
{
    for (; words->word != NULL; words++)
        if (strcmp(words->word, word) == 0)
            return words->value;
    return NULL;
}

static const char *
ending_value(const struct scene_word *words, const char *path)
{
    for (; words->word != NULL; words++) {
        const size_t n = strlen(path), m = strlen(words->word);

        if (n >= m && strcmp(path + n - m, words->word) == 0)
            return words->value;
    }
    return NULL;
}

/* The path with ids for braces; NULL when it has none. */
static const char *
path_of(struct scene *s, const struct sw_route *r, const struct scene_word *ids)
{
    const char *out = "", *p = r->path;

    if (strstr(p, "_id}") == NULL)
        return NULL;
    while (*p != '\0') {
        const size_t plain = strcspn(p, "{"), named = strcspn(p + plain, "}");
        const char *id;

        out = sw_printf(s->arena, "%s%.*s", out, (int) plain, p);
        p += plain;
        if (*p == '\0')
            break;
        id = word_value(ids, sw_printf(s->arena, "%.*s", (int) named - 1, p + 1));
        ck_assert_msg(id != NULL, "no id for %s", r->path);
        out = sw_printf(s->arena, "%s%s", out, strlen(id) == 2 ? scene_id(s, id) : id);
        p += named + 1;
    }
    return out;
}

void
scene_walk(struct scene *s, const struct scene *from, const char *who,
           const struct sw_route *routes, const struct scene_word *ids,
           const struct scene_word *bodies, int least)
{
    const char *before = scene_print(s);
    int walked = 0;

    for (const struct sw_route *r = routes; r->method != NULL; r++) {
        const char *path = path_of(s, r, ids);
        const bool reads = strcmp(r->method, "GET") == 0;
        const char *body = reads || r->body == NULL ? NULL : ending_value(bodies, r->path);
        int status = 0;

        if (path == NULL || r->upload != NULL ||
            (scene_context(from, who, support_service(r->path)).roles &
             sw_permission_roles(r->permission)) == 0)
            continue;
        ck_assert_msg(reads || r->body == NULL || body != NULL, "no body for %s", r->path);
        walked++;
        (void) scene_call(s, from, who, r->method, path, body, NULL, &status);
        ck_assert_msg(status == 404, "%s %s as another's %s: %d", r->method, r->path, who, status);
    }
    ck_assert_msg(walked >= least, "only %d routes", walked);
    ck_assert_msg(strcmp(scene_print(s), before) == 0, "another's %s changed something", who);
}
