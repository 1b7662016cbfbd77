/* audits_world.h - a certification body ready for audits, and calls in the name of its people.
 *
 * Bodies and people come from audits_seed.sql; each world_new() makes another body, so that tests
 * need no order.  Ids of the seed are named by their last two digits: world_id(w, "40").
 */
#ifndef AUDITS_WORLD_H
#define AUDITS_WORLD_H

#include <check.h>
#include <jansson.h>

#include "service/sw_service.h"

struct world {
    char base[9]; /* the first eight digits of all its ids */
    struct sw_arena *arena;
    int calls;
};

/* People of the seed: last two digits of the id. */
#define PAULA "20" /* planner */
#define LEA   "21" /* may lead */
#define ADA   "22" /* may audit */
#define CORA  "23" /* was the client's consultant */
#define EVE   "24" /* technical expert */
#define UNA   "25" /* made no declaration */
#define CARL  "30" /* of the client */
#define OLGA  "31" /* of another client */

/* Settings of the database that tests use; NULL when there is none and the test is to be skipped.
 */
void world_services(const struct sw_service_def *const *defs); /* opens them once; ends with NULL */
void world_services_close(void);

struct world *world_new(void);
void world_free(struct world *w);
const char *world_id(struct world *w, const char *digits);
/* A day that lies @p days from today, as text; lives as long as the world. */
const char *world_day(struct world *w, int days);

/* Call the service whose name stands second in the path; @p body may be NULL.  In path and body
 * "#40" stands for the id that ends with 40 and "@-3" or "@+5" for a day.  The reply is the
 * world's. */
json_t *world_call(struct world *w, const char *who, const char *method, const char *path,
                   const char *body, int *ret_status);
/* The same in the name of somebody of another world. */
json_t *world_call_from(struct world *w, const struct world *other, const char *who,
                        const char *method, const char *path, const char *body, int *ret_status);

/* Expect a status; the reply. */
json_t *world_expect(struct world *w, int status, const char *who, const char *method,
                     const char *path, const char *body);
/* Expect a refusal that names @p rule and a clause that begins with @p clause. */
void world_refused(struct world *w, const char *rule, const char *clause, const char *who,
                   const char *path, const char *body);

const char *world_text(const json_t *reply, const char *key);

/* A job's context for this world's body, and the service it belongs to. */
struct sw_service *world_worker(struct world *w, const char *service,
                                struct sw_context *ret_context);

/* Run SQL past all walls; ids and days as in world_call(), "$T" is the tenant (at most once). */
void world_run(struct world *w, const char *sql);

/* Run SQL as the role of a service in the name of somebody; SQLSTATE, "" when it went well. */
const char *world_try(struct world *w, const char *service, const char *who, const char *sql);

/* One number from the database, past all walls; "$T" in the text is the tenant. */
long world_count(struct world *w, const char *sql);

#endif
