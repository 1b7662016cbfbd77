#include "clients.h"

int
main(int argc, char **argv)
{
    static const struct sw_service_def def = {
        .name = "clients",
        .title = "Client organisations, applications, audit time, sampling and the audit programme",
        .routes = clients_routes,
    };

    return sw_service_main(&def, argc, argv);
}
