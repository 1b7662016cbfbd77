/* Public pages: where their data comes from, and the memory that holds them.  A worker writes a
 * page; the loop keeps the ready answer until the register says that its subject changed, or a
 * minute has passed, so that a verification costs no database at all. */
#include "pages.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "gateway.h"
#include "gateway_sql.h"
#include "page_html.h"

#define ENTRIES    4096
#define LIFE_MS    60000
#define ENTRY_MAX  (1024 * 1024)
#define MEMORY_MAX (64 * 1024 * 1024)
#define HTML       "text/html; charset=utf-8"
#define NUMBER_MAX 60

struct entry {
    struct gateway_page_wanted page;
    unsigned generation;
    struct MHD_Response *response;
    size_t size;
    int64_t until_ms;
};

/* Pages that never change while the program runs. */
static const struct fixed {
    enum page_kind kind;
    const char *text, *type, *cache;
} fixed[] = {
    { PAGE_STYLE, page_css, "text/css; charset=utf-8", "public, max-age=300" },
    { PAGE_ICON, page_icon, "image/svg+xml", "public, max-age=86400" },
    { PAGE_CONTEXT, page_context, "application/ld+json", "public, max-age=31536000, immutable" },
};
#define FIXED (sizeof fixed / sizeof fixed[0])

struct gateway_pages {
    size_t memory;
    struct entry entries[ENTRIES];
    struct MHD_Response *fixed[FIXED];
};

static struct MHD_Response *
ready_made(const struct fixed *page)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(
        strlen(page->text), (void *) (uintptr_t) page->text, MHD_RESPMEM_PERSISTENT);

    if (r == NULL)
        abort();
    gateway_harden(r);
    (void) MHD_add_response_header(r, "Content-Type", page->type);
    (void) MHD_add_response_header(r, "Cache-Control", page->cache);
    if (page->kind == PAGE_CONTEXT)
        (void) MHD_add_response_header(r, "Access-Control-Allow-Origin", "*");
    return r;
}

struct gateway_pages *
gateway_pages_new(void)
{
    struct gateway_pages *p = calloc(1, sizeof *p);

    if (p == NULL || sodium_init() < 0)
        abort();
    for (size_t i = 0; i < FIXED; i++)
        p->fixed[i] = ready_made(&fixed[i]);
    return p;
}

static void
forget(struct gateway_pages *p, struct entry *e)
{
    if (e->response == NULL)
        return;
    MHD_destroy_response(e->response);
    p->memory -= e->size;
    e->response = NULL;
}

void
gateway_pages_free(struct gateway_pages *pages)
{
    if (pages == NULL)
        return;
    for (size_t i = 0; i < ENTRIES; i++)
        forget(pages, &pages->entries[i]);
    for (size_t i = 0; i < FIXED; i++)
        MHD_destroy_response(pages->fixed[i]);
    free(pages);
}

/* ---- memory, on the loop ---- */

/* FNV-1a: no secret is at stake, only the spread. */
static unsigned
spread(const char *text, unsigned sum)
{
    for (; *text != '\0'; text++)
        sum = (sum ^ (unsigned char) *text) * 16777619u;
    return sum;
}

unsigned
gateway_shard(const char *subject)
{
    return spread(subject, 2166136261u) % GATEWAY_SHARDS;
}

static struct entry *
entry_of(struct gateway_pages *p, const struct gateway_page_wanted *w)
{
    const unsigned sum = spread(w->digest, spread(w->subject, 2166136261u) + (unsigned) w->kind);

    return &p->entries[(sum ^ sum >> 12) % ENTRIES];
}

static bool
is_kept(enum page_kind kind)
{
    return kind == PAGE_CERTIFICATE || kind == PAGE_PDF || kind == PAGE_JWT || kind == PAGE_VC ||
           kind == PAGE_DID;
}

static bool
remembered(struct gateway_exchange *x)
{
    const struct gateway_page_wanted *w = x->wanted;
    struct entry *e = entry_of(x->gateway->pages, w);

    x->generation = atomic_load(&x->gateway->register_generation[gateway_shard(w->subject)]);
    if (!is_kept(w->kind) || e->response == NULL)
        return false;
    if (e->generation != x->generation || e->until_ms < sw_clock_ms()) {
        if (e->page.kind == w->kind && strcmp(e->page.subject, w->subject) == 0)
            forget(x->gateway->pages, e);
        return false;
    }
    if (e->page.kind != w->kind || strcmp(e->page.subject, w->subject) != 0 ||
        strcmp(e->page.digest, w->digest) != 0)
        return false;
    x->ready_made = e->response;
    x->reply_size = e->size;
    x->status = 200;
    return true;
}

void
gateway_pages_serve(struct gateway_exchange *x)
{
    struct gateway_page_wanted *w = sw_alloc(x->arena, sizeof *w);

    page_read_path(x->path, MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Accept"),
                   w);
    x->wanted = w;
    x->phase = GATEWAY_READY;
    x->status = 200;
    for (size_t i = 0; i < FIXED; i++)
        if (fixed[i].kind == w->kind) {
            x->ready_made = x->gateway->pages->fixed[i];
            x->reply_size = strlen(fixed[i].text);
        }
    if (x->ready_made != NULL)
        return;
    if (remembered(x)) {
        (void) atomic_fetch_add(&x->gateway->page_hits, 1);
    } else if (w->kind != PAGE_LIVE && w->kind != PAGE_READY &&
               !gateway_allows(x, LIMIT_CHECK, gateway_peer_name(x->peer))) {
        gateway_refuse(x, SW_TOO_MANY_REQUESTS, "too many pages, wait a little");
    } else {
        (void) atomic_fetch_add(&x->gateway->page_misses, 1);
        x->phase = GATEWAY_ASK;
    }
}

void
gateway_pages_written(struct gateway_exchange *x)
{
    struct gateway_pages *p = x->gateway->pages;
    struct entry *e = entry_of(p, x->wanted);

    x->phase = GATEWAY_READY;
    if (x->err.code != SW_OK || x->status != 200 || !is_kept(x->wanted->kind) ||
        x->reply_size > ENTRY_MAX ||
        x->generation !=
            atomic_load(&x->gateway->register_generation[gateway_shard(x->wanted->subject)]))
        return; /* what was read before a change is not kept after it */
    forget(p, e);
    for (size_t i = 0; i < ENTRIES && p->memory + x->reply_size > MEMORY_MAX; i++)
        forget(p, &p->entries[i]);
    e->response = MHD_create_response_from_buffer(x->reply_size, (void *) (uintptr_t) x->reply,
                                                  MHD_RESPMEM_MUST_COPY);
    if (e->response == NULL)
        abort();
    gateway_harden(e->response);
    (void) MHD_add_response_header(e->response, "Content-Type", x->type);
    for (const struct gateway_header *h = x->headers; h != NULL; h = h->next)
        (void) MHD_add_response_header(e->response, h->name, h->value);
    e->page = *x->wanted;
    e->generation = x->generation;
    e->size = x->reply_size;
    e->until_ms = sw_clock_ms() + LIFE_MS;
    p->memory += e->size;
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
    const char *text;
    size_t size;

    gateway_header_add(x, "Cache-Control", "no-cache");
    if (sw_html_take(page, &text, &size, &x->err) == SW_OK)
        say(x, status, HTML, text, size);
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
    x->err.code = SW_OK;
    say_page(x, 404, page_not_issued(x->arena));
}

static void
document(struct gateway_exchange *x, const char *kind, const char *type)
{
    const char *id = x->wanted->subject, *base64 = NULL;
    unsigned char *bytes;
    size_t size = 0;

    if (ask(x, &gateway_sql_document_find, SW_BIND(SW_TEXT(id), SW_TEXT(kind)), &base64) != SW_OK) {
        if (x->err.code == SW_NOT_FOUND)
            not_issued_here(x);
        return;
    }
    bytes = sw_alloc(x->arena, strlen(base64) + 1);
    if (sodium_base642bin(bytes, strlen(base64), base64, strlen(base64), NULL, &size, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
        (void) SW_FAIL(&x->err, SW_INTERNAL, "document %s of %s is damaged", kind, id);
        return;
    }
    say(x, 200, type, (const char *) bytes, size);
    gateway_header_add(x, "Access-Control-Allow-Origin", "*");
    gateway_header_add(x, "Cache-Control", "no-cache");
    gateway_header_add(x, "Vary", "Accept");
    if (strcmp(kind, "pdf") == 0)
        gateway_header_add(x, "Content-Disposition",
                           sw_printf(x->arena, "attachment; filename=\"certificate-%s.pdf\"", id));
}

static void
verification(struct gateway_exchange *x)
{
    const char *facts = NULL;

    if (ask(x, &gateway_sql_certificate_find, SW_BIND(SW_TEXT(x->wanted->subject)), &facts) !=
        SW_OK) {
        if (x->err.code == SW_NOT_FOUND)
            not_issued_here(x);
        return;
    }
    gateway_header_add(x, "Vary", "Accept");
    say_page(x, 200, page_certificate(x->arena, facts, x->wanted->digest, x->gateway->origin));
}

static void
did(struct gateway_exchange *x)
{
    const char *slug = strcmp(x->wanted->subject, "-") == 0 ? "" : x->wanted->subject;
    const char *json = NULL;

    if (ask(x, &gateway_sql_did_find, SW_BIND(SW_TEXT(slug)), &json) != SW_OK)
        return;
    say(x, 200, "application/did+json", json, strlen(json));
    gateway_header_add(x, "Access-Control-Allow-Origin", "*");
    gateway_header_add(x, "Cache-Control", "public, max-age=300");
}

static void
search(struct gateway_exchange *x)
{
    const char *number =
        MHD_lookup_connection_value(x->connection, MHD_GET_ARGUMENT_KIND, "number");
    const char *found = NULL;
    char id[PAGE_ID + 1];

    if (number != NULL && page_read_id(number, id)) {
        say(x, 303, HTML, "", 0);
        gateway_header_add(x, "Location", sw_printf(x->arena, "/c/%s", id));
        return;
    }
    if (number != NULL && number[0] != '\0' && strlen(number) <= NUMBER_MAX &&
        ask(x, &gateway_sql_certificate_search, SW_BIND(SW_TEXT(number)), &found) != SW_OK)
        return;
    say_page(x, 200, page_search(x->arena, number, found));
}

void
gateway_pages_write(struct gateway_exchange *x)
{
    switch (x->wanted->kind) {
    case PAGE_CERTIFICATE:
        verification(x);
        break;
    case PAGE_PDF:
        document(x, "pdf", "application/pdf");
        break;
    case PAGE_JWT:
        document(x, "jwt", "application/vc+jwt");
        break;
    case PAGE_VC:
        document(x, "vc", "application/json");
        break;
    case PAGE_NOT_ISSUED:
        not_issued_here(x);
        break;
    case PAGE_SEARCH:
        search(x);
        break;
    case PAGE_DID:
        did(x);
        break;
    case PAGE_READY:
        if (sw_db_ping(x->gateway->db, &x->err) == SW_OK)
            say(x, 200, "text/plain; charset=utf-8", "ready\n", 6);
        else
            x->err.code = SW_BUSY;
        break;
    case PAGE_LIVE:
        say(x, 200, "text/plain; charset=utf-8", "live\n", 5);
        break;
    default:
        say_page(x, 404, page_not_found(x->arena));
        break;
    }
}
