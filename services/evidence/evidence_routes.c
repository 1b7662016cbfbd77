/* The evidence API.  Read this file first. */
/* clang-format off */
#include "evidence.h"
#include "evidence_sql.h"

static const char *const request_states[] = { "open", "answered", "accepted", "returned", NULL };

static const struct sw_field query_fields[] = {
    SW_OPT_UUID(struct evidence_request_query, audit_id, "Requests of this audit only"),
    SW_OPT_ENUM(struct evidence_request_query, state, request_states, "Requests in this state only"),
    { .name = NULL },
};
static const struct sw_shape request_query = { "EvidenceRequestQuery", sizeof(struct evidence_request_query), query_fields };

static const struct sw_field request_fields[] = {
    SW_IN_UUID(struct evidence_request_in, client_id, "The client who is asked"),
    SW_OPT_UUID(struct evidence_request_in, audit_id, "The audit it is for"),
    SW_OPT_UUID(struct evidence_request_in, finding_id, "The finding it is for"),
    SW_IN_TEXT(struct evidence_request_in, reference, 1, 60, "Clause, control or finding, as A.5.15"),
    SW_IN_TEXT(struct evidence_request_in, title, 1, 200, "What is asked for"),
    SW_IN_TEXT(struct evidence_request_in, detail, 1, 4000, "What exactly, and for which period"),
    SW_OPT_DATE(struct evidence_request_in, due_on, "By when"),
    { .name = NULL },
};
static const struct sw_shape request_in = { "EvidenceRequestNew", sizeof(struct evidence_request_in), request_fields };

static const struct sw_field judgement_fields[] = {
    SW_IN_BOOL(struct evidence_judgement_in, accepted, "false returns the request to the client"),
    SW_IN_TEXT(struct evidence_judgement_in, reason, 1, 2000, "Why"),
    { .name = NULL },
};
static const struct sw_shape judgement_in = { "EvidenceJudgement", sizeof(struct evidence_judgement_in), judgement_fields };

static const struct sw_field upload_fields[] = {
    SW_OPT_TEXT(struct evidence_upload_query, name, 1, 200, "File name, without a path"),
    SW_OPT_TEXT(struct evidence_upload_query, sha256, 64, 64, "SHA-256 the client computed, in hex; refused when the bytes differ"),
    SW_OPT_TEXT(struct evidence_upload_query, type, 1, 100, "Media type"),
    { .name = NULL },
};
static const struct sw_shape upload_query = { "EvidenceUploadQuery", sizeof(struct evidence_upload_query), upload_fields };

static const struct sw_field short_file_fields[] = {
    SW_OUT("id", SW_F_UUID, "The file"), SW_OUT("name", SW_F_TEXT, "Its name"), SW_OUT("size", SW_F_INT, "Bytes"),
    SW_OUT("sha256", SW_F_TEXT, "SHA-256"), SW_OUT("received_at", SW_F_TEXT, "When it arrived"), { .name = NULL },
};
static const struct sw_shape short_file = { "EvidenceFileShort", 0, short_file_fields };
static const struct sw_field request_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The request"), SW_OUT("client_id", SW_F_UUID, "Who is asked"), SW_OUT("client_name", SW_F_TEXT, "The client's name"),
    SW_OUT_MAYBE("audit_id", SW_F_UUID, "For which audit"), SW_OUT_MAYBE("finding_id", SW_F_UUID, "For which finding"),
    SW_OUT("reference", SW_F_TEXT, "Clause, control or finding"), SW_OUT("title", SW_F_TEXT, "What is asked for"), SW_OUT("detail", SW_F_TEXT, "What exactly"),
    SW_OUT_MAYBE("due_on", SW_F_DATE, "By when"), SW_OUT_ENUM("state", request_states, "Whose move it is"), SW_OUT("requested_at", SW_F_TEXT, "When"),
    SW_OUT_OBJECTS("files", &short_file, "What arrived"), { .name = NULL },
};
static const struct sw_shape request_out = { "EvidenceRequest", 0, request_out_fields };
static const struct sw_field judged_fields[] = {
    SW_OUT("id", SW_F_UUID, "The request"), SW_OUT_ENUM("state", request_states, "Its state now"), { .name = NULL },
};
static const struct sw_shape judged_out = { "EvidenceJudged", 0, judged_fields };
static const struct sw_field file_fields[] = {
    SW_OUT("id", SW_F_UUID, "The file"), SW_OUT("request_id", SW_F_UUID, "For which request"), SW_OUT("name", SW_F_TEXT, "Its name"),
    SW_OUT("media_type", SW_F_TEXT, "Media type"), SW_OUT("size", SW_F_INT, "Bytes"), SW_OUT("sha256", SW_F_TEXT, "SHA-256 of the bytes"),
    SW_OUT("sequence", SW_F_INT, "Place in the body's chain"), SW_OUT("previous_sha256", SW_F_TEXT, "Receipt hash of the file before"),
    SW_OUT("receipt_sha256", SW_F_TEXT, "SHA-256 over id, request, SHA-256, size, time, place and the hash before, a line each"),
    SW_OUT("uploaded_by", SW_F_UUID, "By whom"), SW_OUT("received_at", SW_F_TEXT, "When it arrived"), { .name = NULL },
};
static const struct sw_shape file_out = { "EvidenceReceipt", 0, file_fields };
static const struct sw_field opening_fields[] = {
    SW_OUT("id", SW_F_UUID, "The opening"), SW_OUT("person_id", SW_F_UUID, "Who"), SW_OUT_MAYBE("name", SW_F_TEXT, "Their name"), SW_OUT("opened_at", SW_F_TEXT, "When"), { .name = NULL },
};
static const struct sw_shape opening_out = { "EvidenceOpening", 0, opening_fields };

const struct sw_route evidence_routes[] = {
    { .method = "GET", .path = "/v1/evidence/requests", .permission = "evidence.read", .summary = "List evidence requests",
      .query = &request_query, .status = 200, .reply = &request_out, .sql = &evidence_sql_requests, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/evidence/requests", .permission = "evidence.request", .summary = "Ask a client for evidence",
      .body = &request_in, .status = 201, .reply = &request_out, .sql = &evidence_sql_request_insert, .event = "evidence.requested" },
    { .method = "GET", .path = "/v1/evidence/requests/{request_id}", .permission = "evidence.read", .summary = "One evidence request",
      .status = 200, .reply = &request_out, .sql = &evidence_sql_request },
    { .method = "POST", .path = "/v1/evidence/requests/{request_id}/files", .permission = "evidence.upload", .summary = "Upload a file; the reply is its receipt",
      .query = &upload_query, .upload = &evidence_upload, .status = 201, .reply = &file_out, .errors = { SW_STORAGE_FULL, SW_BODY_TOO_LARGE },
      .prepare = evidence_file_seal, .handle = evidence_file_record, .event = "evidence.received" },
    { .method = "POST", .path = "/v1/evidence/requests/{request_id}/judgement", .permission = "evidence.request", .summary = "Accept what arrived, or return the request",
      .body = &judgement_in, .status = 201, .reply = &judged_out, .sql = &evidence_sql_judgement_insert, .event = "evidence.judged" },
    { .method = "GET", .path = "/v1/evidence/files/{evidence_id}", .permission = "evidence.read", .summary = "The receipt of a file",
      .status = 200, .reply = &file_out, .sql = &evidence_sql_file },
    { .method = "GET", .path = "/v1/evidence/files/{evidence_id}/content", .permission = "evidence.read", .summary = "Download a file; the opening is recorded",
      .status = 200, .reply_type = "application/octet-stream", .handle = evidence_file_content, .event = "evidence.opened" },
    { .method = "GET", .path = "/v1/evidence/files/{evidence_id}/openings", .permission = "evidence.read", .summary = "Who opened a file",
      .status = 200, .reply = &opening_out, .sql = &evidence_sql_openings, .flags = SW_ROUTE_LIST },
    { .method = NULL },
};
