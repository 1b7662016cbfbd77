/* An export run to the worldwide register: which records go out, and what is wrong with the others.
 */
#include <string.h>

#include "judge/judge_parts.h"
#include "rules/certsearch.h"

#define RECORDS_MAX 1000 /* that one upload may have */
#define SECTORS_MAX 39

struct site {
    const char *street, *city, *country;
};
struct record {
    int state;
    struct sw_date consent_on;
    const char *certified_entity_unique_id, *certified_entity_name, *certified_entity_trading_name,
        *certified_entity_english_name, *certified_entity_website,
        *business_registered_full_address, *business_registered_street, *business_registered_city,
        *business_registered_state, *business_registered_zipcode, *business_registered_country,
        *certification_identity_number, *certificate_number, *certificate_accreditation_status,
        *certification_type, *certification_scope, *certification_original_issue_date,
        *certification_issue_date, *certification_expiry_date, *accreditation_body_name,
        *accreditation_body_acronym_name;
    struct sw_list standards, sites, sectors;
};
struct question {
    int mode;
    struct sw_date today;
    struct sw_list records;
};

/* clang-format off */
static const char *const states[] = { "issuing", "active", "suspended", "withdrawn", "expired", "transferred_out", NULL };

static const struct sw_field site_fields[] = {
    SW_OPT_TEXT(struct site, street, 0, 500, "Street and number"),
    SW_OPT_TEXT(struct site, city, 0, 500, "City"),
    SW_OPT_TEXT(struct site, country, 0, 500, "Country"),
    { .name = NULL },
};
static const struct sw_shape site_in = { "CertsearchSite", sizeof(struct site), site_fields };
/* Lengths and forms are judged by the rule, field by field: the bound here is against nonsense. */
#define FIELD(key, doc) SW_OPT_TEXT(struct record, key, 0, 5000, doc)
static const struct sw_field record_fields[] = {
    SW_IN_ENUM(struct record, state, states, "The certificate's state; the register's word follows from it"),
    SW_OPT_DATE(struct record, consent_on, "Day of the client's written consent"),
    FIELD(certified_entity_unique_id, "The body's stable id of the client, 45 characters"),
    FIELD(certified_entity_name, "Legal name as on the certificate, 300 characters"),
    FIELD(certified_entity_trading_name, "Trading name, 500 characters"),
    FIELD(certified_entity_english_name, "English name"),
    FIELD(certified_entity_website, "Website"),
    FIELD(business_registered_full_address, "Registered address in one field, instead of street and city"),
    FIELD(business_registered_street, "Street"),
    FIELD(business_registered_city, "City"),
    FIELD(business_registered_state, "State or province"),
    FIELD(business_registered_zipcode, "Postal code"),
    FIELD(business_registered_country, "Country"),
    FIELD(certification_identity_number, "The body's stable id of the certification, 60 characters"),
    FIELD(certificate_number, "Number as printed, 60 characters"),
    FIELD(certificate_accreditation_status, "Accredited or Unaccredited"),
    FIELD(certification_type, "Management System"),
    FIELD(certification_scope, "Scope"),
    FIELD(certification_original_issue_date, "First day of the first cycle, YYYYMMDD"),
    FIELD(certification_issue_date, "Date on the current certificate, YYYYMMDD"),
    FIELD(certification_expiry_date, "Last day, YYYYMMDD"),
    FIELD(accreditation_body_name, "Accreditation body"),
    FIELD(accreditation_body_acronym_name, "Its acronym"),
    SW_IN_TEXTS(struct record, standards, 0, 20, "Standards, by the register's names"),
    SW_OPT_OBJECTS(struct record, sites, &site_in, 0, 5001, "Sites"),
    SW_FIELD(struct record, sectors, SW_F_INTS, .optional = true, .max = SECTORS_MAX, .doc = "IAF sectors"),
    { .name = NULL },
};
static const struct sw_shape record_in = { "CertsearchRecord", sizeof(struct record), record_fields };
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, mode, rule_certsearch_mode_names, "How the body takes part"),
    SW_IN_DATE(struct question, today, "Day of the run"),
    SW_IN_OBJECTS(struct question, records, &record_in, 1, RECORDS_MAX, "The certifications"),
    { .name = NULL },
};
const struct sw_shape sw_judge_certsearch_run_in = { "CertsearchRunQuestion", sizeof(struct question), in_fields };
static const struct sw_field judged_fields[] = {
    SW_OUT_MAYBE("certificate_number", SW_F_TEXT, "Whose"), SW_OUT_ENUM("fate", rule_certsearch_fate_names, "What becomes of it"),
    SW_OUT("certification_status", SW_F_TEXT, "The register's word"), SW_OUT("goes_out", SW_F_BOOL, "To be sent, and nothing is wrong with it"),
    SW_OUT_OBJECTS("faults", &judge_fault_out, "What is wrong, by field"), { .name = NULL },
};
static const struct sw_shape judged_out = { "CertsearchJudged", 0, judged_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("going_out", SW_F_INT, "Records that go out"), SW_OUT("no_consent", SW_F_INT, "Records without consent"), SW_OUT("faulty", SW_F_INT, "Records to be sent that have faults"),
    SW_OUT_OBJECTS("records", &judged_out, "In the order of the question"), { .name = NULL },
};
const struct sw_shape sw_judge_certsearch_run_out = { "CertsearchRunAnswer", 0, out_fields };
/* clang-format on */

static const char *
value_of(const struct record *record, const char *key)
{
    for (const struct sw_field *f = record_fields; f->name != NULL; f++)
        if (f->type == SW_F_TEXT && strcmp(f->name, key) == 0)
            return *(const char *const *) (const void *) ((const char *) record + f->offset);
    return NULL;
}

static struct rule_certsearch_record
record_of(struct sw_arena *arena, const struct record *in)
{
    const struct site *given = in->sites.items;
    const int64_t *codes = in->sectors.items;
    struct rule_certsearch_site *sites = sw_alloc(arena, (in->sites.count + 1) * sizeof *sites);
    int *sectors = sw_alloc(arena, (in->sectors.count + 1) * sizeof *sectors);
    struct rule_certsearch_record record = { .standards = (int) in->standards.count,
                                             .sites = sites,
                                             .site_count = (int) in->sites.count,
                                             .sectors = sectors,
                                             .sector_count = (int) in->sectors.count };

    for (int i = 0; i < RULE_CERTSEARCH_FIELDS; i++) {
        const char *key = rule_certsearch_fields[i].key;

        record.values[i] = strcmp(key, "certification_status") == 0
                               ? rule_certsearch_status(states[in->state])
                               : value_of(in, key);
    }
    for (size_t i = 0; i < in->sites.count; i++)
        sites[i] =
            (struct rule_certsearch_site){ given[i].street, given[i].city, given[i].country };
    for (size_t i = 0; i < in->sectors.count; i++)
        sectors[i] = (int) codes[i];
    return record;
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct record *given = q->records.items;
    json_t *list = json_array();
    int going_out = 0, no_consent = 0, faulty = 0;

    (void) ret_faults;
    (void) err;
    for (size_t i = 0; i < q->records.count; i++) {
        const struct rule_certsearch_record record = record_of(arena, &given[i]);
        const enum rule_certsearch_fate fate = rule_certsearch_fate(
            (enum rule_certsearch_mode) q->mode, given[i].consent_on, q->today);
        struct rule_faults found;
        bool goes_out;

        rule_certsearch_faults(&record, &found);
        goes_out = fate == RULE_CERTSEARCH_SEND && found.count == 0;
        going_out += goes_out;
        no_consent += fate == RULE_CERTSEARCH_NO_CONSENT;
        faulty += fate == RULE_CERTSEARCH_SEND && found.count > 0;
        (void) json_array_append_new(
            list, json_pack("{ss? ss ss sb so}", "certificate_number", given[i].certificate_number,
                            "fate", rule_certsearch_fate_names[fate], "certification_status",
                            rule_certsearch_status(states[given[i].state]), "goes_out", goes_out,
                            "faults", judge_faults(&found)));
    }
    *ret_answer = judge_own(arena, json_pack("{si si si so}", "going_out", going_out, "no_consent",
                                             no_consent, "faulty", faulty, "records", list));
    return SW_OK;
}

const struct sw_judgement sw_judge_certsearch_run = { "certsearch-run", &sw_judge_certsearch_run_in,
                                                      judge };
