/* competence.h - may this person do this, and can this team do that audit?
 *
 * Lists are text with words between spaces or commas ("33 35", "T3,T4", "en de"),
 * as array_to_string() gives them.
 */
#ifndef RULES_COMPETENCE_H
#define RULES_COMPETENCE_H

#include "rules/faults.h"
#include "rules/vocabulary.h"

struct rule_authorisation {
    enum rule_function function;
    const char *standard;        /* "ISO/IEC 27001:2022" */
    const char *sectors;         /* IAF codes */
    const char *technical_areas; /* the body's codes */
    const char *languages;
    struct sw_date valid_from;
    struct sw_date valid_to; /* none: no end */
};

struct rule_person {
    const char *id;
    const char *name;
    const struct rule_authorisation *authorisations;
    int authorisation_count;
};

/* Is the person authorised for the function and standard on every day from first to last?
 * @rule ISO/IEC17021-1:7.2.4 */
bool rule_person_authorised(const struct rule_person *person, enum rule_function function,
                            const char *standard, struct sw_date first, struct sw_date last);

/**
 * The same as a refusal.  An auditor's or lead's authorisation both serve for auditing.
 * @rule ISO/IEC17021-1:7.2.4
 */
SW_CHECKED enum sw_code rule_person_may(const struct rule_person *person,
                                        enum rule_function function, const char *standard,
                                        struct sw_date on, struct sw_error *err);

/* Nobody grants an authorisation to themselves (SOD-11).
 * @rule ISO/IEC17021-1:7.2.4 */
SW_CHECKED enum sw_code rule_authorise(const char *person_id, const char *authorised_by,
                                       struct sw_error *err);

#define RULE_TEAM_MAX 32

struct rule_team_member {
    struct rule_person person;
    enum rule_team_role role;
    int half_days;    /* planned for this audit; experts, trainees and observers do not count */
    bool accompanied; /* expert: an auditor is named who accompanies; trainee: an evaluator is */
    struct sw_date monitored_on; /* lead, auditor: last witnessed, at first authorised; none: not
                                    looked at */
    struct sw_date leads_since;  /* lead: first day of the first audit of this client that the
                                    person led; none: never did */
};

struct rule_team_in {
    const char *standard;
    const char *sectors;                   /* of the client */
    const char *technical_areas;           /* of all sites of this audit */
    const char *language;                  /* of the client; NULL or "" when it does not matter */
    struct sw_date first, last;            /* days of the audit */
    int half_days;                         /* calculated for this audit; 0: not compared */
    int monitoring_months, rotation_years; /* as the body chose (settings.h) */
    const struct rule_team_member *members;
    int member_count;
};

/* Days of the auditors alone (TIM-2).
 * @rule ISO/IEC17021-1:9.1.4.4 */
int rule_team_auditor_half_days(const struct rule_team_in *in);

/**
 * Everything a team misses, to be shown and stored with the appointment:
 *   - no lead, more than one, or a lead without that authorisation (a lone auditor is the lead)
 *   - an auditor who is not authorised for the standard on all days
 *   - a sector, technical area or language that nobody brings: auditors bring all they are
 *     authorised for, experts technical areas and sectors only, trainees and observers nothing
 *   - an expert or trainee who is not accompanied
 *   - a person twice
 *   - fewer days of auditors than calculated
 *   - a lead or auditor whom nobody witnessed for monitoring_months by the last day (T-MON)
 * @rule ISO/IEC17021-1:9.2.2.1
 * @rule ISO/IEC17021-1:9.1.4
 * @rule ISO/IEC17021-1:7.2
 * @rule ISO/IEC27006-1:7.1
 */
void rule_team_faults(const struct rule_team_in *in, struct rule_faults *ret_faults);

/* What is advised against: an auditor whose time without being witnessed ends within three months
 * (T-MON), a lead who has led the client's audits for more than rotation_years (SOD-14).
 * @rule ISO/IEC17021-1:7.2
 * @rule ISO/IEC17021-1:5.2 */
void rule_team_warnings(const struct rule_team_in *in, struct rule_faults *ret_warnings);

/* A record that somebody was witnessed: by somebody else (SOD-11), on a day that has come.
 * @rule ISO/IEC17021-1:7.2 */
SW_CHECKED enum sw_code rule_witnessed(const char *person_id, const char *witnessed_by,
                                       struct sw_date on, struct sw_date today,
                                       struct sw_error *err);

#endif
