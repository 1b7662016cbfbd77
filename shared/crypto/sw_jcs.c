#include "crypto/sw_jcs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_MAX INT64_C(9007199254740991) /* 2^53 - 1: what every JSON reader holds exactly */

struct text {
    char *bytes;
    size_t size, room;
};

static void
add(struct text *t, const char *bytes, size_t n)
{
    if (t->size + n + 1 > t->room) {
        t->room = (t->size + n + 1) * 2;
        t->bytes = realloc(t->bytes, t->room);
        if (t->bytes == NULL)
            abort();
    }
    memcpy(t->bytes + t->size, bytes, n);
    t->size += n;
    t->bytes[t->size] = '\0';
}

/* The two characters after a backslash, or NULL when the character stands for itself. */
static const char *
escape(unsigned char c, char ret_room[8])
{
    static const char named[] = "\"\"\\\\\bb\tt\nn\ff\rr"; /* character, letter, ... */

    for (const char *n = named; *n != '\0'; n += 2)
        if ((unsigned char) n[0] == c) {
            (void) snprintf(ret_room, 8, "\\%c", n[1]);
            return ret_room;
        }
    if (c >= 0x20)
        return NULL;
    (void) snprintf(ret_room, 8, "\\u%04x", c);
    return ret_room;
}

static void
add_string(struct text *t, const char *s, size_t n)
{
    add(t, "\"", 1);
    for (size_t i = 0; i < n; i++) {
        char room[8];
        const char *escaped = escape((unsigned char) s[i], room);

        if (escaped != NULL)
            add(t, escaped, strlen(escaped));
        else
            add(t, s + i, 1);
    }
    add(t, "\"", 1);
}

static int
compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static enum sw_code
check_key(const char *key, struct sw_error *err)
{
    for (const char *c = key; *c != '\0'; c++)
        if ((unsigned char) *c >= 0x80)
            return SW_FAIL(err, SW_INPUT_INVALID, "the key \"%.40s\" is not ASCII", key);
    return SW_OK;
}

static enum sw_code add_value(struct text *t, const json_t *value, struct sw_error *err);

static enum sw_code
add_object(struct text *t, const json_t *object, struct sw_error *err)
{
    const size_t n = json_object_size(object);
    const char **keys = calloc(n + 1, sizeof *keys);
    enum sw_code code = SW_OK;
    const char *key;
    json_t *value;
    size_t i = 0;

    if (keys == NULL)
        abort();
    json_object_foreach((json_t *) (uintptr_t) object, key, value) keys[i++] = key;
    qsort(keys, n, sizeof *keys, compare_keys);
    add(t, "{", 1);
    for (i = 0; i < n && code == SW_OK; i++) {
        code = check_key(keys[i], err);
        if (i > 0)
            add(t, ",", 1);
        add_string(t, keys[i], strlen(keys[i]));
        add(t, ":", 1);
        if (code == SW_OK)
            code = add_value(t, json_object_get(object, keys[i]), err);
    }
    add(t, "}", 1);
    free(keys);
    return code;
}

static enum sw_code
add_array(struct text *t, const json_t *array, struct sw_error *err)
{
    enum sw_code code = SW_OK;

    add(t, "[", 1);
    for (size_t i = 0; i < json_array_size(array) && code == SW_OK; i++) {
        if (i > 0)
            add(t, ",", 1);
        code = add_value(t, json_array_get(array, i), err);
    }
    add(t, "]", 1);
    return code;
}

static enum sw_code
add_whole(struct text *t, json_int_t n, struct sw_error *err)
{
    char digits[24];

    if (n > WHOLE_MAX || n < -WHOLE_MAX)
        return SW_FAIL(err, SW_INPUT_INVALID, "the number %" PRId64 " is too large to be signed",
                       (int64_t) n);
    add(t, digits, (size_t) snprintf(digits, sizeof digits, "%" PRId64, (int64_t) n));
    return SW_OK;
}

static enum sw_code
add_value(struct text *t, const json_t *value, struct sw_error *err)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return add_object(t, value, err);
    case JSON_ARRAY:
        return add_array(t, value, err);
    case JSON_STRING:
        add_string(t, json_string_value(value), json_string_length(value));
        return SW_OK;
    case JSON_INTEGER:
        return add_whole(t, json_integer_value(value), err);
    case JSON_REAL:
        return SW_FAIL(err, SW_INPUT_INVALID, "a number that is not whole cannot be signed");
    case JSON_TRUE:
        add(t, "true", 4);
        return SW_OK;
    case JSON_FALSE:
        add(t, "false", 5);
        return SW_OK;
    case JSON_NULL:
        break;
    }
    add(t, "null", 4);
    return SW_OK;
}

enum sw_code
sw_jcs(struct sw_arena *arena, const json_t *value, const char **ret_text, struct sw_error *err)
{
    struct text t = { .bytes = NULL };
    const enum sw_code code = add_value(&t, value, err);

    sw_own(arena, t.bytes, free);
    if (code == SW_OK)
        *ret_text = t.bytes;
    return code;
}
