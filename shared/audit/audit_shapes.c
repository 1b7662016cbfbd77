/* What comes in: the bodies and queries of the routes that audits of every kind share. */
/* clang-format off */
#include "audit/sw_audit.h"
#include "rules/catalogue.h"

#define TEXT 4000 /* characters of a longer text */

const char *const sw_audit_method_names[] = { "document", "interview", "observation", "system_test", NULL };
const char *const sw_audit_result_names[] = { "conforming", "nonconforming", "not_applicable", "follow_up", NULL };
const char *const sw_audit_verify_names[] = { "document", "remote", "visit", NULL };

static const struct sw_field new_fields[] = {
    SW_IN_UUID(struct sw_audit_new, client_id, "The client"),
    SW_IN_UUID(struct sw_audit_new, programme_id, "The programme it belongs to"),
    SW_OPT_ENUM(struct sw_audit_new, kind, rule_audit_kind_names, "Which audit of the programme; by default the service's first kind"),
    SW_IN_DATE(struct sw_audit_new, starts_on, "First day"),
    SW_IN_DATE(struct sw_audit_new, ends_on, "Last day"),
    SW_OPT_UUID(struct sw_audit_new, soa_id, "Statement of Applicability to audit; by default the client's newest"),
    SW_OPT_BOOL(struct sw_audit_new, same_day_accepted, "The client accepted in writing the risk of stage 2 right after stage 1"),
    { .name = NULL },
};
const struct sw_shape sw_audit_new_in = { "AuditNew", sizeof(struct sw_audit_new), new_fields };

static const struct sw_field dates_fields[] = {
    SW_IN_DATE(struct sw_audit_dates, starts_on, "First day"),
    SW_IN_DATE(struct sw_audit_dates, ends_on, "Last day"),
    SW_OPT_UUID(struct sw_audit_dates, soa_id, "Statement of Applicability to audit; unchanged when absent"),
    { .name = NULL },
};
const struct sw_shape sw_audit_dates_in = { "AuditDates", sizeof(struct sw_audit_dates), dates_fields };

static const struct sw_field member_fields[] = {
    SW_IN_UUID(struct sw_audit_member, person_id, "Who"),
    SW_IN_ENUM(struct sw_audit_member, role, rule_team_role_names, "Part in the audit"),
    SW_IN_INT(struct sw_audit_member, half_days, 0, 400, "Planned time; counts for lead and auditors only [half-days]"),
    SW_OPT_UUID(struct sw_audit_member, accompanied_by, "An expert's auditor, a trainee's evaluator"),
    { .name = NULL },
};
static const struct sw_shape member_in = { "TeamMemberNew", sizeof(struct sw_audit_member), member_fields };
static const struct sw_field team_fields[] = {
    SW_IN_OBJECTS(struct sw_audit_team, members, &member_in, 1, 32, "The whole team; it takes the place of an earlier one"),
    SW_OVERRIDES(struct sw_audit_team),
    { .name = NULL },
};
const struct sw_shape sw_audit_team_in = { "TeamNew", sizeof(struct sw_audit_team), team_fields };

static const struct sw_field note_fields[] = {
    SW_OPT_TEXT(struct sw_audit_note, note, 0, TEXT, "A word to go with it"),
    { .name = NULL },
};
const struct sw_shape sw_audit_note_in = { "AuditNote", sizeof(struct sw_audit_note), note_fields };

static const struct sw_field notice_fields[] = {
    SW_OPT_TEXT(struct sw_audit_notice, note, 0, TEXT, "A word to go with it"),
    SW_OPT_TEXT(struct sw_audit_notice, objection_answer, 1, TEXT, "What the body says to the client's objection; needed after one"),
    { .name = NULL },
};
const struct sw_shape sw_audit_notice_in = { "TeamNoticeNew", sizeof(struct sw_audit_notice), notice_fields };

static const struct sw_field reason_fields[] = {
    SW_IN_TEXT(struct sw_audit_reason, reason, 1, TEXT, "Why"),
    { .name = NULL },
};
const struct sw_shape sw_audit_reason_in = { "AuditReason", sizeof(struct sw_audit_reason), reason_fields };

static const struct sw_field sites_fields[] = {
    SW_IN_UUIDS(struct sw_audit_sites, site_ids, 1, 5001, "All sites to visit, the central function among them"),
    SW_OPT_TEXT(struct sw_audit_sites, effective_reason, 1, TEXT, "A recertification: why the system proved effective, for the smaller sample"),
    { .name = NULL },
};
const struct sw_shape sw_audit_sites_in = { "AuditSitesNew", sizeof(struct sw_audit_sites), sites_fields };

static const struct sw_field confirmation_fields[] = {
    SW_IN_BOOL(struct sw_audit_confirmation, accepted, "false objects to the team"),
    SW_OPT_TEXT(struct sw_audit_confirmation, reason, 1, TEXT, "Why not; an objection needs it"),
    { .name = NULL },
};
const struct sw_shape sw_audit_confirmation_in = { "TeamAnswer", sizeof(struct sw_audit_confirmation), confirmation_fields };

static const struct sw_field item_fields[] = {
    SW_IN_DATE(struct sw_audit_plan_item, on, "Day"),
    SW_IN_TEXT(struct sw_audit_plan_item, starts_at, 5, 5, "Local time, as 09:00"),
    SW_IN_INT(struct sw_audit_plan_item, minutes, 5, 720, "Duration [minutes]"),
    SW_IN_UUID(struct sw_audit_plan_item, person_id, "Member of the team who does it"),
    SW_IN_UUID(struct sw_audit_plan_item, site_id, "Where"),
    SW_IN_TEXT(struct sw_audit_plan_item, activity, 1, 500, "What"),
    SW_OPT_TEXTS(struct sw_audit_plan_item, requirements, 0, RULE_CONTROLS, "Clauses and controls it covers"),
    SW_IN_BOOL(struct sw_audit_plan_item, direct, "With the client, between opening and closing meeting"),
    SW_OPT_BOOL(struct sw_audit_plan_item, remote, "Not on site"),
    { .name = NULL },
};
static const struct sw_shape item_in = { "PlanItemNew", sizeof(struct sw_audit_plan_item), item_fields };
static const struct sw_field plan_fields[] = {
    SW_IN_TEXT(struct sw_audit_plan, objectives, 1, TEXT, "Objectives of the audit"),
    SW_IN_TEXT(struct sw_audit_plan, criteria, 1, TEXT, "Criteria, as ISO/IEC 27001:2022 and the client's documents"),
    SW_IN_OBJECTS(struct sw_audit_plan, items, &item_in, 1, 400, "The work, item by item"),
    SW_OPT_TEXT(struct sw_audit_plan, remote_risk, 1, TEXT, "Risk analysis of remote auditing; needed when an item is remote"),
    SW_OVERRIDES(struct sw_audit_plan),
    { .name = NULL },
};
const struct sw_shape sw_audit_plan_in = { "PlanNew", sizeof(struct sw_audit_plan), plan_fields };

static const struct sw_field attendee_fields[] = {
    SW_IN_TEXT(struct sw_audit_attendee, name, 1, 200, "Name"),
    SW_IN_TEXT(struct sw_audit_attendee, function, 1, 200, "Function"),
    { .name = NULL },
};
static const struct sw_shape attendee_in = { "AttendeeNew", sizeof(struct sw_audit_attendee), attendee_fields };
static const struct sw_field opening_fields[] = {
    SW_IN_DATE(struct sw_audit_meeting, held_on, "Day of the meeting"),
    SW_IN_OBJECTS(struct sw_audit_meeting, attendees, &attendee_in, 1, 200, "Who was there"),
    SW_OPT_INT(struct sw_audit_meeting, persons_confirmed, 1, 1000000, "Persons in scope, as found"),
    SW_OPT_TEXT(struct sw_audit_meeting, notes, 1, TEXT, "What was agreed"),
    SW_OVERRIDES(struct sw_audit_meeting),
    { .name = NULL },
};
const struct sw_shape sw_audit_opening_in = { "OpeningNew", sizeof(struct sw_audit_meeting), opening_fields };
static const struct sw_field closing_fields[] = {
    SW_IN_DATE(struct sw_audit_meeting, held_on, "Day of the meeting"),
    SW_IN_OBJECTS(struct sw_audit_meeting, attendees, &attendee_in, 1, 200, "Who was there"),
    SW_OPT_TEXT(struct sw_audit_meeting, notes, 1, TEXT, "Diverging opinions; why the plan was not followed, if so"),
    SW_OPT_TEXT(struct sw_audit_meeting, systemic, 1, TEXT, "Whether repeated minors are systemic, and why"),
    { .name = NULL },
};
const struct sw_shape sw_audit_closing_in = { "ClosingNew", sizeof(struct sw_audit_meeting), closing_fields };

static const struct sw_field observation_fields[] = {
    SW_IN_UUID(struct sw_audit_observation, site_id, "Where"),
    SW_IN_TEXT(struct sw_audit_observation, requirement, 1, 40, "Clause or control, as 9.2.2 or A.8.13"),
    SW_IN_ENUM(struct sw_audit_observation, method, sw_audit_method_names, "How it was audited"),
    SW_OPT_TEXT(struct sw_audit_observation, subject, 1, 400, "Who was interviewed, which system was looked at"),
    SW_OPT_TEXT(struct sw_audit_observation, sample, 1, TEXT, "Population, size and picks of the sample"),
    SW_IN_TEXT(struct sw_audit_observation, note, 1, TEXT, "What was seen, heard or read"),
    SW_IN_ENUM(struct sw_audit_observation, result, sw_audit_result_names, "What it shows"),
    SW_OPT_BOOL(struct sw_audit_observation, remote, "Not on site"),
    SW_OPT_UUIDS(struct sw_audit_observation, evidence_ids, 0, 50, "Files it rests on"),
    { .name = NULL },
};
const struct sw_shape sw_audit_observation_in = { "ObservationNew", sizeof(struct sw_audit_observation), observation_fields };

static const struct sw_field finding_fields[] = {
    SW_IN_UUID(struct sw_audit_finding, site_id, "Where"),
    SW_IN_ENUM(struct sw_audit_finding, grade, rule_grade_names, "ofi: an opportunity for improvement, no answer is demanded"),
    SW_OPT_TEXT(struct sw_audit_finding, requirement, 1, 40, "Exact reference, as 9.2.2 or A.8.13; every finding needs it"),
    SW_OPT_TEXT(struct sw_audit_finding, statement, 1, TEXT, "What does not conform, no cause and no solution; every finding needs it"),
    SW_OPT_TEXT(struct sw_audit_finding, evidence_text, 1, TEXT, "Objective evidence in detail; a nonconformity needs it"),
    SW_OPT_UUIDS(struct sw_audit_finding, evidence_ids, 0, 50, "Files it rests on"),
    SW_OPT_TEXT(struct sw_audit_finding, discussed_with, 1, 200, "With whom at the client; a nonconformity needs it"),
    SW_OPT_DATE(struct sw_audit_finding, discussed_on, "When; a nonconformity needs it"),
    SW_OPT_UUID(struct sw_audit_finding, escalated_from, "The earlier finding whose actions were not effective"),
    { .name = NULL },
};
const struct sw_shape sw_audit_finding_in = { "FindingNew", sizeof(struct sw_audit_finding), finding_fields };

static const struct sw_field regrade_fields[] = {
    SW_IN_ENUM(struct sw_audit_regrade, grade, rule_grade_names, "What it is to be"),
    SW_OPT_TEXT(struct sw_audit_regrade, reason, 1, TEXT, "Why; needed once the report is issued"),
    { .name = NULL },
};
const struct sw_shape sw_audit_regrade_in = { "FindingRegrade", sizeof(struct sw_audit_regrade), regrade_fields };

static const struct sw_field dispute_answer_fields[] = {
    SW_IN_BOOL(struct sw_audit_dispute_answer, stands, "false withdraws the finding"),
    SW_IN_TEXT(struct sw_audit_dispute_answer, answer, 1, TEXT, "What the body says to it"),
    { .name = NULL },
};
const struct sw_shape sw_audit_dispute_answer_in = { "FindingDisputeAnswer", sizeof(struct sw_audit_dispute_answer), dispute_answer_fields };

static const struct sw_field response_fields[] = {
    SW_IN_TEXT(struct sw_audit_response, correction, 1, TEXT, "What was done at once"),
    SW_IN_TEXT(struct sw_audit_response, root_cause, 1, TEXT, "Why it happened"),
    SW_IN_TEXT(struct sw_audit_response, corrective_action, 1, TEXT, "What keeps it from happening again"),
    SW_IN_TEXT(struct sw_audit_response, responsible, 1, 200, "Who does it"),
    SW_IN_DATE(struct sw_audit_response, due_on, "By when"),
    SW_OPT_UUIDS(struct sw_audit_response, evidence_ids, 0, 50, "Files that show it"),
    { .name = NULL },
};
const struct sw_shape sw_audit_response_in = { "FindingResponse", sizeof(struct sw_audit_response), response_fields };

static const struct sw_field evidence_fields[] = {
    SW_IN_UUIDS(struct sw_audit_evidence, evidence_ids, 1, 50, "Files that show what was done"),
    SW_OPT_TEXT(struct sw_audit_evidence, note, 1, TEXT, "What they show"),
    { .name = NULL },
};
const struct sw_shape sw_audit_evidence_in = { "FindingEvidence", sizeof(struct sw_audit_evidence), evidence_fields };

static const struct sw_field judgement_fields[] = {
    SW_IN_BOOL(struct sw_audit_judgement, accepted, "false asks for another answer"),
    SW_OPT_TEXT(struct sw_audit_judgement, reason, 1, TEXT, "Why; a rejection needs it"),
    { .name = NULL },
};
const struct sw_shape sw_audit_judgement_in = { "ResponseReview", sizeof(struct sw_audit_judgement), judgement_fields };

static const struct sw_field verification_fields[] = {
    SW_IN_BOOL(struct sw_audit_verification, effective, "The actions were implemented and effective"),
    SW_IN_ENUM(struct sw_audit_verification, method, sw_audit_verify_names, "How it was verified"),
    SW_IN_TEXT(struct sw_audit_verification, conclusion, 1, TEXT, "Conclusion on effectiveness"),
    SW_OPT_UUIDS(struct sw_audit_verification, evidence_ids, 0, 50, "Files it rests on, beside those of the answer"),
    SW_OPT_UUID(struct sw_audit_verification, audit_id, "The audit that verifies; by default the one that raised the finding"),
    { .name = NULL },
};
const struct sw_shape sw_audit_verification_in = { "FindingVerification", sizeof(struct sw_audit_verification), verification_fields };

static const struct sw_field report_fields[] = {
    SW_IN_ENUM(struct sw_audit_report, recommendation, rule_recommendation_names, "proceed or postpone (stage 1), certify or not_certify (stage 2), "
               "maintain, suspend or withdraw (surveillance), renew or not_renew (recertification)"),
    SW_IN_TEXT(struct sw_audit_report, reasons, 1, TEXT, "Why"),
    SW_IN_TEXT(struct sw_audit_report, conclusion, 1, TEXT, "Conformity and effectiveness of the system, with evidence"),
    SW_IN_BOOL(struct sw_audit_report, objectives_met, "The objectives of the audit were met"),
    SW_OPT_TEXT(struct sw_audit_report, objectives_not_met, 1, TEXT, "Why not, if they were not"),
    SW_IN_TEXT(struct sw_audit_report, scope_fitness, 1, TEXT, "Whether the scope fits"),
    SW_IN_TEXT(struct sw_audit_report, internal_audit_and_review, 1, TEXT, "Internal audit and management review of the client"),
    SW_IN_TEXT(struct sw_audit_report, audit_trails, 1, TEXT, "Main audit trails and methods, risk analysis included"),
    SW_OPT_TEXT(struct sw_audit_report, deviations, 1, TEXT, "Deviations from plan and time, with reasons"),
    SW_OPT_TEXT(struct sw_audit_report, changes, 1, TEXT, "Significant changes since the last audit"),
    SW_OPT_TEXT(struct sw_audit_report, unresolved, 1, TEXT, "Unresolved issues and diverging opinions"),
    SW_OPT_TEXT(struct sw_audit_report, remote_use, 1, TEXT, "How far and how well remote techniques served"),
    SW_OPT_TEXT(struct sw_audit_report, mark_use, 1, TEXT, "Use of certificate and marks"),
    { .name = NULL },
};
const struct sw_shape sw_audit_report_in = { "ReportNew", sizeof(struct sw_audit_report), report_fields };

static const char *const audit_state_names[] = { "planned", "team_notified", "confirmed", "plan_sent", "in_progress", "fieldwork_closed",
                                                 "report_issued", "closed", "postponed", "cancelled", "aborted", NULL };
static const char *const finding_state_names[] = { "raised", "disputed", "responded", "response_rejected", "response_accepted",
                                                   "evidence_submitted", "carried_forward", "verified", "not_effective", "closed", "withdrawn", NULL };
static const struct sw_field filter_fields[] = {
    SW_OPT_ENUM(struct sw_audit_filter, state, audit_state_names, "Only audits in this state"),
    SW_OPT_UUID(struct sw_audit_filter, client_id, "Only audits of this client"),
    { .name = NULL },
};
const struct sw_shape sw_audit_filter_query = { "AuditFilter", sizeof(struct sw_audit_filter), filter_fields };
static const struct sw_field finding_filter_fields[] = {
    SW_OPT_ENUM(struct sw_audit_filter, state, finding_state_names, "Only findings in this state"),
    SW_OPT_UUID(struct sw_audit_filter, client_id, "Only findings of this client"),
    { .name = NULL },
};
const struct sw_shape sw_audit_finding_query = { "FindingFilter", sizeof(struct sw_audit_filter), finding_filter_fields };
