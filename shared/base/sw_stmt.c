#include "base/sw_stmt.h"

#include <inttypes.h>
#include <stdio.h>

struct sw_param
sw_param_int(int64_t value)
{
    struct sw_param p = { .text = NULL };

    (void) snprintf(p.number, sizeof p.number, "%" PRId64, value);
    return p;
}

struct sw_param
sw_param_date(struct sw_date d)
{
    struct sw_param p = { .text = NULL };

    sw_date_format(d, p.number);
    return p;
}
