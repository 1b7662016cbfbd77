#include "services.h"

#include <string.h>

const struct service_row services[SERVICE_COUNT] = {
    [SERVICE_IDENTITY] = { "identity", "identity_service" },
    [SERVICE_CLIENTS] = { "clients", "clients_service" },
    [SERVICE_STAGE1] = { "stage1", "stage1_service" },
    [SERVICE_STAGE2] = { "stage2", "stage2_service" },
    [SERVICE_SURVEILLANCE] = { "surveillance", "surveillance_service" },
    [SERVICE_EVIDENCE] = { "evidence", "evidence_service" },
    [SERVICE_CERTIFICATES] = { "certificates", "certificates_service" },
    [SERVICE_COURIER] = { "courier", "courier_service" },
    [SERVICE_RULES] = { "rules", "rules_service" },
};

int
service_of_path(const char *path)
{
    size_t n;

    if (strncmp(path, "/v1/", 4) != 0)
        return -1;
    n = strcspn(path + 4, "/?");
    for (int i = 0; i < SERVICE_COUNT; i++)
        if (strlen(services[i].name) == n && strncmp(path + 4, services[i].name, n) == 0 &&
            path[4 + n] == '/')
            return i;
    return -1;
}
