#include "base/sw_log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4000 /* one write() to a pipe of this size is not torn apart */

static const char *program_name = "sealwright";
static enum sw_log_level least_level = SW_LOG_INFO;

struct line {
    char text[LINE_MAX_BYTES + 4];
    size_t n;
};

void
sw_log_init(const char *program, enum sw_log_level least)
{
    program_name = program;
    least_level = least;
}

static void
put(struct line *l, const char *text)
{
    const size_t n = strlen(text);
    const size_t room = LINE_MAX_BYTES - l->n;

    memcpy(l->text + l->n, text, n < room ? n : room);
    l->n += n < room ? n : room;
}

static void
put_quoted(struct line *l, const char *text)
{
    put(l, "\"");
    for (; *text != '\0' && l->n < LINE_MAX_BYTES - 80; text++) {
        const unsigned char c = (unsigned char) *text;
        char one[8];

        if (c == '"' || c == '\\')
            (void) snprintf(one, sizeof one, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            (void) snprintf(one, sizeof one, "\\u%04x", c);
        else
            (void) snprintf(one, sizeof one, "%c", c);
        put(l, one);
    }
    put(l, "\"");
}

static void
put_pair(struct line *l, const char *name, const char *value)
{
    put(l, ",\"");
    put(l, name);
    put(l, "\":");
    put_quoted(l, value);
}

void
sw_log(enum sw_log_level level, const char *trace_id, const char *message, ...)
{
    static const char *const names[] = { "debug", "info", "warning", "error" };
    struct line l = { .n = 0 };
    struct timespec now;
    struct tm utc;
    char stamp[64];
    va_list ap;
    const char *name;

    if (level < least_level)
        return;
    (void) clock_gettime(CLOCK_REALTIME, &now);
    (void) gmtime_r(&now.tv_sec, &utc);
    (void) strftime(stamp, sizeof stamp, "{\"at\":\"%Y-%m-%dT%H:%M:%S", &utc);
    put(&l, stamp);
    (void) snprintf(stamp, sizeof stamp, ".%03ldZ\"", now.tv_nsec / 1000000);
    put(&l, stamp);
    put_pair(&l, "level", names[level]);
    put_pair(&l, "program", program_name);
    put_pair(&l, "message", message);
    if (trace_id != NULL)
        put_pair(&l, "trace_id", trace_id);
    va_start(ap, message);
    while ((name = va_arg(ap, const char *)) != NULL) {
        const char *value = va_arg(ap, const char *);

        if (value != NULL)
            put_pair(&l, name, value);
    }
    va_end(ap);
    memcpy(l.text + l.n, "}\n", 2);
    (void) !write(STDERR_FILENO, l.text, l.n + 2);
}
