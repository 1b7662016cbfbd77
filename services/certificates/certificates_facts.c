/* What the gates judge: from one statement into the structs of the rules, and into the file. */
#include <stdlib.h>
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_jcs.h"
#include "rules/impartiality.h"

static void
json_free(void *value)
{
    json_decref(value);
}

static const char *
text(const json_t *object, const char *member)
{
    return json_string_value(json_object_get(object, member));
}

static bool
flag(const json_t *object, const char *member)
{
    return json_is_true(json_object_get(object, member));
}

static int
number(const json_t *object, const char *member)
{
    return (int) json_integer_value(json_object_get(object, member));
}

static struct sw_date
date(const json_t *object, const char *member)
{
    struct sw_date d = SW_DATE_NONE;
    const char *value = text(object, member);

    if (value == NULL || !sw_date_parse(value, &d))
        return SW_DATE_NONE;
    return d;
}

const struct rule_involvement *
certificates_involvements(struct sw_arena *arena, const json_t *list, int *ret_count)
{
    const size_t n = json_array_size(list);
    struct rule_involvement *out = sw_alloc(arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        const int role = rule_word_index(rule_team_role_names, text(one, "role"));

        out[i] = (struct rule_involvement){
            .person_id = text(one, "person_id"),
            .role = role < 0 ? RULE_ROLE_AUDITOR : (enum rule_team_role) role,
            .audit = text(one, "audit"),
        };
    }
    *ret_count = (int) n;
    return out;
}

static const struct rule_decision_finding *
findings(struct sw_arena *arena, const json_t *list)
{
    const size_t n = json_array_size(list);
    struct rule_decision_finding *out = sw_alloc(arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        const int grade = rule_word_index(rule_grade_names, text(one, "grade"));

        out[i] = (struct rule_decision_finding){
            .number = text(one, "number"),
            .grade = grade < 0 ? RULE_MAJOR : (enum rule_grade) grade,
            .response_accepted = flag(one, "response_accepted"),
            .verified = flag(one, "verified"),
            .verified_on = date(one, "verified_on"),
            .withdrawn = flag(one, "withdrawn"),
        };
    }
    return out;
}

static bool
positive(const char *recommendation)
{
    return recommendation != NULL &&
           (strcmp(recommendation, "certify") == 0 || strcmp(recommendation, "renew") == 0);
}

static struct rule_decision_facts
for_rules(struct sw_arena *arena, const json_t *facts, const char *standard)
{
    const json_t *audit = json_object_get(facts, "audit");
    const json_t *stage1 = json_object_get(facts, "stage1");
    const json_t *list = json_object_get(facts, "findings");
    const char *kind = text(audit, "kind");

    return (struct rule_decision_facts){
        .recertification = kind != NULL && strcmp(kind, "recertification") == 0,
        .stage1_closed = flag(stage1, "closed"),
        .stage1_ready = flag(stage1, "ready"),
        .last_day = date(audit, "last_day"),
        .report_signed = flag(audit, "report_signed"),
        .recommended = positive(text(audit, "recommendation")),
        .findings = findings(arena, list),
        .finding_count = (int) json_array_size(list),
        .management_review_on = date(stage1, "management_review_on"),
        .internal_audit_on = date(stage1, "internal_audit_on"),
        .internal_audit_sites = number(stage1, "internal_audit_sites"),
        .sites = number(facts, "sites"),
        .significant_risk_sites = number(facts, "significant_risk_sites"),
        .significant_risk_sites_audited = number(facts, "significant_risk_sites_audited"),
        .sites_sampled = number(facts, "sites_sampled"),
        .sites_sampled_audited = number(facts, "sites_sampled_audited"),
        .agreement_signed = flag(facts, "agreement_signed"),
        .standard = standard,
    };
}

enum sw_code
certificates_facts_read(struct sw_txn *txn, const struct sw_uuid *audit_id, const char *field,
                        struct certificates_facts *ret_facts, struct sw_error *err)
{
    struct sw_arena *arena = sw_txn_arena(txn);
    const json_t *renewed;
    struct sw_rows row;
    enum sw_code code =
        sw_db_one(txn, &certificates_sql_audit_facts, SW_BIND(SW_UUID(*audit_id)), &row, err);

    if (code == SW_NOT_FOUND)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, field,
                             "there is no stage 2 or recertification audit of that id");
    if (code != SW_OK)
        return code;
    *ret_facts = (struct certificates_facts){
        .client_id = sw_rows_uuid(&row, 0, "client_id"),
        .programme_id = sw_rows_uuid(&row, 0, "programme_id"),
        .soa_id = sw_rows_uuid(&row, 0, "soa_id"),
        .standard = sw_rows_text(&row, 0, "standard"),
        .scope = sw_rows_text(&row, 0, "scope"),
        .rule_pack = sw_rows_text(&row, 0, "rule_pack"),
        .today = sw_rows_date(&row, 0, "today"),
        .json = json_loads(sw_rows_text(&row, 0, "facts"), 0, NULL),
    };
    if (ret_facts->json == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the facts of an audit are no JSON");
    sw_own(arena, ret_facts->json, json_free);
    ret_facts->rules = for_rules(arena, ret_facts->json, ret_facts->standard);
    renewed = json_object_get(ret_facts->json, "certificate");
    ret_facts->anchor = date(renewed, "cycle_anchor");
    ret_facts->expires_on = date(renewed, "expires_on");
    ret_facts->cycle_number = number(renewed, "cycle_number") + 1;
    return SW_OK;
}

static const struct rule_authorisation *
authorisations(struct sw_arena *arena, const json_t *list)
{
    const size_t n = json_array_size(list);
    struct rule_authorisation *out = sw_alloc(arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        const int function = rule_word_index(rule_function_names, text(one, "function"));

        out[i] = (struct rule_authorisation){
            .function = function < 0 ? RULE_EXPERT : (enum rule_function) function,
            .standard = text(one, "standard"),
            .sectors = text(one, "sectors"),
            .technical_areas = text(one, "technical_areas"),
            .languages = text(one, "languages"),
            .valid_from = date(one, "valid_from"),
            .valid_to = date(one, "valid_to"),
        };
    }
    return out;
}

static const struct rule_declaration *
declarations(struct sw_arena *arena, const json_t *list)
{
    const size_t n = json_array_size(list);
    struct rule_declaration *out = sw_alloc(arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);
        const int relation = rule_word_index(rule_relation_names, text(one, "relation"));

        out[i] = (struct rule_declaration){
            .relation = relation < 0 ? RULE_RELATION_OWNERSHIP : (enum rule_relation) relation,
            .ended_on = date(one, "ended_on"),
        };
    }
    return out;
}

enum sw_code
certificates_facts_person(struct sw_txn *txn, struct certificates_facts *facts, const char *name,
                          const struct sw_uuid *person_id, struct rule_segregation_in *ret_part,
                          struct certificates_person *ret_person, struct sw_error *err)
{
    struct sw_arena *arena = sw_txn_arena(txn);
    const json_t *involved = json_object_get(facts->json, "involvements");
    struct sw_rows row;
    json_t *person;
    enum sw_code code =
        sw_db_one(txn, &certificates_sql_person_facts,
                  SW_BIND(SW_UUID(*person_id), SW_UUID(facts->client_id)), &row, err);

    if (code == SW_NOT_FOUND)
        return SW_FAIL(err, SW_REFERENCE_UNKNOWN, "the %s is not a person of this body", name);
    if (code != SW_OK)
        return code;
    person = json_loads(sw_rows_text(&row, 0, "facts"), 0, NULL);
    if (person == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the facts of a person are no JSON");
    json_object_set_new(facts->json, name, person);
    ret_part->person_id = text(person, "id");
    ret_part->name = text(person, "name");
    ret_part->involvements =
        certificates_involvements(arena, involved, &ret_part->involvement_count);
    ret_person->rules = (struct rule_person){
        .id = text(person, "id"),
        .name = text(person, "name"),
        .authorisations = authorisations(arena, json_object_get(person, "authorisations")),
        .authorisation_count = (int) json_array_size(json_object_get(person, "authorisations")),
    };
    ret_person->declarations = declarations(arena, json_object_get(person, "declarations"));
    ret_person->declaration_count = (int) json_array_size(json_object_get(person, "declarations"));
    return SW_OK;
}

enum sw_code
certificates_person_may(const struct certificates_facts *facts,
                        const struct certificates_person *person, enum rule_function function,
                        struct sw_error *err)
{
    const struct rule_impartiality_in impartial = {
        .name = person->rules.name,
        .declarations = person->declarations,
        .declaration_count = person->declaration_count,
        .first = facts->today,
    };
    const enum sw_code code =
        rule_person_may(&person->rules, function, facts->standard, facts->today, err);

    return code == SW_OK ? rule_impartiality(&impartial, err) : code;
}

enum sw_code
certificates_facts_seal(struct sw_arena *arena, const json_t *facts, const char **ret_text,
                        const char **ret_sha256, struct sw_error *err)
{
    const char *canonical = NULL;
    const enum sw_code code = sw_jcs(arena, facts, &canonical, err);
    char *hash = sw_alloc(arena, SW_SHA256_HEX);

    if (code != SW_OK)
        return code;
    sw_sha256_hex(canonical, strlen(canonical), hash);
    *ret_text = canonical;
    *ret_sha256 = hash;
    return SW_OK;
}

const struct rule_soa *
certificates_soa(struct sw_arena *arena, const char *entries_json)
{
    struct rule_soa *soa = sw_alloc(arena, sizeof *soa);
    json_t *list = entries_json == NULL ? NULL : json_loads(entries_json, 0, NULL);
    const size_t n = json_array_size(list);
    struct rule_soa_entry *entries = sw_alloc(arena, (n + 1) * sizeof *entries);

    if (list == NULL)
        return NULL;
    sw_own(arena, list, json_free);
    for (size_t i = 0; i < n; i++) {
        const json_t *one = json_array_get(list, i);

        entries[i] = (struct rule_soa_entry){ .control = text(one, "control"),
                                              .applicable = flag(one, "applicable") };
    }
    *soa = (struct rule_soa){ .entries = entries, .entry_count = (int) n };
    return soa;
}
