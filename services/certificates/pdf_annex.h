/* pdf_annex.h - the pages after the first: every site with its activities. */
#ifndef PDF_ANNEX_H
#define PDF_ANNEX_H

#include <jansson.h>

#include "base/sw_arena.h"
#include "pdf_draw.h"

struct pdf_annex {
    const json_t *sites; /* of the credential */
    const char *number;  /* of the certificate */
    const char *client;
    const char *footer; /* "Body · Street · City" */
    struct sw_arena *arena;
};

/* Pages it will take: none for a single site, whose place stands on the first page. */
int pdf_annex_pages(const struct pdf *pdf, const struct pdf_annex *annex);
void pdf_annex_draw(const struct pdf *pdf, const struct pdf_annex *annex, int pages);

/* The line at the foot of every page. */
void pdf_footer(const struct pdf *pdf, const struct pdf_annex *annex, int page, int pages);

/* "Zürich, Switzerland" from a PostalAddress, with street and postal code where it has them. */
const char *pdf_address(struct sw_arena *arena, const json_t *address);

#endif
