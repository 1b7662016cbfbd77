/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "cases_settings.h"
#include "rules/audit_time.h"

static const struct rule_time_pack *
pack_of(struct case_line *c)
{
    const char *id = case_text(c, "pack");

    return rule_time_pack_find(id == NULL ? RULE_TIME_PACK_CURRENT : id);
}

static void
run_base(struct case_line *c)
{
    case_expect_half_days(c, "days", rule_base_half_days(pack_of(c), case_int(c, "persons")));
}

static void
run_persons(struct case_line *c)
{
    const char *groups[RULE_PERSON_GROUPS_MAX], *parts[RULE_PART_TIMES_MAX];
    struct rule_person_group group[RULE_PERSON_GROUPS_MAX] = { 0 };
    struct rule_part_time part[RULE_PART_TIMES_MAX] = { 0 };
    struct rule_persons_in in = { .groups = group, .part_times = part };
    const char *reason = case_text(c, "reason");
    const bool risky = case_yes(c, "high_risk");
    struct rule_persons got = { 0 };
    struct sw_error err = { 0 };

    in.full_time = case_int(c, "full_time");
    in.full_time_in_audit_period = case_int(c, "peak");
    in.full_week_hours_tenths = case_tenths(c, "full_week");
    in.group_count = case_words(c, "groups", groups, RULE_PERSON_GROUPS_MAX);
    for (int i = 0; i < in.group_count; i++) {
        group[i] = (struct rule_person_group){ .activity = "call agents",
                                               .high_risk = risky,
                                               .reason = reason == NULL ? "supervised" : NULL,
                                               .approver = "technical manager" };
        ck_assert_int_eq(sscanf(groups[i], "%d/%d", &group[i].persons, &group[i].effective), 2);
    }
    in.part_time_count = case_words(c, "part_time", parts, RULE_PART_TIMES_MAX);
    for (int i = 0; i < in.part_time_count; i++) {
        int hours = 0, tenths = 0;

        ck_assert_int_eq(sscanf(parts[i], "%dx%d.%d", &part[i].persons, &hours, &tenths), 3);
        part[i].hours_tenths = 10 * hours + tenths;
    }
    if (case_expect_code(c, rule_persons_effective(&in, &got, &err), &err)) {
        case_expect_int(c, "effective", got.effective);
        case_expect_int(c, "heads", got.heads);
        case_expect_int(c, "hours_tenths", got.part_time_hours_tenths);
    }
}

static void
run_range(struct case_line *c)
{
    const struct rule_percent_range r =
        rule_factor_range(pack_of(c), case_int(c, "business"), case_int(c, "it"));

    case_expect_int(c, "low", r.low);
    case_expect_int(c, "high", r.high);
    case_expect_int(c, "proposal", r.proposal);
}

static void
run_shares(struct case_line *c)
{
    const int half_days = case_half_days(c, "days");

    case_expect_half_days(c, "surveillance", rule_surveillance_share(half_days));
    case_expect_half_days(c, "recert", rule_recertification_share(half_days));
}

static void
expect_time(struct case_line *c, const struct rule_audit_time *t)
{
    case_expect_int(c, "persons", t->persons);
    case_expect_text(c, "business_level", rule_level_names[t->business_level]);
    case_expect_text(c, "it_level", rule_level_names[t->it_level]);
    case_expect_half_days(c, "base", t->base_half_days);
    case_expect_int(c, "adjusted", t->adjusted_millidays);
    case_expect_half_days(c, "total", t->total_half_days);
    case_expect_half_days(c, "stage1", t->stage1_half_days);
    case_expect_half_days(c, "stage2", t->stage2_half_days);
    case_expect_int(c, "onsite", t->onsite_minimum_hundredths);
    case_expect_int(c, "onsite_tenths", t->onsite_minimum_tenths);
    case_expect_int(c, "stage1_onsite", t->stage1_onsite_tenths);
    case_expect_int(c, "stage2_onsite", t->stage2_onsite_tenths);
    case_expect_half_days(c, "surveillance", t->surveillance_half_days);
    case_expect_half_days(c, "recert", t->recertification_half_days);
}

static void
run_time(struct case_line *c)
{
    const char *other_reason = case_text(c, "other_reason");
    const struct rule_adjustment other = { case_int(c, "other"),
                                           other_reason == NULL ? "known client" : "" };
    const struct rule_settings settings = case_settings(c);
    struct rule_audit_time_in in = { .pack = pack_of(c),
                                     .adjustments = &other,
                                     .settings = &settings };
    struct rule_audit_time got = { 0 };
    struct sw_error err = { 0 };

    in.persons = case_int(c, "persons");
    in.manual_half_days = case_half_days(c, "manual");
    in.manual_reason = case_text(c, "manual_reason");
    (void) case_ints(c, "business", in.business, RULE_FACTORS);
    (void) case_ints(c, "it", in.it, RULE_FACTORS);
    in.percent = case_int(c, "percent");
    in.percent_reason = case_text(c, "reason");
    in.deviation_approved = case_yes(c, "approved");
    in.adjustment_count = other.percent != 0;
    in.add_half_days = case_half_days(c, "add");
    in.add_reason = case_text(c, "add_reason");
    in.stage1_percent = case_int(c, "stage1_percent");
    if (case_expect_code(c, rule_audit_time(&in, &got, &err), &err))
        expect_time(c, &got);
}

static void
run_changed(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);

    case_expect_half_days(c, "days",
                          rule_changed_half_days(&(struct rule_changed_in){
                              case_half_days(c, "base"), case_int(c, "percent"),
                              case_int(c, "floor"), (enum rule_rounding) settings.rounding_mode }));
}

static void
run_direct(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_direct_time(pack_of(c), case_half_days(c, "days"), case_tenths(c, "planned"), &err),
        &err);
}

static void
run_recount(struct case_line *c)
{
    const struct rule_settings settings = case_settings(c);

    case_expect_yes(
        c, "again",
        rule_time_recalculate(pack_of(c), case_int(c, "stated"), case_int(c, "found"), &settings));
}

static struct rule_site_part
part_of(const char *text)
{
    struct rule_site_part part = { 0 };

    ck_assert_int_eq(sscanf(text, "%d/%d", &part.persons, &part.percent), 2);
    return part;
}

static struct rule_site_visits
visits_of(struct case_line *c, const char *key, struct rule_site_part *parts)
{
    const char *words[32];
    const int count = case_words(c, key, words, 32);

    for (int i = 0; i < count; i++)
        parts[i] = part_of(words[i]);
    return (struct rule_site_visits){ parts, count };
}

static void
run_sites(struct case_line *c)
{
    struct rule_site_part initial[32], surveyed[32], renewed[32];
    const struct rule_settings settings = case_settings(c);
    struct rule_site_time_in in = { .pack = pack_of(c), .settings = &settings };
    struct rule_site_time got = { 0 };
    struct sw_error err = { 0 };

    in.central = part_of(case_text(c, "central"));
    in.initial = in.surveillance = in.recertification = visits_of(c, "visited", initial);
    if (case_text(c, "surveyed") != NULL)
        in.surveillance = visits_of(c, "surveyed", surveyed);
    if (case_text(c, "renewed") != NULL)
        in.recertification = visits_of(c, "renewed", renewed);
    in.single_half_days = case_half_days(c, "one_site");
    in.add_half_days = case_half_days(c, "add");
    if (case_expect_code(c, rule_site_time(&in, &got, &err), &err)) {
        case_expect_half_days(c, "central_days", got.central_half_days);
        case_expect_half_days(c, "sites_days", got.sites_half_days);
        case_expect_half_days(c, "single", got.single_half_days);
        case_expect_half_days(c, "total", got.total_half_days);
        case_expect_yes(c, "raised", got.raised_to_single);
        case_expect_half_days(c, "surveillance", got.surveillance_half_days);
        case_expect_half_days(c, "recert", got.recertification_half_days);
    }
}

/* More persons never need less time, over the whole table. */
START_TEST(days_never_shrink_as_persons_grow)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    int before = 0;

    for (int persons = 1; persons <= 10700; persons++) {
        const int now = rule_base_half_days(pack, persons);

        ck_assert_int_ge(now, before);
        before = now;
    }
}
END_TEST

/* For every row, factor score and whole per cent: the floors hold and the parts make the whole. */
START_TEST(no_calculation_breaks_a_floor)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);

    for (int band = 0; band < pack->band_count; band++)
        for (int percent = -30; percent <= 100; percent++) {
            const struct rule_audit_time_in in = { .pack = pack,
                                                   .persons = pack->bands[band].persons_up_to,
                                                   .business = { 2, 2, 2 },
                                                   .it = { 2, 2, 2 },
                                                   .percent = percent,
                                                   .percent_reason = "property",
                                                   .deviation_approved = true };
            struct rule_audit_time t;
            struct sw_error err;

            ck_assert_int_eq(rule_audit_time(&in, &t, &err), SW_OK);
            ck_assert_int_ge(t.total_half_days * 500, t.adjusted_millidays);
            ck_assert_int_lt(t.total_half_days * 500, t.adjusted_millidays + 500);
            ck_assert_int_ge(t.total_half_days * 10, t.base_half_days * 7);
            ck_assert_int_eq(t.stage1_half_days + t.stage2_half_days, t.total_half_days);
            ck_assert_int_ge(t.stage1_half_days, 2);
            ck_assert_int_ge(t.stage2_half_days, 1);
            ck_assert_int_ge(t.surveillance_half_days * 3, t.total_half_days);
            ck_assert_int_ge(t.recertification_half_days * 3, t.total_half_days * 2);
            ck_assert_int_ge(t.onsite_minimum_tenths * 10, t.onsite_minimum_hundredths);
        }
}
END_TEST

/* The root of a group is the smallest number whose square reaches the persons. */
START_TEST(group_minimum_is_the_root)
{
    for (int n = 1; n <= 20000; n++) {
        const int root = rule_group_minimum(n);

        ck_assert_int_ge(root * root, n);
        ck_assert_int_lt((root - 1) * (root - 1), n);
    }
}
END_TEST

/* Lists are as long as they may be, and not one longer; a length is no debt. */
START_TEST(lists_have_a_limit)
{
    struct rule_person_group groups[RULE_PERSON_GROUPS_MAX];
    struct rule_part_time parts[RULE_PART_TIMES_MAX];
    struct rule_persons_in in = { .full_time = 1, .groups = groups, .part_times = parts };
    struct rule_persons got;
    struct sw_error err;

    for (int i = 0; i < RULE_PERSON_GROUPS_MAX; i++)
        groups[i] = (struct rule_person_group){
            .activity = "drivers", .persons = 4, .reason = "simple", .approver = "manager"
        };
    for (int i = 0; i < RULE_PART_TIMES_MAX; i++)
        parts[i] = (struct rule_part_time){ 1, 200 };
    in.group_count = RULE_PERSON_GROUPS_MAX;
    in.part_time_count = RULE_PART_TIMES_MAX;
    ck_assert_int_eq(rule_persons_effective(&in, &got, &err), SW_OK);
    ck_assert_int_eq(got.effective, 1 + RULE_PERSON_GROUPS_MAX * 2 + RULE_PART_TIMES_MAX / 2);
    for (int i = 0; i < 2; i++) {
        in.group_count = i == 0 ? RULE_PERSON_GROUPS_MAX + 1 : -1;
        ck_assert_int_eq(rule_persons_effective(&in, &got, &err), SW_INPUT_INVALID);
        ck_assert_str_eq(err.field, "groups");
    }
    in.group_count = 0;
    for (int i = 0; i < 2; i++) {
        in.part_time_count = i == 0 ? RULE_PART_TIMES_MAX + 1 : -1;
        ck_assert_int_eq(rule_persons_effective(&in, &got, &err), SW_INPUT_INVALID);
        ck_assert_str_eq(err.field, "part_time");
    }
    in.part_time_count = 0;
    in.full_week_hours_tenths = -1;
    ck_assert_int_eq(rule_persons_effective(&in, &got, &err), SW_INPUT_INVALID);
    ck_assert_str_eq(err.field, "part_time");
}
END_TEST

START_TEST(changes_have_a_limit)
{
    struct rule_adjustment changes[RULE_ADJUSTMENTS_MAX];
    struct rule_audit_time_in in = { .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
                                     .persons = 60,
                                     .business = { 2, 2, 2 },
                                     .it = { 2, 2, 2 },
                                     .adjustments = changes,
                                     .adjustment_count = RULE_ADJUSTMENTS_MAX };
    struct rule_audit_time got;
    struct sw_error err;

    for (int i = 0; i < RULE_ADJUSTMENTS_MAX; i++)
        changes[i] = (struct rule_adjustment){ 1, "languages" };
    ck_assert_int_eq(rule_audit_time(&in, &got, &err), SW_OK);
    ck_assert_int_eq(got.percent_sum, RULE_ADJUSTMENTS_MAX);
    for (int i = 0; i < 2; i++) {
        in.adjustment_count = i == 0 ? RULE_ADJUSTMENTS_MAX + 1 : -1;
        ck_assert_int_eq(rule_audit_time(&in, &got, &err), SW_INPUT_INVALID);
        ck_assert_str_eq(err.field, "adjustments");
    }
    in.adjustment_count = 0;
    in.add_half_days = -1;
    in.add_reason = "none";
    ck_assert_int_eq(rule_audit_time(&in, &got, &err), SW_INPUT_INVALID);
    ck_assert_str_eq(err.field, "add_half_days");
}
END_TEST

/* What is stored can be shown: every step has a name, a clause and a unit. */
START_TEST(steps_are_complete)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    const struct rule_audit_time_in in = {
        .pack = pack, .persons = 60, .business = { 2, 2, 2 }, .it = { 2, 2, 2 }
    };
    struct rule_time_step steps[RULE_TIME_STEPS_MAX];
    struct rule_audit_time t;
    struct sw_error err;
    int count;

    ck_assert_int_eq(rule_audit_time(&in, &t, &err), SW_OK);
    count = rule_audit_time_steps(pack, &t, steps, RULE_TIME_STEPS_MAX);
    ck_assert_int_eq(count, 18);
    for (int i = 0; i < count; i++)
        ck_assert(steps[i].step[0] != '\0' && steps[i].label[0] != '\0' &&
                  steps[i].clause[0] != '\0' && steps[i].unit[0] != '\0');
    ck_assert_str_eq(steps[12].step, "total");
    ck_assert_int_eq(steps[12].value, 20);
    ck_assert_str_eq(steps[0].step, "persons");
    ck_assert_str_eq(steps[1].label, "Days of the table");
    t.manual = true;
    steps[0].step = steps[2].step = steps[3].step = "untouched";
    ck_assert_int_eq(rule_audit_time_steps(pack, &t, steps, 3), 3);
    ck_assert_str_eq(steps[1].label, "Days set by hand");
    ck_assert_str_eq(steps[0].step, "persons");
    ck_assert_str_eq(steps[2].step, "business_score");
    ck_assert_str_eq(steps[3].step, "untouched");
    ck_assert_int_eq(rule_audit_time_steps(pack, &t, steps, 18), 18);
    ck_assert_int_eq(rule_audit_time_steps(pack, &t, steps, 0), 0);
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, days_never_shrink_as_persons_grow);
    tcase_add_test(tcase, no_calculation_breaks_a_floor);
    tcase_add_test(tcase, group_minimum_is_the_root);
    tcase_add_test(tcase, lists_have_a_limit);
    tcase_add_test(tcase, changes_have_a_limit);
    tcase_add_test(tcase, steps_are_complete);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "base", run_base },       { "persons", run_persons },
        { "range", run_range },     { "time", run_time },
        { "changed", run_changed }, { "direct", run_direct },
        { "recount", run_recount }, { "sites", run_sites },
        { "shares", run_shares },   { NULL, NULL },
    };

    return cases_main("audit_time", ops, properties);
}
