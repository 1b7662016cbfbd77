/* links: sw_base sw_rules */
/* What a body chooses never makes a rule looser than the standard has it: for every setting that a
 * rule here takes, every value that is accepted. */
#include <check.h>

#include "rules/audit_time.h"
#include "rules/cycle.h"
#include "rules/finding.h"

/* Does the rule hold as the standard means it, when a cycle, notice, closing or suspension is on
 * that day? */
typedef bool holds_fn(const struct rule_settings *s, struct sw_date day);

static bool
not_after(struct sw_date day, struct sw_date limit)
{
    return sw_date_compare(day, limit) <= 0;
}

/* Audit time of @p persons, reduced by a percentage that the factors allow. */
static bool
time_of(const struct rule_settings *s, int persons, int percent, int stage1_percent,
        struct rule_audit_time *ret_time)
{
    struct sw_error err = { 0 };

    return rule_audit_time(
               &(struct rule_audit_time_in){ .pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT),
                                             .persons = persons,
                                             .business = { 1, 1, 1 },
                                             .it = { 1, 1, 1 },
                                             .percent = percent,
                                             .percent_reason = "simple",
                                             .stage1_percent = stage1_percent,
                                             .settings = s },
               ret_time, &err) == SW_OK;
}

/* C.3.6: at least 70 % of the table, in every row. */
static bool
holds_floor(const struct rule_settings *s, struct sw_date day)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    struct rule_audit_time t;

    for (int i = 0; i < pack->band_count; i++)
        for (int percent = -30; percent <= -10; percent++)
            if (!time_of(s, pack->bands[i].persons_up_to, percent, 0, &t) ||
                10 * t.total_half_days < 7 * t.base_half_days)
                return false;
    (void) day;
    return true;
}

/* 9.3.1: two audits, stage 1 of a day at least and stage 2 the larger one, in every row and with
 * every share that a planner may name; 0: none. */
static bool
holds_stages(const struct rule_settings *s, struct sw_date day)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    struct rule_audit_time t;

    (void) day;
    for (int i = 0; i < pack->band_count; i++)
        for (int share = 0; share <= 40; share += 20)
            if (!time_of(s, pack->bands[i].persons_up_to, -30, share, &t) ||
                t.stage1_half_days < 2 || t.stage1_half_days >= t.stage2_half_days)
                return false;
    return true;
}

/* 9.2.3.5: three working days at least. */
static bool
holds_objection(const struct rule_settings *s, struct sw_date day)
{
    return not_after(sw_date_add_working_days(day, 3), rule_objection_until(day, s));
}

static struct rule_finding_due
due_of(const struct rule_settings *s, enum rule_grade grade, struct sw_date day)
{
    return rule_finding_due(
        &(struct rule_finding_due_in){ .grade = grade, .closing_on = day, .settings = s });
}

/* 9.4.9: within two months, and one month. */
static bool
holds_minor(const struct rule_settings *s, struct sw_date day)
{
    return not_after(due_of(s, RULE_MINOR, day).response_on, sw_date_add_days(day, 60));
}

static bool
holds_plan(const struct rule_settings *s, struct sw_date day)
{
    return not_after(due_of(s, RULE_MAJOR, day).response_on, sw_date_add_days(day, 30));
}

/* 9.5.3.2: a day is left to verify before the six months are over. */
static bool
holds_evidence(const struct rule_settings *s, struct sw_date day)
{
    return sw_date_compare(due_of(s, RULE_MAJOR, day).evidence_on, rule_major_limit(day)) < 0;
}

/* 9.6.5.4: six months, for a suspension of any length, and as a certificate stands. */
static bool
holds_suspension(const struct rule_settings *s, struct sw_date day)
{
    const struct sw_date end = sw_date_add_months(day, 6);
    const struct rule_standing_in after = { .stored = RULE_SUSPENDED,
                                            .expires_on = { 2100, 1, 1 },
                                            .suspended_on = day,
                                            .today = sw_date_add_days(end, 1),
                                            .settings = s };
    bool decide = false;

    for (int months = 0; months <= 24; months++)
        if (!not_after(rule_suspension_limit(day, months, s), end))
            return false;
    return rule_standing(&after, &decide) == RULE_SUSPENDED && decide;
}

/* 9.1.3.3: no later than in the second calendar year after the decision. */
static bool
holds_second(const struct rule_settings *s, struct sw_date day)
{
    return rule_second_surveillance_target(day, s).year <= day.year + 2;
}

/* 9.6.3.2.3: three years, and what is left of the old cycle, but no more than half a year. */
static bool
holds_early(const struct rule_settings *s, struct sw_date day)
{
    const struct sw_date expiry = rule_expiry(day, s);
    struct sw_error err = { 0 };

    for (int months = 0; months <= 30; months++) {
        const struct sw_date decided = sw_date_add_months(expiry, -months);
        const struct rule_renewal_in in = {
            .anchor = day, .expires_on = expiry, .decided_on = decided, .settings = s
        };
        struct rule_renewal r;

        if (rule_renewal(&in, &r, &err) != SW_OK ||
            !not_after(sw_date_add_months(r.expires_on, -42), decided))
            return false;
    }
    return true;
}

/* 9.1.3.2: three years and not a day longer than the anniversary, in every cycle. */
static bool
holds_cycle(const struct rule_settings *s, struct sw_date day)
{
    struct sw_date expiry = rule_expiry(day, s);

    for (int year = day.year + 3; year < day.year + 12; year += 3) {
        const struct sw_date same = { year, day.month, day.day };

        if (!not_after(expiry, sw_date_valid(same) ? same : (struct sw_date){ year, 3, 1 }))
            return false;
        expiry = rule_expiry_next(day, expiry, s);
    }
    return true;
}

/* 9.1.2.1: a fifth more or fewer is another client, and so is another row of the table. */
static bool
holds_heads(const struct rule_settings *s, struct sw_date day)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);

    (void) day;
    for (int found = 1; found < 200; found++) {
        const bool other = found < 80 || found > 120 || rule_base_half_days(pack, found) != 24;

        if (other && !rule_time_recalculate(pack, 100, found, s))
            return false;
    }
    return true;
}

/* 9.6.3.2.5: a grant after a lapse never lasts longer than a new cycle, and never comes without a
 * stage 2. */
static bool
holds_lapse(const struct rule_settings *s, struct sw_date day)
{
    const struct sw_date expiry = rule_expiry(day, s);
    struct rule_renewal_in in = { .anchor = day,
                                  .expires_on = expiry,
                                  .decided_on = sw_date_add_months(expiry, 7),
                                  .settings = s };
    struct sw_error err = { 0 };
    struct rule_renewal r;

    if (rule_renewal(&in, &r, &err) != SW_RULE_REFUSED)
        return false;
    in.stage2_again = true;
    return rule_renewal(&in, &r, &err) == SW_OK &&
           not_after(r.expires_on, rule_expiry(in.decided_on, s));
}

/* 9.9.4: one full cycle. */
static bool
holds_records(const struct rule_settings *s, struct sw_date day)
{
    return not_after(sw_date_add_months(day, 36), rule_retention_until(day, s));
}

static const struct {
    const char *setting;
    holds_fn *holds;
} bounded[] = {
    { "rounding_mode", holds_floor },
    { "stage1_ratio", holds_stages },
    { "stage1_min", holds_stages },
    { "objection_days", holds_objection },
    { "nc_minor_days", holds_minor },
    { "nc_major_plan_days", holds_plan },
    { "nc_major_evidence_days", holds_evidence },
    { "suspension_max_months", holds_suspension },
    { "sv2_target_months", holds_second },
    { "recert_early_warn_months", holds_early },
    { "expiry_convention", holds_cycle },
    { "headcount_recalc_pct", holds_heads },
    { "late_restore_cycle", holds_lapse },
    { "retention_extra_years", holds_records },
};
#define BOUNDED ((int) (sizeof bounded / sizeof bounded[0]))

static bool
always_holds(holds_fn *holds, const struct rule_settings *s)
{
    for (struct sw_date day = { 2023, 12, 1 }; day.year < 2025; day = sw_date_add_days(day, 1))
        if (!holds(s, day))
            return false;
    return true;
}

/* Every value that is accepted keeps the rule; one step beyond the looser limit, written past the
 * check, breaks it: the limit is where the rule ends. */
START_TEST(no_value_makes_a_rule_looser)
{
    const struct rule_setting *s = rule_setting_find(bounded[_i].setting);
    struct rule_settings chosen = rule_settings_default();
    int *value = (int *) (void *) ((char *) &chosen + s->offset);
    struct sw_error err = { 0 };
    int accepted = 0;

    for (int i = -100; i <= 400; i++) {
        const char *word = s->words == NULL      ? RULE_NUMBER(i)
                           : i < 0 || i > s->max ? ""
                                                 : s->words[i];

        if (rule_setting_set(&chosen, s->name, word, &err) != SW_OK)
            continue;
        accepted++;
        ck_assert_msg(always_holds(bounded[_i].holds, &chosen), "%s = %s", s->name, word);
    }
    ck_assert_int_eq(accepted, s->max - s->min + 1);
    if (s->words != NULL)
        return;
    *value = s->stricter == RULE_STRICTER_HIGHER ? s->min - 1 : s->max + 1;
    ck_assert_msg(!always_holds(bounded[_i].holds, &chosen), "%s = %d", s->name, *value);
    *value = s->min - 1;
    if (s->stricter == RULE_STRICTER_NEITHER)
        ck_assert_msg(!always_holds(bounded[_i].holds, &chosen), "%s = %d", s->name, *value);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("settings_limits");
    TCase *tcase = tcase_create("limits");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tcase, no_value_makes_a_rule_looser, 0, BOUNDED);
    tcase_set_timeout(tcase, 60);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
