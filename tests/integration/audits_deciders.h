/* audits_deciders.h - people who review and decide, and calls in their name. */
#ifndef AUDITS_DECIDERS_H
#define AUDITS_DECIDERS_H

#include "audits_people.h"

/* The service that answers them. */
void deciders_add(struct scene *w, struct sw_service *certificates);

/* A stage 1 and a stage 2 that recommends to certify, both with signed reports; the id of stage 2.
 */
const char *decider_audit(struct scene *w);

/* What Rita and Dario send. */
const char *decider_review_body(struct scene *w, const char *audit, const char *outcome);
const char *decider_review(struct scene *w, const char *audit, const char *outcome); /* its id */
const char *decider_grant_body(struct scene *w, const char *review_id);

/* One call, by anybody in the roles of reviewer and decider; many may run at once, each with an
 * arena of its own.  The reply is the caller's. */
struct decider_call {
    const struct scene *world;
    const char *who, *path, *body, *key; /* body NULL: GET */
    struct sw_arena *arena;
    int status;
    json_t *reply;
};
void *decider_call_run(void *call);

/* Expect a status; the reply is the world's. */
json_t *decider_expect(struct scene *w, int status, const char *who, const char *path,
                       const char *body);
/* Expect a refusal that names this rule and clause. */
void decider_refused(struct scene *w, const char *rule, const char *clause, const char *who,
                     const char *path, const char *body);

#endif
