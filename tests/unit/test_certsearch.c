/* links: sw_base sw_rules */
#include <string.h>

#include "cases.h"
#include "rules/certsearch.h"

#define LONG_MAX_BYTES 8192

static enum rule_certsearch_mode
mode_of(struct case_line *c)
{
    const int mode = rule_word_index(rule_certsearch_mode_names, case_text(c, "mode"));

    ck_assert_int_ge(mode, 0);
    return (enum rule_certsearch_mode) mode;
}

static void
run_due(struct case_line *c)
{
    const struct rule_certsearch_due_in in = {
        .mode = mode_of(c),
        .since = case_date(c, "since"),
        .sent_on = case_date(c, "sent"),
        .ended_on = case_date(c, "ended"),
        .today = case_date(c, "today"),
    };
    const struct rule_certsearch_due got = rule_certsearch_due(&in);

    case_expect_date(c, "on", got.due_on);
    case_expect_date(c, "remind_on", got.remind_on);
    case_expect_yes(c, "remind", got.remind);
    case_expect_yes(c, "overdue", got.overdue);
}

static void
run_fate(struct case_line *c)
{
    const enum rule_certsearch_fate fate =
        rule_certsearch_fate(mode_of(c), case_date(c, "consent"), case_date(c, "today"));

    case_expect_text(c, "is", rule_certsearch_fate_names[fate]);
}

static void
run_status(struct case_line *c)
{
    case_expect_text(c, "word", rule_certsearch_status(case_text(c, "is")));
}

/* A record with nothing wrong, by the keys of its fields. */
static const char *
good_value(const char *key)
{
    static const struct {
        const char *key, *value;
    } good[] = {
        { "certified_entity_unique_id", "SG-0001" },
        { "certified_entity_name", "Harbour Light Ltd" },
        { "business_registered_street", "1 Quay Street" },
        { "business_registered_city", "Southgate" },
        { "business_registered_country", "GB" },
        { "certification_identity_number", "SG-0001-27001" },
        { "certificate_number", "SG-2026-0001" },
        { "certification_status", "Active" },
        { "certificate_accreditation_status", "Accredited" },
        { "certification_type", "Management System" },
        { "certification_scope", "Hosting of applications" },
        { "certification_issue_date", "20261102" },
        { "certification_expiry_date", "20291101" },
        { "accreditation_body_name", "United Kingdom Accreditation Service" },
        { "accreditation_body_acronym_name", "UKAS" },
    };

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        if (strcmp(good[i].key, key) == 0)
            return good[i].value;
    return NULL;
}

/* A text of that many characters, of two bytes each when wide. */
static const char *
long_text(int length, bool wide)
{
    static char text[LONG_MAX_BYTES];
    size_t at = 0;

    for (int i = 0; i < length; i++) {
        memcpy(text + at, wide ? "\xc3\xa9" : "a", wide ? 2 : 1);
        at += wide ? 2 : 1;
    }
    text[at] = '\0';
    return text;
}

static void
change_field(struct case_line *c, struct rule_certsearch_record *record)
{
    const char *key = case_text(c, "field"), *value = case_text(c, "value");
    const int length = case_int(c, "length");
    const bool wide = case_yes(c, "wide");
    bool found = key == NULL;

    for (int i = 0; i < RULE_CERTSEARCH_FIELDS; i++) {
        record->values[i] = good_value(rule_certsearch_fields[i].key);
        if (strcmp(rule_certsearch_fields[i].key, "business_registered_full_address") == 0)
            record->values[i] = case_text(c, "full");
        if (key == NULL || strcmp(rule_certsearch_fields[i].key, key) != 0)
            continue;
        found = true;
        record->values[i] = length > 0                   ? long_text(length, wide)
                            : strcmp(value, "none") == 0 ? NULL
                                                         : value;
    }
    ck_assert_msg(found, "%s: no field %s", c->why, key);
}

static void
run_record(struct case_line *c)
{
    struct rule_certsearch_site sites[8];
    int sectors[8];
    const char *words[8];
    struct rule_certsearch_record record = { .standards = 1, .sites = sites, .sectors = sectors };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    change_field(c, &record);
    if (case_text(c, "standards") != NULL)
        record.standards = case_int(c, "standards");
    record.site_count = case_words(c, "sites", words, 8);
    for (int i = 0; i < record.site_count; i++)
        sites[i] = (struct rule_certsearch_site){
            strcmp(words[i], "street") == 0 ? "" : "2 Quay Street",
            strcmp(words[i], "city") == 0 ? NULL : "Southgate",
            strcmp(words[i], "country") == 0 ? " " : "GB",
        };
    record.sector_count = case_ints(c, "sectors", sectors, 8);
    rule_certsearch_faults(&record, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

/* For every day of four years: a body that sends once in each calendar month is never late, and
 * the day is always the last one of the month after. */
START_TEST(once_a_month_is_enough)
{
    for (struct sw_date day = { 2026, 1, 1 }; day.year < 2030; day = sw_date_add_days(day, 1)) {
        struct rule_certsearch_due_in in = { .mode = RULE_CERTSEARCH_ON, .sent_on = day };
        struct rule_certsearch_due due = rule_certsearch_due(&in);

        ck_assert_int_eq(sw_date_add_days(due.due_on, 1).day, 1);
        ck_assert_int_eq((due.due_on.year - day.year) * 12 + due.due_on.month - day.month, 1);
        ck_assert_int_eq(sw_date_days_between(due.remind_on, due.due_on), 7);
        in.mode = RULE_CERTSEARCH_AGGREGATED;
        due = rule_certsearch_due(&in);
        ck_assert_int_eq(due.due_on.month % 3, 0);
        ck_assert_int_eq(sw_date_add_days(due.due_on, 1).day, 1);
        ck_assert_int_gt(sw_date_days_between(day, due.due_on), 89);
        ck_assert_int_le(sw_date_days_between(day, due.due_on), 184);
    }
}
END_TEST

/* Every byte alone as the key of a client: letters, digits, the signs that are allowed, and the
 * bytes of letters of other scripts. */
START_TEST(keys_are_letters_digits_and_some_signs)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "@#-+=\\/:;,~_.";

    for (int byte = 1; byte < 256; byte++) {
        const char key[] = { (char) byte, '\0' };
        struct rule_certsearch_record record = { .standards = 1 };
        struct rule_faults faults;

        if (!rule_text_given(key))
            continue;
        for (int i = 0; i < RULE_CERTSEARCH_FIELDS; i++)
            record.values[i] = good_value(rule_certsearch_fields[i].key);
        record.values[0] = key;
        rule_certsearch_faults(&record, &faults);
        ck_assert_int_eq(faults.count, byte < 0x80 && strchr(allowed, byte) == NULL);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, keys_are_letters_digits_and_some_signs);
    tcase_add_test(tcase, once_a_month_is_enough);
}

int
main(void)
{
    static const struct case_op ops[] = { { "due", run_due },
                                          { "fate", run_fate },
                                          { "status", run_status },
                                          { "record", run_record },
                                          { NULL, NULL } };

    return cases_main("certsearch", ops, properties);
}
