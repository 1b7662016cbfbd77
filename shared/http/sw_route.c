/* Finding the row of a request and admitting it. */
#include "http/sw_route.h"

#include <stdio.h>
#include <string.h>

#include "http/sw_fields.h"

#define WORD_MAX 64

static bool
word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* A {slug} or {name}: lower-case letters, digits, hyphens and underscores, 1 to 64 of them. */
static bool
take_word(const char *text, size_t n, struct sw_request *req)
{
    if (n == 0 || n > WORD_MAX)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!word_char(text[i]))
            return false;
    req->path_word = sw_printf(req->arena, "%.*s", (int) n, text);
    return true;
}

static bool
take_id(const char *text, size_t n, struct sw_uuid *ret_id)
{
    char copy[37];

    if (n != 36)
        return false;
    (void) snprintf(copy, sizeof copy, "%.36s", text);
    return sw_uuid_parse(copy, ret_id);
}

/* Match "/v1/audits/{audit_id}/plan" and collect what stands in braces. */
static bool
path_matches(const char *pattern, const char *path, struct sw_request *req)
{
    int ids = 0;

    while (*pattern != '\0') {
        if (*pattern == '{') {
            const char *end = strchr(pattern, '}');
            const size_t n = strcspn(path, "/");

            if (end - pattern >= 4 && strncmp(end - 3, "_id", 3) == 0) {
                if (ids == SW_PATH_IDS_MAX || !take_id(path, n, &req->path_id[ids++]))
                    return false;
            } else if (!take_word(path, n, req)) {
                return false;
            }
            path += n;
            pattern = end + 1;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return *path == '\0';
}

enum sw_code
sw_route_find(const struct sw_route *routes, const char *method, const char *path,
              struct sw_request *req, const struct sw_route **ret_route, struct sw_error *err)
{
    const char *wanted = strcmp(method, "HEAD") == 0 ? "GET" : method;
    bool path_known = false;

    for (const struct sw_route *r = routes; r->method != NULL; r++) {
        if (!path_matches(r->path, path, req))
            continue;
        path_known = true;
        if (strcmp(r->method, wanted) == 0) {
            *ret_route = r;
            return SW_OK;
        }
    }
    if (path_known)
        return SW_FAIL(err, SW_METHOD_INVALID, "%s is not supported here", method);
    return SW_FAIL(err, SW_NOT_FOUND, "%s", sw_code_title(SW_NOT_FOUND));
}

enum sw_code
sw_route_admit(const struct sw_route *route, const char *query, const char *body, size_t body_size,
               struct sw_request *req, struct sw_error *err)
{
    enum sw_code code;

    if ((sw_permission_roles(route->permission) & req->context.roles) == 0)
        return SW_FAIL(err, SW_FORBIDDEN, "this needs the permission %s", route->permission);
    code = sw_query_read(route, query, req, err);
    if (code != SW_OK || route->upload != NULL)
        return code;
    if (route->body != NULL)
        return sw_body_read(route->body, body, body_size, req, err);
    if (body_size > 0)
        return SW_FAIL(err, SW_BODY_MALFORMED, "this request takes no body");
    return SW_OK;
}

static struct sw_param
field_param(const struct sw_field *f, const void *from)
{
    const void *at = (const char *) from + f->offset;

    switch (f->type) {
    case SW_F_UUID:
        return SW_UUID(*(const struct sw_uuid *) at);
    case SW_F_INT:
        return *(const int64_t *) at == SW_INT_NONE ? SW_TEXT(NULL) : SW_INT(*(const int64_t *) at);
    case SW_F_BOOL:
        return SW_BOOL(*(const bool *) at);
    case SW_F_TEXT:
        return SW_TEXT(*(const char *const *) at);
    case SW_F_DATE:
        return SW_DATE(*(const struct sw_date *) at);
    case SW_F_ENUM:
        return SW_TEXT(*(const int *) at < 0 ? NULL : f->names[*(const int *) at]);
    default:
        return SW_TEXT(((const struct sw_list *) at)->json);
    }
}

static int
shape_params(const struct sw_shape *shape, const void *from, struct sw_param *ret_params, int max)
{
    int n = 0;

    for (const struct sw_field *f = shape->fields; f->name != NULL && n < max; f++)
        ret_params[n++] = field_param(f, from);
    return n;
}

int
sw_route_params(const struct sw_route *route, const struct sw_request *req,
                struct sw_param *ret_params, int max)
{
    int n = 0;

    for (int i = 0; i < SW_PATH_IDS_MAX && !sw_uuid_is_none(&req->path_id[i]) && n < max; i++)
        ret_params[n++] = SW_UUID(req->path_id[i]);
    if (req->path_word != NULL && n < max)
        ret_params[n++] = SW_TEXT(req->path_word);
    if (route->query != NULL)
        n += shape_params(route->query, req->query, ret_params + n, max - n);
    if (route->body != NULL)
        n += shape_params(route->body, req->body, ret_params + n, max - n);
    if ((route->flags & SW_ROUTE_LIST) != 0 && n + 2 <= max) {
        ret_params[n++] = SW_INT(req->page.limit);
        ret_params[n++] = SW_UUID(req->page.cursor);
    }
    return n;
}

void
sw_reply_header_add(struct sw_request *req, const char *name, const char *value)
{
    struct sw_reply_header *h = sw_alloc(req->arena, sizeof *h);

    *h = (struct sw_reply_header){ .name = name, .value = value, .next = req->headers };
    req->headers = h;
}
