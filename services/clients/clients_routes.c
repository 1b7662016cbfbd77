/* The clients API.  Read this file first. */
/* clang-format off */
#include "clients.h"
#include "clients_sql.h"
#include "judge/judge_sites.h"

static const char *const site_kinds[] = { "central", "permanent", "temporary", "virtual", NULL };
static const char *const outcomes[] = { "accept", "decline", NULL };
const char *const clients_sample_kinds[] = { "stage2", "surveillance1", "surveillance2", "recertification", "extension", NULL };

/* ---- what comes in ---- */

static const struct sw_field client_fields[] = {
    SW_IN_TEXT(struct clients_client_in, legal_name, 1, 300, "Legal name, as on the certificate"),
    SW_OPT_TEXT(struct clients_client_in, trading_name, 1, 300, "Trading name"),
    SW_IN_TEXT(struct clients_client_in, registration_id, 1, 60, "Registration number in its country"),
    SW_IN_TEXT(struct clients_client_in, street, 1, 200, "Street and number"),
    SW_IN_TEXT(struct clients_client_in, city, 1, 100, "City"),
    SW_IN_TEXT(struct clients_client_in, postal_code, 1, 20, "Postal code"),
    SW_IN_TEXT(struct clients_client_in, country, 2, 2, "ISO 3166-1 alpha-2 code, upper case"),
    SW_IN_INTS(struct clients_client_in, sectors, 1, 39, "IAF sectors, 1 to 39"),
    SW_IN_TEXTS(struct clients_client_in, technical_areas, 1, 40, "Technical areas of the body, as T3"),
    SW_IN_TEXT(struct clients_client_in, language, 2, 2, "ISO 639-1 code"),
    { .name = NULL },
};
static const struct sw_shape client_in = { "ClientNew", sizeof(struct clients_client_in), client_fields };

static const struct sw_field change_fields[] = {
    SW_OPT_TEXT(struct clients_client_change, legal_name, 1, 300, "Legal name"),
    SW_OPT_TEXT(struct clients_client_change, street, 1, 200, "Street and number"),
    SW_OPT_TEXT(struct clients_client_change, city, 1, 100, "City"),
    SW_OPT_TEXT(struct clients_client_change, postal_code, 1, 20, "Postal code"),
    { .name = NULL },
};
static const struct sw_shape change_in = { "ClientChange", sizeof(struct clients_client_change), change_fields };

static const struct sw_field site_fields[] = {
    SW_IN_TEXT(struct clients_site_in, code, 1, 20, "Short name, unique for the client, as S1"),
    SW_IN_TEXT(struct clients_site_in, name, 1, 200, "Name"),
    SW_IN_ENUM(struct clients_site_in, kind, site_kinds, "Exactly one site is the central function (IAF MD 1)"),
    SW_IN_TEXT(struct clients_site_in, street, 1, 200, "Street and number"),
    SW_IN_TEXT(struct clients_site_in, city, 1, 100, "City"),
    SW_IN_TEXT(struct clients_site_in, postal_code, 1, 20, "Postal code"),
    SW_IN_TEXT(struct clients_site_in, country, 2, 2, "ISO 3166-1 alpha-2 code, upper case"),
    SW_IN_INT(struct clients_site_in, persons, 1, 1000000, "Persons working there in scope"),
    SW_IN_TEXT(struct clients_site_in, activity_group, 1, 100, "Sites with the same name here do very similar work (IAF MD 1 6.1)"),
    SW_IN_TEXT(struct clients_site_in, activities, 1, 1000, "Activities in scope"),
    SW_IN_BOOL(struct clients_site_in, significant_risk, "A site with significant risk is audited before certification"),
    { .name = NULL },
};
static const struct sw_shape site_in = { "SiteNew", sizeof(struct clients_site_in), site_fields };

static const struct sw_field removal_fields[] = {
    SW_IN_TEXT(struct clients_removal_in, reason, 1, 2000, "Why it leaves the scope"),
    { .name = NULL },
};
static const struct sw_shape removal_in = { "SiteRemoval", sizeof(struct clients_removal_in), removal_fields };

static const struct sw_field contact_fields[] = {
    SW_IN_TEXT(struct clients_contact_in, name, 1, 200, "Name"),
    SW_IN_TEXT(struct clients_contact_in, email, 3, 254, "E-mail address"),
    SW_OPT_TEXT(struct clients_contact_in, phone, 3, 40, "Telephone"),
    SW_IN_TEXT(struct clients_contact_in, duty, 1, 100, "What the person is responsible for"),
    { .name = NULL },
};
static const struct sw_shape contact_in = { "ContactNew", sizeof(struct clients_contact_in), contact_fields };

static const struct sw_field entry_fields[] = {
    SW_IN_TEXT(struct clients_soa_entry, control, 1, 40, "Control of Annex A, as A.5.1, or an own one"),
    SW_IN_BOOL(struct clients_soa_entry, applicable, "Whether it is included"),
    SW_OPT_TEXT(struct clients_soa_entry, justification, 0, 2000, "Why it is included or excluded"),
    SW_OPT_TEXT(struct clients_soa_entry, status, 0, 40, "Implementation: implemented, partly, planned"),
    SW_OPT_TEXT(struct clients_soa_entry, owner, 0, 200, "Who answers for it"),
    { .name = NULL },
};
static const struct sw_shape entry_in = { "SoaEntry", sizeof(struct clients_soa_entry), entry_fields };
static const struct sw_field soa_fields[] = {
    SW_IN_TEXT(struct clients_soa_in, version, 1, 40, "Version, as 4.2"),
    SW_IN_DATE(struct clients_soa_in, soa_date, "Date of the document"),
    SW_IN_TEXT(struct clients_soa_in, approved_by, 1, 200, "Who approved it"),
    SW_IN_OBJECTS(struct clients_soa_in, entries, &entry_in, 1, 400, "One entry a control; all of Annex A belong here"),
    { .name = NULL },
};
static const struct sw_shape soa_in = { "SoaNew", sizeof(struct clients_soa_in), soa_fields };

static const struct sw_field part_time_fields[] = {
    SW_IN_INT(struct clients_part_time, persons, 1, 100000, "Persons with these hours"),
    SW_IN_INT(struct clients_part_time, hours_tenths, 1, 1680, "Hours each works a week [1/10 h]"),
    { .name = NULL },
};
static const struct sw_shape part_time_in = { "PartTime", sizeof(struct clients_part_time), part_time_fields };
static const struct sw_field group_fields[] = {
    SW_IN_TEXT(struct clients_person_group, activity, 1, 100, "The identical activity"),
    SW_IN_INT(struct clients_person_group, persons, 1, 100000, "Persons who do it"),
    SW_IN_INT(struct clients_person_group, effective, 0, 100000, "What they count as; 0: the least allowed, the root rounded up"),
    SW_IN_BOOL(struct clients_person_group, high_risk, "Administrators, developers with production access, security staff"),
    SW_IN_TEXT(struct clients_person_group, reason, 1, 500, "Why the risk of the task allows it"),
    SW_IN_TEXT(struct clients_person_group, approver, 1, 200, "Who approved it"),
    { .name = NULL },
};
static const struct sw_shape group_in = { "PersonGroup", sizeof(struct clients_person_group), group_fields };
static const struct sw_field application_fields[] = {
    SW_IN_TEXT(struct clients_application_in, scope, 10, 2000, "Scope of certification: activities, products, services"),
    SW_IN_BOOL(struct clients_application_in, isms_implemented, "A documented and implemented management system exists"),
    SW_IN_TEXT(struct clients_application_in, consultancy, 1, 2000, "Consultancy on the system and by whom, or that there was none"),
    SW_IN_TEXT(struct clients_application_in, outsourcing, 1, 2000, "Outsourced processes that affect conformity"),
    SW_IN_TEXT(struct clients_application_in, hidden_information, 1, 2000, "Records that auditors may not see, or that there are none (8.4.2)"),
    SW_IN_TEXTS(struct clients_application_in, languages, 1, 10, "Languages spoken in scope, ISO 639-1"),
    SW_IN_INT(struct clients_application_in, full_time, 0, 1000000, "Full-time persons in scope, all shifts, without part-time and groups"),
    SW_OPT_OBJECTS(struct clients_application_in, part_times, &part_time_in, 0, RULE_PART_TIMES_MAX, "Part-time persons"),
    SW_OPT_OBJECTS(struct clients_application_in, person_groups, &group_in, 0, RULE_PERSON_GROUPS_MAX, "Groups with identical activities"),
    SW_OPT_UUID(struct clients_application_in, soa_id, "The Statement of Applicability"),
    /* A draft may leave these open, its submission asks for each. */
    SW_OPT_TEXT(struct clients_application_in, representative, 1, 2000, "Who is authorised to apply, by name and position"),
    SW_OPT_TEXT(struct clients_application_in, processes, 1, 2000, "Processes and operations"),
    SW_OPT_TEXT(struct clients_application_in, resources, 1, 2000, "Human and technical resources"),
    SW_OPT_TEXT(struct clients_application_in, relationships, 1, 2000, "Functions, and relationships to a larger organisation"),
    SW_OPT_TEXT(struct clients_application_in, legal_duties, 1, 2000, "Legal duties that matter for the scope"),
    SW_OPT_TEXT(struct clients_application_in, technology, 1, 2000, "Technology, platforms and cloud services"),
    SW_OPT_TEXT(struct clients_application_in, development, 1, 2000, "Development of systems, or that there is none"),
    SW_OPT_TEXT(struct clients_application_in, critical_sector, 1, 2000, "Critical sectors it works in or for, or that there are none"),
    SW_OPT_TEXT(struct clients_application_in, remote_work, 1, 2000, "Remote and virtual working, or that there is none"),
    SW_OPT_BOOL(struct clients_application_in, certifies_systems, "The client certifies management systems, and the scope is that"),
    { .name = NULL },
};
static const struct sw_shape application_in = { "ApplicationNew", sizeof(struct clients_application_in), application_fields };

static const struct sw_field changed_fields[] = {
    SW_OPT_TEXT(struct clients_application_change, scope, 10, 2000, "Scope of certification: activities, products, services"),
    SW_OPT_BOOL(struct clients_application_change, isms_implemented, "A documented and implemented management system exists"),
    SW_OPT_TEXT(struct clients_application_change, consultancy, 1, 2000, "Consultancy on the system and by whom, or that there was none"),
    SW_OPT_TEXT(struct clients_application_change, outsourcing, 1, 2000, "Outsourced processes that affect conformity"),
    SW_OPT_TEXT(struct clients_application_change, hidden_information, 1, 2000, "Records that auditors may not see, or that there are none (8.4.2)"),
    SW_OPT_TEXTS(struct clients_application_change, languages, 1, 10, "Languages spoken in scope, ISO 639-1"),
    SW_OPT_INT(struct clients_application_change, full_time, 0, 1000000, "Full-time persons in scope, all shifts, without part-time and groups"),
    SW_OPT_UUID(struct clients_application_change, soa_id, "The Statement of Applicability"),
    SW_OPT_TEXT(struct clients_application_change, representative, 1, 2000, "Who is authorised to apply, by name and position"),
    SW_OPT_TEXT(struct clients_application_change, processes, 1, 2000, "Processes and operations"),
    SW_OPT_TEXT(struct clients_application_change, resources, 1, 2000, "Human and technical resources"),
    SW_OPT_TEXT(struct clients_application_change, relationships, 1, 2000, "Functions, and relationships to a larger organisation"),
    SW_OPT_TEXT(struct clients_application_change, legal_duties, 1, 2000, "Legal duties that matter for the scope"),
    SW_OPT_TEXT(struct clients_application_change, technology, 1, 2000, "Technology, platforms and cloud services"),
    SW_OPT_TEXT(struct clients_application_change, development, 1, 2000, "Development of systems, or that there is none"),
    SW_OPT_TEXT(struct clients_application_change, critical_sector, 1, 2000, "Critical sectors it works in or for, or that there are none"),
    SW_OPT_TEXT(struct clients_application_change, remote_work, 1, 2000, "Remote and virtual working, or that there is none"),
    SW_OPT_BOOL(struct clients_application_change, certifies_systems, "The client certifies management systems, and the scope is that"),
    { .name = NULL },
};
static const struct sw_shape changed_in = { "ApplicationChange", sizeof(struct clients_application_change), changed_fields };

static const struct sw_field review_fields[] = {
    SW_IN_ENUM(struct clients_review_in, outcome, outcomes, "What was decided"),
    SW_IN_TEXT(struct clients_review_in, reason, 1, 2000, "Why; the client is told on a decline"),
    SW_IN_TEXTS(struct clients_review_in, competence, 1, 40, "Competence the team and the decision need (9.1.2.3)"),
    SW_OPT_TEXTS(struct clients_review_in, points, 0, RULE_REVIEW_POINTS, "What was looked at; to accept, all of: information, differences, ability, scope, sites, time, language, safety, impartiality (9.1.2.1)"),
    { .name = NULL },
};
static const struct sw_shape review_in = { "ApplicationReviewNew", sizeof(struct clients_review_in), review_fields };

static const struct sw_field time_fields[] = {
    SW_IN_INTS(struct clients_audit_time_in, business_factors, 3, 3, "Business, processes, establishment of the system: 1 to 3 each"),
    SW_IN_INTS(struct clients_audit_time_in, it_factors, 3, 3, "Infrastructure, outsourcing, development: 1 to 3 each"),
    SW_IN_INT(struct clients_audit_time_in, percent, -100, RULE_PERCENT_MAX, "Change chosen from the matrix [%]"),
    SW_OPT_TEXT(struct clients_audit_time_in, percent_reason, 1, 2000, "Needed where it is not the proposal"),
    SW_OPT_UUID(struct clients_audit_time_in, deviation_approved_by, "Who approved a value outside the range of the matrix; somebody else"),
    SW_OPT_OBJECTS(struct clients_audit_time_in, adjustments, &judge_adjustment_in, 0, RULE_ADJUSTMENTS_MAX, "Other changes, each with its reason"),
    SW_OPT_INT(struct clients_audit_time_in, manual_half_days, 1, 1000, "Beyond the table only: half-days set by hand"),
    SW_OPT_TEXT(struct clients_audit_time_in, manual_reason, 1, 2000, "Why that many"),
    SW_OPT_INT(struct clients_audit_time_in, add_half_days, 0, 200, "On top: interpreter, transition [half-days]"),
    SW_OPT_TEXT(struct clients_audit_time_in, add_reason, 1, 2000, "Why"),
    SW_OPT_INT(struct clients_audit_time_in, stage1_percent, 1, 100, "Share of stage 1 [%]; 30 when absent"),
    SW_OPT_INT(struct clients_audit_time_in, site_percent, -100, RULE_PERCENT_MAX, "Change for each sampled site, all factors together [%]; as percent when absent"),
    { .name = NULL },
};
static const struct sw_shape time_in = { "AuditTimeNew", sizeof(struct clients_audit_time_in), time_fields };

static const struct sw_field agreement_fields[] = {
    SW_IN_DATE(struct clients_agreement_in, signed_on, "Day of the signature"),
    SW_IN_TEXT(struct clients_agreement_in, signed_by_name, 1, 200, "Who signed for the client"),
    SW_IN_BOOL(struct clients_agreement_in, clauses_accepted, "The duties of 8.3.4 and 8.5.3 are accepted"),
    SW_OPT_UUIDS(struct clients_agreement_in, sites, 0, RULE_AGREEMENT_SITES_MAX, "Sites it covers; all in scope when absent"),
    { .name = NULL },
};
static const struct sw_shape agreement_in = { "AgreementNew", sizeof(struct clients_agreement_in), agreement_fields };

static const struct sw_field sample_fields[] = {
    SW_IN_ENUM(struct clients_sample_in, audit_kind, clients_sample_kinds, "For which audit; extension: the sites that joined a certified client"),
    SW_OPT_TEXT(struct clients_sample_in, effective_reason, 1, 2000, "Recertification: why the system proved effective, for the smaller sample"),
    SW_OPT_UUIDS(struct clients_sample_in, wanted_sites, 0, 200, "Sites the planner asks for by name"),
    SW_OPT_TEXT(struct clients_sample_in, wanted_reason, 1, 2000, "Why"),
    SW_IN_OBJECT(struct clients_sample_in, eligibility, &judge_eligibility_in, "Whether the sites may share one certificate (IAF MD 1 5, ISO/IEC 27006-1 9.1.5.1)"),
    { .name = NULL },
};
static const struct sw_shape sample_in = { "SampleNew", sizeof(struct clients_sample_in), sample_fields };

/* ---- what goes out ---- */

static const struct sw_field client_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The client"), SW_OUT("number", SW_F_TEXT, "Its number in the body"), SW_OUT("legal_name", SW_F_TEXT, "Legal name"),
    SW_OUT_MAYBE("trading_name", SW_F_TEXT, "Trading name"), SW_OUT("registration_id", SW_F_TEXT, "Registration number"),
    SW_OUT("street", SW_F_TEXT, "Street"), SW_OUT("city", SW_F_TEXT, "City"), SW_OUT("postal_code", SW_F_TEXT, "Postal code"), SW_OUT("country", SW_F_TEXT, "Country"),
    SW_OUT("sectors", SW_F_INTS, "IAF sectors"), SW_OUT("technical_areas", SW_F_TEXTS, "Technical areas"), SW_OUT("language", SW_F_TEXT, "Language"),
    SW_OUT("state", SW_F_TEXT, "prospect, applicant, contracted, certified or former"), SW_OUT("created_at", SW_F_TEXT, "Since when"), { .name = NULL },
};
static const struct sw_shape client_out = { "Client", 0, client_out_fields };

static const struct sw_field site_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The site"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("code", SW_F_TEXT, "Short name"), SW_OUT("name", SW_F_TEXT, "Name"),
    SW_OUT_ENUM("kind", site_kinds, "Kind"), SW_OUT("street", SW_F_TEXT, "Street"), SW_OUT("city", SW_F_TEXT, "City"), SW_OUT("postal_code", SW_F_TEXT, "Postal code"),
    SW_OUT("country", SW_F_TEXT, "Country"), SW_OUT("persons", SW_F_INT, "Persons"), SW_OUT("activity_group", SW_F_TEXT, "Group of similar sites"),
    SW_OUT("activities", SW_F_TEXT, "Activities"), SW_OUT("significant_risk", SW_F_BOOL, "Has significant risk"),
    SW_OUT("active_from", SW_F_DATE, "In scope from"), SW_OUT_MAYBE("active_to", SW_F_DATE, "In scope until"), { .name = NULL },
};
static const struct sw_shape site_out = { "Site", 0, site_out_fields };

static const struct sw_field contact_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The contact"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("email", SW_F_TEXT, "E-mail address"),
    SW_OUT_MAYBE("phone", SW_F_TEXT, "Telephone"), SW_OUT("duty", SW_F_TEXT, "Responsible for"), { .name = NULL },
};
static const struct sw_shape contact_out = { "Contact", 0, contact_out_fields };

static const struct sw_field soa_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The version"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("version", SW_F_TEXT, "Version"), SW_OUT("soa_date", SW_F_DATE, "Date"),
    SW_OUT("approved_by", SW_F_TEXT, "By whom"), SW_OUT("sha256", SW_F_TEXT, "SHA-256 of its entries"), SW_OUT("faults", SW_F_JSON, "What the automatic check found"), { .name = NULL },
};
static const struct sw_shape soa_out = { "Soa", 0, soa_out_fields };
static const struct sw_field soa_full_fields[] = {
    SW_OUT("id", SW_F_UUID, "The version"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("version", SW_F_TEXT, "Version"), SW_OUT("soa_date", SW_F_DATE, "Date"),
    SW_OUT("approved_by", SW_F_TEXT, "By whom"), SW_OUT("sha256", SW_F_TEXT, "SHA-256 of its entries"), SW_OUT("faults", SW_F_JSON, "What the automatic check found"),
    SW_OUT("entries", SW_F_JSON, "The entries"), { .name = NULL },
};
static const struct sw_shape soa_full = { "SoaFull", 0, soa_full_fields };

static const struct sw_field application_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The application"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("client_name", SW_F_TEXT, "The client's name"),
    SW_OUT("state", SW_F_TEXT, "draft, submitted, info_requested, accepted, declined, contracted or withdrawn"),
    SW_OUT("standard", SW_F_TEXT, "Standard"), SW_OUT("scope", SW_F_TEXT, "Scope"), SW_OUT("isms_implemented", SW_F_BOOL, "System implemented"),
    SW_OUT("consultancy", SW_F_TEXT, "Consultancy"), SW_OUT("outsourcing", SW_F_TEXT, "Outsourcing"), SW_OUT("hidden_information", SW_F_TEXT, "Records not shown"),
    SW_OUT("languages", SW_F_TEXTS, "Languages"), SW_OUT("full_time", SW_F_INT, "Full-time persons"), SW_OUT("part_times", SW_F_JSON, "Part-time persons"),
    SW_OUT("person_groups", SW_F_JSON, "Groups"), SW_OUT_MAYBE("soa_id", SW_F_UUID, "Statement of Applicability"), SW_OUT_MAYBE("submitted_at", SW_F_TEXT, "When submitted"),
    SW_OUT_MAYBE("representative", SW_F_TEXT, "Who is authorised to apply"), SW_OUT_MAYBE("processes", SW_F_TEXT, "Processes and operations"),
    SW_OUT_MAYBE("resources", SW_F_TEXT, "Resources"), SW_OUT_MAYBE("relationships", SW_F_TEXT, "Functions and relationships"), SW_OUT_MAYBE("legal_duties", SW_F_TEXT, "Legal duties"),
    SW_OUT_MAYBE("technology", SW_F_TEXT, "Technology"), SW_OUT_MAYBE("development", SW_F_TEXT, "Development"), SW_OUT_MAYBE("critical_sector", SW_F_TEXT, "Critical sectors"),
    SW_OUT_MAYBE("remote_work", SW_F_TEXT, "Remote working"), SW_OUT("certifies_systems", SW_F_BOOL, "It certifies management systems itself"), { .name = NULL },
};
static const struct sw_shape application_out = { "Application", 0, application_out_fields };
static const struct sw_field state_fields[] = {
    SW_OUT("id", SW_F_UUID, "The application"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("state", SW_F_TEXT, "Its state now"), { .name = NULL },
};
static const struct sw_shape state_out = { "ApplicationState", 0, state_fields };

static const struct sw_field agreement_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The agreement"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("application_id", SW_F_UUID, "For which application"),
    SW_OUT("signed_on", SW_F_DATE, "Day of the signature"), SW_OUT("signed_by_name", SW_F_TEXT, "By whom"), SW_OUT("site_ids", SW_F_UUIDS, "Sites it covers"), { .name = NULL },
};
static const struct sw_shape agreement_out = { "Agreement", 0, agreement_out_fields };

static const struct sw_field time_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The calculation"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("application_id", SW_F_UUID, "For which application"),
    SW_OUT("pack", SW_F_TEXT, "Rule pack"), SW_OUT("inputs", SW_F_JSON, "The question, as for /v1/rules/audit-time"),
    SW_OUT("result", SW_F_JSON, "The answer"), SW_OUT("steps", SW_F_JSON, "Every step with unit and clause"),
    SW_OUT("total_half_days", SW_F_INT, "Initial audit [half-days]"), SW_OUT("stage1_half_days", SW_F_INT, "Stage 1 [half-days]"),
    SW_OUT("stage2_half_days", SW_F_INT, "Stage 2 [half-days]"), SW_OUT("surveillance_half_days", SW_F_INT, "Surveillance a year [half-days]"),
    SW_OUT("recertification_half_days", SW_F_INT, "Recertification [half-days]"), SW_OUT("onsite_minimum_tenths", SW_F_INT, "Least direct time [1/10 day]"), { .name = NULL },
};
static const struct sw_shape time_out = { "AuditTime", 0, time_out_fields };

static const struct sw_field programme_fields[] = {
    SW_OUT("id", SW_F_UUID, "The programme"), SW_OUT("client_id", SW_F_UUID, "Whose"), SW_OUT("application_id", SW_F_UUID, "For which application"),
    SW_OUT("audit_time_id", SW_F_UUID, "The calculation it rests on"), SW_OUT("audits", SW_F_JSON, "Kind and half-days of each audit"), { .name = NULL },
};
static const struct sw_shape programme_out = { "Programme", 0, programme_fields };

static const struct sw_field sample_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The sample"), SW_OUT("programme_id", SW_F_UUID, "For which programme"), SW_OUT("audit_kind", SW_F_TEXT, "For which audit"),
    SW_OUT("inputs", SW_F_JSON, "The question, as for /v1/rules/site-sample"), SW_OUT("result", SW_F_JSON, "The answer"),
    SW_OUT("seed", SW_F_TEXT, "Seed in hex, made after the list was frozen"), SW_OUT("sites", SW_F_JSON, "The list with the reason of each pick"),
    SW_OUT("groups", SW_F_JSON, "Size and formula of each group"), SW_OUT("picked", SW_F_UUIDS, "Sites to visit"), { .name = NULL },
};
static const struct sw_shape sample_out = { "Sample", 0, sample_out_fields };

static const struct sw_field planned_fields[] = {
    SW_OUT("kind", SW_F_TEXT, "Kind of audit"), SW_OUT("half_days", SW_F_INT, "Calculated time [half-days]"), SW_OUT_MAYBE("audit_id", SW_F_UUID, "The audit, once planned"),
    SW_OUT_MAYBE("number", SW_F_TEXT, "Its number"), SW_OUT("state", SW_F_TEXT, "Its state"), SW_OUT_MAYBE("starts_on", SW_F_DATE, "First day"),
    SW_OUT_MAYBE("ends_on", SW_F_DATE, "Last day"), SW_OUT_MAYBE("due_by", SW_F_DATE, "Last day the rules allow"), { .name = NULL },
};
static const struct sw_shape planned_out = { "PlannedAudit", 0, planned_fields };
static const struct sw_field file_programme_fields[] = {
    SW_OUT("id", SW_F_UUID, "The programme"), SW_OUT("application_id", SW_F_UUID, "For which application"), SW_OUT("audit_time_id", SW_F_UUID, "The calculation"),
    SW_OUT("created_at", SW_F_TEXT, "When made"), SW_OUT_OBJECTS("audits", &planned_out, "Its audits"), { .name = NULL },
};
static const struct sw_shape file_programme = { "FileProgramme", 0, file_programme_fields };
static const struct sw_field file_soa_fields[] = {
    SW_OUT("id", SW_F_UUID, "The version"), SW_OUT("version", SW_F_TEXT, "Version"), SW_OUT("soa_date", SW_F_DATE, "Date"),
    SW_OUT("approved_by", SW_F_TEXT, "By whom"), SW_OUT("sha256", SW_F_TEXT, "SHA-256"), SW_OUT("faults", SW_F_INT, "How many faults the check found"), { .name = NULL },
};
static const struct sw_shape file_soa = { "FileSoa", 0, file_soa_fields };
static const struct sw_field file_fields[] = {
    SW_OUT_OBJECT("client", &client_out, "The client"), SW_OUT_OBJECTS("sites", &site_out, "Sites"), SW_OUT_OBJECTS("contacts", &contact_out, "Contacts"),
    SW_OUT_OBJECTS("soas", &file_soa, "Versions of the Statement of Applicability"), SW_OUT("applications", SW_F_JSON, "Applications"),
    SW_OUT_OBJECTS("agreements", &agreement_out, "Agreements"), SW_OUT_OBJECTS("audit_times", &time_out, "Calculations of audit time"),
    SW_OUT_OBJECTS("programmes", &file_programme, "Audit programmes"), SW_OUT_OBJECTS("samples", &sample_out, "Site samples"), { .name = NULL },
};
static const struct sw_shape file_out = { "ClientFile", 0, file_fields };

/* ---- the routes ---- */

#define ORGANISATION "/v1/clients/organisations/{client_id}"
#define APPLICATION  "/v1/clients/applications/{application_id}"

const struct sw_route clients_routes[] = {
    { .method = "GET", .path = "/v1/clients/organisations", .permission = "clients.client.read", .summary = "List clients",
      .status = 200, .reply = &client_out, .sql = &clients_sql_clients, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/clients/organisations", .permission = "clients.client.write", .summary = "Add a client",
      .body = &client_in, .status = 201, .reply = &client_out, .errors = { SW_EXISTS }, .sql = &clients_sql_client_insert, .event = "client.added" },
    { .method = "GET", .path = ORGANISATION, .permission = "clients.client.read", .summary = "One client",
      .status = 200, .reply = &client_out, .sql = &clients_sql_client },
    { .method = "PATCH", .path = ORGANISATION, .permission = "clients.client.write", .summary = "Change name or address of a client",
      .body = &change_in, .status = 200, .reply = &client_out, .sql = &clients_sql_client_update, .event = "client.changed" },
    { .method = "GET", .path = ORGANISATION "/file", .permission = "clients.client.read", .summary = "The whole file of a client", .clause = "ISO/IEC 17021-1:2015 9.9",
      .status = 200, .reply = &file_out, .sql = &clients_sql_client_file },
    { .method = "GET", .path = ORGANISATION "/sites", .permission = "clients.client.read", .summary = "List the sites of a client",
      .status = 200, .reply = &site_out, .sql = &clients_sql_sites, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = ORGANISATION "/sites", .permission = "clients.client.describe", .summary = "Add a site", .clause = "ISO/IEC 17021-1:2015 9.1.1",
      .body = &site_in, .status = 201, .reply = &site_out, .errors = { SW_EXISTS }, .sql = &clients_sql_site_insert, .event = "site.added" },
    { .method = "POST", .path = "/v1/clients/sites/{site_id}/removal", .permission = "clients.client.write", .summary = "Take a site out of the scope", .clause = "IAF MD 1 7.7",
      .body = &removal_in, .status = 201, .reply = &site_out, .errors = { SW_RULE_REFUSED, SW_STATE_CONFLICT }, .handle = clients_site_remove, .event = "site.removed" },
    { .method = "GET", .path = ORGANISATION "/contacts", .permission = "clients.client.read", .summary = "List the contacts of a client",
      .status = 200, .reply = &contact_out, .sql = &clients_sql_contacts, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = ORGANISATION "/contacts", .permission = "clients.client.describe", .summary = "Add a contact",
      .body = &contact_in, .status = 201, .reply = &contact_out, .sql = &clients_sql_contact_insert, .event = "contact.added" },
    { .method = "GET", .path = ORGANISATION "/soas", .permission = "clients.client.read", .summary = "List the versions of the Statement of Applicability",
      .status = 200, .reply = &soa_out, .sql = &clients_sql_soas, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = ORGANISATION "/soas", .permission = "clients.client.describe", .summary = "Store a version of the Statement of Applicability", .clause = "ISO/IEC 27001:2022 6.1.3 d",
      .body = &soa_in, .status = 201, .reply = &soa_out, .errors = { SW_EXISTS }, .handle = clients_soa_create, .event = "soa.stored" },
    { .method = "GET", .path = "/v1/clients/soas/{soa_id}", .permission = "clients.client.read", .summary = "One version of the Statement of Applicability with its entries",
      .status = 200, .reply = &soa_full, .sql = &clients_sql_soa },
    { .method = "GET", .path = ORGANISATION "/applications", .permission = "clients.client.read", .summary = "List the applications of a client",
      .status = 200, .reply = &application_out, .sql = &clients_sql_client_applications, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = ORGANISATION "/applications", .permission = "clients.client.describe", .summary = "Begin an application", .clause = "ISO/IEC 17021-1:2015 9.1.1",
      .body = &application_in, .status = 201, .reply = &application_out, .sql = &clients_sql_application_insert, .event = "application.begun" },
    { .method = "GET", .path = "/v1/clients/applications", .permission = "clients.client.read", .summary = "List applications",
      .status = 200, .reply = &application_out, .sql = &clients_sql_applications, .flags = SW_ROUTE_LIST },
    { .method = "GET", .path = APPLICATION, .permission = "clients.client.read", .summary = "One application",
      .status = 200, .reply = &application_out, .sql = &clients_sql_application },
    { .method = "PATCH", .path = APPLICATION, .permission = "clients.client.describe", .summary = "Change an application that is not submitted", .clause = "ISO/IEC 17021-1:2015 9.1.1",
      .body = &changed_in, .status = 200, .reply = &application_out, .errors = { SW_STATE_CONFLICT }, .handle = clients_application_change, .event = "application.changed" },
    { .method = "POST", .path = APPLICATION "/submission", .permission = "clients.client.describe", .summary = "Submit an application", .clause = "ISO/IEC 17021-1:2015 9.1.1",
      .status = 201, .reply = &state_out, .errors = { SW_RULE_REFUSED }, .handle = clients_application_submit, .event = "application.submitted" },
    { .method = "POST", .path = APPLICATION "/review", .permission = "clients.application.review", .summary = "Accept or decline an application", .clause = "ISO/IEC 17021-1:2015 9.1.2",
      .body = &review_in, .status = 201, .reply = &state_out, .errors = { SW_RULE_REFUSED, SW_EXISTS }, .handle = clients_application_review, .event = "application.reviewed" },
    { .method = "POST", .path = APPLICATION "/audit-time", .permission = "clients.application.review", .summary = "Calculate the audit time", .clause = "ISO/IEC 27006-1:2024 Annex C",
      .body = &time_in, .status = 201, .reply = &time_out, .errors = { SW_RULE_REFUSED }, .handle = clients_audit_time_create, .event = "audit_time.calculated" },
    { .method = "POST", .path = APPLICATION "/agreement", .permission = "clients.agreement.sign", .summary = "Record the signed agreement", .clause = "ISO/IEC 17021-1:2015 5.1.2",
      .body = &agreement_in, .status = 201, .reply = &agreement_out, .errors = { SW_RULE_REFUSED, SW_EXISTS }, .handle = clients_agreement_create, .event = "agreement.signed" },
    { .method = "POST", .path = APPLICATION "/programme", .permission = "clients.programme.write", .summary = "Make the audit programme of the three-year cycle", .clause = "ISO/IEC 17021-1:2015 9.1.3",
      .status = 201, .reply = &programme_out, .errors = { SW_RULE_REFUSED, SW_EXISTS }, .handle = clients_programme_create, .event = "programme.made" },
    { .method = "POST", .path = "/v1/clients/programmes/{programme_id}/samples", .permission = "clients.programme.write", .summary = "Draw the site sample of an audit", .clause = "IAF MD 1 6.1",
      .body = &sample_in, .status = 201, .reply = &sample_out, .errors = { SW_RULE_REFUSED, SW_EXISTS }, .handle = clients_sample_create, .event = "sample.drawn" },
    { .method = NULL },
};
