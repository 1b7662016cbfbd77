/* The stage 1 API.  Read this file first; the routes that all audits share stand in
 * shared/audit/sw_audit.h. */
/* clang-format off */
#include "stage1.h"

static const struct sw_field document_fields[] = {
    SW_IN_TEXT(struct stage1_document, ref, 3, 3, "Reference in the catalogue, D01 to D18 and C01 to C10"),
    SW_IN_ENUM(struct stage1_document, verdict, rule_verdict_names, "What the review says"),
    SW_OPT_UUID(struct stage1_document, evidence_id, "The file seen"),
    SW_OPT_TEXT(struct stage1_document, note, 1, 4000, "Note"),
    { .name = NULL },
};
static const struct sw_shape document_in = { "DocumentReviewNew", sizeof(struct stage1_document), document_fields };
static const struct sw_field documents_fields[] = {
    SW_IN_OBJECTS(struct stage1_documents, reviews, &document_in, 1, 28, "The documents; a later review of one counts"),
    { .name = NULL },
};
static const struct sw_shape documents_in = { "DocumentReviewsNew", sizeof(struct stage1_documents), documents_fields };

static const struct sw_field soa_fields[] = {
    SW_IN_TEXT(struct stage1_soa_review, conclusion, 1, 4000, "What the auditor says to it"),
    { .name = NULL },
};
static const struct sw_shape soa_in = { "SoaReviewNew", sizeof(struct stage1_soa_review), soa_fields };

static const struct sw_field concern_fields[] = {
    SW_IN_TEXT(struct stage1_concern, requirement, 1, 40, "Clause or control, as 9.2.2 or A.8.13"),
    SW_IN_TEXT(struct stage1_concern, statement, 1, 4000, "What could become a nonconformity"),
    { .name = NULL },
};
static const struct sw_shape concern_in = { "ConcernNew", sizeof(struct stage1_concern), concern_fields };

static const struct sw_field conclusion_fields[] = {
    SW_IN_BOOL(struct stage1_conclusion, ready, "The client is ready for stage 2"),
    SW_IN_TEXT(struct stage1_conclusion, reasons, 1, 4000, "Why"),
    SW_IN_BOOL(struct stage1_conclusion, stage2_team_competent, "The team of stage 2 has the competence that stage 1 showed to be needed"),
    SW_OPT_DATE(struct stage1_conclusion, internal_audit_on, "Last internal audit of the ISMS"),
    SW_OPT_UUIDS(struct stage1_conclusion, internal_audit_sites, 0, 5000, "Sites it covered"),
    SW_OPT_DATE(struct stage1_conclusion, management_review_on, "Last management review"),
    { .name = NULL },
};
static const struct sw_shape conclusion_in = { "ConclusionNew", sizeof(struct stage1_conclusion), conclusion_fields };

static const struct sw_field reviewed_fields[] = {
    SW_OUT("ref", SW_F_TEXT, "Reference in the catalogue"), SW_OUT("title", SW_F_TEXT, "Title"), SW_OUT_ENUM("verdict", rule_verdict_names, "Verdict"),
    SW_OUT_MAYBE("evidence_id", SW_F_UUID, "The file seen"), SW_OUT_MAYBE("note", SW_F_TEXT, "Note"), SW_OUT("reviewed_by", SW_F_UUID, "By whom"),
    SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape reviewed_out = { "DocumentReview", 0, reviewed_fields };
static const struct sw_field documents_out_fields[] = {
    SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT_OBJECTS("documents", &reviewed_out, "All documents reviewed so far"), { .name = NULL },
};
static const struct sw_shape documents_out = { "DocumentReviews", 0, documents_out_fields };
static const struct sw_field soa_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The review"), SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("soa_id", SW_F_UUID, "The Statement of Applicability"),
    SW_OUT("version", SW_F_INT, "Number of the review"), SW_OUT("faults", SW_F_JSON, "What the check found: rule, clause, control, sentence"),
    SW_OUT("conclusion", SW_F_TEXT, "Conclusion"), SW_OUT("reviewed_by", SW_F_UUID, "By whom"), SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"),
    { .name = NULL },
};
static const struct sw_shape soa_out = { "SoaReview", 0, soa_out_fields };
static const struct sw_field concern_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The area of concern"), SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("requirement", SW_F_TEXT, "Clause or control"),
    SW_OUT("statement", SW_F_TEXT, "The concern"), SW_OUT("stated_by", SW_F_UUID, "By whom"), SW_OUT("stated_at", SW_F_TEXT, "When (RFC 3339)"),
    { .name = NULL },
};
static const struct sw_shape concern_out = { "Concern", 0, concern_out_fields };
static const struct sw_field conclusion_out_fields[] = {
    SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("ready", SW_F_BOOL, "Ready for stage 2"), SW_OUT("reasons", SW_F_TEXT, "Why"),
    SW_OUT("stage2_team_competent", SW_F_BOOL, "The team of stage 2 is competent"), SW_OUT_MAYBE("internal_audit_on", SW_F_DATE, "Last internal audit"),
    SW_OUT("internal_audit_sites", SW_F_INT, "Sites it covered"), SW_OUT("sites", SW_F_INT, "Sites in scope"),
    SW_OUT_MAYBE("management_review_on", SW_F_DATE, "Last management review"), SW_OUT("facts", SW_F_JSON, "What was judged, and what was found"),
    SW_OUT("concluded_by", SW_F_UUID, "By whom"), SW_OUT("concluded_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape conclusion_out = { "Conclusion", 0, conclusion_out_fields };

const struct sw_route stage1_routes[] = {
    SW_AUDIT_ROUTES("/v1/stage1"),
    { .method = "POST", .path = "/v1/stage1/audits/{audit_id}/documents", .permission = "audits.audit", .summary = "Judge documented information",
      .clause = "ISO/IEC 17021-1:2015 9.3.1.2.2", .body = &documents_in, .status = 201, .reply = &documents_out,
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN }, .handle = stage1_documents_review, .event = "audit.documents_reviewed" },
    { .method = "POST", .path = "/v1/stage1/audits/{audit_id}/soa-review", .permission = "audits.audit", .summary = "Review the Statement of Applicability",
      .clause = "ISO/IEC 27001:2022 6.1.3 d", .body = &soa_in, .status = 201, .reply = &soa_out,
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED }, .handle = stage1_soa_review, .event = "audit.soa_reviewed" },
    { .method = "POST", .path = "/v1/stage1/audits/{audit_id}/concerns", .permission = "audits.audit", .summary = "State an area of concern",
      .clause = "ISO/IEC 17021-1:2015 9.3.1.2.3", .body = &concern_in, .status = 201, .reply = &concern_out,
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN }, .handle = stage1_concern_state, .event = "audit.concern_stated" },
    { .method = "POST", .path = "/v1/stage1/audits/{audit_id}/conclusion", .permission = "audits.audit", .summary = "Conclude whether the client is ready for stage 2",
      .clause = "ISO/IEC 17021-1:2015 9.3.1.2.3, ISO/IEC 27006-1:2024 9.3.2", .body = &conclusion_in, .status = 201, .reply = &conclusion_out,
      .errors = { SW_STATE_CONFLICT, SW_RULE_REFUSED, SW_EXISTS }, .handle = stage1_conclude, .event = "audit.concluded" },
    { .method = NULL },
};
