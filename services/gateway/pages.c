/* Public pages: which there are, where their data comes from, and the memory that holds them.
 * A worker writes a page; the loop keeps the ready answer until the register changes or a minute
 * has passed, so that a verification costs no database at all. */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/sw_clock.h"
#include "gateway.h"
#include "gateway_sql.h"
#include "page_html.h"

#define CACHE_SIZE    4096
#define CACHE_LIFE_MS 60000

struct gateway_pages {
    unsigned generation;
    struct {
        char *key;
        struct MHD_Response *response;
        int status;
        int64_t until_ms;
    } entries[CACHE_SIZE];
};

struct gateway_pages *
gateway_pages_new(void)
{
    struct gateway_pages *p = calloc(1, sizeof *p);

    if (p == NULL)
        abort();
    return p;
}

static void
forget(struct gateway_pages *p, size_t i)
{
    if (p->entries[i].response != NULL)
        MHD_destroy_response(p->entries[i].response);
    free(p->entries[i].key);
    p->entries[i].response = NULL;
    p->entries[i].key = NULL;
}

void
gateway_pages_free(struct gateway_pages *pages)
{
    for (size_t i = 0; pages != NULL && i < CACHE_SIZE; i++)
        forget(pages, i);
    free(pages);
}

static bool
starts(const char *text, const char *with)
{
    return strncasecmp(text, with, strlen(with)) == 0;
}

bool
gateway_pages_wants(const struct gateway_exchange *x)
{
    return starts(x->path, "/c/") || starts(x->path, "/cb/") || strcmp(x->path, "/verify") == 0 ||
           strcmp(x->path, "/public.css") == 0 || strcmp(x->path, "/.well-known/did.json") == 0 ||
           strcmp(x->path, "/livez") == 0 || strcmp(x->path, "/readyz") == 0;
}

/* What the answer depends on: the target, and the form that was asked for. */
static const char *
key_of(struct gateway_exchange *x)
{
    const char *accept = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Accept");

    return sw_printf(x->arena, "%s %.80s", x->target, accept != NULL ? accept : "");
}

static size_t
slot(const char *key)
{
    unsigned char digest[SW_SHA256_SIZE];

    sw_sha256(key, strlen(key), digest);
    return ((size_t) digest[0] << 8 | digest[1]) % CACHE_SIZE;
}

bool
gateway_pages_cached(struct gateway_exchange *x)
{
    struct gateway_pages *p = x->gateway->pages;
    const unsigned generation = atomic_load(&x->gateway->register_generation);
    const char *key = key_of(x);
    const size_t i = slot(key);

    if (p->generation != generation) {
        for (size_t e = 0; e < CACHE_SIZE; e++)
            forget(p, e);
        p->generation = generation;
    }
    x->received = (int64_t) generation; /* a page made before a change is not kept after it */
    if (p->entries[i].response == NULL || p->entries[i].until_ms < sw_clock_ms() ||
        strcmp(p->entries[i].key, key) != 0)
        return false;
    x->ready_made = p->entries[i].response;
    x->status = p->entries[i].status;
    return true;
}

void
gateway_pages_keep(struct gateway_exchange *x)
{
    struct gateway_pages *p = x->gateway->pages;
    const char *key = key_of(x);
    const size_t i = slot(key);
    struct MHD_Response *r;

    if (x->err.code != SW_OK || x->status != 200 || !starts(x->path, "/c/") ||
        (unsigned) x->received != atomic_load(&x->gateway->register_generation))
        return;
    r = MHD_create_response_from_buffer(x->reply_size, (void *) (uintptr_t) x->reply,
                                        MHD_RESPMEM_MUST_COPY);
    gateway_security_headers(r);
    (void) MHD_add_response_header(r, "Content-Type", x->type);
    for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
        (void) MHD_add_response_header(r, h->name, h->value);
    forget(p, i);
    p->entries[i].key = strdup(key);
    p->entries[i].response = r;
    p->entries[i].status = x->status;
    p->entries[i].until_ms = sw_clock_ms() + CACHE_LIFE_MS;
    if (p->entries[i].key == NULL)
        abort();
}

/* ---- on a worker ---- */

static void
say(struct gateway_exchange *x, int status, const char *type, const char *text, size_t size)
{
    x->status = status;
    x->type = type;
    x->reply = text;
    x->reply_size = size;
}

static void
say_page(struct gateway_exchange *x, int status, struct sw_html *page)
{
    const char *text = NULL;
    size_t size = 0;

    if (sw_html_take(page, &text, &size, &x->err) == SW_OK)
        say(x, status, "text/html; charset=utf-8", text, size);
}

static void
add_header(struct gateway_exchange *x, const char *name, const char *value)
{
    struct gateway_header *h = sw_alloc(x->arena, sizeof *h);

    *h = (struct gateway_header){ .name = name, .value = value, .next = x->headers };
    x->headers = h;
}

static enum sw_code
ask(struct gateway_exchange *x, const struct sw_stmt *stmt, const struct sw_param *params, int n,
    const char **ret_json)
{
    return sw_db_read(x->gateway->db, NULL, x->arena, stmt, params, n, ret_json, &x->err);
}

static void
not_issued_here(struct gateway_exchange *x)
{
    struct sw_html *page;

    x->err.code = SW_OK;
    page = page_not_found(x->arena);
    say_page(x, 404, page);
}

static void
document(struct gateway_exchange *x, const char *id, const char *kind, const char *type)
{
    const char *base64 = NULL;
    unsigned char *bytes;
    size_t size = 0;

    if (ask(x, &gateway_sql_document_find, SW_BIND(SW_TEXT(id), SW_TEXT(kind)), &base64) != SW_OK) {
        if (x->err.code == SW_NOT_FOUND)
            not_issued_here(x);
        return;
    }
    bytes = sw_alloc(x->arena, strlen(base64) + 1);
    if (sodium_base642bin(bytes, strlen(base64), base64, strlen(base64), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        size = 0;
    say(x, 200, type, (const char *) bytes, size);
    add_header(x, "Access-Control-Allow-Origin", "*");
    if (strcmp(kind, "pdf") == 0)
        add_header(x, "Content-Disposition",
                   sw_printf(x->arena, "attachment; filename=\"certificate-%s.pdf\"", id));
}

static bool
accepts(struct gateway_exchange *x, const char *type)
{
    const char *accept = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Accept");

    return accept != NULL && starts(accept, type);
}

static void
verification(struct gateway_exchange *x, const char *id, const char *digest)
{
    const char *facts = NULL;
    struct sw_html *page;

    if (ask(x, &gateway_sql_certificate_find, SW_BIND(SW_TEXT(id)), &facts) != SW_OK) {
        if (x->err.code == SW_NOT_FOUND)
            not_issued_here(x);
        return;
    }
    page = page_certificate(x->arena, facts, digest, x->gateway->config.origin);
    say_page(x, 200, page);
}

/* /c/<id>, /c/<id>/<digest>, /c/<id>.pdf .jwt .json, in upper or lower case. */
static void
certificate(struct gateway_exchange *x)
{
    char id[13] = "", *rest = sw_printf(x->arena, "%s", x->path + 3);

    for (char *c = rest; *c != '\0'; c++)
        if (*c >= 'a' && *c <= 'z')
            *c = (char) (*c - 'a' + 'A');
    if (strspn(rest, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != 12) {
        not_issued_here(x);
        return;
    }
    (void) snprintf(id, sizeof id, "%.12s", rest);
    rest += 12;
    if (strcmp(rest, ".PDF") == 0 || (rest[0] == '\0' && accepts(x, "application/pdf")))
        document(x, id, "pdf", "application/pdf");
    else if (strcmp(rest, ".JWT") == 0 || (rest[0] == '\0' && accepts(x, "application/vc+jwt")))
        document(x, id, "jwt", "application/vc+jwt");
    else if (strcmp(rest, ".JSON") == 0 ||
             (rest[0] == '\0' && (accepts(x, "application/vc") || accepts(x, "application/json"))))
        document(x, id, "vc", "application/vc");
    else if (rest[0] == '\0' || rest[0] == '/')
        verification(x, id, rest[0] == '/' ? rest + 1 : NULL);
    else
        not_issued_here(x);
}

static void
did(struct gateway_exchange *x, const char *slug)
{
    const char *json = NULL;

    if (ask(x, &gateway_sql_did_find, SW_BIND(SW_TEXT(slug)), &json) != SW_OK)
        return;
    say(x, 200, "application/did+json", json, strlen(json));
    add_header(x, "Access-Control-Allow-Origin", "*");
    add_header(x, "Cache-Control", "max-age=300");
}

static void
search(struct gateway_exchange *x)
{
    const char *number =
        MHD_lookup_connection_value(x->connection, MHD_GET_ARGUMENT_KIND, "number");
    const char *found = NULL;
    struct sw_html *page;

    if (number != NULL && number[0] != '\0' && strlen(number) <= 60 &&
        ask(x, &gateway_sql_certificate_search, SW_BIND(SW_TEXT(number)), &found) != SW_OK)
        return;
    page = page_search(x->arena, number, found);
    say_page(x, 200, page);
}

static void
ready(struct gateway_exchange *x)
{
    if (sw_db_ping(x->gateway->db, &x->err) == SW_OK)
        say(x, 200, "text/plain; charset=utf-8", "ready\n", 6);
}

void
gateway_pages_write(struct gateway_exchange *x)
{
    const char *slash = strchr(x->path + 1, '/');
    const char *tail = slash != NULL ? strchr(slash + 1, '/') : NULL;

    if (starts(x->path, "/c/"))
        certificate(x);
    else if (starts(x->path, "/cb/") && tail != NULL && strcmp(tail, "/did.json") == 0)
        did(x, sw_printf(x->arena, "%.*s", (int) (tail - slash - 1), slash + 1));
    else if (strcmp(x->path, "/.well-known/did.json") == 0)
        did(x, "");
    else if (strcmp(x->path, "/verify") == 0)
        search(x);
    else if (strcmp(x->path, "/public.css") == 0)
        say(x, 200, "text/css; charset=utf-8", page_css, strlen(page_css));
    else if (strcmp(x->path, "/livez") == 0)
        say(x, 200, "text/plain; charset=utf-8", "live\n", 5);
    else if (strcmp(x->path, "/readyz") == 0)
        ready(x);
    else
        (void) SW_FAIL(&x->err, SW_NOT_FOUND, "there is no such page");
}
