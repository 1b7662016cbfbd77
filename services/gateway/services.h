/* services.h - the services behind the gateway: /v1/<name>/... goes to <run_dir>/<name>.sock. */
#ifndef SERVICES_H
#define SERVICES_H

#include <stddef.h>

enum service {
    SERVICE_IDENTITY,
    SERVICE_CLIENTS,
    SERVICE_STAGE1,
    SERVICE_STAGE2,
    SERVICE_SURVEILLANCE,
    SERVICE_EVIDENCE,
    SERVICE_CERTIFICATES,
    SERVICE_COURIER,
    SERVICE_RULES,
    SERVICE_COUNT,
};

struct service_row {
    const char *name;
    const char *role; /* PostgreSQL role, the audience of its contexts */
};
extern const struct service_row services[SERVICE_COUNT];

/* The service of a path "/v1/<name>/..."; -1 when there is none. */
int service_of_path(const char *path);

#endif
