/* The verification page and the search. */
#include "page_html.h"

#include <stdio.h>
#include <string.h>

#include "page_frame.h"

/* ---- the verification page, from top to bottom ---- */

static const struct {
    const char *status, *word, *meaning;
    enum page_mood mood;
} meanings[] = {
    { "active", "Valid", "The certification is in force.", MOOD_GOOD },
    { "suspended", "Suspended",
      "The certification is temporarily not in force and must not be used to promote it.",
      MOOD_WARN },
    { "withdrawn", "Withdrawn",
      "The certification has ended by decision of the certification body.", MOOD_BAD },
    { "expired", "Expired", "The certification has ended on its expiry date.", MOOD_BAD },
};

static void
banner(struct sw_html *p, const json_t *facts)
{
    const char *status = page_text(facts, "status"), *since = page_text(facts, "status_since");
    size_t i = 0;

    while (i < 3 && (status == NULL || strcmp(status, meanings[i].status) != 0))
        i++;
    page_banner_open(p, meanings[i].mood, meanings[i].word);
    sw_html_element(p, "p", NULL, meanings[i].meaning);
    if (page_text(facts, "status_reason") != NULL && meanings[i].mood != MOOD_GOOD)
        sw_html_element(p, "p", NULL, page_text(facts, "status_reason"));
    sw_html_raw(p, "<p class=\"quiet\">Read from the register at ");
    page_date(p, page_text(facts, "read_at"));
    if (since != NULL) {
        sw_html_raw(p, ". Last change ");
        page_date(p, since);
    }
    sw_html_raw(p, ".</p>");
    page_banner_close(p);
}

static bool
listed(const json_t *codes, const char *code)
{
    size_t i;
    json_t *one;

    json_array_foreach(codes, i, one)
    {
        if (json_is_string(one) && strcmp(json_string_value(one), code) == 0)
            return true;
    }
    return false;
}

/* Is the document at hand of the current revision, of an older one, or of none? */
static void
document_note(struct sw_html *p, const json_t *facts, const char *digest)
{
    const char *current = page_text(facts, "digest");

    if (digest[0] == '\0' || current == NULL)
        return;
    if (strcmp(digest, current) == 0) {
        sw_html_raw(p, "<p class=\"note good\"><strong>Your document is the current revision."
                       "</strong> Compare the facts below with what is printed on it.</p>");
    } else if (listed(json_object_get(facts, "superseded"), digest)) {
        sw_html_raw(p,
                    "<p class=\"note warn\"><strong>Your document is an older revision.</strong> "
                    "A newer one has replaced it; only the facts below count.</p>");
    } else {
        page_banner_open(p, MOOD_BAD, "Not a document that we issued");
        sw_html_raw(p, "<p>The certificate exists, but the code on your document belongs to none "
                       "of its revisions. The document may have been altered.</p>");
        page_banner_close(p);
    }
}

static void
row(struct sw_html *p, const char *name, const char *value, const char *second)
{
    if (value == NULL)
        return;
    sw_html_raw(p, "<div>");
    sw_html_element(p, "dt", NULL, name);
    sw_html_raw(p, "<dd>");
    sw_html_text(p, value);
    if (second != NULL) {
        sw_html_raw(p, "<br>");
        sw_html_element(p, "span", "quiet", second);
    }
    sw_html_raw(p, "</dd></div>");
}

static void
date_row(struct sw_html *p, const char *name, const char *stamp)
{
    if (stamp == NULL)
        return;
    sw_html_raw(p, "<div>");
    sw_html_element(p, "dt", NULL, name);
    sw_html_raw(p, "<dd>");
    page_date(p, stamp);
    sw_html_raw(p, "</dd></div>");
}

/* Days between two cycles on which nothing was certified. */
static void
lapse_row(struct sw_html *p, const json_t *facts)
{
    if (page_text(facts, "lapsed_from") == NULL || page_text(facts, "lapsed_until") == NULL)
        return;
    sw_html_raw(p, "<div><dt>Not in force</dt><dd>");
    page_date(p, page_text(facts, "lapsed_from"));
    sw_html_raw(p, " to ");
    page_date(p, page_text(facts, "lapsed_until"));
    sw_html_raw(p, "</dd></div>");
}

static void
dates(struct sw_html *p, const json_t *facts)
{
    if (page_text(facts, "effective_on") == NULL && page_text(facts, "expires_on") == NULL)
        return;
    sw_html_raw(p, "<dl class=\"card dates\">");
    date_row(p, "Initial certification", page_text(facts, "initial_on"));
    lapse_row(p, facts);
    date_row(p, "Decision", page_text(facts, "decided_on"));
    date_row(p, "Effective from", page_text(facts, "effective_on"));
    date_row(p, "Valid until", page_text(facts, "expires_on"));
    sw_html_raw(p, "</dl>");
}

/* The standard as a certificate states it, with its amendment. */
static void
standard_row(struct sw_html *p, const json_t *facts)
{
    const char *amendment = page_text(facts, "amendment");

    if (page_text(facts, "standard") == NULL)
        return;
    sw_html_raw(p, "<div><dt>Standard</dt><dd>");
    sw_html_text(p, page_text(facts, "standard"));
    if (amendment != NULL)
        sw_html_textf(p, " with %s", amendment);
    sw_html_raw(p, "</dd></div>");
}

static void
facts_list(struct sw_html *p, const json_t *facts)
{
    const json_int_t revision = json_integer_value(json_object_get(facts, "revision"));
    const char *address = page_text(facts, "client_address");

    sw_html_raw(p, "<h2>What is certified</h2><dl class=\"card facts\">");
    row(p, "Certified organisation", page_text(facts, "client"),
        address != NULL ? address : page_text(facts, "place"));
    standard_row(p, facts);
    row(p, "Scope of certification", page_text(facts, "scope"), NULL);
    row(p, "Statement of Applicability", page_text(facts, "soa"), NULL);
    row(p, "Certificate number", page_text(facts, "number"), NULL);
    if (revision > 0) {
        sw_html_raw(p, "<div><dt>Revision</dt><dd>");
        sw_html_textf(p, "%lld", (long long) revision);
        sw_html_raw(p, "</dd></div>");
    }
    sw_html_raw(p, "</dl>");
    dates(p, facts);
    if (page_text(facts, "body") == NULL)
        return;
    sw_html_raw(p, "<h2>Who certified it</h2><dl class=\"card facts\">");
    row(p, "Certification body", page_text(facts, "body"), page_text(facts, "body_address"));
    row(p, "Accreditation", page_text(facts, "accreditation"), NULL);
    sw_html_raw(p, "</dl>");
}

static void
sites_table(struct sw_html *p, const json_t *facts)
{
    size_t i;
    json_t *site;

    if (json_array_size(json_object_get(facts, "sites")) == 0)
        return;
    sw_html_raw(p, "<h2 id=\"sites\">Sites in scope</h2><div class=\"card wrap\" role=\"region\" "
                   "aria-labelledby=\"sites\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">"
                   "Site</th><th scope=\"col\">Place</th><th scope=\"col\">Activities</th></tr>"
                   "</thead><tbody>");
    json_array_foreach(json_object_get(facts, "sites"), i, site)
    {
        sw_html_raw(p, "<tr><th scope=\"row\">");
        sw_html_text(p, page_text(site, "name"));
        sw_html_raw(p, "</th>");
        sw_html_element(p, "td", NULL, page_text(site, "place"));
        sw_html_element(p, "td", NULL, page_text(site, "activities"));
        sw_html_raw(p, "</tr>");
    }
    sw_html_raw(p, "</tbody></table></div>");
}

static void
history(struct sw_html *p, const json_t *facts)
{
    size_t i;
    json_t *event;

    if (json_array_size(json_object_get(facts, "history")) == 0)
        return;
    sw_html_raw(p, "<h2>History</h2><ol class=\"card history\">");
    json_array_foreach(json_object_get(facts, "history"), i, event)
    {
        sw_html_raw(p, "<li>");
        page_date(p, page_text(event, "on"));
        sw_html_raw(p, " ");
        sw_html_element(p, "strong", NULL, page_text(event, "what"));
        if (page_text(event, "why") != NULL) {
            sw_html_raw(p, "<br>");
            sw_html_element(p, "span", "quiet", page_text(event, "why"));
        }
        sw_html_raw(p, "</li>");
    }
    sw_html_raw(p, "</ol>");
}

static void
documents(struct sw_html *p, const json_t *facts)
{
    size_t i;
    json_t *d;

    if (json_array_size(json_object_get(facts, "documents")) == 0)
        return;
    sw_html_raw(p, "<details><summary>SHA-256 of every document that was issued</summary><ul>");
    json_array_foreach(json_object_get(facts, "documents"), i, d)
    {
        sw_html_raw(p, "<li>");
        sw_html_textf(p, "Revision %lld, %s: ",
                      (long long) json_integer_value(json_object_get(d, "revision")),
                      page_text(d, "kind") != NULL ? page_text(d, "kind") : "");
        sw_html_element(p, "code", NULL, page_text(d, "sha256"));
        sw_html_raw(p, "</li>");
    }
    sw_html_raw(p, "</ul></details>");
}

/* Commands that need openssl, curl and jq, and nothing of ours. */
static void
recipe(struct sw_html *p, const char *origin, const char *id, const char *slug)
{
    sw_html_raw(p, "<details><summary>Verify the signature with openssl</summary><p>The public key "
                   "comes from the certification body&#39;s did.json, the signed text from the "
                   "credential. The last command answers <em>Signature Verified Successfully</em>."
                   "</p><pre tabindex=\"0\"><code>");
    sw_html_textf(p, "curl -sS %s/c/%s.jwt -o certificate.jwt\n", origin, id);
    sw_html_textf(p, "curl -sS %s/cb/%s/did.json -o did.json\n", origin, slug);
    sw_html_raw(
        p,
        "IFS=. read -r head body signature &lt; certificate.jwt\n"
        "b64() { tr -- &#39;-_&#39; &#39;+/&#39; | awk &#39;{ while (length($0) % 4) $0 = $0 "
        "&quot;=&quot;; print }&#39; | openssl base64 -d -A; }\n"
        "kid=$(printf %s &quot;$head&quot; | b64 | jq -r .kid)\n"
        "x=$(jq -r --arg kid &quot;$kid&quot; &#39;.verificationMethod[] | select(.id == $kid)"
        ".publicKeyJwk.x&#39; did.json)\n"
        "{ printf &#39;\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000&#39;; printf "
        "%s &quot;$x&quot; | b64; } &gt; key.der\n"
        "printf %s &quot;$head.$body&quot; &gt; signed; printf %s &quot;$signature&quot; | b64 "
        "&gt; signature\n"
        "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed -sigfile "
        "signature\n"
        "printf %s &quot;$body&quot; | b64 | jq .\n");
    sw_html_raw(p, "</code></pre></details>");
}

static void
item(struct sw_html *p, const char *address, const char *label, const char *what)
{
    sw_html_raw(p, "<li>");
    page_link(p, address, label);
    sw_html_raw(p, " ");
    sw_html_element(p, "span", "quiet", what);
    sw_html_raw(p, "</li>");
}

static void
technical(struct sw_html *p, struct sw_arena *arena, const json_t *facts, const char *origin)
{
    const char *id = page_text(facts, "public_id"), *slug = page_text(facts, "slug");

    if (id == NULL || slug == NULL)
        return;
    sw_html_raw(p, "<h2>Check it yourself</h2><div class=\"card\"><p>You need not trust this page. "
                   "The certificate is also a signed credential, which tools of others verify with "
                   "the public key of the certification body.</p><ul class=\"links\">");
    item(p, sw_printf(arena, "/c/%s.pdf", id), "Certificate", "PDF");
    item(p, sw_printf(arena, "/c/%s.jwt", id), "Signed credential", "vc+jwt, Ed25519");
    item(p, sw_printf(arena, "/c/%s.json", id), "Credential", "JSON");
    item(p, sw_printf(arena, "/cb/%s/did.json", slug), "Public keys", "did.json");
    sw_html_raw(p, "</ul>");
    recipe(p, origin, id, slug);
    documents(p, facts);
    sw_html_raw(p, "</div>");
}

/* "7K3M-9QXT-2V8D" reads better than it is stored. */
static void
code(struct sw_html *p, const char *id)
{
    if (id == NULL || strlen(id) != 12)
        return;
    sw_html_raw(p, "<span class=\"code\">");
    sw_html_textf(p, "%.4s-%.4s-%.4s", id, id + 4, id + 8);
    sw_html_raw(p, "</span>");
}

struct sw_html *
page_certificate(struct sw_arena *arena, const char *facts_json, const char *digest,
                 const char *origin)
{
    json_t *facts = json_loads(facts_json, 0, NULL);
    const char *number = page_text(facts, "number");
    struct sw_html *p =
        page_open(arena, sw_printf(arena, "Certificate %s", number != NULL ? number : ""));

    sw_html_raw(p, "<p class=\"kicker\">Certificate ");
    sw_html_text(p, number);
    sw_html_raw(p, " ");
    code(p, page_text(facts, "public_id"));
    sw_html_raw(p, "</p>");
    sw_html_element(p, "h1", NULL, page_text(facts, "client"));
    banner(p, facts);
    document_note(p, facts, digest);
    facts_list(p, facts);
    sites_table(p, facts);
    history(p, facts);
    technical(p, arena, facts, origin);
    page_close(p);
    json_decref(facts);
    return p;
}

/* ---- search ---- */

static void
hit(struct sw_html *p, struct sw_arena *arena, const json_t *found)
{
    const char *id = page_text(found, "public_id"), *status = page_text(found, "status");

    sw_html_raw(p, "<li class=\"card\">");
    page_link(p, sw_printf(arena, "/c/%s", id != NULL ? id : ""), page_text(found, "number"));
    sw_html_raw(p, "<br>");
    sw_html_text(p, page_text(found, "client"));
    sw_html_raw(p, "<br><span class=\"quiet\">");
    sw_html_text(p, page_text(found, "body"));
    sw_html_raw(p, "</span> ");
    for (size_t i = 0; status != NULL && i < sizeof meanings / sizeof meanings[0]; i++)
        if (strcmp(status, meanings[i].status) == 0)
            sw_html_element(p, "span",
                            meanings[i].mood == MOOD_GOOD   ? "tag good"
                            : meanings[i].mood == MOOD_WARN ? "tag warn"
                                                            : "tag bad",
                            meanings[i].word);
    sw_html_raw(p, "</li>");
}

struct sw_html *
page_search(struct sw_arena *arena, const char *number, const char *found)
{
    struct sw_html *p = page_open(arena, "Check a certificate");
    json_t *hits = found != NULL ? json_loads(found, 0, NULL) : NULL;
    size_t i;
    json_t *one;

    sw_html_raw(p,
                "<h1>Check a certificate</h1><p>Enter the number that stands on the certificate, "
                "or scan its QR code with your phone. No account is needed.</p>");
    page_form(p, number);
    if (hits != NULL && json_array_size(hits) == 0) {
        page_banner_open(p, MOOD_BAD, "Not issued here");
        sw_html_raw(p, "<p>No certificate with this number was ever issued by a certification body "
                       "of this register.</p><p class=\"quiet\">Certificates that have ended stay "
                       "in the register and would be found.</p>");
        page_banner_close(p);
    } else if (hits != NULL) {
        sw_html_raw(p, "<h2>Found</h2><ul class=\"hits\">");
        json_array_foreach(hits, i, one)
        {
            hit(p, arena, one);
        }
        sw_html_raw(p, "</ul>");
    }
    page_close(p);
    json_decref(hits);
    return p;
}
