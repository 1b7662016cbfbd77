/* What goes out: the replies of the routes that audits of every kind share.  PostgreSQL writes
 * them. */
/* clang-format off */
#include "audit/sw_audit.h"

static const char *const move_names[] = { "planner", "client", "lead", "team", "reviewer", NULL };
#define MOVE { .name = "move", .type = SW_F_ENUM, .names = move_names, .optional = true, .doc = "Whose move it is" }

#define AUDIT_FIELDS                                                                                                             \
    SW_OUT("id", SW_F_UUID, "The audit"), SW_OUT("number", SW_F_TEXT, "Its number, for people"),                                  \
    SW_OUT_ENUM("kind", rule_audit_kind_names, "Which audit of the programme"), SW_OUT("client_id", SW_F_UUID, "The client"),     \
    SW_OUT("programme_id", SW_F_UUID, "The programme"), SW_OUT("state", SW_F_TEXT, "State"), MOVE,                                \
    SW_OUT_MAYBE("starts_on", SW_F_DATE, "First day"), SW_OUT_MAYBE("ends_on", SW_F_DATE, "Last day"),                            \
    SW_OUT_MAYBE("due_by", SW_F_DATE, "Day by which a rule wants it ended"), SW_OUT("half_days", SW_F_INT, "Calculated [half-days]"), \
    SW_OUT_MAYBE("soa_id", SW_F_UUID, "Statement of Applicability audited"), SW_OUT("standard", SW_F_TEXT, "Standard with edition"), \
    SW_OUT("scope", SW_F_TEXT, "Scope of the certification")

static const struct sw_field audit_fields[] = { AUDIT_FIELDS, { .name = NULL } };
const struct sw_shape sw_audit_out = { "Audit", 0, audit_fields };

static const struct sw_field listed_fields[] = { AUDIT_FIELDS, SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), { .name = NULL } };
const struct sw_shape sw_audit_listed = { "AuditListed", 0, listed_fields };

static const struct sw_field member_fields[] = {
    SW_OUT("person_id", SW_F_UUID, "Who"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT_ENUM("role", rule_team_role_names, "Part in the audit"),
    SW_OUT("half_days", SW_F_INT, "Planned time [half-days]"), SW_OUT_MAYBE("accompanied_by", SW_F_UUID, "An expert's auditor, a trainee's evaluator"),
    { .name = NULL },
};
static const struct sw_shape member_out = { "TeamMember", 0, member_fields };
static const struct sw_field team_fields[] = {
    SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("version", SW_F_INT, "Number of the appointment"),
    SW_OUT("appointed_at", SW_F_TEXT, "When (RFC 3339)"), SW_OUT("inputs", SW_F_JSON, "What competence, impartiality and time were judged on, as for /v1/rules/team"), SW_OUT("result", SW_F_JSON, "The answer"),
    SW_OUT_OBJECTS("members", &member_out, "The team"), { .name = NULL },
};
const struct sw_shape sw_audit_team_out = { "Team", 0, team_fields };

static const struct sw_field item_fields[] = {
    SW_OUT("on", SW_F_DATE, "Day"), SW_OUT("starts_at", SW_F_TEXT, "Local time"), SW_OUT("minutes", SW_F_INT, "Duration [minutes]"),
    SW_OUT("person_id", SW_F_UUID, "Who"), SW_OUT("site_id", SW_F_UUID, "Where"), SW_OUT("activity", SW_F_TEXT, "What"),
    SW_OUT("direct", SW_F_BOOL, "With the client"), { .name = NULL },
};
static const struct sw_shape item_out = { "PlanItem", 0, item_fields };
static const struct sw_field plan_fields[] = {
    SW_OUT("id", SW_F_UUID, "The plan"), SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("version", SW_F_INT, "Number of the plan"),
    SW_OUT("objectives", SW_F_TEXT, "Objectives"), SW_OUT("criteria", SW_F_TEXT, "Criteria"), SW_OUT_OBJECTS("items", &item_out, "The work"),
    SW_OUT("direct_tenths", SW_F_INT, "Direct time of the auditors [1/10 day]"), SW_OUT_MAYBE("remote_risk", SW_F_TEXT, "Risk analysis of remote auditing"),
    SW_OUT("planned_by", SW_F_UUID, "By whom"), SW_OUT("planned_at", SW_F_TEXT, "When (RFC 3339)"),
    SW_OUT_MAYBE("agreed_at", SW_F_TEXT, "When the client agreed (RFC 3339)"), { .name = NULL },
};
const struct sw_shape sw_audit_plan_out = { "Plan", 0, plan_fields };

static const struct sw_field observation_fields[] = {
    SW_OUT("id", SW_F_UUID, "The observation"), SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("site_id", SW_F_UUID, "Where"),
    SW_OUT("requirement", SW_F_TEXT, "Clause or control"), SW_OUT_ENUM("method", sw_audit_method_names, "How"),
    SW_OUT_MAYBE("subject", SW_F_TEXT, "Who or which system"), SW_OUT_MAYBE("sample", SW_F_TEXT, "The sample"), SW_OUT("note", SW_F_TEXT, "What was found"),
    SW_OUT_ENUM("result", sw_audit_result_names, "What it shows"), SW_OUT("remote", SW_F_BOOL, "Not on site"),
    SW_OUT("evidence_ids", SW_F_UUIDS, "Files it rests on"), SW_OUT("recorded_by", SW_F_UUID, "By whom"),
    SW_OUT("recorded_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
const struct sw_shape sw_audit_observation_out = { "Observation", 0, observation_fields };

#define FINDING_FIELDS                                                                                                           \
    SW_OUT("id", SW_F_UUID, "The finding"), SW_OUT("number", SW_F_TEXT, "Its number, for people"),                                \
    SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("client_id", SW_F_UUID, "The client"),                                     \
    SW_OUT_ENUM("kind", rule_audit_kind_names, "Kind of the audit"), SW_OUT("site_id", SW_F_UUID, "Where"),                       \
    SW_OUT_ENUM("grade", rule_grade_names, "Grade"), SW_OUT("requirement", SW_F_TEXT, "Clause or control"),                       \
    SW_OUT("statement", SW_F_TEXT, "What does not conform"), SW_OUT_MAYBE("evidence_text", SW_F_TEXT, "Objective evidence"),      \
    SW_OUT("evidence_ids", SW_F_UUIDS, "Files it rests on"), SW_OUT_MAYBE("discussed_with", SW_F_TEXT, "With whom"),              \
    SW_OUT_MAYBE("discussed_on", SW_F_DATE, "When"), SW_OUT_MAYBE("escalated_from", SW_F_UUID, "The earlier finding"),            \
    SW_OUT_MAYBE("response_due", SW_F_DATE, "Answer due by"), SW_OUT_MAYBE("evidence_due", SW_F_DATE, "Evidence due by"),         \
    SW_OUT("raised_by", SW_F_UUID, "By whom"), SW_OUT("raised_at", SW_F_TEXT, "When (RFC 3339)"), SW_OUT("state", SW_F_TEXT, "State"), \
    MOVE, SW_OUT("open", SW_F_BOOL, "Something is still to be done"), SW_OUT_MAYBE("verified_on", SW_F_DATE, "Verified on")

static const struct sw_field finding_fields[] = { FINDING_FIELDS, SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), { .name = NULL } };
const struct sw_shape sw_audit_finding_out = { "Finding", 0, finding_fields };

static const struct sw_field event_fields[] = {
    SW_OUT("seq", SW_F_INT, "Number in its series"), SW_OUT("event", SW_F_TEXT, "What happened"), SW_OUT("payload", SW_F_JSON, "What was said"),
    SW_OUT("on", SW_F_DATE, "Day"), SW_OUT("at", SW_F_TEXT, "When (RFC 3339)"), SW_OUT("by_person", SW_F_UUID, "By whom"),
    SW_OUT_MAYBE("by_name", SW_F_TEXT, "The person's name"), SW_OUT("audit_id", SW_F_UUID, "In which audit"), { .name = NULL },
};
static const struct sw_shape event_out = { "FindingEvent", 0, event_fields };
static const struct sw_field full_fields[] = {
    FINDING_FIELDS, SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), SW_OUT("audit_number", SW_F_TEXT, "Number of the audit"),
    SW_OUT("site_name", SW_F_TEXT, "Name of the site"), SW_OUT_OBJECTS("events", &event_out, "Its history"), { .name = NULL },
};
const struct sw_shape sw_audit_finding_full = { "FindingFull", 0, full_fields };

#define REPORT_FIELDS                                                                                                            \
    SW_OUT("id", SW_F_UUID, "The report"), SW_OUT("version", SW_F_INT, "Its version"),                                            \
    SW_OUT_ENUM("recommendation", rule_recommendation_names, "What the team recommends"),                                        \
    SW_OUT("sha256", SW_F_TEXT, "Hash of the content's text"), SW_OUT("signed_by", SW_F_UUID, "The lead"), SW_OUT("signed_at", SW_F_TEXT, "When (RFC 3339)")
static const struct sw_field report_fields[] = { REPORT_FIELDS, SW_OUT("audit_id", SW_F_UUID, "The audit"), SW_OUT("content", SW_F_JSON, "The whole report"), { .name = NULL } };
const struct sw_shape sw_audit_report_out = { "Report", 0, report_fields };

/* ---- the workspace ---- */

static const struct sw_field soa_fields[] = {
    SW_OUT("id", SW_F_UUID, "The Statement of Applicability"), SW_OUT("version", SW_F_TEXT, "Its version"), SW_OUT("soa_date", SW_F_DATE, "Its date"),
    SW_OUT("sha256", SW_F_TEXT, "Hash of its entries"), { .name = NULL },
};
static const struct sw_shape soa_out = { "AuditSoa", 0, soa_fields };
static const struct sw_field site_fields[] = {
    SW_OUT("id", SW_F_UUID, "The site"), SW_OUT("code", SW_F_TEXT, "Code"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("central", SW_F_BOOL, "Central function"),
    SW_OUT("observations", SW_F_INT, "Observations recorded there"), { .name = NULL },
};
static const struct sw_shape site_out = { "AuditSite", 0, site_fields };
static const struct sw_field notice_fields[] = {
    SW_OUT("version", SW_F_INT, "Of the team"), SW_OUT_MAYBE("note", SW_F_TEXT, "A word with it"),
    SW_OUT_MAYBE("objection_answer", SW_F_TEXT, "What the body said to the client's objection before"), SW_OUT("objection_until", SW_F_DATE, "Last day to object"),
    SW_OUT("notified_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape notice_out = { "TeamNotice", 0, notice_fields };
static const struct sw_field confirmation_fields[] = {
    SW_OUT("accepted", SW_F_BOOL, "Accepted"), SW_OUT_MAYBE("reason", SW_F_TEXT, "Why not"), SW_OUT("confirmed_by", SW_F_UUID, "By whom"),
    SW_OUT("confirmed_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape confirmation_out = { "TeamConfirmation", 0, confirmation_fields };
static const struct sw_field attendee_fields[] = { SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("function", SW_F_TEXT, "Function"), { .name = NULL } };
static const struct sw_shape attendee_out = { "Attendee", 0, attendee_fields };
static const struct sw_field meeting_fields[] = {
    SW_OUT("meeting", SW_F_TEXT, "opening or closing"), SW_OUT("held_on", SW_F_DATE, "Day"), SW_OUT_OBJECTS("attendees", &attendee_out, "Who was there"),
    SW_OUT_MAYBE("persons_confirmed", SW_F_INT, "Persons in scope, as found"), SW_OUT_MAYBE("notes", SW_F_TEXT, "Notes"), { .name = NULL },
};
static const struct sw_shape meeting_out = { "Meeting", 0, meeting_fields };
static const struct sw_field document_fields[] = {
    SW_OUT("ref", SW_F_TEXT, "Reference in the catalogue"), SW_OUT("title", SW_F_TEXT, "Title"), SW_OUT("verdict", SW_F_TEXT, "conforming, concern or missing"),
    SW_OUT_MAYBE("evidence_id", SW_F_UUID, "The file seen"), SW_OUT_MAYBE("note", SW_F_TEXT, "Note"), SW_OUT("reviewed_by", SW_F_UUID, "By whom"),
    SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape document_out = { "DocumentReviewed", 0, document_fields };
static const struct sw_field soa_review_fields[] = {
    SW_OUT("soa_id", SW_F_UUID, "The Statement of Applicability"), SW_OUT("version", SW_F_INT, "Number of the review"),
    SW_OUT("faults", SW_F_JSON, "What the check found"), SW_OUT("conclusion", SW_F_TEXT, "Conclusion"), SW_OUT("reviewed_by", SW_F_UUID, "By whom"),
    SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape soa_review_out = { "AuditSoaReview", 0, soa_review_fields };
static const struct sw_field concern_fields[] = {
    SW_OUT("id", SW_F_UUID, "The area of concern"), SW_OUT("requirement", SW_F_TEXT, "Clause or control"), SW_OUT("statement", SW_F_TEXT, "The concern"),
    SW_OUT_MAYBE("solved", SW_F_BOOL, "Solved, as stage 2 found"), SW_OUT_MAYBE("answer", SW_F_TEXT, "What stage 2 found"), { .name = NULL },
};
static const struct sw_shape concern_out = { "AuditConcern", 0, concern_fields };
static const struct sw_field readiness_fields[] = {
    SW_OUT("ready", SW_F_BOOL, "Ready for stage 2"), SW_OUT("closed", SW_F_BOOL, "The report of stage 1 is signed"), SW_OUT("reasons", SW_F_TEXT, "Why"),
    SW_OUT_MAYBE("last_day", SW_F_DATE, "Last day of stage 1"), SW_OUT_MAYBE("internal_audit_on", SW_F_DATE, "Last internal audit"),
    SW_OUT("internal_audit_sites", SW_F_INT, "Sites it covered"), SW_OUT("sites", SW_F_INT, "Sites in scope"),
    SW_OUT_MAYBE("management_review_on", SW_F_DATE, "Last management review"), { .name = NULL },
};
static const struct sw_shape readiness_out = { "AuditReadiness", 0, readiness_fields };
static const struct sw_field head_count_fields[] = {
    SW_OUT("stated", SW_F_INT, "Persons in scope as the client stated"), SW_OUT("found", SW_F_INT, "As the team found"),
    SW_OUT("stated_base_half_days", SW_F_INT, "What the table gives for the one, before any factor [half-days]; 0: beyond the table"),
    SW_OUT("found_base_half_days", SW_F_INT, "And for the other [half-days]"), SW_OUT("rule", SW_F_TEXT, "The rule that wants the audit time calculated again"),
    SW_OUT("clause", SW_F_TEXT, "Its clause"), SW_OUT("open", SW_F_BOOL, "It was not calculated again yet"),
    SW_OUT("recorded_by", SW_F_UUID, "By whom"), SW_OUT("recorded_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape head_count_out = { "AuditHeadCount", 0, head_count_fields };
static const struct sw_field interval_fields[] = {
    SW_OUT("repeat", SW_F_TEXT, "Whether stage 1 is repeated: none, part or all"), SW_OUT("reason", SW_F_TEXT, "Why"),
    SW_OUT("decided_by", SW_F_UUID, "By whom"), SW_OUT("decided_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape interval_out = { "AuditInterval", 0, interval_fields };
static const struct sw_field reviewed_fields[] = {
    SW_OUT("outcome", SW_F_TEXT, "maintain, or what is proposed: suspend or withdraw"), SW_OUT("reason", SW_F_TEXT, "Why"),
    SW_OUT("reviewed_by", SW_F_UUID, "By whom"), SW_OUT("reviewed_at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape reviewed_out = { "SurveillanceReviewed", 0, reviewed_fields };
static const struct sw_field signed_fields[] = { REPORT_FIELDS, { .name = NULL } };
static const struct sw_shape signed_out = { "ReportSigned", 0, signed_fields };

#define MAYBE_OBJECT(n, s, d) { .name = n, .type = SW_F_OBJECT, .shape = s, .optional = true, .doc = d }
static const struct sw_field workspace_fields[] = {
    AUDIT_FIELDS, SW_OUT_MAYBE("client_name", SW_F_TEXT, "Name of the client"), MAYBE_OBJECT("soa", &soa_out, "Statement of Applicability audited"),
    SW_OUT_OBJECTS("sites", &site_out, "Sites to visit"), SW_OUT_OBJECTS("team", &member_out, "The team as last appointed"),
    SW_OUT_MAYBE("team_checks", SW_F_JSON, "What the appointment was judged on; not shown to the client"),
    SW_OUT_OBJECTS("notices", &notice_out, "The team made known"), SW_OUT_OBJECTS("confirmations", &confirmation_out, "Answers to that"),
    MAYBE_OBJECT("plan", &sw_audit_plan_out, "The newest plan"), SW_OUT_OBJECTS("meetings", &meeting_out, "Opening and closing"),
    SW_OUT_OBJECTS("observations", &sw_audit_observation_out, "Working papers; not shown to the client"),
    SW_OUT_OBJECTS("findings", &sw_audit_finding_out, "Findings of this audit"),
    SW_OUT_OBJECTS("earlier_findings", &sw_audit_finding_out, "Open findings of earlier audits of the client"),
    SW_OUT_OBJECTS("documents", &document_out, "Documents reviewed in stage 1"), MAYBE_OBJECT("soa_review", &soa_review_out, "Review of the SoA in stage 1"),
    SW_OUT_OBJECTS("concerns", &concern_out, "Areas of concern of stage 1"), MAYBE_OBJECT("readiness", &readiness_out, "Conclusion of stage 1"),
    MAYBE_OBJECT("interval_decision", &interval_out, "A stage 2: what was decided as much time went by; not shown to the client"),
    MAYBE_OBJECT("review", &reviewed_out, "A surveillance: the independent review; not shown to the client"),
    MAYBE_OBJECT("head_count", &head_count_out, "Persons found, when they differ; not shown to the client"),
    SW_OUT_OBJECTS("overrides", &sw_override_out, "Where it was gone on against the advice of a rule; not shown to the client"),
    MAYBE_OBJECT("report", &signed_out, "The newest report, without its content"), { .name = NULL },
};
const struct sw_shape sw_audit_workspace = { "AuditWorkspace", 0, workspace_fields };
