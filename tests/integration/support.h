/* support.h - services without sockets over a real database, and calls in the name of anybody.
 *
 * A scene is a certification body of its own with the people and the client of audits_seed.sql, so
 * that tests need no order.  Ids of the seed are named by their last two digits.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <check.h>
#include <jansson.h>
#include <libpq-fe.h>

#include "service/sw_service.h"

/* Runs the tests of @p suite in this process, over each service of @p defs (ends with NULL) opened
 * on SEALWRIGHT_TEST_DATABASE with the struct of its own settings from @p own (may be NULL); what
 * main() returns.  Ends the program when it cannot open them. */
int support_main(Suite *suite, const struct sw_service_def *const *defs, const void *const *own);

/* The service whose name stands second in the path. */
struct sw_service *support_service(const char *path);

/* libpq keywords of the database, and a superuser's connection to it. */
extern const char *support_database;
extern PGconn *support_root;

struct scene {
    char base[9]; /* the first eight digits of all its ids */
    struct sw_arena *arena;
    int calls;
};
struct scene *scene_new(void);
void scene_free(struct scene *s);
const char *scene_id(struct scene *s, const char *digits);
/* The day that lies @p days from today. */
const char *scene_day(struct scene *s, int days);
/* @p text with ids and days filled in: "#40" stands for the id that ends with 40, "@-3" or "@+5"
 * for a day. */
const char *scene_filled(struct scene *s, const char *text);

/* Who calls: "planner", "administrator", "auditor", "reviewer", "decider", "auditee" (of client
 * 10), "other auditee" (of 11), "anyone", "operator", "worker"; or the last two digits of somebody
 * of the seed. */
struct sw_context scene_context(const struct scene *s, const char *who,
                                const struct sw_service *service);

/* A job's context for this scene's body, and the service it belongs to. */
struct sw_service *scene_worker(struct scene *s, const char *service,
                                struct sw_context *ret_context);

/* One call; path and body are filled in.  @p from: the scene of the caller.  @p key NULL: a new
 * one.  The reply is the scene's. */
json_t *scene_call(struct scene *s, const struct scene *from, const char *who, const char *method,
                   const char *path, const char *body, const char *key, int *ret_status);

/* Expect a status; the reply. */
json_t *scene_expect(struct scene *s, int status, const char *who, const char *method,
                     const char *path, const char *body);
/* Expect a refusal that names @p rule and a clause that begins with @p clause. */
void scene_refused(struct scene *s, const char *rule, const char *clause, const char *who,
                   const char *path, const char *body);
const char *scene_text(const json_t *reply, const char *key);
/* "path/name", in the scene's arena. */
const char *scene_sub(struct scene *s, const char *path, const char *name);
/* Expect so many rows; @p from is what stands behind FROM. */
void scene_expect_count(struct scene *s, long rows, const char *from);

/* Let every statement of a write fail in turn: each time nothing at all may have changed; then it
 * must end with @p status. */
void scene_fail_in_turn(struct scene *s, const char *who, int status, const char *method,
                        const char *path, const char *body);

/* A fingerprint of all rows of the scene's body, in every table. */
const char *scene_print(struct scene *s);
/* SQL past all walls, filled in; "$T" in the text is the tenant.  The first gives one number. */
long scene_count(struct scene *s, const char *sql);
void scene_run(struct scene *s, const char *sql);
/* SQL as the role of a service in the name of somebody; SQLSTATE, "" when it went well. */
const char *scene_try(struct scene *s, const char *service, const char *who, const char *sql);

/* Everybody of @p from asks every route of the table that has an id in its path, with ids of @p s
 * for {x_id}: always 404, and nothing changes.  @p ids gives {x_id} -> last two digits, @p bodies
 * the end of a path -> a good body; a route without a body there gets none.  At least @p least are
 * asked. */
struct scene_word {
    const char *word, *value;
};
void scene_walk(struct scene *s, const struct scene *from, const char *who,
                const struct sw_route *routes, const struct scene_word *ids,
                const struct scene_word *bodies, int least);

#endif
