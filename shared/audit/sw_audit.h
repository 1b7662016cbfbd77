/* sw_audit.h - what audits of every kind have in common: team, plan, meetings, observations,
 * findings, report.  stage1, stage2 and surveillance put these routes under their own prefix:
 *
 *     const struct sw_route stage2_routes[] = {
 *         SW_AUDIT_ROUTES("/v1/stage2"),
 *         ... its own ...
 *         { .method = NULL },
 *     };
 *
 * Which kinds of audit a service sees and writes is decided in the database by its role
 * (audits.own_kinds()); nothing here asks which service it runs in.
 */
#ifndef SW_AUDIT_H
#define SW_AUDIT_H

#include "audit_sql.h" /* made from db/ */
#include "db/sw_db.h"
#include "http/sw_route.h"
#include "rules/conduct.h"
#include "rules/states.h"
#include "rules/vocabulary.h"
#include "service/sw_override.h"
#include "service/sw_service.h"

/* ---- what comes in ---- */

struct sw_audit_new {
    struct sw_uuid client_id, programme_id;
    int kind; /* -1: the service's first one */
    struct sw_date starts_on, ends_on;
    struct sw_uuid soa_id;
    bool same_day_accepted;
};
struct sw_audit_dates {
    struct sw_date starts_on, ends_on;
    struct sw_uuid soa_id;
};
struct sw_audit_member {
    struct sw_uuid person_id;
    int role;
    int64_t half_days;
    struct sw_uuid accompanied_by;
};
struct sw_audit_team {
    struct sw_list members, overrides;
};
struct sw_audit_note {
    const char *note;
};
struct sw_audit_notice {
    const char *note, *objection_answer;
};
struct sw_audit_reason {
    const char *reason;
};
struct sw_audit_sites {
    struct sw_list site_ids;
    const char *effective_reason;
};
struct sw_audit_confirmation {
    bool accepted;
    const char *reason;
};
struct sw_audit_plan_item {
    struct sw_date on;
    const char *starts_at;
    int64_t minutes;
    struct sw_uuid person_id, site_id;
    const char *activity;
    struct sw_list requirements;
    bool direct, remote;
};
struct sw_audit_plan {
    const char *objectives, *criteria;
    struct sw_list items;
    const char *remote_risk;
    struct sw_list overrides;
};
struct sw_audit_attendee {
    const char *name, *function;
};
struct sw_audit_meeting {
    struct sw_date held_on;
    struct sw_list attendees;
    int64_t persons_confirmed;
    const char *notes, *systemic;
    struct sw_list overrides; /* of an opening */
};
struct sw_audit_observation {
    struct sw_uuid site_id;
    const char *requirement;
    int method;
    const char *subject, *sample, *note;
    int result;
    bool remote;
    struct sw_list evidence_ids;
};
struct sw_audit_finding {
    struct sw_uuid site_id;
    int grade;
    const char *requirement, *statement, *evidence_text;
    struct sw_list evidence_ids;
    const char *discussed_with;
    struct sw_date discussed_on;
    struct sw_uuid escalated_from;
};
struct sw_audit_regrade {
    int grade;
    const char *reason;
};
struct sw_audit_dispute_answer {
    bool stands;
    const char *answer;
};
struct sw_audit_response {
    const char *correction, *root_cause, *corrective_action, *responsible;
    struct sw_date due_on;
    struct sw_list evidence_ids;
};
struct sw_audit_evidence {
    struct sw_list evidence_ids;
    const char *note;
};
struct sw_audit_judgement {
    bool accepted;
    const char *reason;
};
struct sw_audit_verification {
    bool effective;
    int method;
    const char *conclusion;
    struct sw_list evidence_ids;
    struct sw_uuid audit_id;
};
struct sw_audit_report {
    int recommendation;
    const char *reasons, *conclusion;
    bool objectives_met;
    const char *objectives_not_met, *scope_fitness, *internal_audit_and_review, *audit_trails;
    const char *deviations, *changes, *unresolved, *remote_use, *mark_use;
};
struct sw_audit_filter {
    int state; /* -1: all */
    struct sw_uuid client_id;
};

/* ---- an audit as the handlers see it ---- */

struct sw_audit {
    struct sw_uuid id, client_id, programme_id, soa_id;
    enum rule_audit_kind kind;
    const char *number, *state, *standard;
    struct sw_date first, last; /* none while only a due date is known */
    struct sw_date today;       /* of the body */
    int half_days;              /* calculated */
    bool same_day_accepted;
    bool by_client;          /* an auditee asks */
    struct rule_actor actor; /* who asks, and the part of that person in the team */
};

/* Read and lock the audit of the path; SW_NOT_FOUND when it is not one of this service, this body,
 * or this auditee's client. */
SW_CHECKED enum sw_code sw_audit_lock(struct sw_request *req, const struct sw_uuid *audit_id,
                                      struct sw_audit *ret_audit, struct sw_error *err);

/* Lock it for lead or auditor of its team, while it is in @p state. */
SW_CHECKED enum sw_code sw_audit_lock_working(struct sw_request *req, const char *state,
                                              struct sw_audit *ret_audit, struct sw_error *err);

/* Step to another state if the rules allow it, and set the reply to the audit. */
SW_CHECKED enum sw_code sw_audit_step(struct sw_request *req, const struct sw_audit *audit,
                                      const char *to, struct sw_error *err);

/* SW_STATE_CONFLICT unless the audit is in @p state. */
SW_CHECKED enum sw_code sw_audit_expect(const struct sw_audit *audit, const char *state,
                                        struct sw_error *err);

/* SW_REFERENCE_UNKNOWN when an id is not a file that this client handed over. */
SW_CHECKED enum sw_code sw_audit_evidence_known(struct sw_request *req,
                                                const struct sw_uuid *client_id,
                                                const struct sw_list *evidence_ids,
                                                struct sw_error *err);

/* Let a write pass against the advice of rules: sw_override() for this audit and its team. */
SW_CHECKED enum sw_code sw_audit_override(struct sw_request *req, const struct sw_audit *audit,
                                          const struct rule_faults *warnings,
                                          const struct sw_list *overrides, struct sw_error *err);

/* An event for courier: an e-mail to the people of the client, or to the lead of an audit. */
SW_CHECKED enum sw_code sw_audit_tell_client(struct sw_request *req,
                                             const struct sw_uuid *client_id, const char *event,
                                             const char *subject_line, struct sw_error *err);
SW_CHECKED enum sw_code sw_audit_tell_lead(struct sw_request *req, const struct sw_uuid *audit_id,
                                           const char *event, const char *subject_line,
                                           struct sw_error *err);

/* Faults as a JSON list of {rule, clause, subject, detail}, in the arena. */
const char *sw_audit_faults_json(struct sw_arena *arena, const struct rule_faults *faults);

/* ---- handlers, a file each ---- */

enum sw_code sw_audit_create(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_reschedule(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_set_sites(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_postpone(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_cancel(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_abort(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_appoint(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_notify(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_confirm(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_send_plan(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_agree_plan(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_open(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_close(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_observe(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_find(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_regrade(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_withdraw(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_dispute(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_answer_dispute(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_respond(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_submit_evidence(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_judge(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_verify(struct sw_request *req, struct sw_error *err);
enum sw_code sw_audit_sign_report(struct sw_request *req, struct sw_error *err);

/* ---- shapes ---- */

extern const struct sw_shape sw_audit_new_in, sw_audit_dates_in, sw_audit_team_in, sw_audit_note_in,
    sw_audit_notice_in, sw_audit_reason_in, sw_audit_sites_in, sw_audit_regrade_in,
    sw_audit_dispute_answer_in, sw_audit_confirmation_in, sw_audit_plan_in, sw_audit_opening_in,
    sw_audit_closing_in, sw_audit_observation_in, sw_audit_finding_in, sw_audit_response_in,
    sw_audit_evidence_in, sw_audit_judgement_in, sw_audit_verification_in, sw_audit_report_in;
extern const struct sw_shape sw_audit_filter_query, sw_audit_finding_query;
extern const struct sw_shape sw_audit_out, sw_audit_listed, sw_audit_workspace, sw_audit_team_out,
    sw_audit_plan_out, sw_audit_observation_out, sw_audit_finding_out, sw_audit_finding_full,
    sw_audit_report_out;

/* Words of observations and verifications, in the order of their enums. */
extern const char *const sw_audit_method_names[], *const sw_audit_result_names[],
                                                      *const sw_audit_verify_names[];

/* ---- routes ---- */

/* clang-format off */
#define SW_AUDIT_ROUTES(S)                                                                                                              \
    { .method = "GET", .path = S "/audits", .permission = "audits.read", .summary = "List audits, newest first",                        \
      .query = &sw_audit_filter_query, .status = 200, .reply = &sw_audit_listed, .sql = &audit_sql_audits, .flags = SW_ROUTE_LIST },    \
    { .method = "POST", .path = S "/audits", .permission = "audits.plan", .summary = "Plan an audit of the programme",                  \
      .clause = "ISO/IEC 17021-1:2015 9.1.3, 9.2", .body = &sw_audit_new_in, .status = 201, .reply = &sw_audit_out,                     \
      .errors = { SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN, SW_EXISTS }, .handle = sw_audit_create, .event = "audit.planned" },            \
    { .method = "GET", .path = S "/audits/{audit_id}", .permission = "audits.read", .summary = "Everything about one audit",            \
      .status = 200, .reply = &sw_audit_workspace, .sql = &audit_sql_workspace },                                                       \
    { .method = "PATCH", .path = S "/audits/{audit_id}", .permission = "audits.plan", .summary = "Set the days of an audit",            \
      .clause = "ISO/IEC 17021-1:2015 9.2.3.4", .body = &sw_audit_dates_in, .status = 200, .reply = &sw_audit_out,                      \
      .errors = { SW_STATE_CONFLICT, SW_REFERENCE_UNKNOWN }, .handle = sw_audit_reschedule, .event = "audit.rescheduled" },             \
    { .method = "POST", .path = S "/audits/{audit_id}/sites", .permission = "audits.plan", .summary = "Set the sites that the audit visits", \
      .clause = "IAF MD 1 6.1, ISO/IEC 27006-1:2024 9.1.5.2", .body = &sw_audit_sites_in, .status = 201, .reply = &sw_audit_workspace,  \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN }, .handle = sw_audit_set_sites, .event = "audit.sites_set" }, \
    { .method = "POST", .path = S "/audits/{audit_id}/postponement", .permission = "audits.plan", .summary = "Postpone an audit",       \
      .clause = "ISO/IEC 17021-1:2015 9.1.3.3", .body = &sw_audit_reason_in, .status = 201, .reply = &sw_audit_out,                     \
      .errors = { SW_STATE_CONFLICT }, .handle = sw_audit_postpone, .event = "audit.postponed" },                                       \
    { .method = "POST", .path = S "/audits/{audit_id}/cancellation", .permission = "audits.plan", .summary = "Cancel an audit",         \
      .clause = "ISO/IEC 17021-1:2015 9.1.3.1", .body = &sw_audit_reason_in, .status = 201, .reply = &sw_audit_out,                     \
      .errors = { SW_STATE_CONFLICT }, .handle = sw_audit_cancel, .event = "audit.cancelled" },                                         \
    { .method = "POST", .path = S "/audits/{audit_id}/early-end", .permission = "audits.audit",                                         \
      .summary = "End an audit early: its objectives cannot be met", .clause = "ISO/IEC 17021-1:2015 9.4.3", .body = &sw_audit_reason_in, \
      .status = 201, .reply = &sw_audit_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_abort,                \
      .event = "audit.aborted" },                                                                                                       \
    { .method = "POST", .path = S "/audits/{audit_id}/team", .permission = "audits.plan", .summary = "Appoint the team",                \
      .clause = "ISO/IEC 17021-1:2015 9.2.2, 5.2", .body = &sw_audit_team_in, .status = 201, .reply = &sw_audit_team_out,               \
      .errors = { SW_RULE_REFUSED, SW_OVERRIDE_NEEDED, SW_STATE_CONFLICT, SW_REFERENCE_UNKNOWN }, .handle = sw_audit_appoint,           \
      .event = "audit.team_appointed" },                                                                                                \
    { .method = "POST", .path = S "/audits/{audit_id}/notice", .permission = "audits.plan", .summary = "Make the team known to the client", \
      .clause = "ISO/IEC 17021-1:2015 9.2.3.5", .body = &sw_audit_notice_in, .status = 201, .reply = &sw_audit_out,                     \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_notify, .event = "audit.team_notified" },                    \
    { .method = "POST", .path = S "/audits/{audit_id}/confirmation", .permission = "audits.team.answer",                                \
      .summary = "Accept the team or object to it", .clause = "ISO/IEC 17021-1:2015 9.2.3.5", .body = &sw_audit_confirmation_in,        \
      .status = 201, .reply = &sw_audit_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_confirm,              \
      .event = "audit.team_answered" },                                                                                                 \
    { .method = "POST", .path = S "/audits/{audit_id}/plan", .permission = "audits.audit", .summary = "Send the audit plan",            \
      .clause = "ISO/IEC 17021-1:2015 9.2.3", .body = &sw_audit_plan_in, .status = 201, .reply = &sw_audit_plan_out,                    \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_OVERRIDE_NEEDED, SW_REFERENCE_UNKNOWN }, .handle = sw_audit_send_plan, .event = "audit.plan_sent" }, \
    { .method = "POST", .path = S "/audits/{audit_id}/plan-agreement", .permission = "audits.plan.agree",                               \
      .summary = "Agree to the audit plan", .clause = "ISO/IEC 17021-1:2015 9.2.3.4", .body = &sw_audit_note_in, .status = 201,         \
      .reply = &sw_audit_out, .errors = { SW_STATE_CONFLICT, SW_EXISTS }, .handle = sw_audit_agree_plan, .event = "audit.plan_agreed" }, \
    { .method = "POST", .path = S "/audits/{audit_id}/opening", .permission = "audits.audit", .summary = "Record the opening meeting",  \
      .clause = "ISO/IEC 17021-1:2015 9.4.2", .body = &sw_audit_opening_in, .status = 201, .reply = &sw_audit_out,                      \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_OVERRIDE_NEEDED, SW_REFERENCE_UNKNOWN, SW_EXISTS }, .handle = sw_audit_open, .event = "audit.opened" }, \
    { .method = "POST", .path = S "/audits/{audit_id}/closing", .permission = "audits.audit", .summary = "Record the closing meeting",  \
      .clause = "ISO/IEC 17021-1:2015 9.4.7", .body = &sw_audit_closing_in, .status = 201, .reply = &sw_audit_out,                      \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_EXISTS }, .handle = sw_audit_close, .event = "audit.fieldwork_closed" },       \
    { .method = "GET", .path = S "/audits/{audit_id}/observations", .permission = "audits.workpapers", .summary = "List observations",  \
      .status = 200, .reply = &sw_audit_observation_out, .sql = &audit_sql_observations, .flags = SW_ROUTE_LIST },                      \
    { .method = "POST", .path = S "/audits/{audit_id}/observations", .permission = "audits.audit",                                      \
      .summary = "Record what was seen, heard or read", .clause = "ISO/IEC 17021-1:2015 9.4.4", .body = &sw_audit_observation_in,       \
      .status = 201, .reply = &sw_audit_observation_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },        \
      .handle = sw_audit_observe, .event = "audit.observed" },                                                                          \
    { .method = "GET", .path = S "/audits/{audit_id}/findings", .permission = "audits.read", .summary = "List the findings of an audit", \
      .status = 200, .reply = &sw_audit_finding_out, .sql = &audit_sql_audit_findings, .flags = SW_ROUTE_LIST },                        \
    { .method = "POST", .path = S "/audits/{audit_id}/findings", .permission = "audits.audit", .summary = "Raise a finding",            \
      .clause = "ISO/IEC 17021-1:2015 9.4.5", .body = &sw_audit_finding_in, .status = 201, .reply = &sw_audit_finding_out,              \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN }, .handle = sw_audit_find, .event = "finding.raised" },     \
    { .method = "GET", .path = S "/audits/{audit_id}/report", .permission = "audits.read", .summary = "The signed report",              \
      .status = 200, .reply = &sw_audit_report_out, .sql = &audit_sql_report },                                                         \
    { .method = "POST", .path = S "/audits/{audit_id}/report", .permission = "audits.audit", .summary = "Sign the report",              \
      .clause = "ISO/IEC 17021-1:2015 9.4.8", .body = &sw_audit_report_in, .status = 201, .reply = &sw_audit_report_out,                \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_sign_report, .event = "audit.report_signed" },               \
    { .method = "GET", .path = S "/findings", .permission = "audits.read", .summary = "List findings, newest first",                    \
      .query = &sw_audit_finding_query, .status = 200, .reply = &sw_audit_finding_out, .sql = &audit_sql_findings, .flags = SW_ROUTE_LIST }, \
    { .method = "GET", .path = S "/findings/{finding_id}", .permission = "audits.read", .summary = "One finding with its history",      \
      .status = 200, .reply = &sw_audit_finding_full, .sql = &audit_sql_finding },                                                      \
    { .method = "PATCH", .path = S "/findings/{finding_id}", .permission = "audits.finding.correct", .summary = "Change the grade of a finding", \
      .clause = "ISO/IEC 17021-1:2015 9.4.5.2", .body = &sw_audit_regrade_in, .status = 200, .reply = &sw_audit_finding_full,           \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_regrade, .event = "finding.regraded" },                      \
    { .method = "POST", .path = S "/findings/{finding_id}/withdrawal", .permission = "audits.finding.correct",                          \
      .summary = "Withdraw a finding that was an error", .clause = "ISO/IEC 17021-1:2015 9.4.5.4", .body = &sw_audit_reason_in,         \
      .status = 201, .reply = &sw_audit_finding_full, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_withdraw,    \
      .event = "finding.withdrawn" },                                                                                                   \
    { .method = "POST", .path = S "/findings/{finding_id}/dispute", .permission = "audits.finding.answer", .summary = "Dispute a finding", \
      .clause = "ISO/IEC 17021-1:2015 9.4.5.4", .body = &sw_audit_reason_in, .status = 201, .reply = &sw_audit_finding_full,            \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_dispute, .event = "finding.disputed" },                      \
    { .method = "POST", .path = S "/findings/{finding_id}/dispute-answer", .permission = "audits.audit", .summary = "Answer a dispute", \
      .clause = "ISO/IEC 17021-1:2015 9.4.5.4", .body = &sw_audit_dispute_answer_in, .status = 201, .reply = &sw_audit_finding_full,    \
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_answer_dispute, .event = "finding.dispute_answered" },       \
    { .method = "POST", .path = S "/findings/{finding_id}/response", .permission = "audits.finding.answer",                             \
      .summary = "Answer a nonconformity", .clause = "ISO/IEC 17021-1:2015 9.4.9", .body = &sw_audit_response_in, .status = 201,        \
      .reply = &sw_audit_finding_full, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },                          \
      .handle = sw_audit_respond, .event = "finding.responded" },                                                                       \
    { .method = "POST", .path = S "/findings/{finding_id}/evidence", .permission = "audits.finding.answer",                             \
      .summary = "Hand over evidence of what was done", .clause = "ISO/IEC 17021-1:2015 9.4.10", .body = &sw_audit_evidence_in,         \
      .status = 201, .reply = &sw_audit_finding_full, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },           \
      .handle = sw_audit_submit_evidence, .event = "finding.evidence_submitted" },                                                      \
    { .method = "POST", .path = S "/findings/{finding_id}/response-review", .permission = "audits.audit",                               \
      .summary = "Accept or reject the client's answer", .clause = "ISO/IEC 17021-1:2015 9.4.10", .body = &sw_audit_judgement_in,       \
      .status = 201, .reply = &sw_audit_finding_full, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = sw_audit_judge,       \
      .event = "finding.response_reviewed" },                                                                                           \
    { .method = "POST", .path = S "/findings/{finding_id}/verification", .permission = "audits.audit",                                  \
      .summary = "Verify that the actions were effective", .clause = "ISO/IEC 17021-1:2015 9.4.10", .body = &sw_audit_verification_in,  \
      .status = 201, .reply = &sw_audit_finding_full, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },           \
      .handle = sw_audit_verify, .event = "finding.verified" }
/* clang-format on */

#endif
