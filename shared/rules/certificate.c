#include "rules/certificate.h"

#include <string.h>

#include "rules/cycle.h"
#include "rules/vocabulary.h"

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 8.2.2 "
static const struct sw_rule place_rule     = { "CRT-a", S17 "a", "Give the name and the place of the client." };
static const struct sw_rule sites_rule     = { "CRT-a", S17 "a", "List every site in scope on the certificate or its annex." };
static const struct sw_rule gap_rule       = { "CRT-b", S17 "b", "Show the last expiry beside the original date." };
static const struct sw_rule expiry_rule    = { "CRT-c", S17 "c", "Take the expiry that fits the cycle." };
static const struct sw_rule number_rule    = { "CRT-d", S17 "d", "Give the certificate its unique number." };
static const struct sw_rule edition_rule   = { "CRT-e", S17 "e", "Name the standard with its edition." };
static const struct sw_rule scope_rule     = { "CRT-f", S17 "f", "Give the scope that the decider approved." };
static const struct sw_rule body_rule      = { "CRT-g", S17 "g", "Give name and address of the certification body." };
static const struct sw_rule symbol_rule    = { "CRT-g", S17 "g", "Leave the accreditation symbol out, or stay inside the accreditation." };
static const struct sw_rule soa_rule       = { "ISM-3", "ISO/IEC 27006-1:2024 8.2.2", "Print version and date of the Statement of Applicability that was audited." };
static const struct sw_rule coverage_rule  = { "ISM-3", "ISO/IEC 27006-1:2024 8.2.2", "Have the changed coverage of controls audited first." };
static const struct sw_rule revision_rule  = { "CRT-i", S17 "i", "Say which certificate this revision replaces." };
static const struct sw_rule signer_rule    = { "ISM-6", "ISO/IEC 27006-1:2024 8.2.1", "Name the person who signs." };
/* clang-format on */

static void
check_texts(const struct rule_certificate *c, struct rule_faults *faults)
{
    const struct {
        const char *text;
        const struct sw_rule *rule;
        const char *what;
    } texts[] = {
        { c->client_name, &place_rule, "The name of the client" },
        { c->client_place, &place_rule, "The place of the client" },
        { c->number, &number_rule, "The number" },
        { c->scope, &scope_rule, "The scope" },
        { c->body_name, &body_rule, "The name of the certification body" },
        { c->body_address, &body_rule, "The address of the certification body" },
        { c->soa_version, &soa_rule, "The version of the Statement of Applicability" },
        { c->signed_by, &signer_rule, "The person who signs" },
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!rule_text_given(texts[i].text))
            RULE_FAULT(faults, texts[i].rule, "", texts[i].what, " is missing");
}

/* The expiry of the cycle that runs from effective_on, or one that continues the anchor. */
static bool
expiry_fits(const struct rule_certificate *c)
{
    const struct rule_settings settings = rule_settings_or_default(c->settings);
    struct sw_date expiry;

    if (sw_date_is_none(c->cycle_anchor))
        return sw_date_compare(c->expires_on, rule_expiry(c->effective_on, &settings)) == 0;
    expiry = rule_expiry(c->cycle_anchor, &settings);
    while (sw_date_compare(expiry, c->expires_on) < 0)
        expiry = rule_expiry_next(c->cycle_anchor, expiry, &settings);
    return sw_date_compare(expiry, c->expires_on) == 0;
}

static void
check_dates(const struct rule_certificate *c, struct rule_faults *faults)
{
    struct sw_error err = { 0 };

    if (rule_effective_date(c->decided_on, c->effective_on, &err) != SW_OK) {
        RULE_FAULT(faults, err.rule == NULL ? &expiry_rule : err.rule, "", err.detail);
        return;
    }
    if (!sw_date_valid(c->expires_on) || !expiry_fits(c))
        RULE_FAULT(faults, &expiry_rule, "", "The expiry does not fit the cycle");
    if (c->gap && !sw_date_is_none(c->original_on) && sw_date_is_none(c->previous_expiry))
        RULE_FAULT(faults, &gap_rule, "", "The original date is shown without the time between");
}

static void
check_soa(const struct rule_certificate *c, struct rule_faults *faults)
{
    const char *control = "";

    if (sw_date_is_none(c->soa_date))
        RULE_FAULT(faults, &soa_rule, "", "The date of the Statement of Applicability is missing");
    if (c->soa_audited != NULL && c->soa_now != NULL &&
        !rule_soa_same_coverage(c->soa_audited, c->soa_now, &control))
        RULE_FAULT(faults, &coverage_rule, control, "The coverage of ", control,
                   " changed since the audit");
}

void
rule_certificate_faults(const struct rule_certificate *c, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    check_dates(c, ret_faults);
    check_texts(c, ret_faults);
    if (c->sites_listed < c->sites_in_scope)
        RULE_FAULT(ret_faults, &sites_rule, "", RULE_NUMBER(c->sites_listed), " of ",
                   RULE_NUMBER(c->sites_in_scope), " sites are listed");
    if (c->standard == NULL || strchr(c->standard, ':') == NULL)
        RULE_FAULT(ret_faults, &edition_rule, "", "The standard has no edition");
    if (c->revision > 0 && !rule_text_given(c->replaces))
        RULE_FAULT(ret_faults, &revision_rule, "", "The revision does not say what it replaces");
    if (c->accreditation_symbol && !c->inside_accreditation)
        RULE_FAULT(ret_faults, &symbol_rule, "",
                   "The accreditation symbol is shown outside the accreditation");
    check_soa(c, ret_faults);
}

enum sw_code
rule_certificate(const struct rule_certificate *certificate, struct sw_error *err)
{
    struct rule_faults faults;

    rule_certificate_faults(certificate, &faults);
    return rule_faults_refuse(&faults, err);
}
