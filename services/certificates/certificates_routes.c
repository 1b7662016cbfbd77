/* The certificates API.  Read this file first. */
/* clang-format off */
#include "certificates.h"
#include "certificates_sql.h"
#include "rules/suspension.h"

const char *const certificates_review_outcomes[] = { "pass", "return", NULL };
const char *const certificates_decision_outcomes[] = { "grant", "refuse", NULL };
const char *const certificates_status_names[] = { "active", "suspended", "withdrawn", NULL };
static const char *const state_names[] = { "issuing", "active", "suspended", "withdrawn", "expired", NULL };
static const char *const kind_names[] = { "stage2", "recertification", NULL };

/* ---- what comes in ---- */

static const struct sw_field check_fields[] = {
    SW_IN_TEXT(struct certificates_check_in, item, 1, 300, "What was looked at"),
    SW_IN_BOOL(struct certificates_check_in, satisfied, "It is as it has to be"),
    SW_OPT_TEXT(struct certificates_check_in, note, 0, 2000, "Why"),
    { .name = NULL },
};
static const struct sw_shape check_in = { "ReviewCheck", sizeof(struct certificates_check_in), check_fields };

static const struct sw_field review_fields[] = {
    SW_IN_UUID(struct certificates_review_in, audit_id, "The stage 2 or recertification audit"),
    SW_IN_ENUM(struct certificates_review_in, outcome, certificates_review_outcomes, "pass: ready for the decision; return: back to the team"),
    SW_IN_OBJECTS(struct certificates_review_in, checklist, &check_in, 1, 100, "What was looked at, item by item"),
    SW_OPT_TEXT(struct certificates_review_in, note, 0, 5000, "In the reviewer's words"),
    { .name = NULL },
};
static const struct sw_shape review_in = { "ReviewNew", sizeof(struct certificates_review_in), review_fields };

static const struct sw_field decision_fields[] = {
    SW_IN_UUID(struct certificates_decision_in, review_id, "The review it rests on"),
    SW_IN_ENUM(struct certificates_decision_in, outcome, certificates_decision_outcomes, "Grant or refuse the certification"),
    SW_OPT_DATE(struct certificates_decision_in, effective_on, "First day of the certificate; not before the decision, which is the default"),
    SW_IN_TEXT(struct certificates_decision_in, reason, 1, 5000, "Why; the client may appeal against a refusal"),
    SW_OPT_UUID(struct certificates_decision_in, second_decider, "Needed against the team's recommendation (ISO/IEC 27006-1 9.5.2)"),
    SW_OVERRIDES(struct certificates_decision_in),
    { .name = NULL },
};
static const struct sw_shape decision_in = { "DecisionNew", sizeof(struct certificates_decision_in), decision_fields };

static const struct sw_field status_fields[] = {
    SW_IN_ENUM(struct certificates_status_in, status, certificates_status_names, "What it is to be"),
    SW_IN_TEXT(struct certificates_status_in, reason, 1, 2000, "Why; not published"),
    SW_OPT_DATE(struct certificates_status_in, effective_on, "Since when: the day of the decision, which is today"),
    SW_OPT_INT(struct certificates_status_in, months, 1, 60, "Length of a suspension [months], never more than six; as long as the body allows when absent (9.6.5.4)"),
    SW_OPT_ENUM(struct certificates_status_in, ground, rule_suspension_ground_names, "Of a suspension: why (9.6.5.2)"),
    SW_OPT_TEXT(struct certificates_status_in, conditions, 1, 2000, "Of a suspension: what has to be solved before it ends; told to the client"),
    SW_OPT_DATE(struct certificates_status_in, solved_on, "Of a reinstatement: when the cause was solved"),
    SW_OPT_TEXT(struct certificates_status_in, evidence, 1, 2000, "Of a reinstatement: what shows it"),
    { .name = NULL },
};
static const struct sw_shape status_in = { "StatusNew", sizeof(struct certificates_status_in), status_fields };

/* ---- what goes out ---- */

static const struct sw_field checked_fields[] = {
    SW_OUT("item", SW_F_TEXT, "What was looked at"), SW_OUT("satisfied", SW_F_BOOL, "It is as it has to be"),
    SW_OUT_MAYBE("note", SW_F_TEXT, "Why"), { .name = NULL },
};
static const struct sw_shape checked = { "ReviewChecked", 0, checked_fields };

#define REVIEW_OUT                                                                                                                     \
    SW_OUT("id", SW_F_UUID, "The review"), SW_OUT("client_id", SW_F_UUID, "The client"), SW_OUT("audit_id", SW_F_UUID, "The audit"),   \
    SW_OUT_ENUM("outcome", certificates_review_outcomes, "What came of it"), SW_OUT_OBJECTS("checklist", &checked, "Item by item"),    \
    SW_OUT("note", SW_F_TEXT, "In the reviewer's words"), SW_OUT("sha256", SW_F_TEXT, "Hash of the facts it was judged on (RFC 8785)"), \
    SW_OUT("rule_pack", SW_F_TEXT, "Rules in force"), SW_OUT("reviewed_by", SW_F_UUID, "By whom"), SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"), \
    SW_OUT_MAYBE("decision_id", SW_F_UUID, "The decision that rests on it")
static const struct sw_field review_out_fields[] = { REVIEW_OUT, { .name = NULL } };
static const struct sw_shape review_out = { "Review", 0, review_out_fields };
static const struct sw_field review_row_fields[] = {
    REVIEW_OUT, SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), SW_OUT_MAYBE("audit_number", SW_F_TEXT, "Number of the audit"), { .name = NULL },
};
static const struct sw_shape review_row = { "ReviewRow", 0, review_row_fields };

static const struct sw_field candidate_fields[] = {
    SW_OUT("id", SW_F_UUID, "The audit"), SW_OUT("audit_number", SW_F_TEXT, "Its number"), SW_OUT_ENUM("kind", kind_names, "Its kind"),
    SW_OUT("client_id", SW_F_UUID, "The client"), SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"),
    SW_OUT_MAYBE("recommendation", SW_F_TEXT, "What the team recommends"), SW_OUT_MAYBE("ends_on", SW_F_DATE, "Last day of the audit"),
    SW_OUT_MAYBE("review_id", SW_F_UUID, "The newest review"), SW_OUT_MAYBE("review_outcome", SW_F_TEXT, "What came of it"),
    SW_OUT_OBJECTS("overrides", &sw_override_out, "Where its programme went on against the advice of a rule"), { .name = NULL },
};
static const struct sw_shape candidate_out = { "DecisionCandidate", 0, candidate_fields };

static const struct sw_field decision_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The decision"), SW_OUT("review_id", SW_F_UUID, "The review it rests on"), SW_OUT("client_id", SW_F_UUID, "The client"),
    SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT_ENUM("outcome", certificates_decision_outcomes, "What was decided"),
    SW_OUT("decided_on", SW_F_DATE, "Day of the decision"), SW_OUT_MAYBE("effective_on", SW_F_DATE, "First day"), SW_OUT_MAYBE("expires_on", SW_F_DATE, "Last day"),
    SW_OUT("reason", SW_F_TEXT, "Why"), SW_OUT("decided_by", SW_F_UUID, "By whom"), SW_OUT("rule_pack", SW_F_TEXT, "Rules in force"),
    SW_OUT("sha256", SW_F_TEXT, "Hash of the facts (RFC 8785)"), SW_OUT_MAYBE("facts", SW_F_JSON, "What it was judged on; for staff"),
    SW_OUT_MAYBE("certificate_id", SW_F_UUID, "The certificate that came of it"), SW_OUT_MAYBE("certificate_number", SW_F_TEXT, "Its number"),
    SW_OUT_MAYBE("public_id", SW_F_TEXT, "Its public id, as in /c/{id}"), SW_OUT_MAYBE("certificate_state", SW_F_TEXT, "issuing until its documents are made"), { .name = NULL },
};
static const struct sw_shape decision_out = { "Decision", 0, decision_out_fields };

static const struct sw_field issued_fields[] = {
    SW_OUT("id", SW_F_UUID, "The certificate"), SW_OUT("client_id", SW_F_UUID, "The client"), SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"),
    SW_OUT("number", SW_F_TEXT, "Number"), SW_OUT("public_id", SW_F_TEXT, "Public id, as in /c/{id}"), SW_OUT_ENUM("state", state_names, "What it is now"),
    SW_OUT("standard", SW_F_TEXT, "Standard with edition"), SW_OUT("decided_on", SW_F_DATE, "Day of the decision"),
    SW_OUT("effective_on", SW_F_DATE, "First day"), SW_OUT("expires_on", SW_F_DATE, "Last day"),
    SW_OUT("decision_due", SW_F_BOOL, "Its suspension is over: withdraw or reduce (9.6.5.4)"), { .name = NULL },
};
static const struct sw_shape issued_out = { "CertificateRow", 0, issued_fields };

static const struct sw_field version_fields[] = {
    SW_OUT("revision", SW_F_INT, "1 for the first"), SW_OUT("digest", SW_F_TEXT, "SHA-256 of the credential"), SW_OUT("check_digits", SW_F_TEXT, "Its first 65 bits, as in the QR code"),
    SW_OUT("pdf_sha256", SW_F_TEXT, "SHA-256 of the PDF"), SW_OUT("made_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape version_out = { "CertificateVersion", 0, version_fields };
static const struct sw_field event_fields[] = {
    SW_OUT_ENUM("from", state_names, "What it was"), SW_OUT_ENUM("to", state_names, "What it became"), SW_OUT("effective_on", SW_F_DATE, "Since when"),
    SW_OUT_MAYBE("until_on", SW_F_DATE, "Last day of a suspension"), SW_OUT("reason", SW_F_TEXT, "Why"),
    SW_OUT_MAYBE("ground", SW_F_TEXT, "Ground of a suspension"), SW_OUT_MAYBE("conditions", SW_F_TEXT, "What ends it"),
    SW_OUT_MAYBE("solved_on", SW_F_DATE, "When its cause was solved"), SW_OUT_MAYBE("evidence", SW_F_TEXT, "What shows it"), SW_OUT("at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape event_out = { "CertificateEvent", 0, event_fields };
static const struct sw_field certificate_fields[] = {
    SW_OUT("id", SW_F_UUID, "The certificate"), SW_OUT("decision_id", SW_F_UUID, "The decision it came of"), SW_OUT("client_id", SW_F_UUID, "The client"),
    SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("number", SW_F_TEXT, "Number"),
    SW_OUT("public_id", SW_F_TEXT, "Public id, as in /c/{id}"), SW_OUT_ENUM("state", state_names, "What it is now"), SW_OUT("standard", SW_F_TEXT, "Standard with edition"),
    SW_OUT("scope", SW_F_TEXT, "Scope"), SW_OUT("decided_on", SW_F_DATE, "Day of the decision"), SW_OUT("effective_on", SW_F_DATE, "First day"),
    SW_OUT("expires_on", SW_F_DATE, "Last day"), SW_OUT("cycle_anchor", SW_F_DATE, "First day of the first cycle"), SW_OUT("cycle_number", SW_F_INT, "Which cycle"),
    SW_OUT_MAYBE("gap_from", SW_F_DATE, "Restored after expiry: first day without certification"), SW_OUT_MAYBE("gap_to", SW_F_DATE, "Its last day"),
    SW_OUT("records_until", SW_F_DATE, "Its records are kept until (9.9.4)"),
    SW_OUT_MAYBE("suspended_until", SW_F_DATE, "Last day of its suspension"), SW_OUT("decision_due", SW_F_BOOL, "That day is over: withdraw or reduce (9.6.5.4)"),
    SW_OUT_OBJECTS("versions", &version_out, "Its documents, oldest first"), SW_OUT_OBJECTS("history", &event_out, "What became of it"), { .name = NULL },
};
static const struct sw_shape certificate_out = { "Certificate", 0, certificate_fields };

/* ---- the routes ---- */

const struct sw_route certificates_routes[] = {
    { .method = "GET", .path = "/v1/certificates/candidates", .permission = "certificates.file.read",
      .summary = "Audits with a signed report that wait for review or decision", .clause = "ISO/IEC 17021-1:2015 9.5.2",
      .status = 200, .reply = &candidate_out, .sql = &certificates_sql_candidates, .flags = SW_ROUTE_LIST },
    { .method = "GET", .path = "/v1/certificates/reviews", .permission = "certificates.file.read",
      .summary = "List technical reviews", .clause = "ISO/IEC 17021-1:2015 9.5.2",
      .status = 200, .reply = &review_row, .sql = &certificates_sql_reviews, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/certificates/reviews", .permission = "certificates.review",
      .summary = "Review an audit before the decision", .clause = "ISO/IEC 17021-1:2015 9.5.2",
      .body = &review_in, .status = 201, .reply = &review_out, .errors = { SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },
      .handle = certificates_review_create, .event = "review.made" },
    { .method = "POST", .path = "/v1/certificates/decisions", .permission = "certificates.decide",
      .summary = "Grant or refuse a certification", .clause = "ISO/IEC 17021-1:2015 9.5.1.1",
      .body = &decision_in, .status = 201, .reply = &decision_out, .errors = { SW_RULE_REFUSED, SW_OVERRIDE_NEEDED, SW_REFERENCE_UNKNOWN, SW_EXISTS },
      .handle = certificates_decision_create, .event = "decision.made" },
    { .method = "GET", .path = "/v1/certificates/decisions/{decision_id}", .permission = "certificates.read",
      .summary = "A decision, with what it was judged on", .status = 200, .reply = &decision_out, .sql = &certificates_sql_decision },
    { .method = "GET", .path = "/v1/certificates/issued", .permission = "certificates.read",
      .summary = "List certificates", .status = 200, .reply = &issued_out, .sql = &certificates_sql_issued, .flags = SW_ROUTE_LIST },
    { .method = "GET", .path = "/v1/certificates/issued/{certificate_id}", .permission = "certificates.read",
      .summary = "A certificate with its documents and history", .status = 200, .reply = &certificate_out, .handle = certificates_issued_read },
    { .method = "POST", .path = "/v1/certificates/issued/{certificate_id}/status", .permission = "certificates.decide",
      .summary = "Suspend, reinstate or withdraw a certificate", .clause = "ISO/IEC 17021-1:2015 9.6.5",
      .body = &status_in, .status = 201, .reply = &certificate_out, .errors = { SW_RULE_REFUSED, SW_STATE_CONFLICT },
      .handle = certificates_status_create, .event = "certificate.status" },
    { .method = "GET", .path = "/v1/certificates/issued/{certificate_id}/pdf", .permission = "certificates.read",
      .summary = "The certificate as PDF", .status = 200, .reply_type = "application/pdf", .handle = certificates_pdf_read },
    { .method = NULL },
};
