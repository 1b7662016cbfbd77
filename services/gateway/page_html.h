/* page_html.h - the public pages as HTML, from the register's JSON. */
#ifndef PAGE_HTML_H
#define PAGE_HTML_H

#include "html/sw_html.h"

extern const char page_css[];

/* The verification page.  @p facts: the register's entry as JSON; @p digest: what the QR code
 * carries behind the id, or NULL. */
struct sw_html *page_certificate(struct sw_arena *arena, const char *facts,
                      const char *digest, const char *origin);

/* @p found: a JSON array of hits, NULL when nothing was asked. */
struct sw_html *page_search(struct sw_arena *arena, const char *number,
                 const char *found);

struct sw_html *page_not_found(struct sw_arena *arena);

#endif
