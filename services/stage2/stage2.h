/* stage2.h - everything the stage 2 service declares, on one page. */
#ifndef STAGE2_H
#define STAGE2_H

#include "audit/sw_audit.h"
#include "stage2_sql.h"

extern const struct sw_route stage2_routes[];

struct stage2_answer {
    bool solved;
    const char *answer;
};

/* handlers/ - one file a route that decides something */
enum sw_code stage2_concern_answer(struct sw_request *req, struct sw_error *err);

#endif
