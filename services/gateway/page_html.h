/* page_html.h - the public pages as HTML. */
#ifndef PAGE_HTML_H
#define PAGE_HTML_H

#include "html/sw_html.h"

extern const char page_css[];     /* /public.css */
extern const char page_icon[];    /* /favicon.svg */
extern const char page_context[]; /* /ns/msc/v1: schemas/catalogue/msc-v1.jsonld */

/* The verification page, from the register's facts as JSON (register.certificate.facts and what
 * certificate_find.sql adds).  All are texts where nothing else is said, and all but client may be
 * missing:
 *     client client_address (or place) number standard amendment scope soa
 *     revision                                          a number
 *     initial_on decided_on effective_on expires_on     dates, YYYY-MM-DD
 *     body body_address accreditation
 *     status (active suspended withdrawn expired)  status_reason  status_since  read_at
 *     digest, superseded[]     what QR codes carry: of the current revision, of older ones
 *     sites[]    { code, name, place, activities }
 *     history[]  { on, what, why }
 *     documents[] { revision, kind, sha256 }
 * @p digest: what stands on the document at hand, "" for none. */
struct sw_html *page_certificate(struct sw_arena *arena, const char *facts, const char *digest,
                                 const char *origin);

/* @p found: hits as a JSON array, NULL when nothing was asked. */
struct sw_html *page_search(struct sw_arena *arena, const char *number, const char *found);

struct sw_html *page_not_issued(struct sw_arena *arena); /* no certificate has this id */
struct sw_html *page_not_found(struct sw_arena *arena);  /* no page has this address */

#endif
