#include "stage1.h"

int
main(int argc, char **argv)
{
    static const struct sw_service_def def = {
        .name = "stage1",
        .title = "Stage 1: documents, Statement of Applicability, areas of concern, readiness",
        .routes = stage1_routes,
    };

    return sw_service_main(&def, argc, argv);
}
