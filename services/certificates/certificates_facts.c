/* What the gates judge: read by one statement, completed by who acts, judged, and kept. */
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_jcs.h"
#include "judge/sw_judge.h"
#include "rules/limits.h"
#include "service/sw_body_settings.h"

enum sw_code
certificates_facts_read(struct sw_txn *txn, const struct sw_uuid *audit_id, const char *field,
                        struct certificates_facts *ret_facts, struct sw_error *err)
{
    struct rule_settings settings;
    const json_t *renewed;
    struct sw_rows row;
    enum sw_code code = sw_body_settings(txn, &settings, err);

    if (code == SW_OK)
        code = sw_db_one(
            txn, &certificates_sql_audit_facts,
            SW_BIND(SW_UUID(*audit_id), SW_BOOL(settings.sod_scope == RULE_SOD_CLIENT)), &row, err);
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
        .settings = settings,
        .json = sw_judge_parse(sw_txn_arena(txn), sw_rows_text(&row, 0, "facts")),
    };
    if (ret_facts->json == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the facts of an audit are no JSON");
    (void) json_object_set_new(ret_facts->json, "decided_on",
                               json_string(sw_rows_text(&row, 0, "today")));
    (void) json_object_set_new(ret_facts->json, "limits", json_string(RULE_LIMITS_ID));
    (void) json_object_set_new(ret_facts->json, "settings",
                               sw_judge_settings(sw_judge_decision_settings, &settings));
    renewed = json_object_get(ret_facts->json, "certificate");
    ret_facts->cycle_number =
        (int) json_integer_value(json_object_get(renewed, "cycle_number")) + 1;
    ret_facts->sites = (int) json_integer_value(json_object_get(ret_facts->json, "sites"));
    return SW_OK;
}

enum sw_code
certificates_facts_person(struct sw_txn *txn, struct certificates_facts *facts, const char *name,
                          const struct sw_uuid *person_id, struct sw_error *err)
{
    struct sw_rows row;
    json_t *person;
    enum sw_code code =
        sw_db_one(txn, &certificates_sql_person_facts,
                  SW_BIND(SW_UUID(*person_id), SW_UUID(facts->client_id)), &row, err);

    if (code == SW_NOT_FOUND)
        return SW_FAIL(err, SW_REFERENCE_UNKNOWN, "the %s is not a person of this body", name);
    if (code != SW_OK)
        return code;
    person = sw_judge_parse(sw_txn_arena(txn), sw_rows_text(&row, 0, "facts"));
    (void) json_object_set(facts->json, name, person);
    return SW_OK;
}

static struct sw_date
date(const json_t *answer, const char *member)
{
    struct sw_date d = SW_DATE_NONE;
    const char *text = json_string_value(json_object_get(answer, member));

    if (text == NULL || !sw_date_parse(text, &d))
        return SW_DATE_NONE;
    return d;
}

static enum sw_code
seal(struct sw_arena *arena, struct certificates_facts *facts, const json_t *answer,
     struct sw_error *err)
{
    const enum sw_code code = sw_jcs(arena, facts->json, &facts->sealed, err);
    char *hash = sw_alloc(arena, SW_SHA256_HEX);

    if (code != SW_OK)
        return code;
    sw_sha256_hex(facts->sealed, strlen(facts->sealed), hash);
    facts->sha256 = hash;
    facts->result = sw_judge_text(arena, answer);
    facts->effective_on = date(answer, "effective_on");
    facts->expires_on = date(answer, "expires_on");
    facts->anchor = date(answer, "cycle_anchor");
    facts->gap_from = date(answer, "gap_from");
    facts->gap_to = date(answer, "gap_to");
    return SW_OK;
}

enum sw_code
certificates_facts_judge(struct sw_arena *arena, struct certificates_facts *facts,
                         enum judge_gate gate, struct sw_error *err)
{
    struct rule_faults *faults = sw_alloc(arena, sizeof *faults);
    json_t *answer = NULL;
    enum sw_code code;

    (void) json_object_set_new(facts->json, "gate", json_string(judge_gate_names[gate]));
    code = sw_judge(&sw_judge_decision, arena, facts->json, &answer, faults, err);
    if (code == SW_INPUT_INVALID)
        return SW_FAIL(err, SW_INTERNAL, "the facts of an audit do not fit the question");
    if (code == SW_OK)
        code = rule_faults_refuse(faults, err);
    if (code == SW_OK)
        code = seal(arena, facts, answer, err);
    return code;
}
