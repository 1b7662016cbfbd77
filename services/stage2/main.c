#include "stage2.h"

int
main(int argc, char **argv)
{
    static const struct sw_service_def def = {
        .name = "stage2",
        .title = "Stage 2: observations at the sites, findings and report of the initial audit",
        .routes = stage2_routes,
    };

    return sw_service_main(&def, argc, argv);
}
