#include "page_html.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static struct sw_html *
open_page(struct sw_arena *arena, const char *title)
{
    struct sw_html *p = sw_html_new(arena, 512 * 1024);

    sw_html_raw(p, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                   "<link rel=\"stylesheet\" href=\"/public.css\">");
    sw_html_element(p, "title", NULL, title);
    sw_html_raw(p, "</head><body><header class=\"top\"><div class=\"in\"><strong>Sealwright"
                   "</strong><span><a href=\"/verify\">Check another certificate</a></span></div>"
                   "</header><main>");
    return p;
}

static void
close_page(struct sw_html *p)
{
    sw_html_raw(p, "</main></body></html>\n");
}

static const char *
text(const json_t *facts, const char *name)
{
    return json_string_value(json_object_get(facts, name));
}

static void
link_to(struct sw_html *p, const char *address, const char *label)
{
    sw_html_raw(p, "<a");
    sw_html_url(p, "href", address);
    sw_html_raw(p, ">");
    sw_html_text(p, label);
    sw_html_raw(p, "</a>");
}

static void
row(struct sw_html *p, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0')
        return;
    sw_html_element(p, "dt", NULL, name);
    sw_html_element(p, "dd", NULL, value);
}

/* ---- the verification page ---- */

static const struct {
    const char *status, *word, *meaning;
} meanings[] = {
    { "active", "\xe2\x9c\x93 Valid", "The certification is in force." },
    { "suspended", "\xe2\x8f\xb8 Suspended", "The certification is temporarily invalid." },
    { "withdrawn", "\xe2\x9c\x95 Withdrawn", "The certification has ended by decision." },
    { "expired", "\xe2\x9c\x95 Expired", "The certification ended on its expiry date." },
};

static void
banner(struct sw_html *p, const json_t *facts)
{
    const char *status = text(facts, "status");

    for (size_t i = 0; status != NULL && i < sizeof meanings / sizeof meanings[0]; i++) {
        if (strcmp(status, meanings[i].status) != 0)
            continue;
        sw_html_raw(p, "<div class=\"banner ");
        sw_html_text(p, status);
        sw_html_raw(p, "\" role=\"status\">");
        sw_html_element(p, "p", "word", meanings[i].word);
        sw_html_element(p, "p", "note", meanings[i].meaning);
        sw_html_raw(p, "<p class=\"note\">Status since ");
        sw_html_element(p, "time", NULL, text(facts, "as_of"));
        sw_html_raw(p, " (UTC). This page is never older than one minute.</p></div>");
    }
}

/* Does the document at hand carry the digest of the current revision, of an older one, or neither?
 */
static void
digest_note(struct sw_html *p, const json_t *facts, const char *digest)
{
    const char *current = text(facts, "digest");
    size_t i;
    json_t *old;

    if (digest == NULL || current == NULL)
        return;
    if (strcasecmp(digest, current) == 0) {
        sw_html_raw(p, "<p class=\"note\">\xe2\x9c\x93 Your document is the current revision.</p>");
        return;
    }
    json_array_foreach(json_object_get(facts, "superseded"), i, old)
    {
        if (json_is_string(old) && strcasecmp(digest, json_string_value(old)) == 0) {
            sw_html_raw(p, "<p class=\"note\">\xe2\x9a\xa0 Your document is an older revision; a "
                           "newer one replaces it.</p>");
            return;
        }
    }
    sw_html_raw(p,
                "<div class=\"banner withdrawn\"><p class=\"word\">\xe2\x9c\x95 Not our document"
                "</p><p class=\"note\">The code on your document does not belong to any revision "
                "of this certificate.</p></div>");
}

static void
facts_list(struct sw_html *p, const json_t *facts)
{
    sw_html_raw(p, "<dl>");
    row(p, "Certified organisation", text(facts, "client"));
    row(p, "Certificate number", text(facts, "number"));
    row(p, "Standard", text(facts, "standard"));
    row(p, "Scope of certification", text(facts, "scope"));
    row(p, "Statement of Applicability", text(facts, "soa"));
    row(p, "Decision of", text(facts, "decided_on"));
    row(p, "Effective from", text(facts, "effective_on"));
    row(p, "Valid until", text(facts, "expires_on"));
    row(p, "Certification body", text(facts, "body"));
    row(p, "Accreditation", text(facts, "accreditation"));
    sw_html_raw(p, "</dl>");
}

static void
sites_table(struct sw_html *p, const json_t *facts)
{
    const json_t *sites = json_object_get(facts, "sites");
    size_t i;
    json_t *site;

    if (json_array_size(sites) == 0)
        return;
    sw_html_raw(p, "<h2>Sites</h2><div class=\"wrap\"><table><thead><tr><th scope=\"col\">Site</th>"
                   "<th scope=\"col\">Place</th><th scope=\"col\">Activities</th></tr></thead>"
                   "<tbody>");
    json_array_foreach(sites, i, site)
    {
        sw_html_raw(p, "<tr>");
        sw_html_element(p, "td", NULL, text(site, "name"));
        sw_html_element(p, "td", NULL, text(site, "place"));
        sw_html_element(p, "td", NULL, text(site, "activities"));
        sw_html_raw(p, "</tr>");
    }
    sw_html_raw(p, "</tbody></table></div>");
}

static void
history_table(struct sw_html *p, const json_t *facts)
{
    size_t i;
    json_t *event;

    sw_html_raw(p, "<h2>History</h2><div class=\"wrap\"><table><thead><tr><th scope=\"col\">Date"
                   "</th><th scope=\"col\">Event</th><th scope=\"col\">Reason</th></tr></thead>"
                   "<tbody>");
    json_array_foreach(json_object_get(facts, "history"), i, event)
    {
        sw_html_raw(p, "<tr>");
        sw_html_element(p, "td", NULL, text(event, "on"));
        sw_html_element(p, "td", NULL, text(event, "what"));
        sw_html_element(p, "td", NULL, text(event, "why"));
        sw_html_raw(p, "</tr>");
    }
    sw_html_raw(p, "</tbody></table></div>");
}

static void
technical(struct sw_html *p, struct sw_arena *arena, const json_t *facts, const char *origin)
{
    const char *id = text(facts, "public_id"), *slug = text(facts, "slug");

    if (id == NULL || slug == NULL)
        return;
    sw_html_raw(p,
                "<h2>Check it yourself</h2><p>You need not trust this page. The signed credential "
                "verifies with common tools and the public key of the certification body.</p><ul>"
                "<li>");
    link_to(p, sw_printf(arena, "/c/%s.pdf", id), "Certificate (PDF)");
    sw_html_raw(p, "</li><li>");
    link_to(p, sw_printf(arena, "/c/%s.jwt", id), "Signed credential (vc+jwt, Ed25519)");
    sw_html_raw(p, "</li><li>");
    link_to(p, sw_printf(arena, "/c/%s.json", id), "Credential (JSON)");
    sw_html_raw(p, "</li><li>");
    link_to(p, sw_printf(arena, "/cb/%s/did.json", slug), "Public keys (did.json)");
    sw_html_raw(p, "</li></ul><pre>");
    sw_html_text(
        p, sw_printf(
               arena,
               "curl -s %s/c/%s.jwt > c.jwt\n"
               "b64() { tr '_-' '/+' | awk '{ while (length($0) %% 4) $0 = $0 \"=\"; print }' | "
               "base64 -d; }\n"
               "x=$(curl -s %s/cb/%s/did.json | jq -r '.verificationMethod[] | "
               "select(.publicKeyJwk) | .publicKeyJwk.x' | tail -n 1)\n"
               "{ printf 302a300506032b6570032100 | xxd -r -p; echo $x | b64; } > key.der\n"
               "cut -d. -f1,2 c.jwt | tr -d '\\n' > signed; cut -d. -f3 c.jwt | b64 > signature\n"
               "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed "
               "-sigfile signature\n",
               origin, id, origin, slug));
    sw_html_raw(p, "</pre>");
}

struct sw_html *
page_certificate(struct sw_arena *arena, const char *facts_json,
                 const char *digest, const char *origin)
{
    struct sw_html *page;
    json_t *facts = json_loads(facts_json, 0, NULL);
    const char *client = text(facts, "client"), *number = text(facts, "number");

    page = open_page(arena, sw_printf(arena, "Certificate %s \xc2\xb7 Sealwright", number != NULL ? number : ""));
    sw_html_element(page, "p", "note", "Certificate verification");
    sw_html_element(page, "h1", NULL, client);
    banner(page, facts);
    digest_note(page, facts, digest);
    facts_list(page, facts);
    sites_table(page, facts);
    history_table(page, facts);
    technical(page, arena, facts, origin);
    close_page(page);
    json_decref(facts);
    return page;
}

/* ---- search, and what is not there ---- */

static void
form(struct sw_html *p, const char *number)
{
    sw_html_raw(
        p, "<form action=\"/verify\" method=\"get\"><label for=\"number\">Certificate number"
           "</label><input id=\"number\" name=\"number\" maxlength=\"60\" autocomplete=\"off\" "
           "value=\"");
    sw_html_text(p, number);
    sw_html_raw(p, "\"><br><button type=\"submit\">Check</button></form>");
}

struct sw_html *
page_search(struct sw_arena *arena, const char *number, const char *found)
{
    struct sw_html *page;
    json_t *hits = found != NULL ? json_loads(found, 0, NULL) : NULL;
    size_t i;
    json_t *hit;

    page = open_page(arena, "Check a certificate \xc2\xb7 Sealwright");
    sw_html_raw(page, "<h1>Check a certificate</h1><p>Enter the number as it stands on the "
                      "certificate, or scan its QR code. No account is needed.</p>");
    form(page, number);
    if (hits != NULL && json_array_size(hits) == 0)
        sw_html_raw(page, "<div class=\"banner withdrawn\"><p class=\"word\">Not issued here</p><p "
                          "class=\"note\">No certificate with this number was ever issued on this "
                          "installation. Certificates that ended stay in the register.</p></div>");
    else if (hits != NULL)
        sw_html_raw(page, "<h2>Found</h2>");
    sw_html_raw(page, "<ul>");
    json_array_foreach(hits, i, hit)
    {
        sw_html_raw(page, "<li>");
        link_to(page, sw_printf(arena, "/c/%s", text(hit, "public_id")), text(hit, "number"));
        sw_html_text(page, sw_printf(arena, " %s, %s", text(hit, "client"), text(hit, "status")));
        sw_html_raw(page, "</li>");
    }
    sw_html_raw(page, "</ul>");
    close_page(page);
    json_decref(hits);
    return page;
}

struct sw_html *
page_not_found(struct sw_arena *arena)
{
    struct sw_html *page;

    page = open_page(arena, "Not issued here \xc2\xb7 Sealwright");
    sw_html_raw(page,
                "<h1>Not issued here</h1><div class=\"banner withdrawn\"><p class=\"word\">"
                "\xe2\x9c\x95 No such certificate</p><p class=\"note\">No certificate with this "
                "code was ever issued on this installation. Certificates that were suspended, "
                "withdrawn or expired stay in the register and are shown with their state.</p>"
                "</div><p>Check the spelling, or search by number:</p>");
    form(page, "");
    close_page(page);
    return page;
}
