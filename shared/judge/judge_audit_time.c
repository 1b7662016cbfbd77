/* How long the audits of a cycle take: persons, factors, sites.  The question holds the persons as
 * they were counted; every number on the way is in the answer. */
#include "judge/judge_audit_time.h"

#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "judge/judge_site_time.h"

/* clang-format off */
static const struct sw_field part_time_fields[] = {
    SW_IN_INT(struct judge_part_time, persons, 1, 100000, "Persons with these hours"),
    SW_IN_INT(struct judge_part_time, hours_tenths, 1, 1680, "Hours each works a week [1/10 h]"),
    { .name = NULL },
};
static const struct sw_shape part_time_in = { "AskedPartTime", sizeof(struct judge_part_time), part_time_fields };
static const struct sw_field group_fields[] = {
    SW_IN_TEXT(struct judge_person_group, activity, 1, 100, "The identical activity"),
    SW_IN_INT(struct judge_person_group, persons, 1, 100000, "Persons who do it"),
    SW_IN_INT(struct judge_person_group, effective, 0, 100000, "What they count as; 0: the least allowed"),
    SW_IN_BOOL(struct judge_person_group, high_risk, "Administrators, developers with production access, security staff"),
    SW_OPT_TEXT(struct judge_person_group, reason, 0, 500, "Why the risk of the task allows it"),
    SW_OPT_TEXT(struct judge_person_group, approver, 0, 200, "Who approved it"),
    { .name = NULL },
};
static const struct sw_shape group_in = { "AskedPersonGroup", sizeof(struct judge_person_group), group_fields };
static const struct sw_field adjustment_fields[] = {
    SW_IN_INT(struct judge_adjustment, percent, -100, RULE_PERCENT_MAX, "Change beside the matrix [%]"),
    SW_OPT_TEXT(struct judge_adjustment, reason, 0, 500, "Why"),
    { .name = NULL },
};
const struct sw_shape judge_adjustment_in = { "AskedAdjustment", sizeof(struct judge_adjustment), adjustment_fields };
static const struct sw_field site_fields[] = {
    SW_IN_INT(struct judge_time_site, persons, 1, 1000000, "Persons working there in scope"),
    SW_OPT_BOOL(struct judge_time_site, central, "It is the central function"),
    SW_OPT_TEXT(struct judge_time_site, group, 0, 100, "Sites of a group do very similar work; without one it is like no other"),
    { .name = NULL },
};
static const struct sw_shape site_in = { "AskedTimeSite", sizeof(struct judge_time_site), site_fields };

static const struct sw_field in_fields[] = {
    SW_OPT_TEXT(struct judge_audit_time, pack, 1, 40, "Rule pack; the one in force when absent"),
    SW_IN_INT(struct judge_audit_time, full_time, 0, RULE_PERSONS_MAX, "Full-time persons, all shifts, without part-time and groups"),
    SW_OPT_INT(struct judge_audit_time, full_time_in_audit_period, 0, RULE_PERSONS_MAX, "Seasonal work: the number then; the higher counts"),
    SW_OPT_INT(struct judge_audit_time, full_week_hours_tenths, 1, 1680, "Hours of a full week [1/10 h]; 400 when absent"),
    SW_OPT_OBJECTS(struct judge_audit_time, part_times, &part_time_in, 0, RULE_PART_TIMES_MAX, "Part-time persons"),
    SW_OPT_OBJECTS(struct judge_audit_time, person_groups, &group_in, 0, RULE_PERSON_GROUPS_MAX, "Groups with identical activities"),
    SW_IN_INTS(struct judge_audit_time, business_factors, 3, 3, "Business, processes, establishment of the system: 1 to 3 each"),
    SW_IN_INTS(struct judge_audit_time, it_factors, 3, 3, "Infrastructure, outsourcing, development: 1 to 3 each"),
    SW_IN_INT(struct judge_audit_time, percent, -100, RULE_PERCENT_MAX, "Change chosen from the matrix [%]"),
    SW_OPT_TEXT(struct judge_audit_time, percent_reason, 0, 2000, "Needed where it is not the proposal"),
    SW_OPT_TEXT(struct judge_audit_time, deviation_approved_by, 1, 200, "Who approved a value outside the range of the matrix"),
    SW_OPT_OBJECTS(struct judge_audit_time, adjustments, &judge_adjustment_in, 0, RULE_ADJUSTMENTS_MAX, "Other changes"),
    SW_OPT_INT(struct judge_audit_time, manual_half_days, 1, 1000, "Beyond the table only: half-days set by hand"),
    SW_OPT_TEXT(struct judge_audit_time, manual_reason, 0, 2000, "Why that many"),
    SW_OPT_INT(struct judge_audit_time, add_half_days, 0, 200, "On top: interpreter, transition [half-days]"),
    SW_OPT_TEXT(struct judge_audit_time, add_reason, 0, 2000, "Why"),
    SW_OPT_INT(struct judge_audit_time, stage1_percent, 1, 100, "Share of stage 1 [%]; the setting stage1_ratio when absent"),
    SW_OPT_OBJECTS(struct judge_audit_time, sites, &site_in, 0, RULE_SAMPLE_MAX_SITES + 1, "All sites in scope; none or one: a single place"),
    SW_OPT_INT(struct judge_audit_time, site_percent, -100, RULE_PERCENT_MAX, "Change for each sampled site, all factors together [%]; as percent when absent"),
    JUDGE_SETTINGS(struct judge_audit_time),
    JUDGE_LIMITS(struct judge_audit_time),
    { .name = NULL },
};
const struct sw_shape sw_judge_audit_time_in = { "AuditTimeQuestion", sizeof(struct judge_audit_time), in_fields };

static const struct sw_field persons_fields[] = {
    SW_OUT("heads", SW_F_INT, "Everybody, before any reduction"), SW_OUT("full_time", SW_F_INT, "Full-time persons"),
    SW_OUT("part_time_persons", SW_F_INT, "Part-time hours in whole persons"), SW_OUT("grouped_heads", SW_F_INT, "Heads in groups"),
    SW_OUT("grouped_persons", SW_F_INT, "What the groups count as"), SW_OUT("effective", SW_F_INT, "Persons that count"), { .name = NULL },
};
static const struct sw_shape persons_out = { "AuditTimePersons", 0, persons_fields };
static const struct sw_field step_fields[] = {
    SW_OUT("step", SW_F_TEXT, "Stable name"), SW_OUT("label", SW_F_TEXT, "For people"), SW_OUT("clause", SW_F_TEXT, "Document and clause"),
    SW_OUT("unit", SW_F_TEXT, "Unit of the value"), SW_OUT("value", SW_F_INT, "Value"), { .name = NULL },
};
static const struct sw_shape step_out = { "AuditTimeStep", 0, step_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("pack", SW_F_TEXT, "Rule pack"), SW_OUT_OBJECT("persons", &persons_out, "How the persons were counted"),
    SW_OUT("base_half_days", SW_F_INT, "Days of the table [half-days]"), SW_OUT("percent_sum", SW_F_INT, "All changes together [%]"),
    SW_OUT("total_half_days", SW_F_INT, "Initial audit [half-days]"), SW_OUT("stage1_half_days", SW_F_INT, "Stage 1 [half-days]"),
    SW_OUT("stage2_half_days", SW_F_INT, "Stage 2 [half-days]"), SW_OUT("surveillance_half_days", SW_F_INT, "Surveillance a year [half-days]"),
    SW_OUT("recertification_half_days", SW_F_INT, "Recertification [half-days]"), SW_OUT("onsite_minimum_tenths", SW_F_INT, "Least direct time [1/10 day]"),
    { .name = "sites", .type = SW_F_OBJECT, .shape = &judge_site_time_out, .optional = true, .doc = "Several sites: how they were counted" },
    SW_OUT_OBJECTS("steps", &step_out, "Every step with unit and clause"), { .name = NULL },
};
const struct sw_shape sw_judge_audit_time_out = { "AuditTimeAnswer", 0, out_fields };
/* clang-format on */

const char *const sw_judge_audit_time_settings[] = { "rounding_mode", "stage1_ratio", "stage1_min",
                                                     NULL };

static enum sw_code
count_persons(struct sw_arena *arena, const struct judge_audit_time *q,
              struct rule_persons *ret_persons, struct sw_error *err)
{
    const struct judge_part_time *part = q->part_times.items;
    const struct judge_person_group *group = q->person_groups.items;
    struct rule_part_time *parts = sw_alloc(arena, (q->part_times.count + 1) * sizeof *parts);
    struct rule_person_group *groups =
        sw_alloc(arena, (q->person_groups.count + 1) * sizeof *groups);

    for (size_t i = 0; i < q->part_times.count; i++)
        parts[i] = (struct rule_part_time){ .persons = (int) part[i].persons,
                                            .hours_tenths = (int) part[i].hours_tenths };
    for (size_t i = 0; i < q->person_groups.count; i++)
        groups[i] = (struct rule_person_group){ .activity = group[i].activity,
                                                .persons = (int) group[i].persons,
                                                .effective = (int) group[i].effective,
                                                .high_risk = group[i].high_risk,
                                                .reason = group[i].reason,
                                                .approver = group[i].approver };
    return rule_persons_effective(
        &(struct rule_persons_in){
            .full_time = (int) q->full_time,
            .full_time_in_audit_period = judge_int(q->full_time_in_audit_period, 0),
            .full_week_hours_tenths = judge_int(q->full_week_hours_tenths, 0),
            .part_times = parts,
            .part_time_count = (int) q->part_times.count,
            .groups = groups,
            .group_count = (int) q->person_groups.count },
        ret_persons, err);
}

static struct rule_audit_time_in
time_question(struct sw_arena *arena, const struct judge_audit_time *q)
{
    const struct judge_adjustment *given = q->adjustments.items;
    const int64_t *business = q->business_factors.items, *it = q->it_factors.items;
    struct rule_adjustment *other = sw_alloc(arena, (q->adjustments.count + 1) * sizeof *other);
    struct rule_audit_time_in in = {
        .manual_half_days = judge_int(q->manual_half_days, 0),
        .manual_reason = q->manual_reason,
        .percent = (int) q->percent,
        .percent_reason = q->percent_reason,
        .deviation_approved = q->deviation_approved_by != NULL,
        .adjustments = other,
        .adjustment_count = (int) q->adjustments.count,
        .add_half_days = judge_int(q->add_half_days, 0),
        .add_reason = q->add_reason,
        .stage1_percent = judge_int(q->stage1_percent, 0),
    };

    for (size_t i = 0; i < q->adjustments.count; i++)
        other[i] = (struct rule_adjustment){ (int) given[i].percent, given[i].reason };
    for (int i = 0; i < RULE_FACTORS; i++) {
        in.business[i] = (int) business[i];
        in.it[i] = (int) it[i];
    }
    return in;
}

static json_t *
steps(const struct rule_time_pack *pack, const struct rule_audit_time *time)
{
    struct rule_time_step step[RULE_TIME_STEPS_MAX];
    const int n = rule_audit_time_steps(pack, time, step, RULE_TIME_STEPS_MAX);
    json_t *all = json_array();

    for (int i = 0; i < n; i++)
        (void) json_array_append_new(
            all, json_pack("{ss ss ss ss si}", "step", step[i].step, "label", step[i].label,
                           "clause", step[i].clause, "unit", step[i].unit, "value", step[i].value));
    return all;
}

static json_t *
answer(const struct rule_time_pack *pack, const struct rule_persons *p,
       const struct rule_audit_time *t, const struct judge_site_time *sites)
{
    json_t *persons =
        json_pack("{si si si si si si}", "heads", p->heads, "full_time", p->full_time,
                  "part_time_persons", p->part_time_persons, "grouped_heads", p->grouped_heads,
                  "grouped_persons", p->grouped_persons, "effective", p->effective);

    return json_pack(
        "{ss so si si si si si si si si so so}", "pack", pack->id, "persons", persons,
        "base_half_days", t->base_half_days, "percent_sum", t->percent_sum, "total_half_days",
        t->total_half_days, "stage1_half_days", t->stage1_half_days, "stage2_half_days",
        t->stage2_half_days, "surveillance_half_days", t->surveillance_half_days,
        "recertification_half_days", t->recertification_half_days, "onsite_minimum_tenths",
        t->onsite_minimum_tenths, "sites", judge_site_time_answer(sites), "steps", steps(pack, t));
}

/* Several sites: what central function and visited sites need beyond the whole as one site comes on
 * top, so that every other number follows from it. */
static enum sw_code
add_sites(struct sw_arena *arena, const struct judge_audit_time *q, struct rule_audit_time_in *in,
          struct rule_audit_time *time, struct judge_site_time *ret_sites, struct sw_error *err)
{
    enum sw_code code = judge_site_time(arena, q, in, time, ret_sites, err);

    if (code != SW_OK || ret_sites->sites == 0)
        return code;
    in->add_half_days += ret_sites->time.total_half_days - time->total_half_days;
    if (!rule_text_given(in->add_reason))
        in->add_reason = "central function and visited sites, each with its own persons (MST-1)";
    code = rule_audit_time(in, time, err);
    if (code != SW_OK)
        return code;
    time->surveillance_half_days = ret_sites->time.surveillance_half_days;
    time->recertification_half_days = ret_sites->time.recertification_half_days;
    return SW_OK;
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct judge_audit_time *q = question;
    struct rule_audit_time_in in = time_question(arena, q);
    struct judge_site_time sites = { .sites = 0 };
    struct rule_settings settings;
    struct rule_persons persons;
    struct rule_audit_time time;
    enum sw_code code = judge_pack(q->pack, &in.pack, err);

    (void) ret_faults;
    in.settings = &settings;
    if (code == SW_OK)
        code = judge_limits(q->limits, err);
    if (code == SW_OK)
        code = judge_settings(sw_judge_audit_time_settings, &q->settings, &settings, err);
    if (code == SW_OK)
        code = count_persons(arena, q, &persons, err);
    if (code != SW_OK)
        return code;
    in.persons = persons.effective;
    code = rule_audit_time(&in, &time, err);
    if (code == SW_OK)
        code = add_sites(arena, q, &in, &time, &sites, err);
    if (code == SW_OK)
        *ret_answer = judge_own(arena, answer(in.pack, &persons, &time, &sites));
    return code;
}

const struct sw_judgement sw_judge_audit_time = { "audit-time", &sw_judge_audit_time_in, judge };
