/* audit_finding.h - a finding as its handlers see it; used inside shared/audit only. */
#ifndef AUDIT_FINDING_H
#define AUDIT_FINDING_H

#include "audit/sw_audit.h"
#include "rules/finding.h"

struct audit_finding {
    struct sw_uuid id, audit_id, client_id;
    enum rule_grade grade;
    enum rule_machine machine;
    const char *number, *requirement, *statement, *evidence_text, *discussed_with;
    struct sw_date discussed_on;
    const char *state, *answered_by, *actor;
    bool response_accepted, by_client;
    bool evidence_named; /* by the client's answers */
};

/* The finding of an id; SW_NOT_FOUND when it is not of this body, or not of this auditee's client;
 * with @p own: nor of this service's kinds of audit. */
SW_CHECKED enum sw_code audit_finding_read(struct sw_request *req, const struct sw_uuid *id,
                                           bool own, struct audit_finding *ret_finding,
                                           struct sw_error *err);

/* The machine of a grade. */
enum rule_machine audit_finding_machine(enum rule_grade grade);

/* By when a finding of that grade in that audit is answered and shown, as the body has it. */
SW_CHECKED enum sw_code audit_finding_due(struct sw_request *req, const struct sw_audit *audit,
                                          enum rule_grade grade, struct rule_finding_due *ret_due,
                                          struct sw_error *err);

/* Record an event in the audit where it happens, without asking the table of states. */
SW_CHECKED enum sw_code audit_finding_record(struct sw_request *req,
                                             const struct audit_finding *finding,
                                             const struct sw_uuid *audit_id, const char *event,
                                             const char *payload, struct sw_error *err);

/* Step to @p event in the audit where it happens, if the rules allow it. */
SW_CHECKED enum sw_code audit_finding_step(struct sw_request *req, struct audit_finding *finding,
                                           const struct sw_uuid *audit_id, const char *event,
                                           const char *payload, struct sw_error *err);

/* Set the reply to the finding with its history. */
SW_CHECKED enum sw_code audit_finding_reply(struct sw_request *req,
                                            const struct audit_finding *finding,
                                            struct sw_error *err);

#endif
