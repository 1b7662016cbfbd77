/* judge_audit_time.h - the question of audit time, for the service that stores it. */
#ifndef JUDGE_AUDIT_TIME_H
#define JUDGE_AUDIT_TIME_H

#include "http/sw_route.h"

struct judge_part_time {
    int64_t persons, hours_tenths;
};
struct judge_person_group {
    const char *activity;
    int64_t persons, effective;
    bool high_risk;
    const char *reason, *approver;
};
struct judge_adjustment {
    int64_t percent;
    const char *reason;
};
extern const struct sw_shape judge_adjustment_in;
struct judge_time_site {
    int64_t persons;
    bool central;
    const char *group;
};
struct judge_audit_time {
    const char *pack, *limits;
    int64_t full_time, full_time_in_audit_period, full_week_hours_tenths;
    struct sw_list part_times, person_groups;
    struct sw_list business_factors, it_factors;
    int64_t percent;
    const char *percent_reason, *deviation_approved_by;
    struct sw_list adjustments;
    int64_t manual_half_days;
    const char *manual_reason;
    int64_t add_half_days;
    const char *add_reason;
    int64_t stage1_percent;
    struct sw_list sites;
    int64_t site_percent; /* absent: percent */
    struct sw_list settings;
};

#endif
