#include "pdf_draw.h"

#include <math.h>
#include <qrencode.h>
#include <stdio.h>

#define LINE_SPACING 1.12F

static PangoLayout *
layout_of(const struct pdf *pdf, const struct pdf_style *style, double width, const char *text)
{
    PangoLayout *layout = pango_layout_new(pdf->pango);
    PangoFontDescription *font = pango_font_description_from_string(style->font);
    PangoAttrList *attributes = pango_attr_list_new();

    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    /* EB Garamond's figures are old-style by default: "27001" would look wrong. */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("lnum=1"));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_width(layout, (int) (width * PANGO_SCALE));
    pango_layout_set_alignment(layout, style->align);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(layout, FALSE); /* a name in Arabic stays in its column */
    pango_layout_set_line_spacing(layout, LINE_SPACING);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

/* Metrics as the font has them, not rounded to the pixels of a screen. */
void
pdf_exact_metrics(PangoContext *pango)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(pango, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(pango, FALSE);
}

static double
height_of(PangoLayout *layout)
{
    int width, height;

    pango_layout_get_size(layout, &width, &height);
    return (double) height / PANGO_SCALE;
}

double
pdf_measure(const struct pdf *pdf, const struct pdf_style *style, double width, const char *text)
{
    PangoLayout *layout = layout_of(pdf, style, width, text);
    const double height = height_of(layout);

    g_object_unref(layout);
    return height;
}

double
pdf_text(const struct pdf *pdf, const struct pdf_style *style, double x, double y, double width,
         const char *text)
{
    PangoLayout *layout = layout_of(pdf, style, width, text);
    const double height = height_of(layout);

    pdf_colour(pdf, style->colour, 1);
    cairo_tag_begin(pdf->cairo, style->tag, NULL);
    cairo_move_to(pdf->cairo, x, y);
    pango_cairo_show_layout(pdf->cairo, layout);
    cairo_tag_end(pdf->cairo, style->tag);
    g_object_unref(layout);
    return height;
}

double
pdf_fit(const struct pdf *pdf, struct pdf_style style, double width, double height,
        const char *text)
{
    const double smallest = style.size / 2;

    while (style.size - 0.5 >= smallest && pdf_measure(pdf, &style, width, text) > height)
        style.size -= 0.5;
    return style.size;
}

void
pdf_colour(const struct pdf *pdf, unsigned colour, double alpha)
{
    cairo_set_source_rgba(pdf->cairo, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                          (colour & 255) / 255.0, alpha);
}

void
pdf_rule(const struct pdf *pdf, double x, double y, double width, unsigned colour)
{
    cairo_set_line_width(pdf->cairo, 0.6);
    pdf_colour(pdf, colour, 1);
    cairo_move_to(pdf->cairo, x, y);
    cairo_line_to(pdf->cairo, x + width, y);
    cairo_stroke(pdf->cairo);
}

/* One side of the woven border: a wave whose height swells and fades along the way. */
struct wave {
    double x, y, length;
    bool upright;
    int ripples, swells, points;
};

static void
wave(const struct pdf *pdf, const struct wave *w, double phase)
{
    cairo_new_path(pdf->cairo);
    for (int i = 0; i <= w->points; i++) {
        const double along = w->length * i / w->points, turn = 2 * M_PI * i / w->points;
        const double aside = 2.2 * sin(turn * w->ripples + phase) * cos(turn * w->swells);

        if (w->upright)
            cairo_line_to(pdf->cairo, w->x + aside, w->y + along);
        else
            cairo_line_to(pdf->cairo, w->x + along, w->y + aside);
    }
    cairo_stroke(pdf->cairo);
}

void
pdf_frame(const struct pdf *pdf)
{
    const double out = 11 * PDF_MM, in = 14 * PDF_MM;
    const double wide = PDF_WIDTH - 2 * out, high = PDF_HEIGHT - 2 * out;
    const struct wave sides[] = {
        { out, out, wide, false, 42, 3, 420 },
        { out, PDF_HEIGHT - out, wide, false, 42, 3, 420 },
        { out, out, high, true, 60, 4, 600 },
        { PDF_WIDTH - out, out, high, true, 60, 4, 600 },
    };

    cairo_set_line_width(pdf->cairo, 0.3);
    pdf_colour(pdf, PDF_BLUE, 0.55);
    for (int strand = 0; strand < 6; strand++)
        for (int side = 0; side < 4; side++)
            wave(pdf, &sides[side], strand * M_PI / 3);
    pdf_colour(pdf, PDF_BLUE, 1);
    cairo_set_line_width(pdf->cairo, 0.9);
    cairo_rectangle(pdf->cairo, in, in, PDF_WIDTH - 2 * in, PDF_HEIGHT - 2 * in);
    cairo_stroke(pdf->cairo);
}

/* Three hypotrochoids, turned against each other by a seventh of the gap. */
void
pdf_rosette(const struct pdf *pdf, double x, double y)
{
    const double fixed = 150, rolling = 37, pen = 88, arm = fixed - rolling;

    cairo_save(pdf->cairo);
    cairo_new_path(pdf->cairo);
    cairo_set_line_width(pdf->cairo, 0.25);
    pdf_colour(pdf, 0x2a5d84, 0.16);
    for (int curve = 0; curve < 3; curve++) {
        const double turned = curve * 2 * M_PI / 21;

        for (int i = 0; i <= 1440; i++) {
            const double t = 7 * M_PI / 720 * i;

            cairo_line_to(pdf->cairo, x + arm * cos(t + turned) + pen * cos(arm / rolling * t),
                          y + arm * sin(t + turned) - pen * sin(arm / rolling * t));
        }
        cairo_stroke(pdf->cairo);
    }
    cairo_restore(pdf->cairo);
}

void
pdf_star(const struct pdf *pdf, double x, double y)
{
    pdf_colour(pdf, PDF_BLUE, 1);
    for (int ray = 0; ray < 8; ray++) {
        cairo_save(pdf->cairo);
        cairo_translate(pdf->cairo, x, y);
        cairo_rotate(pdf->cairo, ray * M_PI / 4);
        cairo_move_to(pdf->cairo, 0, 0);
        cairo_line_to(pdf->cairo, 2.3, -4);
        cairo_line_to(pdf->cairo, 0, ray % 2 == 0 ? -13 : -8);
        cairo_line_to(pdf->cairo, -2.3, -4);
        cairo_close_path(pdf->cairo);
        cairo_fill(pdf->cairo);
        cairo_restore(pdf->cairo);
    }
}

/* Dark modules as one rectangle a run, so that no hairline shows between neighbours. */
static void
modules(const struct pdf *pdf, const QRcode *code, double x, double y, double module)
{
    for (int row = 0; row < code->width; row++) {
        int run = 0;

        for (int column = 0; column <= code->width; column++) {
            if (column < code->width && (code->data[row * code->width + column] & 1) != 0) {
                run++;
                continue;
            }
            if (run > 0)
                cairo_rectangle(pdf->cairo, x + (column - run) * module, y + row * module,
                                run * module, module + 0.02);
            run = 0;
        }
    }
    cairo_fill(pdf->cairo);
}

enum sw_code
pdf_qr(const struct pdf *pdf, const char *text, const char *url, double x, double y, double size,
       struct sw_error *err)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_Q, QR_MODE_8, 1);
    char link[512];
    double module;

    if (code == NULL)
        return SW_FAIL(err, SW_INTERNAL, "no QR code holds %.200s", text);
    module = size / (code->width + 8);
    pdf_colour(pdf, 0xffffff, 1);
    cairo_rectangle(pdf->cairo, x, y, size, size);
    cairo_fill(pdf->cairo);
    pdf_colour(pdf, PDF_INK, 1);
    modules(pdf, code, x + 4 * module, y + 4 * module, module);
    QRcode_free(code);
    (void) snprintf(link, sizeof link, "rect=[%f %f %f %f] uri='%s'", x, y, size, size, url);
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK, link);
    cairo_tag_end(pdf->cairo, CAIRO_TAG_LINK);
    return SW_OK;
}
