/* surveillance.h - everything the surveillance service declares, on one page. */
#ifndef SURVEILLANCE_H
#define SURVEILLANCE_H

#include "audit/sw_audit.h"
#include "surveillance_sql.h"

extern const struct sw_route surveillance_routes[];

struct surveillance_review_in {
    int outcome; /* of surveillance_outcome_names */
    const char *reason;
};
extern const char *const surveillance_outcome_names[]; /* maintain, suspend, withdraw */

/* handlers/ - one file a route that decides something */
enum sw_code surveillance_duties(struct sw_request *req, struct sw_error *err);
enum sw_code surveillance_review(struct sw_request *req, struct sw_error *err);
enum sw_code surveillance_end(struct sw_request *req, struct sw_error *err);

/* surveillance_planning.c - a job: the first surveillance of every certification that has none.
 * Safe to repeat: an audit of a kind exists once in a programme. */
enum sw_code surveillance_plan_first(struct sw_service *service, const struct sw_context *context,
                                     struct sw_arena *arena, bool *ret_more, struct sw_error *err);

#endif
