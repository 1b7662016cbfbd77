/* Where two JSON values differ first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define PATH_MAX_TEXT  120
#define VALUE_MAX_TEXT 60

/* A short form of a value; "nothing" for none. */
static void
show(const json_t *value, char ret_text[VALUE_MAX_TEXT])
{
    char *text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

    (void) snprintf(ret_text, VALUE_MAX_TEXT, "%s", text == NULL ? "nothing" : text);
    free(text);
}

static bool
report(const char *path, const json_t *stored, const json_t *now, char *ret_text, size_t size)
{
    char was[VALUE_MAX_TEXT], is[VALUE_MAX_TEXT];

    show(stored, was);
    show(now, is);
    (void) snprintf(ret_text, size, "%s: stored %s, now %s", path, was, is);
    return true;
}

static bool find(const char *path, const json_t *stored, const json_t *now, char *ret_text,
                 size_t size);

static bool
find_in_array(const char *path, const json_t *stored, const json_t *now, char *ret_text,
              size_t size)
{
    const size_t n = json_array_size(stored) > json_array_size(now) ? json_array_size(stored)
                                                                    : json_array_size(now);
    char below[PATH_MAX_TEXT];

    for (size_t i = 0; i < n; i++) {
        (void) snprintf(below, sizeof below, "%s/%zu", path, i);
        if (find(below, json_array_get(stored, i), json_array_get(now, i), ret_text, size))
            return true;
    }
    return false;
}

static bool
find_in_object(const char *path, const json_t *stored, const json_t *now, char *ret_text,
               size_t size)
{
    json_t *all = json_copy((json_t *) (uintptr_t) stored);
    char below[PATH_MAX_TEXT];
    const char *key;
    json_t *value;
    bool differs = false;

    (void) json_object_update_missing(all, (json_t *) (uintptr_t) now);
    json_object_foreach(all, key, value)
    {
        (void) snprintf(below, sizeof below, "%s/%s", path, key);
        differs =
            find(below, json_object_get(stored, key), json_object_get(now, key), ret_text, size);
        if (differs)
            break;
    }
    json_decref(all);
    return differs;
}

static bool
find(const char *path, const json_t *stored, const json_t *now, char *ret_text, size_t size)
{
    if (json_equal(stored, now))
        return false;
    if (json_is_array(stored) && json_is_array(now))
        return find_in_array(path, stored, now, ret_text, size);
    if (json_is_object(stored) && json_is_object(now))
        return find_in_object(path, stored, now, ret_text, size);
    return report(path, stored, now, ret_text, size);
}

bool
cli_difference(const json_t *stored, const json_t *now, char *ret_text, size_t size)
{
    return find("", stored, now, ret_text, size);
}
