/* sw_html.h - writing HTML that cannot be broken out of.
 *
 * A document is a growing buffer with a hard maximum.  Only sw_html_raw() writes bytes as they
 * are, and it takes string literals alone; every other function escapes what it is given, puts
 * U+FFFD for bytes that are not UTF-8 and leaves out control characters.  A document that would
 * grow past its maximum stops growing and says so in sw_html_take().
 */
#ifndef SW_HTML_H
#define SW_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sw_arena.h"
#include "base/sw_error.h"

struct sw_html;

/* A document of up to @p max_bytes, owned by the arena. */
struct sw_html *sw_html_new(struct sw_arena *arena, size_t max_bytes);

/* A literal piece of markup: sw_html_raw(h, "<p>"). */
#define sw_html_raw(html, literal) sw_html_markup((html), "" literal, sizeof(literal) - 1)

/* Text between tags; NULL writes nothing. */
void sw_html_text(struct sw_html *html, const char *text);

/* Formatted text, escaped as a whole. */
void sw_html_textf(struct sw_html *html, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* ' name="value"' with its leading blank.  @p name is one of ours. */
void sw_html_attr(struct sw_html *html, const char *name, const char *value);

/* The same for an address: https:, http:, mailto: and addresses of this site pass; any other
 * scheme becomes "#". */
void sw_html_url(struct sw_html *html, const char *name, const char *address);

/* "<tag class="...">text</tag>"; @p tag and @p class_name are ours, class_name may be NULL. */
void sw_html_element(struct sw_html *html, const char *tag, const char *class_name,
                     const char *text);

/* The finished text, in the arena.  SW_INTERNAL when it did not fit. */
SW_CHECKED enum sw_code sw_html_take(struct sw_html *html, const char **ret_text, size_t *ret_size,
                                     struct sw_error *err);

/* Used by sw_html_raw() only. */
void sw_html_markup(struct sw_html *html, const char *markup, size_t size);

#endif
