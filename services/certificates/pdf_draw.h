/* pdf_draw.h - what a page of a certificate is drawn with.  Lengths in points; colours 0xRRGGBB. */
#ifndef PDF_DRAW_H
#define PDF_DRAW_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/sw_error.h"

#define PDF_MM     (72.0 / 25.4)
#define PDF_WIDTH  (210 * PDF_MM)
#define PDF_HEIGHT (297 * PDF_MM)

#define PDF_INK   0x0b2239
#define PDF_BLUE  0x1d4e74
#define PDF_TEXT  0x33414d
#define PDF_MUTED 0x5b6b7a
#define PDF_LINE  0xc7d3dd
#define PDF_SHADE 0xf1f5f8

struct pdf {
    cairo_t *cairo;
    PangoContext *pango;
};

/* How a paragraph looks.  Text is never letter-spaced: readers would see spaces that are not there.
 */
struct pdf_style {
    const char *tag;  /* of the document's structure: "H1", "P", "TD" */
    const char *font; /* family and style for Pango, without a size */
    double size;
    unsigned colour;
    PangoAlignment align;
};

void pdf_exact_metrics(PangoContext *pango);

/* Height of @p text when it is broken at @p width. */
double pdf_measure(const struct pdf *pdf, const struct pdf_style *style, double width,
                   const char *text);
/* Draw it with its upper left corner there; returns the height. */
double pdf_text(const struct pdf *pdf, const struct pdf_style *style, double x, double y,
                double width, const char *text);

/* The largest size up to style->size, not below half of it, with which @p text is at most @p height
 * high. */
double pdf_fit(const struct pdf *pdf, struct pdf_style style, double width, double height,
               const char *text);

void pdf_colour(const struct pdf *pdf, unsigned colour, double alpha);
void pdf_rule(const struct pdf *pdf, double x, double y, double width, unsigned colour);
void pdf_frame(const struct pdf *pdf);
void pdf_rosette(const struct pdf *pdf, double x, double y);
void pdf_star(const struct pdf *pdf, double x, double y);

/* A QR code of level Q with its quiet zone, linked to @p url; @p text is what it holds. */
SW_CHECKED enum sw_code pdf_qr(const struct pdf *pdf, const char *text, const char *url, double x,
                               double y, double size, struct sw_error *err);

#endif
