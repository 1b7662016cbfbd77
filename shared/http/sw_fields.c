#include "http/sw_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stays the same while a body is read. */
struct reading {
    struct sw_arena *arena;
    struct sw_error *err;
    bool keep_json; /* lists keep their JSON text, for statements */
};

/* Where a value stands.  It becomes text only when the value does not fit. */
struct place {
    const struct place *in; /* NULL: name is all of it */
    const char *name;       /* NULL: index in a list */
    size_t index;
};

static const char *
text_of(const struct place *at, struct sw_arena *arena)
{
    if (at->in == NULL)
        return at->name;
    if (at->name == NULL)
        return sw_printf(arena, "%s/%zu", text_of(at->in, arena), at->index);
    return sw_printf(arena, "%s/%s", text_of(at->in, arena), at->name);
}
#define POINTER(r, at) text_of((at), (r)->arena)

static enum sw_code read_object(const struct sw_shape *shape, const json_t *object, void *into,
                                const struct place *at, const struct reading *r);
static enum sw_code read_field(const struct sw_field *f, const json_t *value, void *into,
                               const struct place *at, const struct reading *r);

/* Characters, not bytes; jansson has already refused what is not UTF-8. */
static int64_t
characters(const char *text)
{
    int64_t n = 0;

    for (; *text != '\0'; text++)
        n += (*text & 0xc0) != 0x80;
    return n;
}

static bool
has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if (((unsigned char) *text < 0x20 && *text != '\n' && *text != '\t' && *text != '\r') ||
            *text == 0x7f)
            return true;
    return false;
}

static enum sw_code
read_text(const struct sw_field *f, const json_t *value, const char **into, const struct place *at,
          const struct reading *r)
{
    const char *text = json_string_value(value);
    int64_t n;

    if (text == NULL)
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at), "%s must be a text",
                             POINTER(r, at));
    n = characters(text);
    if (n < f->min || n > f->max)
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                             "%s must have %lld to %lld characters, it has %lld", POINTER(r, at),
                             (long long) f->min, (long long) f->max, (long long) n);
    if (has_control(text))
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                             "%s must not contain control characters", POINTER(r, at));
    *into = sw_printf(r->arena, "%s", text);
    return SW_OK;
}

static enum sw_code
read_int(const struct sw_field *f, const json_t *value, int64_t *into, const struct place *at,
         const struct reading *r)
{
    if (!json_is_integer(value) || json_integer_value(value) < f->min ||
        json_integer_value(value) > f->max)
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                             "%s must be a whole number from %lld to %lld", POINTER(r, at),
                             (long long) f->min, (long long) f->max);
    *into = json_integer_value(value);
    return SW_OK;
}

static enum sw_code
read_enum(const struct sw_field *f, const json_t *value, int *into, const struct place *at,
          const struct reading *r)
{
    const char *all = "";

    for (int i = 0; f->names[i] != NULL; i++)
        if (json_is_string(value) && strcmp(f->names[i], json_string_value(value)) == 0) {
            *into = i;
            return SW_OK;
        }
    for (int i = 0; f->names[i] != NULL; i++)
        all = sw_printf(r->arena, "%s%s%s", all, i == 0 ? "" : ", ", f->names[i]);
    return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at), "%s must be one of %s",
                         POINTER(r, at), all);
}

static size_t
item_size(const struct sw_field *f)
{
    switch (f->type) {
    case SW_F_UUIDS:
        return sizeof(struct sw_uuid);
    case SW_F_TEXTS:
        return sizeof(const char *);
    case SW_F_INTS:
        return sizeof(int64_t);
    default:
        return f->shape->size;
    }
}

static enum sw_code
read_item(const struct sw_field *f, const json_t *value, void *into, const struct place *at,
          const struct reading *r)
{
    static const struct sw_field uuid = { .name = "", .type = SW_F_UUID };
    static const struct sw_field text = { .name = "", .type = SW_F_TEXT, .min = 1, .max = 200 };
    static const struct sw_field number = {
        .name = "", .type = SW_F_INT, .min = 0, .max = 1000000
    };

    switch (f->type) {
    case SW_F_UUIDS:
        return read_field(&uuid, value, into, at, r);
    case SW_F_TEXTS:
        return read_field(&text, value, into, at, r);
    case SW_F_INTS:
        return read_field(&number, value, into, at, r);
    default:
        return read_object(f->shape, value, into, at, r);
    }
}

/* The value as compact JSON that belongs to the arena. */
static const char *
as_text(const json_t *value, struct sw_arena *arena)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    if (text == NULL)
        abort();
    sw_own(arena, text, free);
    return text;
}

static enum sw_code
read_list(const struct sw_field *f, const json_t *value, struct sw_list *into,
          const struct place *at, const struct reading *r)
{
    const size_t count = json_array_size(value), size = item_size(f);
    char *items;

    if (!json_is_array(value) || (int64_t) count < f->min || (int64_t) count > f->max)
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                             "%s must be a list of %lld to %lld items", POINTER(r, at),
                             (long long) f->min, (long long) f->max);
    items = sw_alloc(r->arena, count == 0 ? 1 : count * size);
    for (size_t i = 0; i < count; i++) {
        const enum sw_code code = read_item(f, json_array_get(value, i), items + i * size,
                                            &(struct place){ at, NULL, i }, r);

        if (code != SW_OK)
            return code;
    }
    *into = (struct sw_list){ .items = count == 0 ? NULL : items,
                              .count = count,
                              .json = r->keep_json ? as_text(value, r->arena) : NULL };
    return SW_OK;
}

static enum sw_code
read_scalar(const struct sw_field *f, const json_t *value, void *into, const struct place *at,
            const struct reading *r)
{
    const char *text = json_string_value(value);

    if (f->type == SW_F_BOOL) {
        if (!json_is_boolean(value))
            return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                                 "%s must be true or false", POINTER(r, at));
        *(bool *) into = json_is_true(value);
        return SW_OK;
    }
    if (f->type == SW_F_DATE) {
        if (text == NULL || !sw_date_parse(text, into))
            return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at),
                                 "%s must be a date written as 2026-11-24", POINTER(r, at));
        return SW_OK;
    }
    if (text == NULL || !sw_uuid_parse(text, into))
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at), "%s must be a UUID",
                             POINTER(r, at));
    return SW_OK;
}

static enum sw_code
read_part(const struct sw_field *f, const json_t *value, struct sw_list *into,
          const struct place *at, const struct reading *r)
{
    void *item = sw_alloc(r->arena, f->shape->size);
    const enum sw_code code = read_object(f->shape, value, item, at, r);

    if (code == SW_OK)
        *into = (struct sw_list){ .items = item,
                                  .count = 1,
                                  .json = r->keep_json ? as_text(value, r->arena) : NULL };
    return code;
}

static enum sw_code
read_field(const struct sw_field *f, const json_t *value, void *into, const struct place *at,
           const struct reading *r)
{
    switch (f->type) {
    case SW_F_UUID:
    case SW_F_BOOL:
    case SW_F_DATE:
        return read_scalar(f, value, into, at, r);
    case SW_F_INT:
        return read_int(f, value, into, at, r);
    case SW_F_TEXT:
        return read_text(f, value, into, at, r);
    case SW_F_ENUM:
        return read_enum(f, value, into, at, r);
    case SW_F_OBJECT:
        return read_part(f, value, into, at, r);
    case SW_F_OBJECTS:
    case SW_F_UUIDS:
    case SW_F_TEXTS:
    case SW_F_INTS:
        return read_list(f, value, into, at, r);
    case SW_F_JSON:
        break;
    }
    return SW_FAIL(r->err, SW_INTERNAL, "field %s has a type that cannot be read", f->name);
}

enum sw_code
sw_field_read(const struct sw_field *f, const json_t *value, void *into, const char *pointer,
              struct sw_arena *arena, struct sw_error *err)
{
    return read_field(f, value, into, &(struct place){ NULL, pointer, 0 },
                      &(struct reading){ arena, err, true });
}

/* What a field that was left out looks like. */
static void
set_none(const struct sw_field *f, void *into)
{
    if (f->type == SW_F_INT)
        *(int64_t *) into = SW_INT_NONE;
    else if (f->type == SW_F_ENUM)
        *(int *) into = -1;
}

static enum sw_code
refuse_unknown(const struct sw_shape *shape, const json_t *object, const struct place *at,
               const struct reading *r)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *) (uintptr_t) object, key, value)
    {
        const struct sw_field *f = shape->fields;

        while (f->name != NULL && strcmp(f->name, key) != 0)
            f++;
        if (f->name == NULL)
            return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID,
                                 sw_printf(r->arena, "%s/%.40s", POINTER(r, at), key),
                                 "there is no field %.40s here", key);
    }
    return SW_OK;
}

static enum sw_code
read_object(const struct sw_shape *shape, const json_t *object, void *into, const struct place *at,
            const struct reading *r)
{
    size_t known = 0;

    if (!json_is_object(object))
        return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, at), "%s must be an object",
                             POINTER(r, at));
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        const json_t *value = json_object_get(object, f->name);
        const struct place place = { at, f->name, 0 };
        enum sw_code code;

        known += value != NULL;
        if (value == NULL || json_is_null(value)) {
            if (!f->optional)
                return SW_FAIL_FIELD(r->err, SW_INPUT_INVALID, POINTER(r, &place),
                                     "%s is missing: %s", f->name, f->doc);
            set_none(f, (char *) into + f->offset);
            continue;
        }
        code = read_field(f, value, (char *) into + f->offset, &place, r);
        if (code != SW_OK)
            return code;
    }
    return known == json_object_size(object) ? SW_OK : refuse_unknown(shape, object, at, r);
}

enum sw_code
sw_shape_read(const struct sw_shape *shape, const json_t *object, struct sw_arena *arena,
              const void **ret_struct, struct sw_error *err)
{
    void *into = sw_alloc(arena, shape->size);
    const enum sw_code code = read_object(shape, object, into, &(struct place){ NULL, "", 0 },
                                          &(struct reading){ arena, err, false });

    if (code == SW_OK)
        *ret_struct = into;
    return code;
}

static void
drop_json(void *json)
{
    json_decref(json);
}

enum sw_code
sw_body_read(const struct sw_shape *shape, const char *text, size_t size, struct sw_request *req,
             struct sw_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(text != NULL ? text : "", size, JSON_REJECT_DUPLICATES, &why);
    void *into = sw_alloc(req->arena, shape->size);
    enum sw_code code;

    if (root == NULL)
        return SW_FAIL(err, SW_BODY_MALFORMED, "the body is not JSON: %s (line %d)", why.text,
                       why.line);
    sw_own(req->arena, root, drop_json);
    if (!json_is_object(root))
        return SW_FAIL(err, SW_BODY_MALFORMED, "the body must be a JSON object");
    code = read_object(shape, root, into, &(struct place){ NULL, "", 0 },
                       &(struct reading){ req->arena, err, true });
    if (code != SW_OK)
        return code;
    req->body = into;
    req->body_json = as_text(root, req->arena);
    return SW_OK;
}
