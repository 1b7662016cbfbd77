/* Sign-ins per client address: a bucket that refills, in a table of fixed size. */
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "gateway.h"

#define BUCKETS 4096

struct gateway_peers {
    struct {
        int64_t since_ms;
        int64_t tokens_milli;
    } buckets[BUCKETS];
};

struct gateway_peers *
gateway_peers_new(void)
{
    struct gateway_peers *p = calloc(1, sizeof *p);

    if (p == NULL)
        abort();
    return p;
}

void
gateway_peers_free(struct gateway_peers *peers)
{
    free(peers);
}

/* An IPv4 address, or the /64 of an IPv6 one, to a bucket. */
static size_t
bucket_of(const struct sockaddr *address)
{
    unsigned char digest[SW_SHA256_SIZE];

    if (address != NULL && address->sa_family == AF_INET)
        sw_sha256(&((const struct sockaddr_in *) (const void *) address)->sin_addr, 4, digest);
    else if (address != NULL && address->sa_family == AF_INET6)
        sw_sha256(&((const struct sockaddr_in6 *) (const void *) address)->sin6_addr, 8, digest);
    else
        memset(digest, 0, sizeof digest);
    return ((size_t) digest[0] << 8 | digest[1]) % BUCKETS;
}

bool
gateway_peers_sign_in(struct gateway *g, const struct sockaddr *address)
{
    const int64_t full = g->config.sign_ins_per_minute * 1000;
    const int64_t now = sw_clock_ms();
    const size_t i = bucket_of(address);
    int64_t tokens = full;

    if (g->peers->buckets[i].since_ms != 0)
        tokens = g->peers->buckets[i].tokens_milli +
                 (now - g->peers->buckets[i].since_ms) * g->config.sign_ins_per_minute / 60;
    if (tokens > full)
        tokens = full;
    g->peers->buckets[i].since_ms = now;
    g->peers->buckets[i].tokens_milli = tokens >= 1000 ? tokens - 1000 : tokens;
    return tokens >= 1000;
}
