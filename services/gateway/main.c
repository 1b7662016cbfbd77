/* sealwright-gateway: the front door of an installation. */
#include "gateway.h"

int
main(int argc, char **argv)
{
    return sw_service_main(&gateway_def, argc, argv);
}
