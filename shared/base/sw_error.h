/* sw_error.h - how a function says that it failed.
 *
 * A function that can fail returns an enum sw_code and takes a struct sw_error
 * as its last parameter.  SW_OK means every ret_ parameter is set; any other
 * code means none is, and *err says why.  Library code never logs: the HTTP
 * layer logs each failed request once, with err->file and err->line.
 *
 * Three ways to fail, each one line:
 *     return SW_FAIL(err, SW_INTERNAL, "cannot open %s", path);
 *     return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "starts_on", "starts_on must be a date");
 *     return SW_REFUSE(err, &rule_sod_decider, "%s led the audit", name);
 * The last one is for a rule of the field: it names rule, clause and remedy.
 */
#ifndef SW_ERROR_H
#define SW_ERROR_H

#include <stddef.h>

enum sw_code {
    SW_OK = 0,
#define SW_ERR(name, http, slug, title) SW_##name,
#include "base/sw_errors.def"
#undef SW_ERR
    SW_CODE_COUNT
};

/* What a rule is called and where it comes from.  Static data, never freed. */
struct sw_rule {
    const char *id;     /* "SOD-1": the name users quote */
    const char *clause; /* "ISO/IEC 17021-1:2015 9.5.1.1" */
    const char *remedy; /* what would make it pass, one sentence */
};

struct sw_error {
    enum sw_code code;
    char detail[400];           /* for the user when the status is 4xx, for the log when 5xx */
    char field[64];             /* JSON Pointer or name of the offending input, or "" */
    const struct sw_rule *rule; /* NULL unless a rule refused */
    const char *file;           /* where it was raised */
    int line;
};

#define SW_CHECKED __attribute__((warn_unused_result))

/* Record why, and return the code so that the caller can write `return SW_FAIL(...)`. */
#define SW_FAIL(err, code, ...)                                                                    \
    sw_fail_at((err), (code), &(struct sw_raised){ "", NULL, __FILE__, __LINE__ }, __VA_ARGS__)
#define SW_FAIL_FIELD(err, code, field, ...)                                                       \
    sw_fail_at((err), (code), &(struct sw_raised){ (field), NULL, __FILE__, __LINE__ }, __VA_ARGS__)
#define SW_REFUSE(err, rule, ...)                                                                  \
    sw_fail_at((err), SW_RULE_REFUSED, &(struct sw_raised){ "", (rule), __FILE__, __LINE__ },      \
               __VA_ARGS__)

/* The rule only warns: an override lets it pass (rules/override.h). */
#define SW_WARN(err, rule, ...)                                                                    \
    sw_fail_at((err), SW_OVERRIDE_NEEDED, &(struct sw_raised){ "", (rule), __FILE__, __LINE__ },   \
               __VA_ARGS__)

/* Used by the macros above only. */
struct sw_raised {
    const char *field;
    const struct sw_rule *rule;
    const char *file;
    int line;
};
enum sw_code sw_fail_at(struct sw_error *err, enum sw_code code, const struct sw_raised *raised,
                        const char *fmt, ...) __attribute__((format(printf, 4, 5)));

int sw_code_http(enum sw_code code); /* 200 for SW_OK */
const char *sw_code_slug(enum sw_code code);
const char *sw_code_title(enum sw_code code);

#endif
