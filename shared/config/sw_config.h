/* sw_config.h - settings, from one table a program.
 *
 * A setting SEALWRIGHT_<NAME> comes from the environment, or from the file named
 * by SEALWRIGHT_CONFIG (lines NAME=value, '#' comments), or is its default.
 * From the table come reading, checking, --help and --check-config.
 */
#ifndef SW_CONFIG_H
#define SW_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sw_arena.h"
#include "base/sw_error.h"

enum sw_setting_type {
    SW_SET_TEXT,        /* const char * */
    SW_SET_PATH,        /* const char *, must be absolute */
    SW_SET_INT,         /* int64_t, min..max */
    SW_SET_BOOL,        /* bool: true or false */
    SW_SET_SECRET_FILE, /* const char *: path of a file only its owner may read */
};

struct sw_setting {
    const char *name; /* "LISTEN" for SEALWRIGHT_LISTEN */
    enum sw_setting_type type;
    size_t offset;
    int64_t min, max;
    const char *fallback; /* NULL: must be given */
    const char *doc;      /* one sentence, with the unit */
};

/* Fill @p ret_config from @p table (ends with a row without a name).  SW_INPUT_INVALID names the
 * setting in err->field.  Texts live in the arena. */
SW_CHECKED enum sw_code sw_config_read(const struct sw_setting *table, struct sw_arena *arena,
                                       void *ret_config, struct sw_error *err);

void sw_config_help(const struct sw_setting *table, const char *program, const char *purpose);

#endif
