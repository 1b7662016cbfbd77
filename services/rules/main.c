#include "rules.h"
#include "service/sw_service.h"

int
main(int argc, char **argv)
{
    static const struct sw_service_def def = {
        .name = "rules",
        .title = "What-if questions to the rules of the field",
        .routes = rules_routes,
    };

    return sw_service_main(&def, argc, argv);
}
