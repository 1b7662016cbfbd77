/* The OpenAPI 3.1 document of a route table. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/sw_route.h"

/* Building JSON only fails when memory is gone or the code is wrong: stop either way. */
static void
set(json_t *object, const char *key, json_t *value)
{
    if (value == NULL || json_object_set_new(object, key, value) != 0)
        abort();
}

static json_t *
pack_ref(const char *schema)
{
    return json_pack("{ss+}", "$ref", "#/components/schemas/", schema);
}

static void add_shape(json_t *schemas, const struct sw_shape *shape);

static json_t *
names_array(const char *const *names, bool nullable)
{
    json_t *all = json_array();

    for (int i = 0; names[i] != NULL; i++)
        (void) json_array_append_new(all, json_string(names[i]));
    if (nullable)
        (void) json_array_append_new(all, json_null());
    return all;
}

static json_t *
type_of(const char *name, bool nullable)
{
    return nullable ? json_pack("[ss]", name, "null") : json_string(name);
}

static json_t *
array_of(const struct sw_field *f, json_t *items)
{
    json_t *p = json_pack("{so so}", "type", type_of("array", f->optional), "items", items);

    if (f->max > 0) {
        set(p, "minItems", json_integer(f->min));
        set(p, "maxItems", json_integer(f->max));
    }
    return p;
}

static json_t *
text_schema(const struct sw_field *f, const char *format)
{
    json_t *p = json_pack("{so}", "type", type_of("string", f->optional));

    if (format != NULL)
        set(p, "format", json_string(format));
    if (f->type == SW_F_TEXT && f->max > 0) {
        set(p, "minLength", json_integer(f->min));
        set(p, "maxLength", json_integer(f->max));
    }
    return p;
}

static json_t *
field_schema(const struct sw_field *f, json_t *schemas)
{
    switch (f->type) {
    case SW_F_UUID:
        return text_schema(f, "uuid");
    case SW_F_DATE:
        return text_schema(f, "date");
    case SW_F_TEXT:
        return text_schema(f, NULL);
    case SW_F_BOOL:
        return json_pack("{so}", "type", type_of("boolean", f->optional));
    case SW_F_INT:
        return f->max > f->min
                   ? json_pack("{so sI sI}", "type", type_of("integer", f->optional), "minimum",
                               (json_int_t) f->min, "maximum", (json_int_t) f->max)
                   : json_pack("{so}", "type", type_of("integer", f->optional));
    case SW_F_ENUM:
        return json_pack("{so so}", "type", type_of("string", f->optional), "enum",
                         names_array(f->names, f->optional));
    case SW_F_OBJECT:
        add_shape(schemas, f->shape);
        return f->optional
                   ? json_pack("{s[o{ss}]}", "anyOf", pack_ref(f->shape->name), "type", "null")
                   : pack_ref(f->shape->name);
    case SW_F_OBJECTS:
        add_shape(schemas, f->shape);
        return array_of(f, pack_ref(f->shape->name));
    case SW_F_UUIDS:
        return array_of(f, json_pack("{ss ss}", "type", "string", "format", "uuid"));
    case SW_F_TEXTS:
        return array_of(f, json_pack("{ss}", "type", "string"));
    case SW_F_INTS:
        return array_of(f, json_pack("{ss}", "type", "integer"));
    case SW_F_JSON:
        break;
    }
    return json_object();
}

static void
add_shape(json_t *schemas, const struct sw_shape *shape)
{
    json_t *properties, *required, *schema;

    if (json_object_get(schemas, shape->name) != NULL)
        return;
    properties = json_object();
    required = json_array();
    schema =
        json_pack("{ss so so}", "type", "object", "properties", properties, "required", required);
    set(schemas, shape->name, schema);
    if (shape->size > 0)
        set(schema, "additionalProperties", json_false());
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        json_t *p = field_schema(f, schemas);

        set(p, "description", json_string(f->doc));
        set(properties, f->name, p);
        /* A reply always names its fields; a request may leave out what is optional. */
        if (!f->optional || shape->size == 0)
            (void) json_array_append_new(required, json_string(f->name));
    }
}

static void
add_parameter(json_t *list, const char *in, const struct sw_field *f, json_t *schema)
{
    (void) json_array_append_new(list, json_pack("{ss ss sb ss so}", "name", f->name, "in", in,
                                                 "required", !f->optional, "description", f->doc,
                                                 "schema", schema));
}

static json_t *
parameters(const struct sw_route *r, json_t *schemas)
{
    static const struct sw_field key = { .name = "Idempotency-Key",
                                         .type = SW_F_TEXT,
                                         .min = 1,
                                         .max = 200,
                                         .doc = "One key an intent: the same request with the same "
                                                "key has one effect and one answer" };
    json_t *list = json_array();

    for (const char *p = strchr(r->path, '{'); p != NULL; p = strchr(p + 1, '{')) {
        char name[64];
        struct sw_field f = { .name = name, .doc = "Which one" };

        (void) snprintf(name, sizeof name, "%.*s", (int) strcspn(p + 1, "}"), p + 1);
        f.type =
            strlen(name) > 3 && strcmp(name + strlen(name) - 3, "_id") == 0 ? SW_F_UUID : SW_F_TEXT;
        (void) json_array_append_new(list, json_pack("{ss ss sb ss so}", "name", name, "in", "path",
                                                     "required", 1, "description", f.doc, "schema",
                                                     field_schema(&f, schemas)));
    }
    if (r->query != NULL)
        for (const struct sw_field *f = r->query->fields; f->name != NULL; f++) {
            struct sw_field plain = *f;

            plain.optional = false;
            add_parameter(list, "query", f, field_schema(&plain, schemas));
        }
    if ((r->flags & SW_ROUTE_LIST) != 0) {
        (void) json_array_append_new(
            list, json_pack("{ss ss ss s{ss si si si}}", "name", "limit", "in", "query",
                            "description", "How many rows", "schema", "type", "integer", "minimum",
                            1, "maximum", SW_LIST_LIMIT_MAX, "default", SW_LIST_LIMIT_DEFAULT));
        (void) json_array_append_new(list, json_pack("{ss ss ss s{ss ss}}", "name", "cursor", "in",
                                                     "query", "description",
                                                     "next_cursor of the page before", "schema",
                                                     "type", "string", "format", "uuid"));
    }
    if (strcmp(r->method, "POST") == 0 && (r->flags & SW_ROUTE_REPEAT) == 0)
        add_parameter(list, "header", &key, field_schema(&key, schemas));
    return list;
}

static json_t *
json_content(json_t *schema)
{
    return json_pack("{s{so}}", "application/json", "schema", schema);
}

static json_t *
reply_schema(const struct sw_route *r, json_t *schemas)
{
    add_shape(schemas, r->reply);
    if ((r->flags & SW_ROUTE_LIST) == 0)
        return pack_ref(r->reply->name);
    return json_pack("{ss s[sss] s{s{ss so} s{ss} s{s[ss] ss}}}", "type", "object", "required",
                     "data", "has_more", "next_cursor", "properties", "data", "type", "array",
                     "items", pack_ref(r->reply->name), "has_more", "type", "boolean",
                     "next_cursor", "type", "string", "null", "format", "uuid");
}

static void
add_problem(json_t *responses, enum sw_code code)
{
    char key[8];
    json_t *old;

    (void) snprintf(key, sizeof key, "%d", sw_code_http(code));
    old = json_object_get(responses, key);
    if (old == NULL) {
        old = json_pack("{ss s{s{so}} s[]}", "description", sw_code_title(code), "content",
                        "application/problem+json", "schema", pack_ref("Problem"), "x-problems");
        set(responses, key, old);
    }
    (void) json_array_append_new(json_object_get(old, "x-problems"),
                                 json_string(sw_code_slug(code)));
}

static json_t *
responses(const struct sw_route *r, json_t *schemas)
{
    json_t *all = json_object(), *good = json_pack("{ss}", "description", "Done");
    char key[8];

    (void) snprintf(key, sizeof key, "%d", r->status);
    if (r->reply != NULL)
        set(good, "content", json_content(reply_schema(r, schemas)));
    else if (r->reply_type != NULL)
        set(good, "content",
            json_pack("{s{s{ss ss}}}", r->reply_type, "schema", "type", "string", "format",
                      "binary"));
    set(all, key, good);
    add_problem(all, SW_UNAUTHENTICATED);
    add_problem(all, SW_FORBIDDEN);
    if (strchr(r->path, '{') != NULL)
        add_problem(all, SW_NOT_FOUND);
    if (r->body != NULL) {
        add_problem(all, SW_BODY_MALFORMED);
        add_problem(all, SW_INPUT_INVALID);
    }
    for (size_t i = 0; i < sizeof r->errors / sizeof r->errors[0] && r->errors[i] != SW_OK; i++)
        add_problem(all, r->errors[i]);
    add_problem(all, SW_INTERNAL);
    add_problem(all, SW_BUSY);
    return all;
}

/* "POST /v1/clients/organisations/{client_id}/sites" ->
 * "post_clients_organisations_client_id_sites" */
static void
operation_id(const struct sw_route *r, char *ret_id, size_t size)
{
    size_t n = 0;

    for (const char *p = r->method; *p != '\0' && n + 1 < size; p++)
        ret_id[n++] = (char) tolower((unsigned char) *p);
    for (const char *p = r->path + strlen("/v1"); *p != '\0' && n + 1 < size; p++)
        if (*p != '{' && *p != '}')
            ret_id[n++] = *p == '/' || *p == '-' ? '_' : *p;
    ret_id[n] = '\0';
}

static json_t *
operation(const struct sw_route *r, const char *service, json_t *schemas)
{
    char id[200];
    json_t *op;

    operation_id(r, id, sizeof id);
    op = json_pack("{ss ss s[s] ss so so}", "operationId", id, "summary", r->summary, "tags",
                   service, "x-permission", r->permission, "parameters", parameters(r, schemas),
                   "responses", responses(r, schemas));
    if (r->clause != NULL)
        set(op, "x-clause", json_string(r->clause));
    if ((sw_permission_roles(r->permission) & SW_ROLE_ANYONE) != 0)
        set(op, "security", json_array());
    if (r->upload != NULL)
        set(op, "requestBody",
            json_pack("{sb s{s{s{ss ss}}}}", "required", 1, "content", "application/octet-stream",
                      "schema", "type", "string", "format", "binary"));
    else if (r->body != NULL) {
        add_shape(schemas, r->body);
        set(op, "requestBody",
            json_pack("{sb so}", "required", 1, "content", json_content(pack_ref(r->body->name))));
    }
    return op;
}

static json_t *
problem_schema(void)
{
    return json_loads(
        "{\"type\":\"object\",\"description\":\"RFC 9457; rule, clause and what_would_pass stand "
        "where a rule of the standards refused\",\"required\":[\"type\",\"title\",\"status\"],"
        "\"properties\":{\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
        "\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
        "\"request_id\":{\"type\":\"string\"},\"rule\":{\"type\":\"string\"},"
        "\"clause\":{\"type\":\"string\"},\"what_would_pass\":{\"type\":\"string\"},"
        "\"errors\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"pointer\","
        "\"detail\"],\"properties\":{\"pointer\":{\"type\":\"string\"},\"detail\":{\"type\":"
        "\"string\"}}}}}}",
        0, NULL);
}

json_t *
sw_openapi(const struct sw_route *routes, const char *service, const char *title)
{
    json_t *paths = json_object(), *schemas = json_object();

    set(schemas, "Problem", problem_schema());
    for (const struct sw_route *r = routes; r->method != NULL; r++) {
        json_t *item = json_object_get(paths, r->path);
        char method[8] = "";

        if (item == NULL)
            set(paths, r->path, item = json_object());
        for (size_t i = 0; r->method[i] != '\0' && i + 1 < sizeof method; i++)
            method[i] = (char) tolower((unsigned char) r->method[i]);
        set(item, method, operation(r, service, schemas));
    }
    return json_pack(
        "{ss s{ss ss ss s{ss ss}} s[{ss}] s[{ss ss}] s[{s[]} {s[]}] so s{so s{s{ss ss} s{ss ss "
        "ss}}}}",
        "openapi", "3.1.0", "info", "title", title, "version", SW_VERSION, "description",
        "Certification of information security management systems", "license", "name", "Apache-2.0",
        "identifier", "Apache-2.0", "servers", "url", "https://localhost:8443", "tags", "name",
        service, "description", title, "security", "token", "session", "paths", paths, "components",
        "schemas", schemas, "securitySchemes", "token", "type", "http", "scheme", "bearer",
        "session", "type", "apiKey", "in", "cookie", "name", "__Host-sealwright");
}
