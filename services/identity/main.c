#include <sodium.h>

#include "identity.h"

int
main(int argc, char **argv)
{
    static const struct sw_service_def def = {
        .name = "identity",
        .title = "Certification bodies, people, sign-in, competence and impartiality",
        .routes = identity_routes,
    };

    return sodium_init() < 0 ? 1 : sw_service_main(&def, argc, argv);
}
