#include "config/sw_config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PREFIX     "SEALWRIGHT_"
#define FILE_BYTES 65536

/* The settings file as one text, or NULL when none is named. */
static enum sw_code
read_file(struct sw_arena *arena, char **ret_text, struct sw_error *err)
{
    const char *path = getenv(PREFIX "CONFIG");
    FILE *f;
    size_t n;

    *ret_text = NULL;
    if (path == NULL || path[0] == '\0')
        return SW_OK;
    f = fopen(path, "re");
    if (f == NULL)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "CONFIG", "%s cannot be opened: %s", path,
                             strerror(errno));
    *ret_text = sw_alloc(arena, FILE_BYTES + 1);
    n = fread(*ret_text, 1, FILE_BYTES + 1, f);
    (void) fclose(f);
    if (n > FILE_BYTES)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "CONFIG", "%s is larger than %d bytes", path,
                             FILE_BYTES);
    (*ret_text)[n] = '\0';
    return SW_OK;
}

/* The value of NAME in a text of NAME=value lines. */
static const char *
find_in_file(const char *text, const char *name, struct sw_arena *arena)
{
    const size_t length = strlen(name);

    while (text != NULL && *text != '\0') {
        const size_t line = strcspn(text, "\n");

        if (line > length && strncmp(text, name, length) == 0 && text[length] == '=')
            return sw_printf(arena, "%.*s", (int) (line - length - 1), text + length + 1);
        text += line + (text[line] == '\n');
    }
    return NULL;
}

static enum sw_code
check_secret_file(const struct sw_setting *s, const char *path, struct sw_error *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name, PREFIX "%s: %s: %s", s->name, path,
                             strerror(errno));
    if ((st.st_mode & 077) != 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name,
                             PREFIX "%s: %s must be readable by its owner alone (chmod 600)",
                             s->name, path);
    return SW_OK;
}

static enum sw_code
store_int(const struct sw_setting *s, const char *value, void *at, struct sw_error *err)
{
    char *end;
    int64_t n;

    errno = 0;
    n = strtoll(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || n < s->min || n > s->max)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name,
                             PREFIX "%s must be a whole number from %lld to %lld, not '%s'",
                             s->name, (long long) s->min, (long long) s->max, value);
    *(int64_t *) at = n;
    return SW_OK;
}

static enum sw_code
store(const struct sw_setting *s, const char *value, void *at, struct sw_error *err)
{
    switch (s->type) {
    case SW_SET_INT:
        return store_int(s, value, at, err);
    case SW_SET_BOOL:
        if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name,
                                 PREFIX "%s must be true or false, not '%s'", s->name, value);
        *(bool *) at = value[0] == 't';
        return SW_OK;
    case SW_SET_PATH:
    case SW_SET_SECRET_FILE:
        if (value[0] != '/' && value[0] != '\0')
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name,
                                 PREFIX "%s must be an absolute path, not '%s'", s->name, value);
        *(const char **) at = value;
        return s->type == SW_SET_SECRET_FILE && value[0] != '\0' ? check_secret_file(s, value, err)
                                                                 : SW_OK;
    case SW_SET_TEXT:
        *(const char **) at = value;
        return SW_OK;
    }
    return SW_FAIL(err, SW_INTERNAL, "setting %s has no type", s->name);
}

enum sw_code
sw_config_read(const struct sw_setting *table, struct sw_arena *arena, void *ret_config,
               struct sw_error *err)
{
    char *file = NULL;
    enum sw_code code = read_file(arena, &file, err);

    for (const struct sw_setting *s = table; code == SW_OK && s->name != NULL; s++) {
        const char *value = getenv(sw_printf(arena, PREFIX "%s", s->name));

        if (value == NULL)
            value = find_in_file(file, s->name, arena);
        if (value == NULL)
            value = s->fallback;
        if (value == NULL)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, s->name, PREFIX "%s is not set: %s",
                                 s->name, s->doc);
        code = store(s, sw_printf(arena, "%s", value), (char *) ret_config + s->offset, err);
    }
    return code;
}

void
sw_config_help(const struct sw_setting *table, const char *program, const char *purpose)
{
    printf("%s: %s\n\nSettings, from the environment or the file named by " PREFIX "CONFIG "
           "(without the prefix there):\n",
           program, purpose);
    for (const struct sw_setting *s = table; s->name != NULL; s++) {
        printf("  " PREFIX "%s\n      %s", s->name, s->doc);
        if (s->type == SW_SET_INT)
            printf(" (%lld to %lld)", (long long) s->min, (long long) s->max);
        if (s->fallback != NULL)
            printf(" [default: %s]\n", s->fallback);
        else
            printf(" [must be set]\n");
    }
}
