/* The surveillance API.  Read this file first; the routes that all audits share stand in
 * shared/audit/sw_audit.h. */
/* clang-format off */
#include "surveillance.h"

static const struct sw_field duty_fields[] = {
    SW_OUT("client_id", SW_F_UUID, "The client"), SW_OUT("client_name", SW_F_TEXT, "Its name"),
    SW_OUT("certificate_number", SW_F_TEXT, "The certificate"), SW_OUT("programme_id", SW_F_UUID, "The programme"),
    SW_OUT_ENUM("kind", rule_audit_kind_names, "Which audit is due"), SW_OUT("due_by", SW_F_DATE, "Last day"),
    SW_OUT_MAYBE("target_on", SW_F_DATE, "The second surveillance: when the body wants it (9.1.3.2)"),
    SW_OUT("rule", SW_F_TEXT, "The rule that says so"), SW_OUT("clause", SW_F_TEXT, "Its clause"), SW_OUT("late", SW_F_BOOL, "It is late"),
    SW_OUT("propose_suspension", SW_F_BOOL, "So late that suspension is to be considered"),
    SW_OUT_MAYBE("audit_id", SW_F_UUID, "The audit, once it is planned"), SW_OUT_MAYBE("audit_state", SW_F_TEXT, "Its state"), { .name = NULL },
};
static const struct sw_shape duty_out = { "Duty", 0, duty_fields };
static const struct sw_field recount_fields[] = {
    SW_OUT("audit_id", SW_F_UUID, "The audit that found it"), SW_OUT("audit_number", SW_F_TEXT, "Its number"), SW_OUT("client_id", SW_F_UUID, "The client"),
    SW_OUT("client_name", SW_F_TEXT, "Its name"), SW_OUT("programme_id", SW_F_UUID, "The programme"),
    SW_OUT("application_id", SW_F_UUID, "The application whose audit time is to be calculated again"),
    SW_OUT("stated", SW_F_INT, "Persons in scope as the client stated"), SW_OUT("found", SW_F_INT, "As the team found"),
    SW_OUT("stated_base_half_days", SW_F_INT, "What the table gives for the one, before any factor [half-days]; 0: beyond the table"),
    SW_OUT("found_base_half_days", SW_F_INT, "And for the other [half-days]"), SW_OUT("rule", SW_F_TEXT, "The rule that says so"),
    SW_OUT("clause", SW_F_TEXT, "Its clause"), SW_OUT("found_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape recount_out = { "Recalculation", 0, recount_fields };
static const struct sw_field duties_fields[] = {
    SW_OUT_OBJECTS("duties", &duty_out, "What is due, soonest expiry first"),
    SW_OUT_OBJECTS("recalculations", &recount_out, "Audit times to calculate again; none for the client"), { .name = NULL },
};
static const struct sw_shape duties_out = { "Duties", 0, duties_fields };

const char *const surveillance_outcome_names[] = { "maintain", "suspend", "withdraw", NULL };
static const struct sw_field review_fields[] = {
    SW_IN_ENUM(struct surveillance_review_in, outcome, surveillance_outcome_names, "maintain; or suspend, withdraw: proposed to the decider"),
    SW_IN_TEXT(struct surveillance_review_in, reason, 1, 4000, "Why"),
    { .name = NULL },
};
static const struct sw_shape review_in = { "SurveillanceReviewNew", sizeof(struct surveillance_review_in), review_fields };

const struct sw_route surveillance_routes[] = {
    SW_AUDIT_ROUTES("/v1/surveillance"),
    { .method = "GET", .path = "/v1/surveillance/duties", .permission = "audits.read", .summary = "What each certification demands next, and by when",
      .clause = "ISO/IEC 17021-1:2015 9.1.3.3, 9.6.3.1", .status = 200, .reply = &duties_out, .handle = surveillance_duties },
    { .method = "POST", .path = "/v1/surveillance/audits/{audit_id}/closure", .permission = "audits.audit",
      .summary = "End a surveillance with the lead's positive conclusion", .clause = "ISO/IEC 17021-1:2015 9.6.1", .body = &sw_audit_note_in,
      .status = 201, .reply = &sw_audit_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = surveillance_end, .event = "audit.closed" },
    { .method = "POST", .path = "/v1/surveillance/audits/{audit_id}/review", .permission = "certificates.review",
      .summary = "Review a surveillance that the lead's word alone does not end", .clause = "ISO/IEC 17021-1:2015 9.6.1", .body = &review_in,
      .status = 201, .reply = &sw_audit_out, .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = surveillance_review,
      .event = "audit.reviewed" },
    { .method = NULL },
};
