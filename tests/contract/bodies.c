#include "bodies.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define UUID "01890000-0000-7000-8000-000000000001"

static json_t *
letters(int64_t n)
{
    char *text = malloc((size_t) n + 1);
    json_t *value;

    ck_assert_ptr_nonnull(text);
    memset(text, 'a', (size_t) n);
    text[n] = '\0';
    value = json_string(text);
    free(text);
    return value;
}

static json_t *good_value(const struct sw_field *f);

static json_t *
good_item(const struct sw_field *f)
{
    switch (f->type) {
    case SW_F_UUIDS:
        return json_string(UUID);
    case SW_F_TEXTS:
        return json_string("a");
    case SW_F_INTS:
        return json_integer(1);
    default:
        return body_good(f->shape);
    }
}

static json_t *
list_of(const struct sw_field *f, int64_t n)
{
    json_t *list = json_array(), *item = good_item(f);

    for (int64_t i = 0; i < n; i++)
        (void) json_array_append(list, item);
    json_decref(item);
    return list;
}

static json_t *
good_value(const struct sw_field *f)
{
    switch (f->type) {
    case SW_F_UUID:
        return json_string(UUID);
    case SW_F_INT:
        return json_integer(f->min);
    case SW_F_BOOL:
        return json_true();
    case SW_F_TEXT:
        return letters(f->min > 0 ? f->min : 1);
    case SW_F_DATE:
        return json_string("2026-02-28");
    case SW_F_ENUM:
        return json_string(f->names[0]);
    case SW_F_OBJECT:
        return body_good(f->shape);
    default:
        return list_of(f, f->min > 0 ? f->min : 1);
    }
}

json_t *
body_good(const struct sw_shape *shape)
{
    json_t *body = json_object();

    for (const struct sw_field *f = shape->fields; f->name != NULL; f++)
        (void) json_object_set_new(body, f->name, good_value(f));
    return body;
}

static void
add(json_t *all, json_t *value, const char *below)
{
    (void) json_array_append_new(all, json_pack("{so ss}", "value", value, "below", below));
}

static void
add_texts(json_t *all, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        add(all, json_string(*texts), "");
}

/* A list with one item that is wrong in the first place. */
static void
add_item(json_t *all, const struct sw_field *f, json_t *item)
{
    json_t *list = list_of(f, f->min > 0 ? f->min : 1);

    (void) json_array_set_new(list, 0, item);
    add(all, list, "/0");
}

static void
wrong_list(json_t *all, const struct sw_field *f)
{
    add(all, list_of(f, f->max + 1), "");
    if (f->min > 0)
        add(all, list_of(f, f->min - 1), "");
    add_item(all, f, json_null());
    add_item(all, f, json_array());
    if (f->type != SW_F_INTS)
        add_item(all, f, json_integer(1));
    if (f->type == SW_F_TEXTS) {
        add_item(all, f, json_string(""));
        add_item(all, f, letters(201));
        add_item(all, f, json_string("a\x01"));
    }
    if (f->type == SW_F_INTS)
        add_item(all, f, json_integer(-1));
    if (f->type != SW_F_TEXTS)
        add_item(all, f, json_string("x"));
}

/* Of each kind of JSON the ones that the type is not. */
static void
wrong_kinds(json_t *all, const struct sw_field *f)
{
    const bool text = f->type == SW_F_UUID || f->type == SW_F_TEXT || f->type == SW_F_DATE ||
                      f->type == SW_F_ENUM;

    if (!text)
        add(all, json_string("x"), "");
    if (f->type != SW_F_INT)
        add(all, json_integer(7), "");
    add(all, json_real(1.5), "");
    if (f->type != SW_F_BOOL)
        add(all, json_true(), "");
    if (f->type != SW_F_OBJECT)
        add(all, json_object(), "");
    if (f->type < SW_F_OBJECTS)
        add(all, json_array(), "");
}

json_t *
body_wrong(const struct sw_field *f)
{
    static const char *const uuids[] = { "",           "x",
                                         UUID "0",     "01890000-0000-7000-8000-00000000000g",
                                         "{" UUID "}", "018900000000700080000000000000001",
                                         NULL };
    static const char *const dates[] = {
        "",           "2026-02-29", "2026-2-3", "28.02.2026", "2026-02-28T00:00:00Z",
        "2026-13-01", "0000-01-01", NULL
    };
    static const char *const others[] = { "", "unheard-of", NULL };
    json_t *all = json_array();

    wrong_kinds(all, f);
    switch (f->type) {
    case SW_F_UUID:
        add_texts(all, uuids);
        break;
    case SW_F_DATE:
        add_texts(all, dates);
        break;
    case SW_F_ENUM:
        add_texts(all, others);
        break;
    case SW_F_INT:
        add(all, json_integer(f->min - 1), "");
        add(all, json_integer(f->max + 1), "");
        add(all, json_integer(INT64_MIN), "");
        break;
    case SW_F_TEXT:
        if (f->min > 0)
            add(all, letters(f->min - 1), "");
        add(all, letters(f->max + 1), "");
        if (f->min <= 3 && f->max >= 3)
            add(all,
                json_string("a\x1b"
                            "b"),
                "");
        break;
    case SW_F_OBJECT:
    case SW_F_BOOL:
    case SW_F_JSON:
        break;
    default:
        wrong_list(all, f);
    }
    return all;
}
