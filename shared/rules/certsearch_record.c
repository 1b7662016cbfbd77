/* The fields of a record of the register (certsearch.h). */
#include "rules/certsearch.h"

#include <string.h>

/* clang-format off */
#define M   RULE_CERTSEARCH_MANDATORY
#define V   RULE_CERTSEARCH_VOLUNTARY
#define A   RULE_CERTSEARCH_ADDRESS
#define STATUSES "Active|Suspended|Withdrawn|Expired|Inactive|Draft"
const struct rule_certsearch_field rule_certsearch_fields[RULE_CERTSEARCH_FIELDS] = {
    { "certified_entity_unique_id",        "The body's stable id of the client",   M, RULE_CERTSEARCH_KEY,   45, NULL },
    { "certified_entity_name",             "Legal name as on the certificate",     M, RULE_CERTSEARCH_TEXT, 300, NULL },
    { "certified_entity_trading_name",     "Trading name",                         V, RULE_CERTSEARCH_TEXT, 500, NULL },
    { "certified_entity_english_name",     "English name",                         V, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "certified_entity_website",          "Website",                              V, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_full_address",  "Registered address in one field",      V, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_street",        "Street",                               A, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_city",          "City",                                 A, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_state",         "State or province",                    V, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_zipcode",       "Postal code",                          V, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "business_registered_country",       "Country",                              M, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "certification_identity_number",     "The body's stable id of the certification", M, RULE_CERTSEARCH_TEXT, 60, NULL },
    { "certificate_number",                "Number as printed",                    M, RULE_CERTSEARCH_TEXT,  60, NULL },
    { "certification_status",              "Status",                               M, RULE_CERTSEARCH_WORD,  45, STATUSES },
    { "certificate_accreditation_status",  "Accredited or not",                    M, RULE_CERTSEARCH_WORD,   0, "Accredited|Unaccredited" },
    { "certification_type",                "What is certified",                    M, RULE_CERTSEARCH_WORD,  45, "Management System" },
    { "certification_scope",               "Scope; always sent",                   M, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "certification_original_issue_date", "First day of the first cycle",         V, RULE_CERTSEARCH_DAY,    0, NULL },
    { "certification_issue_date",          "Date on the current certificate",      M, RULE_CERTSEARCH_DAY,    0, NULL },
    { "certification_expiry_date",         "Last day",                             M, RULE_CERTSEARCH_DAY,    0, NULL },
    { "accreditation_body_name",           "Accreditation body",                   M, RULE_CERTSEARCH_TEXT,   0, NULL },
    { "accreditation_body_acronym_name",   "Its acronym",                          M, RULE_CERTSEARCH_TEXT,   0, NULL },
};
#undef M
#undef V
#undef A
#define FULL_ADDRESS 5 /* its place above */
#define SECTORS      39

#define MD28 "IAF MD 28:2023"
static const struct sw_rule missing_rule  = { "MD28-F", MD28, "Give the field." };
static const struct sw_rule long_rule     = { "MD28-F", MD28, "Shorten the field." };
static const struct sw_rule form_rule     = { "MD28-F", MD28, "Give the field in its form." };
static const struct sw_rule standard_rule = { "MD28-F", MD28, "Name at least one standard." };
static const struct sw_rule site_rule     = { "MD28-F", MD28, "Give street, city and country of each site." };
static const struct sw_rule sector_rule   = { "MD28-F", MD28, "Use the IAF sectors 1 to 39." };
/* clang-format on */

/* Characters of UTF-8, not bytes: those that continue one are not counted. */
static int
characters(const char *text)
{
    int n = 0;

    for (; *text != '\0'; text++)
        n += ((unsigned char) *text & 0xC0) != 0x80;
    return n;
}

static bool
digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_key(const char *text)
{
    for (; *text != '\0'; text++) {
        const char c = *text;
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char) c >= 0x80;

        if (!letter && !digit(c) && strchr("@#-+=\\/:;,~_.", c) == NULL)
            return false;
    }
    return true;
}

/* "20261102" */
static bool
is_day(const char *text)
{
    struct sw_date day;

    if (strlen(text) != 8)
        return false;
    for (int i = 0; i < 8; i++)
        if (!digit(text[i]))
            return false;
    day.year =
        (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    day.month = (text[4] - '0') * 10 + text[5] - '0';
    day.day = (text[6] - '0') * 10 + text[7] - '0';
    return sw_date_valid(day);
}

/* Is @p text one of @p words, which a bar divides? */
static bool
is_word(const char *words, const char *text)
{
    const size_t length = strlen(text);

    for (const char *w = words; w != NULL; w = strchr(w, '|'), w = w == NULL ? NULL : w + 1)
        if (strncmp(w, text, length) == 0 && (w[length] == '|' || w[length] == '\0'))
            return true;
    return false;
}

static bool
has_form(const struct rule_certsearch_field *field, const char *text)
{
    switch (field->form) {
    case RULE_CERTSEARCH_KEY:
        return is_key(text);
    case RULE_CERTSEARCH_DAY:
        return is_day(text);
    case RULE_CERTSEARCH_WORD:
        return is_word(field->words, text);
    case RULE_CERTSEARCH_TEXT:
        break;
    }
    return true;
}

static void
check_field(const struct rule_certsearch_record *record, int index, struct rule_faults *faults)
{
    const struct rule_certsearch_field *field = &rule_certsearch_fields[index];
    const char *text = record->values[index];
    const bool needed =
        field->need == RULE_CERTSEARCH_MANDATORY ||
        (field->need == RULE_CERTSEARCH_ADDRESS && !rule_text_given(record->values[FULL_ADDRESS]));

    if (!rule_text_given(text)) {
        if (needed)
            RULE_FAULT(faults, &missing_rule, field->key, field->key, " is missing");
        return;
    }
    if (field->characters != 0 && characters(text) > field->characters)
        RULE_FAULT(faults, &long_rule, field->key, field->key, " has ",
                   RULE_NUMBER(characters(text)), " characters, at most ",
                   RULE_NUMBER(field->characters), " are read");
    else if (!has_form(field, text))
        RULE_FAULT(faults, &form_rule, field->key, field->key, " does not have its form");
}

void
rule_certsearch_faults(const struct rule_certsearch_record *record, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < RULE_CERTSEARCH_FIELDS; i++)
        check_field(record, i, ret_faults);
    if (record->standards < 1)
        RULE_FAULT(ret_faults, &standard_rule, "schemes", "The record names no standard");
    for (int i = 0; i < record->site_count; i++) {
        const struct rule_certsearch_site *site = &record->sites[i];

        if (!rule_text_given(site->street) || !rule_text_given(site->city) ||
            !rule_text_given(site->country))
            RULE_FAULT(ret_faults, &site_rule, "sites", "Site ", RULE_NUMBER(i + 1),
                       " has no full address");
    }
    for (int i = 0; i < record->sector_count; i++)
        if (record->sectors[i] < 1 || record->sectors[i] > SECTORS)
            RULE_FAULT(ret_faults, &sector_rule, "certification_sectors", "There is no sector ",
                       RULE_NUMBER(record->sectors[i]));
}
