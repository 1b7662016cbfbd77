/* From a path to the page that is wanted. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "pages.h"

/* A character of Crockford's base32 in its canonical form; 0 when it is none. */
static char
crockford(char c)
{
    const char upper = (char) toupper((unsigned char) c);

    if (upper == 'O')
        return '0';
    if (upper == 'I' || upper == 'L')
        return '1';
    return upper != '\0' && strchr("0123456789ABCDEFGHJKMNPQRSTVWXYZ", upper) != NULL ? upper : 0;
}

/* @p n canonical characters at @p text; returns what follows them, NULL when they are not there. */
static const char *
read_code(const char *text, size_t n, char *ret_code)
{
    for (size_t i = 0; i < n; i++) {
        ret_code[i] = crockford(text[i]);
        if (ret_code[i] == '\0')
            return NULL;
    }
    ret_code[n] = '\0';
    return text + n;
}

bool
page_read_id(const char *typed, char ret_id[PAGE_ID + 1])
{
    char close[PAGE_ID + 1] = "";
    size_t n = 0;

    for (; *typed != '\0'; typed++) {
        if (*typed == '-' || *typed == ' ')
            continue;
        if (n == PAGE_ID)
            return false;
        close[n++] = *typed;
    }
    return n == PAGE_ID && read_code(close, PAGE_ID, ret_id) != NULL;
}

/* The first kind that the client names; HTML when it names none of ours. */
static enum page_kind
negotiate(const char *accept)
{
    static const struct {
        const char *type;
        enum page_kind kind;
    } types[] = {
        { "text/html", PAGE_CERTIFICATE },  { "*/*", PAGE_CERTIFICATE },
        { "application/vc+jwt", PAGE_JWT }, { "application/pdf", PAGE_PDF },
        { "application/json", PAGE_VC },    { "application/vc", PAGE_VC },
    };

    while (accept != NULL && *accept != '\0') {
        size_t n;

        accept += strspn(accept, ", \t");
        n = strcspn(accept, ",; \t");
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
            if (strlen(types[i].type) == n && strncasecmp(types[i].type, accept, n) == 0)
                return types[i].kind;
        accept += strcspn(accept, ",");
    }
    return PAGE_CERTIFICATE;
}

static void
read_certificate(const char *rest, const char *accept, struct gateway_page_wanted *w)
{
    rest = read_code(rest, PAGE_ID, w->subject);
    w->kind = PAGE_NOT_ISSUED;
    if (rest == NULL)
        return;
    if (*rest == '\0')
        w->kind = negotiate(accept);
    else if (strcasecmp(rest, ".pdf") == 0)
        w->kind = PAGE_PDF;
    else if (strcasecmp(rest, ".jwt") == 0)
        w->kind = PAGE_JWT;
    else if (strcasecmp(rest, ".json") == 0)
        w->kind = PAGE_VC;
    else if (*rest == '/' && (rest = read_code(rest + 1, PAGE_DIGEST, w->digest)) != NULL &&
             *rest == '\0')
        w->kind = PAGE_CERTIFICATE;
}

static void
read_body(const char *rest, struct gateway_page_wanted *w)
{
    const size_t n = strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789-");

    if (n == 0 || n > 40 || strcmp(rest + n, "/did.json") != 0)
        return;
    (void) snprintf(w->subject, sizeof w->subject, "%.*s", (int) n, rest);
    w->kind = PAGE_DID;
}

void
page_read_path(const char *path, const char *accept, struct gateway_page_wanted *ret_wanted)
{
    static const struct {
        const char *path;
        enum page_kind kind;
    } fixed[] = {
        { "/verify", PAGE_SEARCH },     { "/.well-known/did.json", PAGE_DID },
        { "/readyz", PAGE_READY },      { "/livez", PAGE_LIVE },
        { "/public.css", PAGE_STYLE },  { "/favicon.svg", PAGE_ICON },
        { "/ns/msc/v1", PAGE_CONTEXT },
    };
    struct gateway_page_wanted w = { .kind = PAGE_NONE, .subject = "-" };

    if (strncasecmp(path, "/c/", 3) == 0)
        read_certificate(path + 3, accept, &w);
    else if (strncmp(path, "/cb/", 4) == 0)
        read_body(path + 4, &w);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (strcmp(path, fixed[i].path) == 0)
            w.kind = fixed[i].kind;
    *ret_wanted = w;
}
