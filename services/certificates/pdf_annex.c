#include "pdf_annex.h"

#include <stdlib.h>
#include <string.h>

#define LEFT    (24 * PDF_MM)
#define WIDE    (PDF_WIDTH - 2 * LEFT)
#define TOP     (24 * PDF_MM)
#define BOTTOM  (PDF_HEIGHT - 30 * PDF_MM)
#define PADDING 6.0

static const struct pdf_style title = { "H1", "EB Garamond Medium", 25, PDF_BLUE,
                                        PANGO_ALIGN_LEFT };
static const struct pdf_style lead = { "P", "Inter", 8.5, PDF_MUTED, PANGO_ALIGN_LEFT };
static const struct pdf_style head = { "TH", "Inter Medium", 7, PDF_MUTED, PANGO_ALIGN_LEFT };
static const struct pdf_style cell = { "TD", "Inter", 8.5, PDF_INK, PANGO_ALIGN_LEFT };
static const struct pdf_style foot = { "P", "Inter", 6.4, PDF_MUTED, PANGO_ALIGN_CENTER };

enum { SITE, PLACE, ACTIVITIES, COLUMNS };
static const struct {
    const char *name;
    double from, width; /* parts of WIDE */
} columns[COLUMNS] = {
    [SITE] = { "SITE", 0.0, 0.32 },
    [PLACE] = { "PLACE", 0.32, 0.25 },
    [ACTIVITIES] = { "ACTIVITIES", 0.57, 0.43 },
};

static const struct {
    const char *code, *name;
} countries[] = {
#define COUNTRY(code, name) { code, name },
#include "countries.def"
#undef COUNTRY
};

static const char *
country(const char *code)
{
    for (size_t i = 0; code != NULL && i < sizeof countries / sizeof countries[0]; i++)
        if (strcmp(countries[i].code, code) == 0)
            return countries[i].name;
    return code;
}

static const char *
text(const json_t *object, const char *member)
{
    const char *value = json_string_value(json_object_get(object, member));

    return value == NULL ? "" : value;
}

const char *
pdf_address(struct sw_arena *arena, const json_t *address)
{
    const char *street = text(address, "streetAddress"), *code = text(address, "postalCode");

    return sw_printf(arena, "%s%s%s%s%s, %s", street, street[0] != '\0' ? ", " : "", code,
                     code[0] != '\0' ? " " : "", text(address, "addressLocality"),
                     country(text(address, "addressCountry")));
}

static const char *
content(const struct pdf_annex *annex, const json_t *site, int column)
{
    switch (column) {
    case SITE:
        return sw_printf(annex->arena, "%s  %s%s", text(site, "siteId"), text(site, "name"),
                         strcmp(text(site, "role"), "headOffice") == 0      ? " (central function)"
                         : strcmp(text(site, "role"), "temporarySite") == 0 ? " (temporary site)"
                         : strcmp(text(site, "role"), "virtualSite") == 0   ? " (virtual site)"
                                                                            : "");
    case PLACE:
        return pdf_address(annex->arena, json_object_get(site, "address"));
    default:
        return text(site, "activities");
    }
}

static double
column_width(int column)
{
    return columns[column].width * WIDE - 2 * PADDING;
}

static double
row_height(const struct pdf *pdf, const struct pdf_annex *annex, const json_t *site)
{
    double tallest = 0;

    for (int c = 0; c < COLUMNS; c++) {
        const double high = pdf_measure(pdf, &cell, column_width(c), content(annex, site, c));

        tallest = high > tallest ? high : tallest;
    }
    return tallest + 2 * PADDING;
}

static double
draw_row(const struct pdf *pdf, const struct pdf_annex *annex, const json_t *site, double y)
{
    const double high = row_height(pdf, annex, site);

    cairo_tag_begin(pdf->cairo, "TR", NULL);
    for (int c = 0; c < COLUMNS; c++)
        (void) pdf_text(pdf, &cell, LEFT + columns[c].from * WIDE + PADDING, y + PADDING,
                        column_width(c), content(annex, site, c));
    cairo_tag_end(pdf->cairo, "TR");
    pdf_rule(pdf, LEFT, y + high, WIDE, PDF_LINE);
    return high;
}

/* Title and column heads; returns where the first row begins. */
static double
draw_head(const struct pdf *pdf, const struct pdf_annex *annex)
{
    double y = TOP;

    y += pdf_text(pdf, &title, LEFT, y, WIDE, "Annex: sites and activities") + 3;
    y +=
        pdf_text(pdf, &lead, LEFT, y, WIDE,
                 sw_printf(annex->arena, "to certificate %s of %s", annex->number, annex->client)) +
        16;
    pdf_colour(pdf, PDF_SHADE, 1);
    cairo_rectangle(pdf->cairo, LEFT, y, WIDE, 20);
    cairo_fill(pdf->cairo);
    cairo_tag_begin(pdf->cairo, "TR", NULL);
    for (int c = 0; c < COLUMNS; c++)
        (void) pdf_text(pdf, &head, LEFT + columns[c].from * WIDE + PADDING, y + 5.5,
                        column_width(c), columns[c].name);
    cairo_tag_end(pdf->cairo, "TR");
    return y + 20;
}

static double
head_height(const struct pdf *pdf, const struct pdf_annex *annex)
{
    return pdf_measure(pdf, &title, WIDE, "Annex") + 3 +
           pdf_measure(
               pdf, &lead, WIDE,
               sw_printf(annex->arena, "to certificate %s of %s", annex->number, annex->client)) +
           36;
}

/* The first site after @p from that does not fit on the same page any more. */
static size_t
page_end(const struct pdf *pdf, const struct pdf_annex *annex, size_t from)
{
    double y = TOP + head_height(pdf, annex);
    size_t i;

    for (i = from; i < json_array_size(annex->sites); i++) {
        y += row_height(pdf, annex, json_array_get(annex->sites, i));
        if (y > BOTTOM && i > from)
            break;
    }
    return i;
}

int
pdf_annex_pages(const struct pdf *pdf, const struct pdf_annex *annex)
{
    const size_t sites = json_array_size(annex->sites);
    int pages = 0;

    for (size_t i = 0; sites > 1 && i < sites; i = page_end(pdf, annex, i))
        pages++;
    return pages;
}

void
pdf_annex_draw(const struct pdf *pdf, const struct pdf_annex *annex, int pages)
{
    size_t i = 0;

    for (int page = 1; page <= pages; page++) {
        const size_t end = page_end(pdf, annex, i);
        double y;

        pdf_frame(pdf);
        cairo_tag_begin(pdf->cairo, "Table", NULL);
        y = draw_head(pdf, annex);
        for (; i < end; i++)
            y += draw_row(pdf, annex, json_array_get(annex->sites, i), y);
        cairo_tag_end(pdf->cairo, "Table");
        pdf_footer(pdf, annex, page + 1, pages + 1);
        cairo_show_page(pdf->cairo);
    }
}

void
pdf_footer(const struct pdf *pdf, const struct pdf_annex *annex, int page, int pages)
{
    (void) pdf_text(
        pdf, &foot, LEFT, PDF_HEIGHT - 21 * PDF_MM, WIDE,
        sw_printf(annex->arena, "%s  \xc2\xb7  Page %d of %d", annex->footer, page, pages));
}
