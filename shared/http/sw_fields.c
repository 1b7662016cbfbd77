#include "http/sw_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum sw_code read_object(const struct sw_shape *shape, const json_t *object, void *into,
                                const char *pointer, struct sw_arena *arena, struct sw_error *err);

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
read_text(const json_t *value, int64_t min, int64_t max, const char *pointer,
          struct sw_arena *arena, const char **ret_text, struct sw_error *err)
{
    const char *text = json_string_value(value);
    int64_t n;

    if (text == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%s must be a text", pointer);
    n = characters(text);
    if (n < min || n > max)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer,
                             "%s must have %lld to %lld characters, it has %lld", pointer,
                             (long long) min, (long long) max, (long long) n);
    if (has_control(text))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer,
                             "%s must not contain control characters", pointer);
    *ret_text = sw_printf(arena, "%s", text);
    return SW_OK;
}

static enum sw_code
read_int(const struct sw_field *f, const json_t *value, int64_t *into, const char *pointer,
         struct sw_error *err)
{
    if (!json_is_integer(value) || json_integer_value(value) < f->min ||
        json_integer_value(value) > f->max)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer,
                             "%s must be a whole number from %lld to %lld", pointer,
                             (long long) f->min, (long long) f->max);
    *into = json_integer_value(value);
    return SW_OK;
}

static enum sw_code
read_enum(const struct sw_field *f, const json_t *value, int *into, const char *pointer,
          struct sw_arena *arena, struct sw_error *err)
{
    const char *all = "";

    for (int i = 0; f->names[i] != NULL; i++) {
        if (json_is_string(value) && strcmp(f->names[i], json_string_value(value)) == 0) {
            *into = i;
            return SW_OK;
        }
        all = sw_printf(arena, "%s%s%s", all, i == 0 ? "" : ", ", f->names[i]);
    }
    return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%s must be one of %s", pointer, all);
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
read_item(const struct sw_field *f, const json_t *value, void *into, const char *pointer,
          struct sw_arena *arena, struct sw_error *err)
{
    static const struct sw_field uuid = { .name = "", .type = SW_F_UUID };
    static const struct sw_field number = {
        .name = "", .type = SW_F_INT, .min = 0, .max = 1000000
    };

    switch (f->type) {
    case SW_F_UUIDS:
        return sw_field_read(&uuid, value, into, pointer, arena, err);
    case SW_F_TEXTS:
        return read_text(value, 1, 200, pointer, arena, into, err);
    case SW_F_INTS:
        return sw_field_read(&number, value, into, pointer, arena, err);
    default:
        return read_object(f->shape, value, into, pointer, arena, err);
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
read_list(const struct sw_field *f, const json_t *value, struct sw_list *into, const char *pointer,
          struct sw_arena *arena, struct sw_error *err)
{
    const size_t count = json_array_size(value), size = item_size(f);
    char *items;

    if (!json_is_array(value) || (int64_t) count < f->min || (int64_t) count > f->max)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer,
                             "%s must be a list of %lld to %lld items", pointer, (long long) f->min,
                             (long long) f->max);
    items = sw_alloc(arena, count == 0 ? 1 : count * size);
    for (size_t i = 0; i < count; i++) {
        const enum sw_code code = read_item(f, json_array_get(value, i), items + i * size,
                                            sw_printf(arena, "%s/%zu", pointer, i), arena, err);

        if (code != SW_OK)
            return code;
    }
    *into = (struct sw_list){ .items = count == 0 ? NULL : items,
                              .count = count,
                              .json = as_text(value, arena) };
    return SW_OK;
}

static enum sw_code
read_scalar(const struct sw_field *f, const json_t *value, void *into, const char *pointer,
            struct sw_error *err)
{
    const char *text = json_string_value(value);

    if (f->type == SW_F_BOOL) {
        if (!json_is_boolean(value))
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%s must be true or false",
                                 pointer);
        *(bool *) into = json_is_true(value);
        return SW_OK;
    }
    if (f->type == SW_F_DATE) {
        if (text == NULL || !sw_date_parse(text, into))
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer,
                                 "%s must be a date written as 2026-11-24", pointer);
        return SW_OK;
    }
    if (text == NULL || !sw_uuid_parse(text, into))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%s must be a UUID", pointer);
    return SW_OK;
}

enum sw_code
sw_field_read(const struct sw_field *f, const json_t *value, void *into, const char *pointer,
              struct sw_arena *arena, struct sw_error *err)
{
    switch (f->type) {
    case SW_F_UUID:
    case SW_F_BOOL:
    case SW_F_DATE:
        return read_scalar(f, value, into, pointer, err);
    case SW_F_INT:
        return read_int(f, value, into, pointer, err);
    case SW_F_TEXT:
        return read_text(value, f->min, f->max, pointer, arena, into, err);
    case SW_F_ENUM:
        return read_enum(f, value, into, pointer, arena, err);
    case SW_F_OBJECT: {
        void *item = sw_alloc(arena, f->shape->size);
        const enum sw_code code = read_object(f->shape, value, item, pointer, arena, err);

        if (code == SW_OK)
            *(struct sw_list *) into =
                (struct sw_list){ .items = item, .count = 1, .json = as_text(value, arena) };
        return code;
    }
    case SW_F_OBJECTS:
    case SW_F_UUIDS:
    case SW_F_TEXTS:
    case SW_F_INTS:
        return read_list(f, value, into, pointer, arena, err);
    case SW_F_JSON:
        break;
    }
    return SW_FAIL(err, SW_INTERNAL, "field %s has a type that cannot be read", f->name);
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
refuse_unknown(const struct sw_shape *shape, const json_t *object, const char *pointer,
               struct sw_arena *arena, struct sw_error *err)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *) (uintptr_t) object, key, value)
    {
        const struct sw_field *f = shape->fields;

        while (f->name != NULL && strcmp(f->name, key) != 0)
            f++;
        if (f->name == NULL)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, sw_printf(arena, "%s/%.40s", pointer, key),
                                 "there is no field %.40s here", key);
    }
    return SW_OK;
}

static enum sw_code
read_object(const struct sw_shape *shape, const json_t *object, void *into, const char *pointer,
            struct sw_arena *arena, struct sw_error *err)
{
    if (!json_is_object(object))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, pointer, "%s must be an object", pointer);
    for (const struct sw_field *f = shape->fields; f->name != NULL; f++) {
        const json_t *value = json_object_get(object, f->name);
        const char *at = sw_printf(arena, "%s/%s", pointer, f->name);
        enum sw_code code;

        if (value == NULL || json_is_null(value)) {
            if (!f->optional)
                return SW_FAIL_FIELD(err, SW_INPUT_INVALID, at, "%s is missing: %s", f->name,
                                     f->doc);
            set_none(f, (char *) into + f->offset);
            continue;
        }
        code = sw_field_read(f, value, (char *) into + f->offset, at, arena, err);
        if (code != SW_OK)
            return code;
    }
    return refuse_unknown(shape, object, pointer, arena, err);
}

enum sw_code
sw_shape_read(const struct sw_shape *shape, const json_t *object, struct sw_arena *arena,
              const void **ret_struct, struct sw_error *err)
{
    void *into = sw_alloc(arena, shape->size);
    const enum sw_code code = read_object(shape, object, into, "", arena, err);

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
    code = read_object(shape, root, into, "", req->arena, err);
    if (code != SW_OK)
        return code;
    req->body = into;
    req->body_json = as_text(root, req->arena);
    return SW_OK;
}
