/* What the gateway says about itself: counters for /metrics, and a line in the log a request. */
#include <stdio.h>
#include <string.h>

#include "base/sw_clock.h"
#include "base/sw_log.h"
#include "gateway.h"

/* Labels: the services in their order, then our own. */
enum { LABEL_PORTAL = SERVICE_COUNT, LABEL_CHECK, LABEL_DID };
static const struct sw_route labels[] = {
    [SERVICE_IDENTITY] = { .method = "any", .path = "/v1/identity" },
    [SERVICE_CLIENTS] = { .method = "any", .path = "/v1/clients" },
    [SERVICE_STAGE1] = { .method = "any", .path = "/v1/stage1" },
    [SERVICE_STAGE2] = { .method = "any", .path = "/v1/stage2" },
    [SERVICE_SURVEILLANCE] = { .method = "any", .path = "/v1/surveillance" },
    [SERVICE_EVIDENCE] = { .method = "any", .path = "/v1/evidence" },
    [SERVICE_CERTIFICATES] = { .method = "any", .path = "/v1/certificates" },
    [SERVICE_COURIER] = { .method = "any", .path = "/v1/courier" },
    [SERVICE_RULES] = { .method = "any", .path = "/v1/rules" },
    [LABEL_PORTAL] = { .method = "GET", .path = "/app" },
    [LABEL_CHECK] = { .method = "GET", .path = "/c" },
    [LABEL_DID] = { .method = "GET", .path = "did.json" },
    { .method = NULL },
};

struct sw_metrics *
gateway_metrics_new(void)
{
    return sw_metrics_new("gateway", labels);
}

static const struct sw_route *
label_of(const struct gateway_exchange *x)
{
    if (x->service >= 0)
        return &labels[x->service];
    if (strncmp(x->path, "/app/", 5) == 0)
        return &labels[LABEL_PORTAL];
    if (strncasecmp(x->path, "/c/", 3) == 0)
        return &labels[LABEL_CHECK];
    return strstr(x->path, "/did.json") != NULL ? &labels[LABEL_DID] : NULL;
}

/* The path without its query: what is asked for may be secret, where it is not. */
void
gateway_report(const struct gateway_exchange *x)
{
    const int64_t took_ms = sw_clock_ms() - x->started_ms;
    const bool readable = x->err.code != SW_REQUEST_REFUSED; /* else it may hold any bytes */
    char status[12], took[24];

    if (x->status == 0 || x->method == NULL)
        return; /* the client went away before there was an answer */
    sw_metrics_count(x->gateway->metrics, label_of(x), x->status, took_ms);
    if (!x->gateway->config->access_log)
        return;
    (void) snprintf(status, sizeof status, "%d", x->status);
    (void) snprintf(took, sizeof took, "%lld", (long long) took_ms);
    sw_log(x->status >= 500 ? SW_LOG_ERROR : SW_LOG_INFO, x->trace, "request", "method",
           readable ? x->method : NULL, "path", readable ? x->path : NULL, "status", status,
           "took_ms", took, "from", gateway_peer_name(x->peer), "code",
           x->err.code != SW_OK ? sw_code_slug(x->err.code) : NULL, "detail",
           x->err.code != SW_OK ? x->err.detail : NULL, NULL);
}

const char *
gateway_metrics(struct sw_service *service, struct sw_arena *arena)
{
    struct gateway *g = service->own;

    return sw_printf(arena,
                     "%s# TYPE sealwright_gateway_connections gauge\n"
                     "sealwright_gateway_connections %ld\n"
                     "# TYPE sealwright_gateway_upstream_connections gauge\n"
                     "sealwright_gateway_upstream_connections %ld\n"
                     "# TYPE sealwright_gateway_cut_total counter\n"
                     "sealwright_gateway_cut_total %ld\n"
                     "# TYPE sealwright_gateway_pages_total counter\n"
                     "sealwright_gateway_pages_total{from=\"memory\"} %ld\n"
                     "sealwright_gateway_pages_total{from=\"database\"} %ld\n",
                     sw_metrics_text(g->metrics, arena), atomic_load(&g->connections),
                     atomic_load(&g->upstream_connections), atomic_load(&g->cut),
                     atomic_load(&g->page_hits), atomic_load(&g->page_misses));
}
