#include "page_frame.h"

#include <stdio.h>
#include <string.h>

#include "page_html.h"

#define PAGE_MAX (1024 * 1024)

struct sw_html *
page_open(struct sw_arena *arena, const char *title)
{
    struct sw_html *p = sw_html_new(arena, PAGE_MAX);

    sw_html_raw(p, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                   "<meta name=\"theme-color\" content=\"#12343b\">"
                   "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
                   "<link rel=\"stylesheet\" href=\"/public.css\"><title>");
    sw_html_text(p, title);
    sw_html_raw(p, " \xc2\xb7 Sealwright</title></head><body>"
                   "<a class=\"skip\" href=\"#main\">Skip to the content</a>"
                   "<header class=\"top\"><div class=\"in\"><a class=\"brand\" href=\"/verify\">"
                   "<svg width=\"28\" height=\"28\" viewBox=\"0 0 32 32\" aria-hidden=\"true\">"
                   "<circle cx=\"16\" cy=\"16\" r=\"14\" fill=\"none\" stroke=\"#d8b968\" "
                   "stroke-width=\"2.5\"/><path d=\"M9.5 16.5l4.5 4.5 8.5-9.5\" fill=\"none\" "
                   "stroke=\"currentColor\" stroke-width=\"3\" stroke-linecap=\"round\" "
                   "stroke-linejoin=\"round\"/></svg>Sealwright</a>"
                   "<nav aria-label=\"Public register\"><a href=\"/verify\">Check a certificate"
                   "</a><a href=\"/app/\">Sign in</a></nav></div></header>"
                   "<main id=\"main\">");
    return p;
}

void
page_close(struct sw_html *p)
{
    sw_html_raw(p, "</main><footer><div class=\"in\"><p>Public register of management system "
                   "certificates. A certificate is valid only while this register says so; a "
                   "printed or saved copy cannot know its present state.</p></div></footer>"
                   "</body></html>\n");
}

const char *
page_text(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));

    return value != NULL && value[0] != '\0' ? value : NULL;
}

void
page_date(struct sw_html *p, const char *stamp)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    unsigned year, month, day, hour, minute;
    const int n = stamp == NULL
                      ? 0
                      : sscanf(stamp, "%4u-%2u-%2uT%2u:%2u", &year, &month, &day, &hour, &minute);

    if (n < 3 || month < 1 || month > 12) {
        sw_html_text(p, stamp);
        return;
    }
    sw_html_raw(p, "<time");
    sw_html_attr(p, "datetime", stamp);
    sw_html_raw(p, ">");
    sw_html_textf(p, "%u %s %u", day, months[month - 1], year);
    if (n == 5)
        sw_html_textf(p, ", %02u:%02u UTC", hour, minute);
    sw_html_raw(p, "</time>");
}

void
page_link(struct sw_html *p, const char *address, const char *label)
{
    sw_html_raw(p, "<a");
    sw_html_url(p, "href", address);
    sw_html_raw(p, ">");
    sw_html_text(p, label);
    sw_html_raw(p, "</a>");
}

/* Never colour alone: each mood has a shape of its own. */
static void
sign(struct sw_html *p, enum page_mood mood)
{
    sw_html_raw(p, "<svg class=\"sign\" width=\"56\" height=\"56\" viewBox=\"0 0 56 56\" "
                   "aria-hidden=\"true\">");
    switch (mood) {
    case MOOD_GOOD:
        sw_html_raw(p,
                    "<circle cx=\"28\" cy=\"28\" r=\"26\" fill=\"#17664b\"/><path d=\"M16 29l8.5 "
                    "8.5L41 20\" fill=\"none\" stroke=\"#fff\" stroke-width=\"5\" "
                    "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
        break;
    case MOOD_WARN:
        sw_html_raw(p, "<path d=\"M28 3l26 46a3 3 0 0 1-2.6 4.5H4.6A3 3 0 0 1 2 49z\" "
                       "fill=\"#8a5a00\"/><path d=\"M28 19v17\" stroke=\"#fff\" "
                       "stroke-width=\"5\" stroke-linecap=\"round\"/><circle cx=\"28\" cy=\"44\" "
                       "r=\"3.2\" fill=\"#fff\"/>");
        break;
    case MOOD_BAD:
        sw_html_raw(p, "<path d=\"M17 2h22l15 15v22L39 54H17L2 39V17z\" fill=\"#a8261c\"/><path "
                       "d=\"M19 19l18 18M37 19L19 37\" stroke=\"#fff\" stroke-width=\"5\" "
                       "stroke-linecap=\"round\"/>");
        break;
    }
    sw_html_raw(p, "</svg>");
}

void
page_banner_open(struct sw_html *p, enum page_mood mood, const char *word)
{
    static const char *const classes[] = { "banner good", "banner warn", "banner bad" };

    sw_html_raw(p, "<section");
    sw_html_attr(p, "class", classes[mood]);
    sw_html_raw(p, " aria-label=\"State\">");
    sign(p, mood);
    sw_html_raw(p, "<div>");
    sw_html_element(p, "p", "word", word);
}

void
page_banner_close(struct sw_html *p)
{
    sw_html_raw(p, "</div></section>");
}

void
page_form(struct sw_html *p, const char *number)
{
    sw_html_raw(p, "<form class=\"card\" action=\"/verify\" method=\"get\" role=\"search\">"
                   "<label for=\"number\">Certificate number or code</label><p class=\"hint\" "
                   "id=\"hint\">As it stands on the certificate, for example ISMS-2026-00417 or "
                   "7K3M-9QXT-2V8D. Upper and lower case make no difference.</p><div "
                   "class=\"line\"><input id=\"number\" name=\"number\" maxlength=\"60\" "
                   "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" "
                   "required aria-describedby=\"hint\"");
    sw_html_attr(p, "value", number);
    sw_html_raw(p, "><button type=\"submit\">Check</button></div></form>");
}

struct sw_html *
page_not_issued(struct sw_arena *arena)
{
    struct sw_html *p = page_open(arena, "Not issued here");

    sw_html_raw(p, "<h1>Not issued here</h1>");
    page_banner_open(p, MOOD_BAD, "No such certificate");
    sw_html_raw(p, "<p>No certificate with this code was ever issued by a certification body of "
                   "this register.</p><p class=\"quiet\">Certificates that were suspended, "
                   "withdrawn or have expired stay in the register and are shown with their "
                   "state. So this is either a slip of the pen or not our certificate.</p>");
    page_banner_close(p);
    sw_html_raw(p, "<h2>Check another one</h2>");
    page_form(p, "");
    page_close(p);
    return p;
}

struct sw_html *
page_not_found(struct sw_arena *arena)
{
    struct sw_html *p = page_open(arena, "There is no such page");

    sw_html_raw(p, "<h1>There is no such page</h1><p>The address may have been mistyped. You can "
                   "check a certificate here:</p>");
    page_form(p, "");
    page_close(p);
    return p;
}
