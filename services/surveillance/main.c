#include "surveillance.h"

#define PLANNING_SECONDS 30

/* The issue of a certificate puts an event into the outbox, whose notice names the tenant. */
#define PLANNING_CHANNEL "sw_outbox"

int
main(int argc, char **argv)
{
    static const struct sw_job jobs[] = {
        { .name = "plan first surveillance",
          .channel = PLANNING_CHANNEL,
          .interval_s = PLANNING_SECONDS,
          .run = surveillance_plan_first },
        { .name = NULL },
    };
    static const struct sw_service_def def = {
        .name = "surveillance",
        .title = "Surveillance and recertification: duties, audits, and what keeps a certificate",
        .routes = surveillance_routes,
        .jobs = jobs,
    };

    return sw_service_main(&def, argc, argv);
}
