/* From a cookie, an API token or nothing to an identity, and from that to a signed context. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "gateway.h"
#include "gateway_sql.h"

#define CACHE_SIZE    2048
#define CACHE_LIFE_MS 10000
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

/* The secret of the request: a bearer token, else the session cookie. */
static const char *
secret_of(struct gateway_exchange *x)
{
    const char *bearer =
        MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Authorization");
    const char *cookies = MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, "Cookie");

    if (bearer != NULL)
        return strncmp(bearer, "Bearer ", 7) == 0 ? bearer + 7 : "";
    while (cookies != NULL && *cookies != '\0') {
        cookies += strspn(cookies, "; ");
        if (strncmp(cookies, COOKIE, strlen(COOKIE)) == 0) {
            x->from_cookie = true;
            return sw_printf(x->arena, "%.*s", (int) strcspn(cookies + strlen(COOKIE), "; "),
                             cookies + strlen(COOKIE));
        }
        cookies += strcspn(cookies, ";");
    }
    return NULL;
}

static bool
is_operator(struct gateway_exchange *x)
{
    char hex[SW_SHA256_HEX];

    sw_hex(x->token_hash, SW_SHA256_SIZE, hex);
    return strcmp(hex, x->gateway->config.operator_token_sha256) == 0;
}

/* The operator acts for a body that is not there yet: each request has a fresh tenant. */
static void
become_operator(struct gateway_exchange *x)
{
    unsigned char random[10];
    FILE *f = fopen("/dev/urandom", "re");

    if (f == NULL || fread(random, 1, sizeof random, f) != sizeof random)
        abort();
    (void) fclose(f);
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

bool
gateway_identify(struct gateway_exchange *x)
{
    const char *secret;

    x->slug = slug_of(x);
    if (x->slug != NULL) {
        if (!gateway_peers_sign_in(
                x->gateway,
                MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)
                    ->client_addr)) {
            gateway_exchange_fail(x, SW_TOO_MANY_REQUESTS, "too many sign-ins from this address");
            return true;
        }
        return false;
    }
    secret = secret_of(x);
    if (secret == NULL || strlen(secret) < 20 || strlen(secret) > 200) {
        gateway_exchange_fail(x, SW_UNAUTHENTICATED, "sign in, or send an API token");
        return true;
    }
    sw_sha256(secret, strlen(secret), x->token_hash);
    if (is_operator(x)) {
        become_operator(x);
        return true;
    }
    return cached(x);
}

static void
identity_from_json(struct gateway_exchange *x, const char *text)
{
    json_t *o = json_loads(text, 0, NULL);
    const char *client = json_string_value(json_object_get(o, "client"));
    size_t i;
    json_t *role;

    if (sw_uuid_parse(json_string_value(json_object_get(o, "tenant")), &x->identity.tenant) &&
        sw_uuid_parse(json_string_value(json_object_get(o, "person")), &x->identity.person)) {
        if (client != NULL)
            (void) sw_uuid_parse(client, &x->identity.client);
        json_array_foreach(json_object_get(o, "roles"), i, role)
        {
            const char *name = json_string_value(role);

            x->identity.roles |= sw_role_from_name(name, (int) strlen(name));
        }
    } else if (x->slug != NULL &&
               sw_uuid_parse(json_string_value(json_object_get(o, "tenant")), &x->identity.tenant))
        x->identity.roles = SW_ROLE_ANYONE;
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
    x->looked_up = true;
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
gateway_sessions_keep(struct gateway_exchange *x)
{
    struct gateway_sessions *s = x->gateway->sessions;
    const size_t i = slot(x->token_hash);

    if (x->slug != NULL || x->identity.roles == 0)
        return;
    memcpy(s->entries[i].hash, x->token_hash, SW_SHA256_SIZE);
    s->entries[i].identity = x->identity;
    s->entries[i].until_ms = sw_clock_ms() + CACHE_LIFE_MS;
}

bool
gateway_context(struct gateway_exchange *x, char ret_token[SW_CONTEXT_MAX])
{
    struct sw_context context;
    const struct sw_context_claims claims = {
        .key_id = "g1",
        .tenant = x->identity.tenant,
        .actor = x->identity.person,
        .client = x->identity.client,
        .roles = x->identity.roles,
        .audience = sw_printf(x->arena, "%s_service", gateway_services[x->service]),
        .expires_at = sw_clock_unix_ms() / 1000 + GATEWAY_CONTEXT_LIFE,
    };

    if (!sw_context_mint(&claims, x->gateway->key, &context))
        return false;
    memcpy(ret_token, context.token, SW_CONTEXT_MAX);
    return true;
}
