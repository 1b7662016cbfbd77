#include "rules/competence.h"

#include <string.h>

#include "rules/duties.h"

#define WORD_SIZE 24

static const struct sw_rule authorised_rule = {
    "CMP-A", "ISO/IEC 17021-1:2015 7.2.4",
    "Choose a person who is authorised on all days of the task."
};
static const struct sw_rule self_rule = { "SOD-11", "ISO/IEC 17021-1:2015 7.2.4",
                                          "Let another person authorise." };
static const struct sw_rule lead_rule = {
    "PLN-3", "ISO/IEC 17021-1:2015 9.2.2.1",
    "Name one lead auditor who is authorised as such; a lone auditor is the lead."
};
static const struct sw_rule auditor_rule = {
    "PLN-3", "ISO/IEC 17021-1:2015 9.2.2.1, ISO/IEC 27006-1:2024 7.1",
    "Choose auditors who are authorised for the standard on all days of the audit."
};
static const struct sw_rule coverage_rule = {
    "PLN-4", "ISO/IEC 17021-1:2015 9.2.2.1, ISO/IEC 27006-1:2024 7.1",
    "Add an auditor or a technical expert who brings what is missing."
};
static const struct sw_rule accompany_rule = {
    "PLN-5", "ISO/IEC 17021-1:2015 9.2.2.2",
    "Name the auditor who accompanies the technical expert or evaluates the trainee."
};
static const struct sw_rule twice_rule = { "PLN-3", "ISO/IEC 17021-1:2015 9.2.2.1",
                                           "Name each person once." };
static const struct sw_rule days_rule = {
    "PLN-11", "ISO/IEC 17021-1:2015 9.1.4",
    "Plan more auditor days: experts, trainees and observers do not count (9.1.4.4)."
};

static const struct sw_rule monitoring_rule = {
    "T-MON", "ISO/IEC 17021-1:2015 7.2",
    "Witness the person in an audit and record it, or choose somebody else."
};
static const struct sw_rule witness_rule = { "SOD-11", "ISO/IEC 17021-1:2015 7.2",
                                             "Let another person witness and record it." };
static const struct sw_rule rotation_rule = {
    "SOD-14", "ISO/IEC 17021-1:2015 5.2",
    "Let somebody else lead, or say what is done against too much familiarity."
};

static bool
valid_throughout(const struct rule_authorisation *a, struct sw_date first, struct sw_date last)
{
    return sw_date_compare(a->valid_from, first) <= 0 &&
           (sw_date_is_none(a->valid_to) || sw_date_compare(a->valid_to, last) >= 0);
}

static bool
same_standard(const struct rule_authorisation *a, const char *standard)
{
    return a->standard != NULL && standard != NULL && strcmp(a->standard, standard) == 0;
}

bool
rule_person_authorised(const struct rule_person *person, enum rule_function function,
                       const char *standard, struct sw_date first, struct sw_date last)
{
    for (int i = 0; i < person->authorisation_count; i++) {
        const struct rule_authorisation *a = &person->authorisations[i];
        const bool serves =
            a->function == function || (function == RULE_AUDITOR && a->function == RULE_LEAD);

        if (serves && same_standard(a, standard) && valid_throughout(a, first, last))
            return true;
    }
    return false;
}

static const char *
name_of(const struct rule_person *person)
{
    return person->name == NULL ? person->id : person->name;
}

enum sw_code
rule_person_may(const struct rule_person *person, enum rule_function function, const char *standard,
                struct sw_date on, struct sw_error *err)
{
    if (!rule_person_authorised(person, function, standard, on, on))
        return SW_REFUSE(err, &authorised_rule, "%.80s is not authorised as %s for %.40s on %s",
                         name_of(person), rule_function_names[function], standard, RULE_DATE(on));
    return SW_OK;
}

enum sw_code
rule_authorise(const char *person_id, const char *authorised_by, struct sw_error *err)
{
    if (strcmp(person_id, authorised_by) == 0)
        return SW_REFUSE(err, &self_rule, "Nobody authorises themselves");
    return SW_OK;
}

static bool
audits(const struct rule_team_member *m)
{
    return m->role == RULE_ROLE_LEAD || m->role == RULE_ROLE_AUDITOR;
}

int
rule_team_auditor_half_days(const struct rule_team_in *in)
{
    int sum = 0;

    for (int i = 0; i < in->member_count; i++)
        if (audits(&in->members[i]))
            sum += in->members[i].half_days;
    return sum;
}

/* What kinds of knowledge a team needs. */
enum need { NEED_SECTOR, NEED_AREA, NEED_LANGUAGE };

static const char *
brought(const struct rule_authorisation *a, enum need need)
{
    switch (need) {
    case NEED_SECTOR:
        return a->sectors;
    case NEED_AREA:
        return a->technical_areas;
    case NEED_LANGUAGE:
        return a->languages;
    }
    return NULL;
}

/* May what this member is authorised for stand in for the team? */
static bool
contributes(const struct rule_team_in *in, const struct rule_team_member *m,
            const struct rule_authorisation *a, enum need need)
{
    if (!same_standard(a, in->standard) || !valid_throughout(a, in->first, in->last))
        return false;
    if (audits(m))
        return a->function == RULE_AUDITOR || a->function == RULE_LEAD;
    return m->role == RULE_ROLE_EXPERT && a->function == RULE_EXPERT && need != NEED_LANGUAGE;
}

static bool
team_has(const struct rule_team_in *in, enum need need, const char *word)
{
    for (int i = 0; i < in->member_count; i++) {
        const struct rule_team_member *m = &in->members[i];

        for (int j = 0; j < m->person.authorisation_count; j++) {
            const struct rule_authorisation *a = &m->person.authorisations[j];

            if (contributes(in, m, a, need) && rule_words_have(brought(a, need), word))
                return true;
        }
    }
    return false;
}

static void
check_coverage(const struct rule_team_in *in, enum need need, const char *words,
               struct rule_faults *faults)
{
    static const char *const labels[] = {
        [NEED_SECTOR] = "sector ", [NEED_AREA] = "technical area ", [NEED_LANGUAGE] = "language "
    };
    const char *cursor = words;
    char word[WORD_SIZE];

    while (rule_words_next(&cursor, word, sizeof word))
        if (!team_has(in, need, word))
            RULE_FAULT(faults, &coverage_rule, word, "Nobody in the team brings ", labels[need],
                       word);
}

/* Does being witnessed again matter for this member? */
static bool
monitored(const struct rule_team_member *m)
{
    return audits(m) && !sw_date_is_none(m->monitored_on);
}

/* Last day on which the member may audit without having been witnessed again, or none. */
static struct sw_date
monitored_until(const struct rule_team_in *in, const struct rule_team_member *m)
{
    return monitored(m) ? rule_monitored_until(m->monitored_on, in->monitoring_months)
                        : SW_DATE_NONE;
}

static bool
passed(struct sw_date limit, struct sw_date day)
{
    return !sw_date_is_none(limit) && sw_date_compare(day, limit) > 0;
}

static void
check_member(const struct rule_team_in *in, int index, struct rule_faults *faults)
{
    const struct rule_team_member *m = &in->members[index];
    const char *name = name_of(&m->person);

    for (int i = 0; i < index; i++)
        if (strcmp(in->members[i].person.id, m->person.id) == 0)
            RULE_FAULT(faults, &twice_rule, name, name, " is in the team twice");
    if (m->role == RULE_ROLE_LEAD &&
        !rule_person_authorised(&m->person, RULE_LEAD, in->standard, in->first, in->last))
        RULE_FAULT(faults, &lead_rule, name, name, " is not authorised to lead audits of ",
                   in->standard, " on all days");
    if (m->role == RULE_ROLE_AUDITOR &&
        !rule_person_authorised(&m->person, RULE_AUDITOR, in->standard, in->first, in->last))
        RULE_FAULT(faults, &auditor_rule, name, name, " is not authorised to audit ", in->standard,
                   " on all days");
    if (m->role == RULE_ROLE_EXPERT &&
        !rule_person_authorised(&m->person, RULE_EXPERT, in->standard, in->first, in->last))
        RULE_FAULT(faults, &auditor_rule, name, name, " is not authorised as technical expert for ",
                   in->standard, " on all days");
    if ((m->role == RULE_ROLE_EXPERT || m->role == RULE_ROLE_TRAINEE) && !m->accompanied)
        RULE_FAULT(faults, &accompany_rule, name, name, " is ", rule_team_role_words[m->role],
                   " and nobody is named who accompanies");
    if (passed(monitored_until(in, m), in->last))
        RULE_FAULT(faults, &monitoring_rule, name, name, " was last witnessed on ",
                   RULE_DATE(m->monitored_on), " and may audit until ",
                   RULE_DATE(monitored_until(in, m)));
}

void
rule_team_faults(const struct rule_team_in *in, struct rule_faults *ret_faults)
{
    const int days = rule_team_auditor_half_days(in);
    int leads = 0;

    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < in->member_count; i++)
        leads += in->members[i].role == RULE_ROLE_LEAD;
    if (leads != 1)
        RULE_FAULT(ret_faults, &lead_rule, "", "The team has ", RULE_NUMBER(leads),
                   " lead auditors, it needs one");
    for (int i = 0; i < in->member_count; i++)
        check_member(in, i, ret_faults);
    check_coverage(in, NEED_SECTOR, in->sectors, ret_faults);
    check_coverage(in, NEED_AREA, in->technical_areas, ret_faults);
    check_coverage(in, NEED_LANGUAGE, in->language, ret_faults);
    if (days < in->half_days)
        RULE_FAULT(ret_faults, &days_rule, "", "Auditors are planned for ", RULE_DAYS(days),
                   " days, calculated are ", RULE_DAYS(in->half_days));
}

static void
warn_member(const struct rule_team_in *in, const struct rule_team_member *m,
            struct rule_faults *warnings)
{
    const char *name = name_of(&m->person);

    if (monitored(m) &&
        passed(rule_monitoring_warned_on(m->monitored_on, in->monitoring_months), in->last) &&
        !passed(monitored_until(in, m), in->last))
        RULE_FAULT(warnings, &monitoring_rule, name, name, " was last witnessed on ",
                   RULE_DATE(m->monitored_on), " and may audit only until ",
                   RULE_DATE(monitored_until(in, m)));
    if (m->role == RULE_ROLE_LEAD && !sw_date_is_none(m->leads_since) &&
        passed(rule_lead_until(m->leads_since, in->rotation_years), in->first))
        RULE_FAULT(warnings, &rotation_rule, name, name, " leads audits of this client since ",
                   RULE_DATE(m->leads_since), ", more than ", RULE_NUMBER(in->rotation_years),
                   " years");
}

void
rule_team_warnings(const struct rule_team_in *in, struct rule_faults *ret_warnings)
{
    ret_warnings->count = ret_warnings->more = 0;
    for (int i = 0; i < in->member_count; i++)
        warn_member(in, &in->members[i], ret_warnings);
}

enum sw_code
rule_witnessed(const char *person_id, const char *witnessed_by, struct sw_date on,
               struct sw_date today, struct sw_error *err)
{
    if (strcmp(person_id, witnessed_by) == 0)
        return SW_REFUSE(err, &witness_rule, "Nobody witnesses themselves");
    if (sw_date_compare(on, today) > 0)
        return SW_REFUSE(err, &monitoring_rule, "%s has not come yet", RULE_DATE(on));
    return SW_OK;
}
