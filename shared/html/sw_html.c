#include "html/sw_html.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FIRST_ROOM  4096
#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

struct sw_html {
    char *text;
    size_t size, room, max;
    bool full;
};

static void
release(void *handle)
{
    struct sw_html *html = handle;

    free(html->text);
    free(html);
}

struct sw_html *
sw_html_new(struct sw_arena *arena, size_t max_bytes)
{
    struct sw_html *html = calloc(1, sizeof *html);

    if (html == NULL)
        abort();
    html->max = max_bytes;
    sw_own(arena, html, release);
    return html;
}

void
sw_html_markup(struct sw_html *html, const char *markup, size_t size)
{
    if (html->full || size > html->max - html->size) {
        html->full = true;
        return;
    }
    if (html->size + size + 1 > html->room) {
        size_t room = html->room == 0 ? FIRST_ROOM : html->room * 2;

        if (room < html->size + size + 1)
            room = html->size + size + 1;
        html->text = realloc(html->text, room);
        if (html->text == NULL)
            abort();
        html->room = room;
    }
    memcpy(html->text + html->size, markup, size);
    html->size += size;
    html->text[html->size] = '\0';
}

/* The length of the well-formed UTF-8 sequence at @p s, 0 when there is none (RFC 3629). */
static size_t
sequence(const unsigned char *s)
{
    const size_t n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;

    if (s[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
        (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

static const char *
entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
sw_html_text(struct sw_html *html, const char *text)
{
    const unsigned char *s = (const unsigned char *) text;

    while (s != NULL && *s != '\0') {
        const char *escaped = entity(*s);
        const size_t n = sequence(s);

        if (escaped != NULL)
            sw_html_markup(html, escaped, strlen(escaped));
        else if (n == 0)
            sw_html_markup(html, REPLACEMENT, sizeof REPLACEMENT - 1);
        else if (n > 1 || (*s >= 0x20 && *s != 0x7f) || *s == '\n' || *s == '\t')
            sw_html_markup(html, (const char *) s, n);
        s += n == 0 ? 1 : n;
    }
}

void
sw_html_textf(struct sw_html *html, const char *fmt, ...)
{
    va_list ap;
    char *text = NULL;
    int n;

    va_start(ap, fmt);
    n = vasprintf(&text, fmt, ap);
    va_end(ap);
    if (n < 0)
        abort();
    sw_html_text(html, text);
    free(text);
}

void
sw_html_attr(struct sw_html *html, const char *name, const char *value)
{
    sw_html_raw(html, " ");
    sw_html_markup(html, name, strlen(name));
    sw_html_raw(html, "=\"");
    sw_html_text(html, value);
    sw_html_raw(html, "\"");
}

/* An address of this site has no scheme and does not name another host. */
static bool
address_allowed(const char *address)
{
    const size_t head = strcspn(address, ":/?#");

    if (strncasecmp(address, "https://", 8) == 0 || strncasecmp(address, "http://", 7) == 0 ||
        strncasecmp(address, "mailto:", 7) == 0)
        return true;
    for (const char *s = address; *s != '\0'; s++)
        if ((unsigned char) *s <= 0x20 || *s == '\\' || *s == 0x7f)
            return false;
    return address[head] != ':' && strncmp(address, "//", 2) != 0;
}

void
sw_html_url(struct sw_html *html, const char *name, const char *address)
{
    sw_html_attr(html, name, address != NULL && address_allowed(address) ? address : "#");
}

void
sw_html_element(struct sw_html *html, const char *tag, const char *class_name, const char *text)
{
    sw_html_raw(html, "<");
    sw_html_markup(html, tag, strlen(tag));
    if (class_name != NULL)
        sw_html_attr(html, "class", class_name);
    sw_html_raw(html, ">");
    sw_html_text(html, text);
    sw_html_raw(html, "</");
    sw_html_markup(html, tag, strlen(tag));
    sw_html_raw(html, ">");
}

enum sw_code
sw_html_take(struct sw_html *html, const char **ret_text, size_t *ret_size, struct sw_error *err)
{
    if (html->full)
        return SW_FAIL(err, SW_INTERNAL, "the page would be larger than %zu bytes", html->max);
    *ret_text = html->text != NULL ? html->text : "";
    *ret_size = html->size;
    return SW_OK;
}
