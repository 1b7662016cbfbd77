/* audit_time.h - how long an audit must take at least: ISO/IEC 27006-1:2024 annex C.
 *
 * Three steps, each with a result that holds every number on the way so that it
 * can be shown, stored and made again:
 *     persons            rule_persons_effective()
 *     one organisation   rule_audit_time()
 *     several sites      rule_site_time()
 * Auditor days are whole half-days: 11 means 5.5 days of 8 hours.  Travel is not
 * audit time.  All numbers of the standard come from a rule pack (time_pack.h).
 */
#ifndef RULES_AUDIT_TIME_H
#define RULES_AUDIT_TIME_H

#include "rules/settings.h"
#include "rules/time_pack.h"

#define RULE_PERSON_GROUPS_MAX 32
#define RULE_PART_TIMES_MAX    32
#define RULE_ADJUSTMENTS_MAX   16
#define RULE_PERSONS_MAX       1000000
#define RULE_PERCENT_MAX       300 /* no limit of the standard: a bound against slips of the pen */

/* Persons who do the same simple, supervised task.  They are not counted elsewhere. */
struct rule_person_group {
    const char *activity;
    int persons;          /* 1.. */
    int effective;        /* what they count as; 0: the least allowed */
    bool high_risk;       /* administrators, developers with production access, security staff */
    const char *reason;   /* why the risk of the task allows it */
    const char *approver; /* who approved; a name or an id */
};

struct rule_part_time {
    int persons;      /* 1.. */
    int hours_tenths; /* hours each works a week, 20.0 h is 200 */
};

struct rule_persons_in {
    int full_time; /* all shifts, contractors and freelancers included, groups not */
    int full_time_in_audit_period; /* seasonal work: 0, or the number then; the higher counts */
    int full_week_hours_tenths;    /* 0 means 400, 40.0 hours */
    const struct rule_part_time *part_times;
    int part_time_count;
    const struct rule_person_group *groups;
    int group_count;
};

struct rule_persons {
    int heads;                  /* everybody, before any reduction */
    int full_time;              /* the higher of the two numbers */
    int part_time_hours_tenths; /* hours a week of all part-timers together */
    int part_time_persons;      /* those hours in whole persons, rounded up */
    int grouped_heads;          /* heads in groups */
    int grouped_persons;        /* what the groups count as */
    int effective;              /* the number to use in the table, at least 1 */
};

/* The fewest persons @p persons with identical activities may count as: the root, rounded up.
 * @rule ISO/IEC27006-1:C.3.4 */
int rule_group_minimum(int persons);

/**
 * Persons that count for audit time.
 * @rule ISO/IEC27006-1:C.3.4
 * @return SW_OK; SW_RULE_REFUSED when a group counts as less than the root of its persons (PER-3),
 *         has a high-risk task (PER-5), or misses reason or approver (PER-5); SW_INPUT_INVALID for
 *         numbers out of range
 */
SW_CHECKED enum sw_code rule_persons_effective(const struct rule_persons_in *in,
                                               struct rule_persons *ret_persons,
                                               struct sw_error *err);

/* The days of table C.1 for @p persons, or 0 beyond its last row: follow the progression by hand.
 * @rule ISO/IEC27006-1:C.1 */
int rule_base_half_days(const struct rule_time_pack *pack, int persons);

/* A change beside the factor matrix: interpreter, prior knowledge, ... */
struct rule_adjustment {
    int percent; /* signed */
    const char *reason;
};

struct rule_audit_time_in {
    const struct rule_time_pack *pack;
    int persons;          /* rule_persons.effective, 1.. */
    int manual_half_days; /* beyond the table only, else 0 */
    const char *manual_reason;
    int business[RULE_FACTORS]; /* each 1..3 */
    int it[RULE_FACTORS];       /* each 1..3 */
    int percent; /* chosen for the matrix, signed; with all others at most RULE_PERCENT_MAX */
    const char *percent_reason; /* needed when it is not the proposal */
    bool deviation_approved;    /* the technical manager approved a value outside the range */
    const struct rule_adjustment *adjustments;
    int adjustment_count;
    int add_half_days; /* 0.., on top: interpreter, transition */
    const char *add_reason;
    int stage1_percent;                   /* 20..40, 0 means the body's stage1_ratio */
    const struct rule_settings *settings; /* NULL: the defaults */
};

struct rule_audit_time {
    const char *pack; /* id of the rule pack */
    int persons;
    int base_half_days;           /* from the table, or by hand */
    bool manual;                  /* by hand */
    int business_score, it_score; /* 3..9 each */
    enum rule_level business_level, it_level;
    struct rule_percent_range range; /* of the matrix, with the proposal */
    int percent_matrix, percent_other, percent_sum;
    int adjusted_millidays; /* base * (100 + percent_sum) %, exact [1/1000 day] */
    int add_half_days;
    int total_half_days;  /* rounded to the half day by rounding_mode */
    int stage1_half_days; /* at least stage1_min */
    int stage2_half_days;
    int surveillance_half_days;    /* a year: a third */
    int recertification_half_days; /* two thirds, valid for today's persons and factors */
    int onsite_minimum_hundredths; /* exact: 70 % of the total [1/100 day] */
    int onsite_minimum_tenths;     /* the same rounded up [1/10 day] */
    int stage1_onsite_tenths, stage2_onsite_tenths;
};

/**
 * Audit time of one organisation, or of one site.
 * @rule ISO/IEC27006-1:C.3.5
 * @rule ISO/IEC27006-1:C.3.6
 * @return SW_OK; SW_RULE_REFUSED when the sum of all changes is below the floor of -30 % (LIM-1), a
 *         value is not the proposal and has no reason or lies outside the range without approval
 *         (AT-14), the table ends and no manual value with reason is given (AT-03), or the share of
 *         stage 1 is outside 20..40 % (LIM-10); SW_INPUT_INVALID for numbers out of range
 */
SW_CHECKED enum sw_code rule_audit_time(const struct rule_audit_time_in *in,
                                        struct rule_audit_time *ret_time, struct sw_error *err);

/* The part of an initial audit's time that a surveillance takes each year: a third, rounded up.
 * @rule ISO/IEC27006-1:C.4 */
int rule_surveillance_share(int half_days);

/* The part that a recertification takes: two thirds, rounded up.
 * @rule ISO/IEC27006-1:C.5 */
int rule_recertification_share(int half_days);

/* A base changed by a percentage, in whole half-days. */
struct rule_changed_in {
    int base_half_days;
    int percent;       /* signed */
    int floor_percent; /* what no rounding goes below: -30 for an organisation, -50 for a site */
    enum rule_rounding rounding;
};

/* Up to the half day, or to the nearest but never below the floor (LIM-1).
 * @rule ISO/IEC27006-1:C.3.6 */
int rule_changed_half_days(const struct rule_changed_in *in);

/* The range and the proposal for two factor scores (3..9 each).
 * @rule ISO/IEC27006-1:D */
struct rule_percent_range rule_factor_range(const struct rule_time_pack *pack, int business_score,
                                            int it_score);

/* A line of the calculation for people.  The value is in the unit named. */
struct rule_time_step {
    const char *step;   /* "base": stable name */
    const char *label;  /* "Days from the table" */
    const char *clause; /* "ISO/IEC 27006-1:2024 C.1" */
    const char *unit;   /* persons, half-days, percent, millidays, hundredths, tenths, score */
    int value;
};
#define RULE_TIME_STEPS_MAX 24

/* Write up to @p max lines, in order, and return how many: the justification that is kept.
 * @rule ISO/IEC17021-1:9.1.4.3 */
int rule_audit_time_steps(const struct rule_time_pack *pack, const struct rule_audit_time *time,
                          struct rule_time_step *ret_steps, int max);

/* One place of a multi-site organisation that this audit visits. */
struct rule_site_part {
    int persons; /* effective, at this site */
    int percent; /* all factors and reductions together; -50 is the least for a site, -30 for the
                    central function */
};

/* The sites that one audit visits, without the central function. */
struct rule_site_visits {
    const struct rule_site_part *sites;
    int count;
};

struct rule_site_time_in {
    const struct rule_time_pack *pack;
    struct rule_site_part central;
    struct rule_site_visits initial, surveillance, recertification;
    int single_half_days; /* the same organisation as if it were one site, nothing on top */
    int add_half_days;    /* 0.., on top: interpreter, transition */
    const struct rule_settings *settings; /* rounding_mode; NULL: the defaults */
};

struct rule_site_time {
    int central_half_days;
    int sites_half_days;  /* of all sites that the initial audit visits */
    int single_half_days; /* of the whole as one site */
    int total_half_days; /* initial: the larger of central + sites and single, and what is on top */
    bool raised_to_single;         /* MST-2 decided */
    int surveillance_half_days;    /* a third of each part, rounded up for each */
    int recertification_half_days; /* two thirds of each part */
};

/**
 * Audit time of central function and visited sites: each computed with its own persons.  Where the
 * time as one site decided, a third and two thirds of that are the least for the later audits.
 * @rule ISO/IEC27006-1:C.6
 * @rule IAF-MD1:7.3.1
 * @return SW_OK; SW_RULE_REFUSED when a site is reduced by more than 50 % (MST-3) or the central
 *         function by more than 30 % (LIM-1); SW_INPUT_INVALID for persons outside the table
 */
SW_CHECKED enum sw_code rule_site_time(const struct rule_site_time_in *in,
                                       struct rule_site_time *ret_time, struct sw_error *err);

/**
 * Is enough of the calculated time planned for direct work with the client?
 * @rule ISO/IEC27006-1:C.3.7
 * @param half_days      calculated for this audit
 * @param direct_tenths  planned on site or remotely, opening to closing meeting [1/10 day]
 * @return SW_OK, or SW_RULE_REFUSED (LIM-2)
 */
SW_CHECKED enum sw_code rule_direct_time(const struct rule_time_pack *pack, int half_days,
                                         int direct_tenths, struct sw_error *err);

/* Must the time be calculated again, when @p found persons were confirmed at the opening?  True
 * when they differ by more than headcount_recalc_pct from @p stated or fall into another row of the
 * table.
 * @rule ISO/IEC17021-1:9.1.2.1 */
bool rule_time_recalculate(const struct rule_time_pack *pack, int stated, int found,
                           const struct rule_settings *settings);

#endif
