/* How many persons count: the first step of audit time (audit_time.h). */
#include "rules/audit_time.h"

#include <stdint.h>

#define FULL_WEEK_TENTHS 400
#define WEEK_TENTHS_MAX  1680

static const struct sw_rule group_root = {
    "PER-3", "ISO/IEC 27006-1:2024 C.3.4",
    "Let the group count as at least the square root of its persons, rounded up."
};
static const struct sw_rule group_criteria = {
    "PER-5", "ISO/IEC 27006-1:2024 C.3.4",
    "Group only persons with the same simple, low-risk task, and record reason and approver."
};

int
rule_group_minimum(int persons)
{
    int root = 1;

    while ((int64_t) root * root < persons)
        root++;
    return root;
}

static enum sw_code
check_group(const struct rule_person_group *group, struct sw_error *err)
{
    if (group->persons < 1 || group->persons > RULE_PERSONS_MAX || group->effective < 0 ||
        group->effective > group->persons)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "groups",
                             "A group has 1 to %d persons and counts as no more than it has",
                             RULE_PERSONS_MAX);
    if (!rule_text_given(group->activity) || !rule_text_given(group->reason) ||
        !rule_text_given(group->approver))
        return SW_REFUSE(
            err, &group_criteria,
            "A group of identical activities needs its activity, a reason and who approved it");
    if (group->high_risk)
        return SW_REFUSE(err, &group_criteria,
                         "%.80s is not a low-risk activity: its %d persons count one by one",
                         group->activity, group->persons);
    if (group->effective != 0 && group->effective < rule_group_minimum(group->persons))
        return SW_REFUSE(err, &group_root, "%.80s: %d persons count as at least %d, not %d",
                         group->activity, group->persons, rule_group_minimum(group->persons),
                         group->effective);
    return SW_OK;
}

static enum sw_code
count_groups(const struct rule_persons_in *in, struct rule_persons *p, struct sw_error *err)
{
    enum sw_code code;

    if (in->group_count < 0 || in->group_count > RULE_PERSON_GROUPS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "groups", "At most %d groups",
                             RULE_PERSON_GROUPS_MAX);
    for (int i = 0; i < in->group_count; i++) {
        const struct rule_person_group *group = &in->groups[i];

        code = check_group(group, err);
        if (code != SW_OK)
            return code;
        p->grouped_heads += group->persons;
        p->grouped_persons +=
            group->effective != 0 ? group->effective : rule_group_minimum(group->persons);
    }
    return SW_OK;
}

static enum sw_code
count_part_time(const struct rule_persons_in *in, struct rule_persons *p, struct sw_error *err)
{
    const int full =
        in->full_week_hours_tenths == 0 ? FULL_WEEK_TENTHS : in->full_week_hours_tenths;
    int64_t hours = 0;

    if (full < 1 || full > WEEK_TENTHS_MAX || in->part_time_count < 0 ||
        in->part_time_count > RULE_PART_TIMES_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "part_time",
                             "A full week has 0.1 to 168 hours, and there are at most %d lines",
                             RULE_PART_TIMES_MAX);
    for (int i = 0; i < in->part_time_count; i++) {
        const struct rule_part_time *part = &in->part_times[i];

        if (part->persons < 1 || part->persons > RULE_PERSONS_MAX || part->hours_tenths < 1 ||
            part->hours_tenths > full)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "part_time",
                                 "Part-timers work more than no and at most full-time hours");
        p->heads += part->persons;
        hours += (int64_t) part->persons * part->hours_tenths;
    }
    if (hours > INT32_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "part_time", "Too many part-timers");
    p->part_time_hours_tenths = (int) hours;
    p->part_time_persons = (int) ((hours + full - 1) / full);
    return SW_OK;
}

enum sw_code
rule_persons_effective(const struct rule_persons_in *in, struct rule_persons *ret_persons,
                       struct sw_error *err)
{
    struct rule_persons p = { 0 };
    enum sw_code code;

    if (in->full_time < 0 || in->full_time > RULE_PERSONS_MAX ||
        in->full_time_in_audit_period < 0 || in->full_time_in_audit_period > RULE_PERSONS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "full_time", "0 to %d persons",
                             RULE_PERSONS_MAX);
    p.full_time = in->full_time > in->full_time_in_audit_period ? in->full_time
                                                                : in->full_time_in_audit_period;
    code = count_part_time(in, &p, err);
    if (code != SW_OK)
        return code;
    code = count_groups(in, &p, err);
    if (code != SW_OK)
        return code;
    p.heads += p.full_time + p.grouped_heads;
    if (p.heads > RULE_PERSONS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons", "At most %d persons",
                             RULE_PERSONS_MAX);
    p.effective = p.full_time + p.part_time_persons + p.grouped_persons;
    if (p.effective < 1)
        p.effective = 1;
    *ret_persons = p;
    return SW_OK;
}
