/* From a cookie, an API token or nothing to an identity, and from that to a signed context. */
#include <jansson.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "base/sw_clock.h"
#include "gateway.h"
#include "gateway_sql.h"

#define CACHE_SIZE    2048
#define CACHE_LIFE_MS 10000
#define LIFE_S        60          /* of a context token */
#define UPLOAD_LIFE_S 3600        /* at most, on top of it, for a long body */
#define UPLOAD_RATE   (32 * 1024) /* bytes a second that such a body is thought to come with */
#define ROUND_S       10
#define COOKIE        "__Host-sealwright="

struct gateway_sessions {
    unsigned generation;
    struct {
        unsigned char hash[SW_SHA256_SIZE];
        struct gateway_identity identity;
        int64_t until_ms;
    } entries[CACHE_SIZE];
};

struct gateway_sessions *
gateway_sessions_new(void)
{
    struct gateway_sessions *s = calloc(1, sizeof *s);

    if (s == NULL)
        abort();
    return s;
}

void
gateway_sessions_free(struct gateway_sessions *sessions)
{
    free(sessions);
}

static size_t
slot(const unsigned char *hash)
{
    return ((size_t) hash[0] << 8 | hash[1]) % CACHE_SIZE;
}

/* The value of our cookie; "" when the client sent it twice and nobody can say which one counts. */
static const char *
cookie_of(struct gateway_exchange *x, const char *cookies)
{
    const char *found = NULL;

    while (cookies != NULL && *cookies != '\0') {
        cookies += strspn(cookies, "; ");
        if (strncmp(cookies, COOKIE, strlen(COOKIE)) == 0) {
            const char *value = cookies + strlen(COOKIE);

            if (found != NULL)
                return "";
            found = sw_printf(x->arena, "%.*s", (int) strcspn(value, "; "), value);
        }
        cookies += strcspn(cookies, ";");
    }
    return found;
}

/* The secret of the request: a bearer token, else the session cookie. */
static const char *
secret_of(struct gateway_exchange *x)
{
    const char *bearer =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Authorization");

    if (bearer != NULL)
        return strncasecmp(bearer, "Bearer ", 7) == 0 ? bearer + 7 : "";
    x->from_cookie = true;
    return cookie_of(x, MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Cookie"));
}

static bool
is_operator(struct gateway_exchange *x)
{
    unsigned char operator[SW_SHA256_SIZE];

    return sw_unhex(x->gateway->config->operator_token_sha256, operator, sizeof operator) &&
           CRYPTO_memcmp(operator, x->token_hash, sizeof operator) == 0;
}

/* The operator acts for a body that is not there yet: each request has a fresh tenant. */
static void
become_operator(struct gateway_exchange *x)
{
    unsigned char random[10];

    if (getrandom(random, sizeof random, 0) != (ssize_t) sizeof random)
        abort();
    x->identity = (struct gateway_identity){
        .tenant = sw_uuid_v7((uint64_t) sw_clock_unix_ms(), random),
        .roles = SW_ROLE_OPERATOR,
    };
}

/* "/v1/identity/bodies/<slug>/..." is open to people who have not signed in. */
static const char *
slug_of(struct gateway_exchange *x)
{
    static const char prefix[] = "/v1/identity/bodies/";
    const char *rest = x->path + sizeof prefix - 1;
    size_t n;

    if (strncmp(x->path, prefix, sizeof prefix - 1) != 0)
        return NULL;
    n = strcspn(rest, "/");
    if (n == 0 || n > 40 || rest[n] != '/' ||
        strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789-") < n)
        return NULL;
    return sw_printf(x->arena, "%.*s", (int) n, rest);
}

static bool
cached(struct gateway_exchange *x)
{
    struct gateway_sessions *s = x->gateway->sessions;
    const size_t i = slot(x->token_hash);
    const unsigned generation = atomic_load(&x->gateway->sessions_generation);

    x->generation = generation;
    if (s->generation != generation) {
        memset(s, 0, sizeof *s);
        s->generation = generation;
    }
    if (s->entries[i].until_ms < sw_clock_ms() ||
        memcmp(s->entries[i].hash, x->token_hash, SW_SHA256_SIZE) != 0)
        return false;
    x->identity = s->entries[i].identity;
    return true;
}

/* Before anybody has signed in: only so often, and only for a certification body that exists. */
static void
admit_stranger(struct gateway_exchange *x)
{
    if (strcmp(x->method, "POST") == 0 &&
        (!gateway_allows(x, LIMIT_SIGN_IN, gateway_peer_name(x->peer)) ||
         !gateway_allows(x, LIMIT_SIGN_IN_BODY, x->slug)))
        gateway_refuse(x, SW_TOO_MANY_REQUESTS, "too many sign-ins, wait a little");
    else
        x->phase = GATEWAY_ASK;
}

/* A page of another site can send our cookie, but not this header. */
static bool
is_cross_site(struct gateway_exchange *x)
{
    const char *portal =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Sealwright-Request");

    return x->from_cookie && strcmp(x->method, "GET") != 0 && strcmp(x->method, "HEAD") != 0 &&
           (portal == NULL || strcmp(portal, "portal") != 0);
}

void
gateway_identify(struct gateway_exchange *x)
{
    const char *secret;

    x->slug = slug_of(x);
    if (x->slug != NULL) {
        admit_stranger(x);
        return;
    }
    secret = secret_of(x);
    if (secret == NULL || strlen(secret) < 20 || strlen(secret) > 200) {
        gateway_refuse(x, SW_UNAUTHENTICATED, "sign in, or send an API token");
        return;
    }
    if (is_cross_site(x)) {
        gateway_refuse(x, SW_CROSS_SITE,
                       "send the header Sealwright-Request: portal with the cookie");
        return;
    }
    sw_sha256(secret, strlen(secret), x->token_hash);
    x->phase = GATEWAY_START;
    if (is_operator(x))
        become_operator(x);
    else if (!cached(x))
        x->phase = GATEWAY_ASK;
}

/* Roles that a person can hold; a session never carries any other. */
static unsigned
person_roles(const json_t *names)
{
    unsigned roles = 0;
    size_t i;
    json_t *name;

    json_array_foreach(names, i, name)
    {
        if (json_is_string(name))
            roles |= sw_role_from_name(json_string_value(name), (int) json_string_length(name));
    }
    return roles & (SW_ROLE_STAFF | SW_ROLE_AUDITEE);
}

static void
identity_from_json(struct gateway_exchange *x, const char *text)
{
    json_t *o = json_loads(text, 0, NULL);
    struct gateway_identity who = { .roles = 0 };

    if (!sw_uuid_parse(json_string_value(json_object_get(o, "tenant")), &who.tenant)) {
        json_decref(o);
        return;
    }
    if (x->slug != NULL) {
        who.roles = SW_ROLE_ANYONE;
    } else if (sw_uuid_parse(json_string_value(json_object_get(o, "person")), &who.person)) {
        who.roles = person_roles(json_object_get(o, "roles"));
        (void) sw_uuid_parse(json_string_value(json_object_get(o, "client")), &who.client);
        /* An auditee is bound to one client, and staff to none: no mixture gets in. */
        if (((who.roles & SW_ROLE_AUDITEE) != 0) == sw_uuid_is_none(&who.client) ||
            (who.roles != SW_ROLE_AUDITEE && (who.roles & SW_ROLE_AUDITEE) != 0))
            who.roles = 0;
    }
    x->identity = who;
    json_decref(o);
}

void
gateway_identify_slowly(struct gateway_exchange *x)
{
    char hex[SW_SHA256_HEX];
    const char *found = NULL;
    enum sw_code code;

    sw_hex(x->token_hash, SW_SHA256_SIZE, hex);
    if (x->slug != NULL)
        code = sw_db_read(x->gateway->db, NULL, x->arena, &gateway_sql_body_find,
                          SW_BIND(SW_TEXT(x->slug)), &found, &x->err);
    else
        code = sw_db_read(x->gateway->db, NULL, x->arena, &gateway_sql_session_find,
                          SW_BIND(SW_TEXT(hex)), &found, &x->err);
    if (code == SW_OK)
        identity_from_json(x, found);
    else if (code != SW_NOT_FOUND)
        return; /* x->err says why */
    x->err.code = SW_OK;
    if (x->identity.roles == 0)
        (void) SW_FAIL(&x->err, x->slug != NULL ? SW_NOT_FOUND : SW_UNAUTHENTICATED, "%s",
                       x->slug != NULL ? "there is no such certification body"
                                       : "the session has ended: sign in again");
}

void
gateway_identified(struct gateway_exchange *x)
{
    struct gateway_sessions *s = x->gateway->sessions;
    const size_t i = slot(x->token_hash);

    x->phase = x->err.code == SW_OK ? GATEWAY_START : GATEWAY_READY;
    if (x->slug != NULL || x->err.code != SW_OK || x->generation != s->generation ||
        x->generation != atomic_load(&x->gateway->sessions_generation))
        return; /* what was read before a change is not kept after it */
    memcpy(s->entries[i].hash, x->token_hash, SW_SHA256_SIZE);
    s->entries[i].identity = x->identity;
    s->entries[i].until_ms = sw_clock_ms() + CACHE_LIFE_MS;
}

/* How long the token must hold.  The service uses it when the body has arrived, so a body that may
 * take its time gets some; the seconds are rounded up, so that the database, which remembers the
 * last token it checked, sees the same one again. */
static int64_t
expiry(const struct gateway_exchange *x)
{
    const int64_t now = sw_clock_unix_ms() / 1000;
    int64_t life = LIFE_S;

    if (x->facts.chunked)
        life += UPLOAD_LIFE_S;
    else if (x->facts.content_length > 0)
        life += x->facts.content_length / UPLOAD_RATE;
    if (life > LIFE_S + UPLOAD_LIFE_S)
        life = LIFE_S + UPLOAD_LIFE_S;
    return (now + life) / ROUND_S * ROUND_S;
}

bool
gateway_context(struct gateway_exchange *x, struct sw_context *ret_context)
{
    const struct sw_context_claims claims = {
        .key_id = "g1",
        .tenant = x->identity.tenant,
        .actor = x->identity.person,
        .client = x->identity.client,
        .roles = x->identity.roles,
        .audience = services[x->service].role,
        .expires_at = expiry(x),
    };

    return sw_context_mint(&claims, x->gateway->key, ret_context);
}
