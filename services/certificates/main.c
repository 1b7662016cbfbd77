#include "certificates.h"

int
main(int argc, char **argv)
{
    static const struct sw_job jobs[] = {
        { .name = "issue",
          .channel = "certificates_issue",
          .interval_s = 5,
          .run = certificates_issue },
        { .name = "expire", .interval_s = 60, .run = certificates_expire },
        { .name = "keys", .interval_s = 300, .run = certificates_keys_publish },
        { .name = NULL },
    };
    static const struct sw_service_def def = {
        .name = "certificates",
        .title = "Technical review, decision, certificates and their status",
        .routes = certificates_routes,
        .jobs = jobs,
    };

    return sw_service_main(&def, argc, argv);
}
