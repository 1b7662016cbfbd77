/* links: sw_base sw_rules */
#include "cases.h"
#include "cases_settings.h"
#include "rules/certificate.h"
#include "rules/vocabulary.h"

static const char *
unless_left_out(struct case_line *c, const char *part, const char *text)
{
    return rule_words_have(case_text(c, "without"), part) ? NULL : text;
}

static void
change_date(struct case_line *c, const char *key, struct sw_date *date)
{
    if (case_text(c, key) != NULL)
        *date = case_date(c, key);
}

static void
change_dates(struct case_line *c, struct rule_certificate *t)
{
    change_date(c, "effective", &t->effective_on);
    change_date(c, "expires", &t->expires_on);
    change_date(c, "anchor", &t->cycle_anchor);
    change_date(c, "soa_date", &t->soa_date);
    change_date(c, "original", &t->original_on);
    change_date(c, "previous", &t->previous_expiry);
}

static void
run_certificate(struct case_line *c)
{
    const struct rule_soa_entry audited[] = { { "A.7.4", true, "risk R-7", "implemented" } };
    const struct rule_soa_entry reworded[] = { { "A.7.4", true, "risk R-8", "implemented" } };
    const struct rule_soa_entry excluded[] = { { "A.7.4", false, "no premises", "" } };
    const struct rule_soa then = { "3", { 2026, 6, 1 }, "CISO", audited, 1 };
    const char *soa_now = case_text(c, "soa_now");
    const struct rule_soa now = {
        "4", { 2026, 9, 1 }, "CISO", rule_words_have(soa_now, "excluded") ? excluded : reworded, 1
    };
    const struct rule_settings settings = case_settings(c);
    struct rule_certificate t = {
        .number = unless_left_out(c, "number", "SW-0001"),
        .revision = case_int(c, "revision"),
        .replaces = case_text(c, "replaces"),
        .client_name = unless_left_out(c, "client_name", "Nordlicht GmbH"),
        .client_place = unless_left_out(c, "client_place", "Kiel, DE"),
        .sites_in_scope = 9,
        .sites_listed = case_text(c, "listed") == NULL ? 9 : case_int(c, "listed"),
        .standard =
            case_text(c, "standard") == NULL ? "ISO/IEC 27001:2022" : case_text(c, "standard"),
        .scope = unless_left_out(c, "scope", "Operation of data centres"),
        .decided_on = { 2026, 11, 2 },
        .effective_on = { 2026, 11, 2 },
        .expires_on = { 2029, 11, 1 },
        .body_name = unless_left_out(c, "body_name", "Example Certification"),
        .body_address = unless_left_out(c, "body_address", "Hamburg, DE"),
        .soa_version = unless_left_out(c, "soa_version", "3"),
        .soa_date = { 2026, 6, 1 },
        .soa_audited = soa_now == NULL ? NULL : &then,
        .soa_now = soa_now == NULL ? NULL : &now,
        .signed_by = unless_left_out(c, "signed_by", "Dora Decider"),
        .accreditation_symbol = case_yes(c, "symbol"),
        .inside_accreditation = case_yes(c, "inside"),
        .gap = case_yes(c, "gap"),
        .settings = &settings,
    };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    change_dates(c, &t);
    (void) case_expect_code(c, rule_certificate(&t, &err), &err);
    rule_certificate_faults(&t, &faults);
    case_expect_int(c, "faults", faults.count);
}

int
main(void)
{
    static const struct case_op ops[] = { { "certificate", run_certificate }, { NULL, NULL } };

    return cases_main("certificate", ops, NULL);
}
