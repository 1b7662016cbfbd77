/* The paper: one page that says it all, and an annex with the sites. */
#include <cairo-pdf.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificates.h"
#include "pdf_annex.h"
#include "pdf_draw.h"

#define LEFT       (24 * PDF_MM)
#define WIDE       (PDF_WIDTH - 2 * LEFT)
#define BODY_TOP   (52 * PDF_MM)
#define BODY_END   (203 * PDF_MM)
#define DATES_TOP  (207 * PDF_MM)
#define QR_SIZE    (36 * PDF_MM)
#define QR_TOP     (226 * PDF_MM)
#define SCOPE_HIGH (46 * PDF_MM)

struct paper {
    const struct certificates_paper *in;
    const json_t *issuer, *subject, *client;
    struct sw_arena *arena;
    struct pdf pdf;
    struct pdf_annex annex;
};

static const char *
text(const json_t *object, const char *member)
{
    const char *value = json_string_value(json_object_get(object, member));

    return value == NULL ? "" : value;
}

static const char *
long_date(struct sw_arena *arena, const char *iso)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    struct sw_date d;

    if (!sw_date_parse(iso, &d))
        return iso;
    return sw_printf(arena, "%d %s %d", d.day, months[d.month - 1], d.year);
}

/* ---- the parts of the first page ---- */

static void
draw_head(const struct paper *p)
{
    static const struct pdf_style name = { "P", "Inter Semi-Bold", 13, PDF_INK, PANGO_ALIGN_LEFT };
    static const struct pdf_style small = { "P", "Inter", 7.5, PDF_MUTED, PANGO_ALIGN_LEFT };
    static const struct pdf_style label = { "P", "Inter", 7, PDF_MUTED, PANGO_ALIGN_RIGHT };
    static const struct pdf_style number = { "P", "Inter Semi-Bold", 11, PDF_INK,
                                             PANGO_ALIGN_RIGHT };
    const json_t *accreditation = json_object_get(p->issuer, "accreditation");
    const json_t *by = json_object_get(accreditation, "accreditationBody");
    const double top = 24 * PDF_MM, left = WIDE * 0.6;
    struct pdf_style fitted = name;
    double y = top;

    pdf_star(&p->pdf, LEFT + 13, top + 14);
    fitted.size = pdf_fit(&p->pdf, name, left - 34, 36, text(p->issuer, "name"));
    y += pdf_text(&p->pdf, &fitted, LEFT + 34, y, left - 34, text(p->issuer, "name")) + 1;
    (void) pdf_text(&p->pdf, &small, LEFT + 34, y, left - 34,
                    sw_printf(p->arena, "Accredited by %s (%s)\n%s", text(by, "name"),
                              text(by, "acronym"), text(accreditation, "accreditationNumber")));
    (void) pdf_text(&p->pdf, &label, LEFT + left, top + 2, WIDE - left, "CERTIFICATE NUMBER");
    (void) pdf_text(&p->pdf, &number, LEFT + left, top + 12, WIDE - left,
                    text(p->subject, "certificateNumber"));
}

/* A paragraph of the text in the middle, with the room above it. */
struct line {
    struct pdf_style style;
    double above, indent;
    const char *text;
};
#define LINES_MAX 12

static const char *
soa_sentence(const struct paper *p)
{
    const json_t *soa = json_object_get(p->subject, "statementOfApplicability");

    return sw_printf(p->arena,
                     "in accordance with the Statement of Applicability, version %s of %s",
                     text(soa, "version"), long_date(p->arena, text(soa, "date")));
}

/* Empty unless the certification had expired before it was restored. */
static const char *
lapse_sentence(const struct paper *p)
{
    const char *from = text(p->subject, "lapsedFrom");

    if (from[0] == '\0')
        return "";
    return sw_printf(p->arena, "The certification was not in force from %s to %s",
                     long_date(p->arena, from),
                     long_date(p->arena, text(p->subject, "lapsedUntil")));
}

static const char *
standard_name(const struct paper *p)
{
    const json_t *standard = json_array_get(json_object_get(p->subject, "standard"), 0);

    return text(standard, "designation");
}

static int
middle(const struct paper *p, struct line lines[LINES_MAX])
{
#define GARAMOND(tag_, style_, size_, colour_)                                                     \
    {                                                                                              \
        tag_, "EB Garamond " style_, size_, colour_, PANGO_ALIGN_CENTER                            \
    }
#define INTER(size_)                                                                               \
    {                                                                                              \
        "P", "Inter", size_, PDF_MUTED, PANGO_ALIGN_CENTER                                         \
    }
    const char *scope =
        text(json_array_get(json_object_get(p->subject, "scopeStatement"), 0), "value");
    const bool annex = json_array_size(p->annex.sites) > 1;
    const struct line all[] = {
        { GARAMOND("H1", "", 44, PDF_BLUE), 0, 0, "Certificate" },
        { INTER(8.2), 2, 0, "INFORMATION SECURITY MANAGEMENT SYSTEM" },
        { GARAMOND("P", "Italic", 13, PDF_TEXT), 20, 0,
          "This is to certify that the information security management system of" },
        { GARAMOND("H2", "Semi-Bold", 25, PDF_INK), 9, 0, text(p->client, "name") },
        { GARAMOND("P", "", 12, PDF_TEXT), 3, 0,
          pdf_address(p->arena, json_object_get(p->client, "address")) },
        { GARAMOND("P", "Italic", 13, PDF_TEXT), 13, 0,
          "has been audited and found to conform to the requirements of" },
        { GARAMOND("H2", "Semi-Bold", 22, PDF_BLUE), 7, 0, standard_name(p) },
        { INTER(7.2), 15, 0, "SCOPE OF CERTIFICATION" },
        { GARAMOND("P", "", 13, PDF_INK), 5, 13 * PDF_MM, scope },
        { GARAMOND("P", "Italic", 11.5, PDF_TEXT), 8, 0, soa_sentence(p) },
        { GARAMOND("P", "Italic", 11.5, PDF_TEXT), 1, 0,
          annex ? "at the sites that the annex lists" : "" },
        { GARAMOND("P", "Italic", 11.5, PDF_TEXT), 8, 0, lapse_sentence(p) },
    };
    int n = 0;

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (all[i].text[0] != '\0')
            lines[n++] = all[i];
    return n;
#undef GARAMOND
#undef INTER
}

/* Long names and scopes get smaller type; what is left of the height is shared above and below. */
static void
draw_middle(const struct paper *p)
{
    struct line lines[LINES_MAX];
    const int n = middle(p, lines);
    double high = 0, y;

    for (int i = 0; i < n; i++) {
        struct line *l = &lines[i];
        const double room = l->indent > 0 ? SCOPE_HIGH : 2.6 * l->style.size;

        l->style.size = pdf_fit(&p->pdf, l->style, WIDE - 2 * l->indent, room, l->text);
        high += l->above + pdf_measure(&p->pdf, &l->style, WIDE - 2 * l->indent, l->text);
    }
    y = BODY_TOP + (BODY_END - BODY_TOP - high) * 0.42;
    for (int i = 0; i < n; i++) {
        const struct line *l = &lines[i];

        y += l->above;
        y += pdf_text(&p->pdf, &l->style, LEFT + l->indent, y, WIDE - 2 * l->indent, l->text);
    }
}

static void
draw_dates(const struct paper *p)
{
    static const struct pdf_style label = { "P", "Inter", 6.6, PDF_MUTED, PANGO_ALIGN_LEFT };
    static const struct pdf_style value = { "P", "Inter Medium", 10.5, PDF_INK, PANGO_ALIGN_LEFT };
    static const struct {
        const char *label, *member;
    } dates[] = {
        { "INITIAL CERTIFICATION", "initialCertificationDate" },
        { "DATE OF DECISION", "certificationDecisionDate" },
        { "VALID FROM", "effectiveDate" },
        { "VALID UNTIL", "expiryDate" },
    };

    pdf_rule(&p->pdf, LEFT, DATES_TOP, WIDE, PDF_LINE);
    for (int i = 0; i < 4; i++) {
        const double x = LEFT + i * WIDE / 4;

        (void) pdf_text(&p->pdf, &label, x, DATES_TOP + 9, WIDE / 4, dates[i].label);
        (void) pdf_text(&p->pdf, &value, x, DATES_TOP + 19, WIDE / 4,
                        long_date(p->arena, text(p->subject, dates[i].member)));
    }
    pdf_rule(&p->pdf, LEFT, DATES_TOP + 41, WIDE, PDF_LINE);
}

static const char *
host_of(const char *origin)
{
    const char *host = strstr(origin, "://");

    return host == NULL ? origin : host + 3;
}

static void
draw_signature(const struct paper *p)
{
    static const struct pdf_style italic = { "P", "EB Garamond Italic", 12, PDF_TEXT,
                                             PANGO_ALIGN_LEFT };
    static const struct pdf_style name = { "P", "EB Garamond", 12.5, PDF_INK, PANGO_ALIGN_LEFT };
    static const struct pdf_style small = { "P", "Inter", 6.8, PDF_MUTED, PANGO_ALIGN_LEFT };
    const char *id = p->in->public_id, *digest = p->in->digest;
    const double wide = WIDE - QR_SIZE - 24;
    double y = QR_TOP + 5;

    (void) pdf_text(&p->pdf, &italic, LEFT, y, wide, "For the certification body");
    y += 46;
    pdf_rule(&p->pdf, LEFT, y, 66 * PDF_MM, PDF_TEXT);
    y += 3;
    y += pdf_text(&p->pdf, &name, LEFT, y, wide, p->in->signed_by) + 5;
    (void) pdf_text(
        &p->pdf, &small, LEFT, y, wide,
        sw_printf(
            p->arena,
            "This certificate is valid only while its status is \xe2\x80\x9cvalid\xe2\x80\x9d "
            "at %s/c/%.4s-%.4s-%.4s. The status may change: check it before you rely on "
            "this paper.\nSigned credential, SHA-256:\n%.16s %.16s %.16s %.16s",
            host_of(p->in->origin), id, id + 4, id + 8, digest, digest + 16, digest + 32,
            digest + 48));
}

/* Upper case throughout: the code stays small, and routes ignore case. */
static enum sw_code
draw_code(const struct paper *p, struct sw_error *err)
{
    static const struct pdf_style small = { "P", "Inter", 6.6, PDF_MUTED, PANGO_ALIGN_CENTER };
    char *upper =
        sw_printf(p->arena, "%s/c/%s/%s", p->in->origin, p->in->public_id, p->in->check_digits);
    const char *link = sw_printf(p->arena, "%s/c/%s", p->in->origin, p->in->public_id);
    const double x = LEFT + WIDE - QR_SIZE;
    enum sw_code code;

    for (char *c = upper; *c != '\0'; c++)
        *c = (char) toupper((unsigned char) *c);
    code = pdf_qr(&p->pdf, upper, link, x, QR_TOP, QR_SIZE, err);
    if (code == SW_OK)
        (void) pdf_text(&p->pdf, &small, x - 20, QR_TOP + QR_SIZE, QR_SIZE + 40,
                        "Scan to check the current status");
    return code;
}

static enum sw_code
draw(const struct paper *p, struct sw_error *err)
{
    const int pages = pdf_annex_pages(&p->pdf, &p->annex);
    enum sw_code code;

    cairo_tag_begin(p->pdf.cairo, "Document", NULL);
    pdf_rosette(&p->pdf, PDF_WIDTH / 2, PDF_HEIGHT * 0.45);
    pdf_frame(&p->pdf);
    draw_head(p);
    draw_middle(p);
    draw_dates(p);
    draw_signature(p);
    code = draw_code(p, err);
    pdf_footer(&p->pdf, &p->annex, 1, pages + 1);
    cairo_show_page(p->pdf.cairo);
    pdf_annex_draw(&p->pdf, &p->annex, pages);
    cairo_tag_end(p->pdf.cairo, "Document");
    return code;
}

/* ---- the file ---- */

/* Fontconfig keeps 288 bytes a process until its end; the leak sanitizer asks this function. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

struct buffer {
    unsigned char *bytes;
    size_t size, room;
};

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned length)
{
    struct buffer *b = closure;

    if (b->size + length > b->room) {
        b->room = (b->size + length) * 2;
        b->bytes = realloc(b->bytes, b->room);
        if (b->bytes == NULL)
            abort();
    }
    memcpy(b->bytes + b->size, data, length);
    b->size += length;
    return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *surface, const struct paper *p)
{
    const char *title = sw_printf(p->arena, "Certificate %s \xe2\x80\x93 %s",
                                  text(p->subject, "certificateNumber"), standard_name(p));
    const char *subject = sw_printf(p->arena, "%s: information security management system, %s",
                                    text(p->client, "name"), standard_name(p));

    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, text(p->issuer, "name"));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Sealwright");
    /* A date of its own would make two papers of one credential differ. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, p->in->made_on);
}

enum sw_code
certificates_pdf(struct sw_arena *arena, const struct certificates_paper *in,
                 const unsigned char **ret_pdf, size_t *ret_size, struct sw_error *err)
{
    struct buffer file = { .bytes = NULL };
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, &file, PDF_WIDTH, PDF_HEIGHT);
    PangoFontMap *fonts = pango_cairo_font_map_new();
    const json_t *subject = json_object_get(in->credential, "credentialSubject");
    struct paper p = { .in = in,
                       .issuer = json_object_get(in->credential, "issuer"),
                       .subject = subject,
                       .client = json_object_get(subject, "certifiedOrganization"),
                       .arena = arena };
    enum sw_code code;

    p.pdf = (struct pdf){ .cairo = cairo_create(surface),
                          .pango = pango_font_map_create_context(fonts) };
    pango_cairo_update_context(p.pdf.cairo, p.pdf.pango);
    pdf_exact_metrics(p.pdf.pango);
    p.annex = (struct pdf_annex){
        .sites = json_object_get(subject, "sites"),
        .number = text(subject, "certificateNumber"),
        .client = text(p.client, "name"),
        .footer = sw_printf(arena, "%s  \xc2\xb7  %s", text(p.issuer, "name"),
                            pdf_address(arena, json_object_get(p.issuer, "address"))),
        .arena = arena,
    };
    set_metadata(surface, &p);
    code = draw(&p, err);
    g_object_unref(p.pdf.pango);
    cairo_destroy(p.pdf.cairo);
    cairo_surface_finish(surface);
    if (code == SW_OK && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        code = SW_FAIL(err, SW_INTERNAL, "the paper cannot be drawn: %s",
                       cairo_status_to_string(cairo_surface_status(surface)));
    cairo_surface_destroy(surface);
    g_object_unref(fonts);
    sw_own(arena, file.bytes, free);
    if (code == SW_OK) {
        *ret_pdf = file.bytes;
        *ret_size = file.size;
    }
    return code;
}
