/* Connections and the addresses behind them.  libmicrohttpd only knows a time without a byte: one
 * byte a second keeps it content for ever.  So each connection has a deadline of ours for its
 * header, and a rate to keep while it sends a body or takes an answer; who keeps neither is cut. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/sw_clock.h"
#include "gateway.h"

#define BUCKETS  4096
#define GRACE_MS 10000 /* before the rate counts */

struct gateway_peer {
    struct gateway_peers *all;
    struct gateway_peer *previous, *next;
    struct MHD_Connection *connection;
    char address[INET6_ADDRSTRLEN];
    int64_t deadline_ms; /* of a header, or of an answer that lies ready; 0: none */
    bool awaits_head, transfers, rests;
    int64_t active_ms, since_ms; /* time it could have moved bytes, and from when it goes on */
    uint64_t moved;
};

/* A bucket that refills: `left` requests of one address or one certification body. */
struct bucket {
    int64_t since_ms, left_milli;
};

struct gateway_peers {
    struct gateway *gateway;
    struct gateway_peer *first;
    struct bucket buckets[LIMIT_COUNT][BUCKETS];
};

struct gateway_peers *
gateway_peers_new(struct gateway *g)
{
    struct gateway_peers *peers = calloc(1, sizeof *peers);

    if (peers == NULL)
        abort();
    peers->gateway = g;
    return peers;
}

void
gateway_peers_free(struct gateway_peers *peers)
{
    free(peers);
}

/* ---- a connection ---- */

/* An IPv4 address, or the /64 of an IPv6 one: whoever has one of those has all of them. */
static void
name_address(const struct sockaddr *address, char ret_name[INET6_ADDRSTRLEN])
{
    const struct sockaddr_in *v4 = (const struct sockaddr_in *) (const void *) address;
    struct in6_addr v6;

    memcpy(ret_name, "-", 2);
    if (address != NULL && address->sa_family == AF_INET)
        (void) inet_ntop(AF_INET, &v4->sin_addr, ret_name, INET6_ADDRSTRLEN);
    if (address == NULL || address->sa_family != AF_INET6)
        return;
    v6 = ((const struct sockaddr_in6 *) (const void *) address)->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&v6)) {
        (void) inet_ntop(AF_INET, &v6.s6_addr[12], ret_name, INET6_ADDRSTRLEN);
    } else {
        memset(&v6.s6_addr[8], 0, 8);
        (void) inet_ntop(AF_INET6, &v6, ret_name, INET6_ADDRSTRLEN);
    }
}

static struct gateway_peer *
arrive(struct gateway_peers *peers, struct MHD_Connection *connection)
{
    struct gateway_peer *peer = calloc(1, sizeof *peer);

    if (peer == NULL)
        abort();
    peer->all = peers;
    peer->connection = connection;
    name_address(
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
        peer->address);
    peer->next = peers->first;
    if (peer->next != NULL)
        peer->next->previous = peer;
    peers->first = peer;
    gateway_peer_awaits_head(peer, peers->gateway->config->header_deadline_s);
    return peer;
}

static void
leave(struct gateway_peer *peer)
{
    if (peer->previous != NULL)
        peer->previous->next = peer->next;
    else
        peer->all->first = peer->next;
    if (peer->next != NULL)
        peer->next->previous = peer->previous;
    free(peer);
}

void
gateway_on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
                      enum MHD_ConnectionNotificationCode what)
{
    struct gateway *g = cls;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        *socket_context = arrive(g->peers, connection);
        (void) atomic_fetch_add(&g->connections, 1);
    } else if (*socket_context != NULL) {
        leave(*socket_context);
        *socket_context = NULL;
        (void) atomic_fetch_sub(&g->connections, 1);
    }
}

struct gateway_peer *
gateway_peer_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

const char *
gateway_peer_name(const struct gateway_peer *peer)
{
    return peer->address;
}

/* ---- deadlines and rates ---- */

void
gateway_peer_awaits_head(struct gateway_peer *peer, int64_t within_s)
{
    peer->awaits_head = true;
    peer->transfers = false;
    peer->deadline_ms = sw_clock_ms() + within_s * 1000;
}

void
gateway_peer_transfers(struct gateway_peer *peer)
{
    peer->deadline_ms = 0;
    peer->awaits_head = false;
    peer->transfers = true;
    peer->rests = false;
    peer->active_ms = 0;
    peer->moved = 0;
    peer->since_ms = sw_clock_ms();
}

void
gateway_peer_takes(struct gateway_peer *peer, uint64_t bytes)
{
    const int64_t rate = peer->all->gateway->config->minimum_rate;

    peer->transfers = false;
    peer->deadline_ms =
        rate == 0 ? 0 : sw_clock_ms() + GRACE_MS + (int64_t) (bytes * 1000 / (uint64_t) rate);
}

void
gateway_peer_moved(struct gateway_peer *peer, uint64_t bytes)
{
    peer->moved += bytes;
}

void
gateway_peer_rests(struct gateway_peer *peer, bool rests)
{
    const int64_t now_ms = sw_clock_ms();

    if (rests == peer->rests)
        return;
    if (rests)
        peer->active_ms += now_ms - peer->since_ms;
    peer->since_ms = now_ms;
    peer->rests = rests;
}

static bool
is_too_slow(const struct gateway_peer *peer, int64_t now_ms, int64_t rate)
{
    int64_t active_ms;

    if (peer->deadline_ms != 0)
        return now_ms > peer->deadline_ms;
    if (!peer->transfers || peer->rests || rate == 0)
        return false;
    active_ms = peer->active_ms + now_ms - peer->since_ms - GRACE_MS;
    return active_ms > 0 && peer->moved < (uint64_t) (active_ms * rate / 1000);
}

/* libmicrohttpd sees the end of the connection and does the rest. */
static void
cut(struct gateway_peer *peer)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(peer->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    if (info != NULL)
        (void) shutdown(info->connect_fd, SHUT_RDWR);
}

void
gateway_peers_sweep(struct gateway_peers *peers, int64_t now_ms)
{
    const int64_t rate = peers->gateway->config->minimum_rate;

    for (struct gateway_peer *p = peers->first; p != NULL; p = p->next)
        if (is_too_slow(p, now_ms, rate)) {
            cut(p);
            p->deadline_ms = now_ms + 60000; /* once is enough */
            (void) atomic_fetch_add(&peers->gateway->cut, 1);
        }
}

void
gateway_peers_cut_idle(struct gateway_peers *peers)
{
    for (struct gateway_peer *p = peers->first; p != NULL; p = p->next)
        if (p->awaits_head)
            cut(p);
}

/* ---- how often ---- */

static struct bucket *
bucket_of(struct gateway_peers *peers, enum gateway_limit limit, const char *who)
{
    unsigned char digest[SW_SHA256_SIZE];

    sw_sha256(who, strlen(who), digest);
    return &peers->buckets[limit][((size_t) digest[0] << 8 | digest[1]) % BUCKETS];
}

bool
gateway_allows(struct gateway_exchange *x, enum gateway_limit limit, const char *who)
{
    const struct gateway_config *c = x->gateway->config;
    const int64_t per_minute[LIMIT_COUNT] = {
        [LIMIT_SIGN_IN] = c->sign_ins_per_minute,
        [LIMIT_SIGN_IN_BODY] = c->sign_ins_per_body,
        [LIMIT_CHECK] = c->checks_per_minute,
    };
    struct bucket *b = bucket_of(x->gateway->peers, limit, who);
    const int64_t now_ms = sw_clock_ms(), full = per_minute[limit] * 1000;

    b->left_milli += (now_ms - b->since_ms) * per_minute[limit] / 60;
    if (b->since_ms == 0 || b->left_milli > full)
        b->left_milli = full;
    b->since_ms = now_ms;
    if (b->left_milli < 1000)
        return false;
    b->left_milli -= 1000;
    return true;
}
