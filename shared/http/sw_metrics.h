/* sw_metrics.h - counters of a server, in Prometheus' text format. */
#ifndef SW_METRICS_H
#define SW_METRICS_H

#include "http/sw_route.h"

struct sw_metrics;

struct sw_metrics *sw_metrics_new(const char *service, const struct sw_route *routes);
void sw_metrics_free(struct sw_metrics *metrics);

/* One answered request; @p route NULL: no row matched.  Safe from any thread. */
void sw_metrics_count(struct sw_metrics *metrics, const struct sw_route *route, int status,
                      int64_t took_ms);

const char *sw_metrics_text(const struct sw_metrics *metrics, struct sw_arena *arena);

#endif
