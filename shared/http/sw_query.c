/* Reading a query string by the shape of its route. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/sw_fields.h"

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "%20" and "+" become a space; NULL when an escape is broken or hides a NUL. */
static char *
decode(const char *text, size_t n, struct sw_arena *arena)
{
    char *out = sw_alloc(arena, n + 1);
    size_t w = 0;

    for (size_t i = 0; i < n; i++) {
        if (text[i] == '%') {
            const int high = i + 2 < n ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < n ? hex_digit(text[i + 2]) : -1;

            if (high < 0 || low < 0 || high * 16 + low == 0)
                return NULL;
            out[w++] = (char) (high * 16 + low);
            i += 2;
        } else {
            out[w++] = text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

/* True when the name stands earlier in the query already: nobody shall guess which one counts. */
static bool
seen_before(const char *query, const char *at, size_t name_n)
{
    while (query < at) {
        if (strcspn(query, "=&") == name_n && strncmp(query, at, name_n) == 0)
            return true;
        query += strcspn(query, "&") + 1;
    }
    return false;
}

/* A query carries texts: make the JSON value that the field would have had in a body. */
static json_t *
as_json(const struct sw_field *f, const char *value)
{
    char *end;
    long long n;

    if (f->type == SW_F_BOOL && strcmp(value, "true") == 0)
        return json_true();
    if (f->type == SW_F_BOOL && strcmp(value, "false") == 0)
        return json_false();
    if (f->type != SW_F_INT)
        return json_string(value); /* NULL when it is not UTF-8 */
    n = strtoll(value, &end, 10);
    return *value != '\0' && *end == '\0' ? json_integer(n) : json_string(value);
}

struct page_fields {
    int64_t limit;
    struct sw_uuid cursor;
};
static const struct sw_field page_fields[] = {
    SW_OPT_INT(struct page_fields, limit, 1, SW_LIST_LIMIT_MAX, "How many rows"),
    SW_OPT_UUID(struct page_fields, cursor, "Where the page before ended"),
    { .name = NULL },
};

static const struct sw_field *
find_field(const struct sw_field *fields, const char *name)
{
    for (; fields != NULL && fields->name != NULL; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

static enum sw_code
read_pair(const struct sw_field *f, const char *name, const char *value, void *into,
          struct sw_request *req, struct sw_error *err)
{
    json_t *json = as_json(f, value);
    enum sw_code code;

    if (json == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, name, "%s is not UTF-8", name);
    code = sw_field_read(f, json, (char *) into + f->offset, name, req->arena, err);
    json_decref(json);
    return code;
}

static enum sw_code
read_pairs(const struct sw_route *route, const char *query, void *into, struct page_fields *page,
           struct sw_request *req, struct sw_error *err)
{
    const struct sw_field *own = route->query != NULL ? route->query->fields : NULL;
    const char *whole = query;
    enum sw_code code = SW_OK;

    while (code == SW_OK && *query != '\0') {
        const size_t n = strcspn(query, "&");
        const size_t name_n = strcspn(query, "=&");
        const char *name = decode(query, name_n, req->arena);
        const char *value =
            decode(query + name_n + (name_n < n), n - name_n - (name_n < n), req->arena);
        const struct sw_field *f;

        if (name == NULL || value == NULL)
            return SW_FAIL(err, SW_BODY_MALFORMED, "the query has a broken percent escape");
        if (seen_before(whole, query, name_n))
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, name, "%.40s stands there twice", name);
        f = find_field(own, name);
        if (f != NULL)
            code = read_pair(f, name, value, into, req, err);
        else if ((route->flags & SW_ROUTE_LIST) != 0 && (f = find_field(page_fields, name)) != NULL)
            code = read_pair(f, name, value, page, req, err);
        else
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, name, "there is no query parameter %.40s",
                                 name);
        query += n + (query[n] == '&');
    }
    return code;
}

enum sw_code
sw_query_read(const struct sw_route *route, const char *query, struct sw_request *req,
              struct sw_error *err)
{
    struct page_fields page = { .limit = SW_LIST_LIMIT_DEFAULT };
    void *into = NULL;
    enum sw_code code;

    if (route->query != NULL) {
        into = sw_alloc(req->arena, route->query->size);
        for (const struct sw_field *f = route->query->fields; f->name != NULL; f++)
            if (f->type == SW_F_INT)
                *(int64_t *) ((char *) into + f->offset) = SW_INT_NONE;
            else if (f->type == SW_F_ENUM)
                *(int *) ((char *) into + f->offset) = -1;
    }
    code = read_pairs(route, query != NULL ? query : "", into, &page, req, err);
    if (code != SW_OK)
        return code;
    req->query = into;
    req->page.limit = page.limit;
    req->page.cursor = page.cursor;
    return SW_OK;
}
