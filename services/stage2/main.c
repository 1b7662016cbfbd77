#include "stage2.h"

int
main(int argc, char **argv)
{
    static const struct sw_job jobs[] = {
        { .name = "close decided",
          .channel = "sw_outbox",
          .interval_s = 30,
          .run = stage2_close_decided },
        { .name = NULL },
    };
    static const struct sw_service_def def = {
        .name = "stage2",
        .title = "Stage 2: observations at the sites, findings and report of the initial audit",
        .routes = stage2_routes,
        .jobs = jobs,
    };

    return sw_service_main(&def, argc, argv);
}
