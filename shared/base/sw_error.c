#include "base/sw_error.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    int http;
    const char *slug;
    const char *title;
} codes[SW_CODE_COUNT] = {
    [SW_OK] = { 200, "ok", "OK" },
#define SW_ERR(name, http_, slug_, title_) [SW_##name] = { http_, slug_, title_ },
#include "base/sw_errors.def"
#undef SW_ERR
};

enum sw_code
sw_fail_at(struct sw_error *err, enum sw_code code, const struct sw_raised *raised, const char *fmt,
           ...)
{
    va_list ap;

    err->code = code;
    err->rule = raised->rule;
    err->file = raised->file;
    err->line = raised->line;
    (void) snprintf(err->field, sizeof err->field, "%s", raised->field);
    va_start(ap, fmt);
    (void) vsnprintf(err->detail, sizeof err->detail, fmt, ap);
    va_end(ap);
    return code;
}

int
sw_code_http(enum sw_code code)
{
    return codes[code].http;
}

const char *
sw_code_slug(enum sw_code code)
{
    return codes[code].slug;
}

const char *
sw_code_title(enum sw_code code)
{
    return codes[code].title;
}
