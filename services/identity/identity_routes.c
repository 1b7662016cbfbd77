/* The identity API.  Read this file first. */
/* clang-format off */
#include "identity.h"
#include "identity_sql.h"

static const char *const function_names[] = { "app_review", "auditor", "lead", "technical_expert", "reviewer", "decider", NULL };
static const char *const relation_names[] = { "none", "employment", "consultancy", "internal_audit", "ownership", "family", "training", NULL };

/* ---- what comes in ---- */

static const struct sw_field body_fields[] = {
    SW_IN_TEXT(struct identity_body_in, slug, 3, 40, "Short name in addresses: lower-case letters, digits, hyphens"),
    SW_IN_TEXT(struct identity_body_in, name, 1, 200, "Legal name"),
    SW_IN_TEXT(struct identity_body_in, street, 1, 200, "Street and number"),
    SW_IN_TEXT(struct identity_body_in, city, 1, 100, "City"),
    SW_IN_TEXT(struct identity_body_in, country, 2, 2, "ISO 3166-1 alpha-2 code"),
    SW_IN_TEXT(struct identity_body_in, accreditation_body, 1, 200, "Name of the accreditation body"),
    SW_IN_TEXT(struct identity_body_in, accreditation_acronym, 1, 40, "Its acronym"),
    SW_IN_TEXT(struct identity_body_in, accreditation_number, 1, 60, "Number of the accreditation"),
    SW_IN_TEXT(struct identity_body_in, time_zone, 1, 60, "IANA time zone in which days begin and end, as Europe/Berlin"),
    SW_IN_TEXT(struct identity_body_in, administrator_name, 1, 200, "Name of the first administrator"),
    SW_IN_TEXT(struct identity_body_in, administrator_email, 3, 254, "E-mail address to sign in with"),
    SW_IN_TEXT(struct identity_body_in, administrator_password, IDENTITY_PASSWORD_MIN, IDENTITY_PASSWORD_MAX, "First password"),
    { .name = NULL },
};
static const struct sw_shape body_in = { "BodyNew", sizeof(struct identity_body_in), body_fields };

static const struct sw_field change_fields[] = {
    SW_OPT_TEXT(struct identity_body_change, name, 1, 200, "Legal name"),
    SW_OPT_TEXT(struct identity_body_change, street, 1, 200, "Street and number"),
    SW_OPT_TEXT(struct identity_body_change, city, 1, 100, "City"),
    SW_OPT_TEXT(struct identity_body_change, country, 2, 2, "ISO 3166-1 alpha-2 code"),
    { .name = NULL },
};
static const struct sw_shape change_in = { "BodyChange", sizeof(struct identity_body_change), change_fields };

static const struct sw_field sign_in_fields[] = {
    SW_IN_TEXT(struct identity_sign_in, email, 3, 254, "E-mail address"),
    SW_IN_TEXT(struct identity_sign_in, password, 1, IDENTITY_PASSWORD_MAX, "Password"),
    { .name = NULL },
};
static const struct sw_shape sign_in = { "SignIn", sizeof(struct identity_sign_in), sign_in_fields };

static const struct sw_field person_fields[] = {
    SW_IN_TEXT(struct identity_person_in, name, 1, 200, "Full name"),
    SW_IN_TEXT(struct identity_person_in, email, 3, 254, "E-mail address, unique in the body"),
    SW_IN_TEXTS(struct identity_person_in, roles, 1, 6, "auditee alone, or any of planner, auditor, reviewer, decider, administrator"),
    SW_OPT_UUID(struct identity_person_in, client_id, "The auditee's client; nobody else has one"),
    SW_OPT_TEXTS(struct identity_person_in, languages, 1, 20, "ISO 639-1 codes"),
    SW_OPT_TEXT(struct identity_person_in, password, IDENTITY_PASSWORD_MIN, IDENTITY_PASSWORD_MAX, "First password; without one the person cannot sign in"),
    { .name = NULL },
};
static const struct sw_shape person_in = { "PersonNew", sizeof(struct identity_person_in), person_fields };

static const struct sw_field authorisation_fields[] = {
    SW_IN_ENUM(struct identity_authorisation_in, function, function_names, "What the person may do"),
    SW_IN_TEXT(struct identity_authorisation_in, standard, 1, 60, "Standard with edition, as ISO/IEC 27001:2022"),
    SW_IN_INTS(struct identity_authorisation_in, sectors, 1, 39, "IAF sectors, 1 to 39"),
    SW_IN_TEXTS(struct identity_authorisation_in, technical_areas, 1, 40, "Technical areas of the body, as T3"),
    SW_IN_TEXTS(struct identity_authorisation_in, languages, 1, 20, "ISO 639-1 codes"),
    SW_IN_DATE(struct identity_authorisation_in, valid_from, "First day"),
    SW_IN_DATE(struct identity_authorisation_in, valid_to, "Last day"),
    SW_IN_TEXT(struct identity_authorisation_in, basis, 1, 2000, "Evidence it rests on"),
    { .name = NULL },
};
static const struct sw_shape authorisation_in = { "AuthorisationNew", sizeof(struct identity_authorisation_in), authorisation_fields };

static const struct sw_field monitoring_fields[] = {
    SW_IN_DATE(struct identity_monitoring_in, witnessed_on, "When"),
    SW_IN_TEXT(struct identity_monitoring_in, audit, 1, 200, "In which audit"),
    SW_IN_TEXT(struct identity_monitoring_in, conclusion, 1, 4000, "What the witness says to it"),
    SW_IN_UUID(struct identity_monitoring_in, witnessed_by, "Who watched; somebody else"),
    { .name = NULL },
};
static const struct sw_shape monitoring_in = { "MonitoringNew", sizeof(struct identity_monitoring_in), monitoring_fields };

static const struct sw_field declaration_fields[] = {
    SW_IN_UUID(struct identity_declaration_in, client_id, "The client it is about"),
    SW_IN_ENUM(struct identity_declaration_in, relation, relation_names, "none states that there is no conflict"),
    SW_OPT_DATE(struct identity_declaration_in, ended_on, "Last day of the relation; none: it goes on"),
    SW_OPT_TEXT(struct identity_declaration_in, note, 0, 2000, "What it was"),
    { .name = NULL },
};
static const struct sw_shape declaration_in = { "DeclarationNew", sizeof(struct identity_declaration_in), declaration_fields };

static const struct sw_field token_fields[] = {
    SW_IN_TEXT(struct identity_token_in, label, 1, 100, "What it is for"),
    SW_IN_INT(struct identity_token_in, days, 1, 366, "Life [days]"),
    { .name = NULL },
};
static const struct sw_shape token_in = { "TokenNew", sizeof(struct identity_token_in), token_fields };

static const struct sw_field webhook_fields[] = {
    SW_IN_TEXT(struct identity_webhook_in, url, 8, 500, "Where events are posted"),
    SW_IN_TEXTS(struct identity_webhook_in, events, 1, 50, "Names of events, or * for all"),
    { .name = NULL },
};
static const struct sw_shape webhook_in = { "WebhookNew", sizeof(struct identity_webhook_in), webhook_fields };

static const struct sw_field setting_fields[] = {
    SW_IN_TEXT(struct identity_setting_in, value, 1, 40, "The choice, as the list of settings writes it: a number or a word"),
    SW_IN_TEXT(struct identity_setting_in, reason, 1, 2000, "Why the body chooses it"),
    { .name = NULL },
};
static const struct sw_shape setting_in = { "SettingChoice", sizeof(struct identity_setting_in), setting_fields };

/* ---- what goes out ---- */

static const struct sw_field made_fields[] = {
    SW_OUT("id", SW_F_UUID, "The new body"), SW_OUT("slug", SW_F_TEXT, "Its short name"), SW_OUT("name", SW_F_TEXT, "Its name"), { .name = NULL },
};
static const struct sw_shape body_made = { "BodyMade", 0, made_fields };

static const struct sw_field full_fields[] = {
    SW_OUT("id", SW_F_UUID, "The body"), SW_OUT("slug", SW_F_TEXT, "Short name"), SW_OUT("name", SW_F_TEXT, "Legal name"),
    SW_OUT("street", SW_F_TEXT, "Street"), SW_OUT("city", SW_F_TEXT, "City"), SW_OUT("country", SW_F_TEXT, "Country"),
    SW_OUT("accreditation_body", SW_F_TEXT, "Accreditation body"), SW_OUT("accreditation_acronym", SW_F_TEXT, "Its acronym"),
    SW_OUT("accreditation_number", SW_F_TEXT, "Accreditation number"), SW_OUT("time_zone", SW_F_TEXT, "Time zone"),
    SW_OUT("rule_pack", SW_F_TEXT, "Rule pack in force"), SW_OUT("created_at", SW_F_TEXT, "Since when (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape body_out = { "Body", 0, full_fields };

static const struct sw_field session_fields[] = {
    SW_OUT("person_id", SW_F_UUID, "Who signed in"), SW_OUT("name", SW_F_TEXT, "The person's name"),
    SW_OUT("roles", SW_F_TEXTS, "The person's roles"), SW_OUT("expires_at", SW_F_TEXT, "End of the session (RFC 3339)"), { .name = NULL },
};
static const struct sw_shape session_out = { "Session", 0, session_fields };

static const struct sw_field own_body_fields[] = {
    SW_OUT("slug", SW_F_TEXT, "Short name"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("city", SW_F_TEXT, "City"),
    SW_OUT("country", SW_F_TEXT, "Country"), SW_OUT("time_zone", SW_F_TEXT, "Time zone"), { .name = NULL },
};
static const struct sw_shape own_body = { "MyBody", 0, own_body_fields };
static const struct sw_field me_fields[] = {
    SW_OUT("person_id", SW_F_UUID, "The person"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("email", SW_F_TEXT, "E-mail address"),
    SW_OUT("roles", SW_F_TEXTS, "Roles"), SW_OUT_MAYBE("client_id", SW_F_UUID, "The client of an auditee"),
    SW_OUT_OBJECT("body", &own_body, "The certification body"), { .name = NULL },
};
static const struct sw_shape me_out = { "Me", 0, me_fields };

static const struct sw_field person_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The person"), SW_OUT("name", SW_F_TEXT, "Name"), SW_OUT("email", SW_F_TEXT, "E-mail address"),
    SW_OUT("roles", SW_F_TEXTS, "Roles"), SW_OUT_MAYBE("client_id", SW_F_UUID, "The client of an auditee"),
    SW_OUT("languages", SW_F_TEXTS, "Languages"), SW_OUT("active", SW_F_BOOL, "May sign in"), { .name = NULL },
};
static const struct sw_shape person_out = { "Person", 0, person_out_fields };

static const struct sw_field authorisation_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The authorisation"), SW_OUT("person_id", SW_F_UUID, "Whose"), SW_OUT_ENUM("function", function_names, "To do what"),
    SW_OUT("standard", SW_F_TEXT, "Standard"), SW_OUT("sectors", SW_F_INTS, "IAF sectors"), SW_OUT("technical_areas", SW_F_TEXTS, "Technical areas"),
    SW_OUT("languages", SW_F_TEXTS, "Languages"), SW_OUT("valid_from", SW_F_DATE, "First day"), SW_OUT("valid_to", SW_F_DATE, "Last day"),
    SW_OUT("basis", SW_F_TEXT, "Evidence"), SW_OUT("authorised_by", SW_F_UUID, "By whom"), SW_OUT("created_at", SW_F_TEXT, "When"), { .name = NULL },
};
static const struct sw_shape authorisation_out = { "Authorisation", 0, authorisation_out_fields };

static const struct sw_field monitoring_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The record"), SW_OUT("person_id", SW_F_UUID, "Who was watched"), SW_OUT("witnessed_on", SW_F_DATE, "When"),
    SW_OUT("audit", SW_F_TEXT, "In which audit"), SW_OUT("conclusion", SW_F_TEXT, "What the witness says to it"),
    SW_OUT("witnessed_by", SW_F_UUID, "Who watched"), SW_OUT("recorded_by", SW_F_UUID, "Who recorded it"), SW_OUT("recorded_at", SW_F_TEXT, "When (RFC 3339)"),
    { .name = NULL },
};
static const struct sw_shape monitoring_out = { "Monitoring", 0, monitoring_out_fields };

static const struct sw_field declaration_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The declaration"), SW_OUT("person_id", SW_F_UUID, "Whose"), SW_OUT("client_id", SW_F_UUID, "About which client"),
    SW_OUT_ENUM("relation", relation_names, "The relation"), SW_OUT_MAYBE("ended_on", SW_F_DATE, "Last day"), SW_OUT("note", SW_F_TEXT, "What it was"),
    SW_OUT("stated_by", SW_F_UUID, "By whom"), SW_OUT("stated_at", SW_F_TEXT, "When"), { .name = NULL },
};
static const struct sw_shape declaration_out = { "Declaration", 0, declaration_out_fields };

static const struct sw_field token_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The token"), SW_OUT("label", SW_F_TEXT, "What it is for"), SW_OUT("created_at", SW_F_TEXT, "Since when"),
    SW_OUT("expires_at", SW_F_TEXT, "Until when"), SW_OUT_MAYBE("ended_at", SW_F_TEXT, "When it was ended"), { .name = NULL },
};
static const struct sw_shape token_out = { "Token", 0, token_out_fields };
static const struct sw_field token_made_fields[] = {
    SW_OUT("id", SW_F_UUID, "The token"), SW_OUT("token", SW_F_TEXT, "The secret; it is shown this once"), SW_OUT("expires_at", SW_F_TEXT, "Until when"), { .name = NULL },
};
static const struct sw_shape token_made = { "TokenMade", 0, token_made_fields };

static const struct sw_field webhook_out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The webhook"), SW_OUT("url", SW_F_TEXT, "Where"), SW_OUT("events", SW_F_TEXTS, "Which"), SW_OUT("active", SW_F_BOOL, "Is used"), { .name = NULL },
};
static const struct sw_shape webhook_out = { "Webhook", 0, webhook_out_fields };
static const struct sw_field webhook_made_fields[] = {
    SW_OUT("id", SW_F_UUID, "The webhook"), SW_OUT("url", SW_F_TEXT, "Where"), SW_OUT("events", SW_F_TEXTS, "Which"), SW_OUT("active", SW_F_BOOL, "Is used"),
    SW_OUT("secret", SW_F_TEXT, "What signs the messages; it is shown this once"), { .name = NULL },
};
static const struct sw_shape webhook_made = { "WebhookMade", 0, webhook_made_fields };

static const char *const stricter_names[] = { "lower", "higher", "neither", NULL };
static const struct sw_field setting_out_fields[] = {
    SW_OUT("name", SW_F_TEXT, "The setting"), SW_OUT("value", SW_F_TEXT, "In effect"), SW_OUT("default", SW_F_TEXT, "In effect without a choice"),
    SW_OUT("words", SW_F_TEXTS, "The choices, of a setting in words"), SW_OUT_MAYBE("min", SW_F_INT, "Least number"), SW_OUT_MAYBE("max", SW_F_INT, "Largest number"),
    SW_OUT("unit", SW_F_TEXT, "Unit of a number, empty for words"), SW_OUT_ENUM("stricter", stricter_names, "Which numbers are stricter"),
    SW_OUT("rule", SW_F_TEXT, "The rule that bounds the choice"), SW_OUT("clause", SW_F_TEXT, "Its clause"), SW_OUT("what_would_pass", SW_F_TEXT, "What is allowed"),
    SW_OUT("meaning", SW_F_TEXT, "What it steers, and why the limits are where they are"),
    SW_OUT("certainty", SW_F_TEXT, "Of the rule: source, expert, compare or product (docs/rules.md)"), SW_OUT("source", SW_F_TEXT, "Where the rule comes from"),
    SW_OUT_MAYBE("reason", SW_F_TEXT, "Why the body chose the value"), SW_OUT_MAYBE("set_by", SW_F_UUID, "By whom"), SW_OUT_MAYBE("set_at", SW_F_TEXT, "Since when (RFC 3339)"),
    { .name = NULL },
};
static const struct sw_shape setting_out = { "Setting", 0, setting_out_fields };
static const struct sw_field settings_fields[] = { SW_OUT_OBJECTS("settings", &setting_out, "All there are"), { .name = NULL } };
static const struct sw_shape settings_out = { "Settings", 0, settings_fields };

/* ---- the routes ---- */

const struct sw_route identity_routes[] = {
    { .method = "POST", .path = "/v1/identity/bodies", .permission = "identity.body.create",
      .summary = "Make a certification body and its first administrator",
      .body = &body_in, .status = 201, .reply = &body_made, .errors = { SW_EXISTS },
      .prepare = identity_body_hash, .handle = identity_body_create, .event = "body.created", .flags = SW_ROUTE_SECRET },
    { .method = "GET", .path = "/v1/identity/bodies", .permission = "identity.body.list",
      .summary = "List the certification bodies of the installation",
      .status = 200, .reply = &body_made, .sql = &identity_sql_bodies, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/bodies/{slug}/sessions", .permission = "identity.session.create",
      .summary = "Sign in; the session comes as a cookie",
      .body = &sign_in, .status = 201, .reply = &session_out, .errors = { SW_SIGN_IN_FAILED, SW_TOO_MANY_REQUESTS },
      .prepare = identity_session_check, .handle = identity_session_create, .event = "session.started", .flags = SW_ROUTE_SECRET | SW_ROUTE_REPEAT },
    { .method = "DELETE", .path = "/v1/identity/session", .permission = "identity.self",
      .summary = "Sign out everywhere in browsers", .status = 204, .handle = identity_session_delete, .event = "session.ended" },
    { .method = "GET", .path = "/v1/identity/me", .permission = "identity.self",
      .summary = "Who is signed in", .status = 200, .reply = &me_out, .sql = &identity_sql_me },
    { .method = "GET", .path = "/v1/identity/body", .permission = "identity.body.read",
      .summary = "The certification body", .status = 200, .reply = &body_out, .sql = &identity_sql_body },
    { .method = "PATCH", .path = "/v1/identity/body", .permission = "identity.body.write",
      .summary = "Change name or address of the certification body",
      .body = &change_in, .status = 200, .reply = &body_out, .sql = &identity_sql_body_update, .event = "body.changed" },
    { .method = "GET", .path = "/v1/identity/people", .permission = "identity.person.read",
      .summary = "List people", .status = 200, .reply = &person_out, .sql = &identity_sql_people, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/people", .permission = "identity.person.write",
      .summary = "Add a person: staff by an administrator, auditees by planners too",
      .body = &person_in, .status = 201, .reply = &person_out, .errors = { SW_EXISTS, SW_REFERENCE_UNKNOWN },
      .prepare = identity_person_hash, .handle = identity_person_create, .event = "person.added", .flags = SW_ROUTE_SECRET },
    { .method = "GET", .path = "/v1/identity/people/{person_id}", .permission = "identity.person.read",
      .summary = "One person", .status = 200, .reply = &person_out, .sql = &identity_sql_person },
    { .method = "GET", .path = "/v1/identity/people/{person_id}/authorisations", .permission = "identity.person.read",
      .summary = "What a person is authorised for", .clause = "ISO/IEC 17021-1:2015 7.2",
      .status = 200, .reply = &authorisation_out, .sql = &identity_sql_authorisations, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/people/{person_id}/authorisations", .permission = "identity.competence.write",
      .summary = "Authorise a person, never oneself", .clause = "ISO/IEC 17021-1:2015 7.2",
      .body = &authorisation_in, .status = 201, .reply = &authorisation_out, .errors = { SW_RULE_REFUSED },
      .handle = identity_authorisation_create, .event = "person.authorised" },
    { .method = "GET", .path = "/v1/identity/people/{person_id}/monitorings", .permission = "identity.person.read",
      .summary = "When a person was witnessed at work", .clause = "ISO/IEC 17021-1:2015 7.2",
      .status = 200, .reply = &monitoring_out, .sql = &identity_sql_monitorings, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/people/{person_id}/monitorings", .permission = "identity.competence.write",
      .summary = "Record that a person was witnessed at work", .clause = "ISO/IEC 17021-1:2015 7.2",
      .body = &monitoring_in, .status = 201, .reply = &monitoring_out, .errors = { SW_RULE_REFUSED, SW_REFERENCE_UNKNOWN },
      .handle = identity_monitoring_create, .event = "person.monitored" },
    { .method = "GET", .path = "/v1/identity/people/{person_id}/declarations", .permission = "identity.person.read",
      .summary = "A person's statements on conflicts of interest", .clause = "ISO/IEC 17021-1:2015 5.2.13",
      .status = 200, .reply = &declaration_out, .sql = &identity_sql_declarations, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/people/{person_id}/declarations", .permission = "identity.declaration.write",
      .summary = "State a relation to a client, or that there is none", .clause = "ISO/IEC 17021-1:2015 5.2.13",
      .body = &declaration_in, .status = 201, .reply = &declaration_out, .sql = &identity_sql_declaration_insert, .event = "declaration.stated" },
    { .method = "GET", .path = "/v1/identity/tokens", .permission = "identity.self",
      .summary = "List the API tokens of the one who asks", .status = 200, .reply = &token_out, .sql = &identity_sql_tokens, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/tokens", .permission = "identity.self",
      .summary = "Make an API token with the rights of the one who asks",
      .body = &token_in, .status = 201, .reply = &token_made, .handle = identity_token_create, .event = "token.made", .flags = SW_ROUTE_SECRET },
    { .method = "DELETE", .path = "/v1/identity/tokens/{session_id}", .permission = "identity.self",
      .summary = "End an API token at once", .status = 204, .sql = &identity_sql_token_end, .event = "token.ended" },
    { .method = "GET", .path = "/v1/identity/webhooks", .permission = "identity.webhook.read",
      .summary = "List webhooks", .status = 200, .reply = &webhook_out, .sql = &identity_sql_webhooks, .flags = SW_ROUTE_LIST },
    { .method = "POST", .path = "/v1/identity/webhooks", .permission = "identity.webhook.write",
      .summary = "Have events posted to an address, signed",
      .body = &webhook_in, .status = 201, .reply = &webhook_made, .handle = identity_webhook_create, .event = "webhook.added", .flags = SW_ROUTE_SECRET },
    { .method = "GET", .path = "/v1/identity/settings", .permission = "identity.setting.read",
      .summary = "What the body may choose, how far, and what it chose", .status = 200, .reply = &settings_out, .handle = identity_settings },
    { .method = "PUT", .path = "/v1/identity/settings/{name}", .permission = "identity.setting.write",
      .summary = "Choose the value of a setting, never looser than its rule",
      .body = &setting_in, .status = 200, .reply = &setting_out, .errors = { SW_NOT_FOUND, SW_RULE_REFUSED },
      .handle = identity_setting_put, .event = "setting.changed" },
    { .method = NULL },
};
