#include "http/sw_metrics.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define CLASSES 6 /* 0: none, then 1xx to 5xx */
static const int64_t bounds_ms[] = { 1, 5, 25, 100, 500, 2500 };
#define BUCKETS (sizeof bounds_ms / sizeof bounds_ms[0] + 1)

struct row {
    atomic_ulong by_class[CLASSES];
    atomic_ulong by_time[BUCKETS];
    atomic_ulong total_ms;
};

struct sw_metrics {
    const char *service;
    const struct sw_route *routes;
    size_t count;
    struct row *rows; /* one a route and one for no route */
};

struct sw_metrics *
sw_metrics_new(const char *service, const struct sw_route *routes)
{
    struct sw_metrics *m = calloc(1, sizeof *m);

    if (m == NULL)
        abort();
    m->service = service;
    m->routes = routes;
    while (routes != NULL && routes[m->count].method != NULL)
        m->count++;
    m->rows = calloc(m->count + 1, sizeof *m->rows);
    if (m->rows == NULL)
        abort();
    return m;
}

void
sw_metrics_free(struct sw_metrics *metrics)
{
    if (metrics == NULL)
        return;
    free(metrics->rows);
    free(metrics);
}

void
sw_metrics_count(struct sw_metrics *metrics, const struct sw_route *route, int status,
                 int64_t took_ms)
{
    struct row *row =
        &metrics->rows[route == NULL ? metrics->count : (size_t) (route - metrics->routes)];
    size_t bucket = 0;

    while (bucket < BUCKETS - 1 && took_ms > bounds_ms[bucket])
        bucket++;
    atomic_fetch_add(&row->by_class[status / 100 % CLASSES], 1);
    atomic_fetch_add(&row->by_time[bucket], 1);
    atomic_fetch_add(&row->total_ms, (unsigned long) took_ms);
}

static const char *
row_text(const struct sw_metrics *m, size_t i, const char *before, struct sw_arena *arena)
{
    const struct row *row = &m->rows[i];
    const char *path = i == m->count ? "" : m->routes[i].path;
    const char *method = i == m->count ? "" : m->routes[i].method;
    unsigned long sum = 0;

    for (int c = 0; c < CLASSES; c++)
        if (row->by_class[c] > 0)
            before =
                sw_printf(arena,
                          "%ssealwright_requests_total{service=\"%s\",method=\"%s\",route=\"%s\","
                          "status=\"%dxx\"} %lu\n",
                          before, m->service, method, path, c, row->by_class[c]);
    for (size_t b = 0; b < BUCKETS; b++) {
        sum += row->by_time[b];
        if (row->by_time[b] == 0)
            continue;
        before = sw_printf(arena,
                           "%ssealwright_request_seconds_bucket{service=\"%s\",method=\"%s\",route="
                           "\"%s\",le=\"%s\"} %lu\n",
                           before, m->service, method, path,
                           b == BUCKETS - 1
                               ? "+Inf"
                               : sw_printf(arena, "%lld.%03lld", (long long) bounds_ms[b] / 1000,
                                           (long long) bounds_ms[b] % 1000),
                           sum);
    }
    return before;
}

const char *
sw_metrics_text(const struct sw_metrics *metrics, struct sw_arena *arena)
{
    const char *text = "# TYPE sealwright_requests_total counter\n"
                       "# TYPE sealwright_request_seconds histogram\n";

    for (size_t i = 0; i <= metrics->count; i++)
        text = row_text(metrics, i, text, arena);
    return text;
}
