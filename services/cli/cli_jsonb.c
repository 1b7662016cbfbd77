/* A value as PostgreSQL writes jsonb: most answers agree, and then their text does as well, so that
 * the stored one need not be read.  A text that differs says nothing yet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define MEMBERS_MAX 64 /* of one object; a larger one is written as never equal */

struct out {
    char *text;
    size_t size, at;
    bool full;
};

static void
put(struct out *o, const char *text, size_t n)
{
    o->full = o->full || n >= o->size - o->at;
    if (o->full)
        return;
    memcpy(o->text + o->at, text, n);
    o->at += n;
}

static void
put_string(struct out *o, const char *text)
{
    static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";

    put(o, "\"", 1);
    for (size_t n; *text != '\0'; text += n) {
        n = strcspn(text, special);
        put(o, text, n);
        if (text[n] == '\0')
            break;
        put(o, "\\", 1);
        put(o, &letters[strchr(special, text[n]) - special], 1);
        n++;
    }
    put(o, "\"", 1);
}

/* jsonb orders members by the length of their names, then by bytes. */
static int
by_name(const void *a, const void *b)
{
    const char *x = *(const char *const *) a, *y = *(const char *const *) b;
    const size_t n = strlen(x), m = strlen(y);

    return n != m ? (n > m) - (n < m) : memcmp(x, y, n);
}

static void put_value(struct out *o, const json_t *value);

static void
put_object(struct out *o, const json_t *object)
{
    const char *names[MEMBERS_MAX];
    const char *key;
    json_t *value;
    size_t n = 0;

    o->full = o->full || json_object_size(object) > MEMBERS_MAX;
    if (o->full)
        return;
    json_object_foreach((json_t *) (uintptr_t) object, key, value) names[n++] = key;
    qsort(names, n, sizeof names[0], by_name);
    put(o, "{", 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            put(o, ", ", 2);
        put_string(o, names[i]);
        put(o, ": ", 2);
        put_value(o, json_object_get(object, names[i]));
    }
    put(o, "}", 1);
}

static void
put_array(struct out *o, const json_t *array)
{
    const size_t n = json_array_size(array);

    put(o, "[", 1);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            put(o, ", ", 2);
        put_value(o, json_array_get(array, i));
    }
    put(o, "]", 1);
}

static void
put_value(struct out *o, const json_t *value)
{
    char digits[24];

    switch (json_typeof(value)) {
    case JSON_OBJECT:
        put_object(o, value);
        break;
    case JSON_ARRAY:
        put_array(o, value);
        break;
    case JSON_STRING:
        put_string(o, json_string_value(value));
        break;
    case JSON_INTEGER:
        put(o, digits,
            (size_t) snprintf(digits, sizeof digits, "%lld",
                              (long long) json_integer_value(value)));
        break;
    case JSON_TRUE:
        put(o, "true", 4);
        break;
    case JSON_FALSE:
        put(o, "false", 5);
        break;
    case JSON_NULL:
        put(o, "null", 4);
        break;
    case JSON_REAL: /* no rule knows one */
        o->full = true;
        break;
    }
}

bool
cli_jsonb_is(const json_t *value, const char *text)
{
    const size_t size = strlen(text) + 2;
    struct out o = { .text = malloc(size), .size = size };
    bool same;

    if (o.text == NULL)
        abort();
    put_value(&o, value);
    same = !o.full && o.at == size - 2 && memcmp(o.text, text, o.at) == 0;
    free(o.text);
    return same;
}
