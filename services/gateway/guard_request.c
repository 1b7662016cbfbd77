/* Show a request's head to the guard. */
#include "gateway.h"
#include "guard.h"

static enum MHD_Result
collect(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value,
        size_t value_size)
{
    struct guard_head *head = cls;

    (void) kind;
    if (head->count < GUARD_HEADERS_MAX)
        head->headers[head->count] = (struct guard_header){
            .name = name, .name_size = name_size, .value = value, .value_size = value_size
        };
    head->count++;
    return MHD_YES;
}

enum sw_code
gateway_guard(struct MHD_Connection *connection, const char *method, const char *version,
              const char *target, struct sw_error *err)
{
    struct guard_head head = { .method = method, .target = target, .version = version };
    struct guard_facts facts;

    (void) MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect, &head);
    return guard_check(&head, &facts, err);
}
