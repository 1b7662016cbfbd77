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

struct stage2_interval {
    int repeat; /* enum rule_repeat */
    const char *reason;
};

/* handlers/ - one file a route that decides something */
enum sw_code stage2_concern_answer(struct sw_request *req, struct sw_error *err);
enum sw_code stage2_interval_decide(struct sw_request *req, struct sw_error *err);

/* stage2_closing.c - the job that closes audits on which a decision was made. */
enum sw_code stage2_close_decided(struct sw_service *service, const struct sw_context *context,
                                  struct sw_arena *arena, bool *ret_more, struct sw_error *err);

#endif
