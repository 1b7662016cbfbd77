/* audits_way.h - the good way of an audit, step by step, for tests that need one in some state. */
#ifndef AUDITS_WAY_H
#define AUDITS_WAY_H

#include "audits_people.h"

enum way {
    WAY_PLANNED,
    WAY_TEAM,
    WAY_NOTIFIED,
    WAY_CONFIRMED,
    WAY_PLAN,
    WAY_OPEN,
    WAY_WORKED,
    WAY_CLOSED,
    WAY_REPORTED
};

/* An audit of the service ("/v1/stage1", ...), brought to @p to; its path.  Stage 1 is on day -20,
 * the others on days -10 to -9. */
const char *way_audit(struct scene *w, const char *service, enum way to);

/* What stage 1 does between opening and closing: all documents, the SoA, one concern; its id. */
const char *way_review_documents(struct scene *w, const char *path);

/* A finding of the audit at @p path: its path. */
const char *way_finding(struct scene *w, const char *path, const char *grade);

/* A certificate of the client, "#83", decided so many days ago and not issued. */
void way_certify(struct scene *w, int days_ago);

/* Good bodies, for tests that change one part of them. */
#define WAY_TEAM_BODY "{\"members\":[{\"person_id\":\"#21\",\"role\":\"lead\",\"half_days\":4}]}"
#define WAY_ANSWER_BODY                                                                            \
    "{\"correction\":\"Backups restored by hand\",\"root_cause\":\"Nobody owned the test\","       \
    "\"corrective_action\":\"A monthly restore test with an owner\",\"responsible\":\"Carl\","     \
    "\"due_on\":\"@30\"}"
#define WAY_FINDING_BODY                                                                           \
    "{\"site_id\":\"#40\",\"grade\":\"%s\",\"requirement\":\"A.8.13\","                            \
    "\"statement\":\"Restores are not tested\",\"evidence_text\":\"No record of a restore since "  \
    "2024\",\"evidence_ids\":[\"#71\"],\"discussed_with\":\"Carl\",\"discussed_on\":\"@-10\"}"
#define WAY_REPORT_BODY                                                                            \
    "{\"recommendation\":\"%s\",\"reasons\":\"The system works\",\"conclusion\":\"It conforms\","  \
    "\"objectives_met\":true,\"scope_fitness\":\"It fits\",\"internal_audit_and_review\":"         \
    "\"Both held\",\"audit_trails\":\"Risk to control\"}"

#endif
