/* stage1.h - everything the stage 1 service declares, on one page. */
#ifndef STAGE1_H
#define STAGE1_H

#include "audit/sw_audit.h"
#include "rules/stage1.h"
#include "stage1_sql.h"

extern const struct sw_route stage1_routes[];

struct stage1_document {
    const char *ref;
    int verdict;
    struct sw_uuid evidence_id;
    const char *note;
};
struct stage1_documents {
    struct sw_list reviews;
};
struct stage1_soa_review {
    const char *conclusion;
};
struct stage1_concern {
    const char *requirement, *statement;
};
struct stage1_conclusion {
    bool ready;
    const char *reasons;
    bool stage2_team_competent;
    struct sw_date internal_audit_on;
    struct sw_list internal_audit_sites;
    struct sw_date management_review_on;
};

/* handlers/ - one file a route that decides something */
enum sw_code stage1_documents_review(struct sw_request *req, struct sw_error *err);
enum sw_code stage1_soa_review(struct sw_request *req, struct sw_error *err);
enum sw_code stage1_concern_state(struct sw_request *req, struct sw_error *err);
enum sw_code stage1_conclude(struct sw_request *req, struct sw_error *err);

/* stage1_facts.c */

/* Lock the audit for lead or auditor of its team, from the plan until the closing meeting:
 * documents are looked at before anybody travels, and who looked stays in the team. */
SW_CHECKED enum sw_code stage1_lock_review(struct sw_request *req, struct sw_audit *ret_audit,
                                           struct sw_error *err);

/* The Statement of Applicability of the audit, in the arena; SW_STATE_CONFLICT when it has none. */
SW_CHECKED enum sw_code stage1_soa_read(struct sw_request *req, const struct sw_audit *audit,
                                        struct rule_soa *ret_soa, struct sw_error *err);

#endif
