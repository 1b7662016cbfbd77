/* Application and its review (application.h). */
#include "rules/application.h"

#include <string.h>

#include "rules/audit_time.h"

/* clang-format off */
const char *const rule_application_part_names[RULE_APPLICATION_PARTS + 1] = {
    "scope", "representative", "processes", "resources", "relationships", "legal_duties", "outsourcing", "consultancy",
    "hidden_information", "technology", "development", "critical_sector", "remote_work", NULL
};
const char *const rule_review_point_names[RULE_REVIEW_POINTS + 1] = {
    "information", "differences", "ability", "scope", "sites", "time", "language", "safety", "impartiality", NULL
};

#define S17 "ISO/IEC 17021-1:2015 "
static const struct sw_rule part_rule          = { "APP-1", S17 "9.1.1", "Give every part of the application." };
static const struct sw_rule isms_rule          = { "APP-2", S17 "9.1.1, ISO/IEC 27006-1:2024 9.1.1", "Give what an application for information security needs." };
static const struct sw_rule body_rule          = { "SOD-7", S17 "5.2.4", "Let the client turn to its accreditation body." };
static const struct sw_rule review_rule        = { "REV-1", S17 "9.1.2.1", "Look at every point, and record it." };
static const struct sw_rule reason_rule        = { "REV-2", S17 "9.1.2.2", "Give the reason: on a decline the client is told it." };
static const struct sw_rule competence_rule    = { "REV-3", S17 "9.1.2.3", "Fix the competence that the team and the decision need." };
static const struct sw_rule accreditation_rule = { "REV-5", S17 "9.1.2.1 c", "Decline, or have the accreditation extended first." };
/* clang-format on */

void
rule_application_faults(const struct rule_application *in, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < RULE_APPLICATION_PARTS; i++)
        if (!rule_text_given(in->parts[i]))
            RULE_FAULT(ret_faults, i < RULE_PART_HIDDEN_INFORMATION ? &part_rule : &isms_rule,
                       rule_application_part_names[i], rule_application_part_names[i],
                       " is missing");
    if (!rule_text_given(in->standard))
        RULE_FAULT(ret_faults, &part_rule, "standard", "standard is missing");
    if (in->sites < 1)
        RULE_FAULT(ret_faults, &part_rule, "sites", "No site is in scope");
    else if (in->central_sites != 1)
        RULE_FAULT(ret_faults, &part_rule, "sites", RULE_NUMBER(in->central_sites),
                   " sites are the central function: there is one");
    if (in->persons < 1)
        RULE_FAULT(ret_faults, &isms_rule, "full_time", "Nobody is in scope");
    if (!in->soa)
        RULE_FAULT(ret_faults, &isms_rule, "soa_id", "The Statement of Applicability is missing");
    if (!rule_text_given(in->languages))
        RULE_FAULT(ret_faults, &isms_rule, "languages", "languages is missing");
    if (!in->isms_implemented)
        RULE_FAULT(ret_faults, &isms_rule, "isms_implemented",
                   "A documented and implemented management system is not confirmed");
    if (in->certifies_systems)
        RULE_FAULT(ret_faults, &body_rule, "certifies_systems",
                   "The certification activities of another certification body are not certified");
}

void
rule_application_review_faults(const struct rule_application_review *in,
                               struct rule_faults *ret_faults)
{
    struct sw_error err = { .code = SW_OK };

    ret_faults->count = ret_faults->more = 0;
    if (in->reviewer != NULL && rule_person_may(in->reviewer, RULE_APP_REVIEW, in->standard,
                                                in->reviewed_on, &err) != SW_OK)
        RULE_FAULT(ret_faults, &review_rule, "reviewer", err.detail);
    if (!rule_text_given(in->reason))
        RULE_FAULT(ret_faults, &reason_rule, "reason", "The review has no reason");
    if (!in->accept)
        return;
    for (int i = 0; i < RULE_REVIEW_POINTS; i++)
        if (!rule_words_have(in->points, rule_review_point_names[i]))
            RULE_FAULT(ret_faults, &review_rule, rule_review_point_names[i],
                       "The review did not look at ", rule_review_point_names[i]);
    if (in->competences < 1)
        RULE_FAULT(ret_faults, &competence_rule, "competence",
                   "The review does not say which competence is needed");
}

bool
rule_review_again(const struct rule_time_pack *pack, const struct rule_review_again *in)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);

    return in->recertification || in->transfer || in->extension ||
           rule_time_recalculate(pack, in->persons_before, in->persons_now, &settings);
}

static void
check_words(const char *bound, const char *wanted, const char *what, struct rule_faults *faults)
{
    const char *cursor = wanted;
    char word[24];

    while (rule_text_given(bound) && rule_words_next(&cursor, word, sizeof word))
        if (!rule_words_have(bound, word))
            RULE_FAULT(faults, &accreditation_rule, word, what, " ", word,
                       " lies outside the accreditation");
}

void
rule_accreditation_faults(const struct rule_accreditation *accreditation,
                          const struct rule_accreditation *wanted, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    check_words(accreditation->standards, wanted->standards, "Standard", ret_faults);
    check_words(accreditation->sectors, wanted->sectors, "Sector", ret_faults);
    check_words(accreditation->countries, wanted->countries, "Country", ret_faults);
}
