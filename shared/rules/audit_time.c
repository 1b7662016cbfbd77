#include "rules/audit_time.h"

#include "rules/limits.h"

#include <stdint.h>

#define MANUAL_MAX 2000    /* [half-days] */
#define ADD_MAX    2000000 /* 5000 sites of the last row, changed by RULE_PERCENT_MAX */

static const struct sw_rule floor_rule = {
    "LIM-1", "ISO/IEC 27006-1:2024 C.3.6 (2015: B.3.5)",
    "Reduce by at most 30 % of the table value, all factors together."
};
static const struct sw_rule proposal_rule = {
    "FAC-1", "ISO/IEC 27006-1:2024 C.3.5, Annex D (2015: B.3.4, Annex C)",
    "Take the proposed value, or give the reason for another one; outside the range the technical "
    "manager has to approve."
};
static const struct sw_rule table_rule = {
    "TAB-1", "ISO/IEC 27006-1:2024 C.1 (2015: B.1)",
    "Follow the progression of the table by hand and give the reason."
};
static const struct sw_rule stage1_rule = { "LIM-10", "ISO/IEC 17021-1:2015 9.3.1",
                                            "Give stage 1 a share of 20 to 40 % of the total." };
static const struct sw_rule direct_rule = { "LIM-2", "ISO/IEC 27006-1:2024 C.3.7 (2015: B.3.6)",
                                            "Plan at least 70 % of the calculated time for direct "
                                            "audit work; planning and reporting come on top." };

int
rule_base_half_days(const struct rule_time_pack *pack, int persons)
{
    for (int i = 0; i < pack->band_count; i++)
        if (persons <= pack->bands[i].persons_up_to)
            return pack->bands[i].half_days;
    return 0;
}

static enum rule_level
level_of(const struct rule_time_pack *pack, int score)
{
    if (score >= pack->score_high)
        return RULE_HIGH;
    return score >= pack->score_medium ? RULE_MEDIUM : RULE_LOW;
}

struct rule_percent_range
rule_factor_range(const struct rule_time_pack *pack, int business_score, int it_score)
{
    return pack->matrix[level_of(pack, business_score)][level_of(pack, it_score)];
}

int
rule_changed_half_days(const struct rule_changed_in *in)
{
    const int exact = in->base_half_days * (100 + in->percent); /* 1/100 half-day */
    const int least = (in->base_half_days * (100 + in->floor_percent) + 99) / 100;
    const int nearest = (exact + 50) / 100;

    if (in->rounding == RULE_UP_HALF)
        return (exact + 99) / 100;
    return nearest < least ? least : nearest;
}

int
rule_surveillance_share(int half_days)
{
    return (half_days + 2) / 3;
}

int
rule_recertification_share(int half_days)
{
    return (2 * half_days + 2) / 3;
}

/* Direct work in tenths of a day, rounded up: a half-day is five tenths. */
static int
direct_tenths_of(const struct rule_time_pack *pack, int half_days)
{
    return (half_days * 5 * pack->direct_percent + 99) / 100;
}

static enum sw_code
take_base(const struct rule_audit_time_in *in, struct rule_audit_time *t, struct sw_error *err)
{
    if (in->persons < 1 || in->persons > RULE_PERSONS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons", "1 to %d persons", RULE_PERSONS_MAX);
    t->persons = in->persons;
    t->base_half_days = rule_base_half_days(in->pack, in->persons);
    t->manual = t->base_half_days == 0;
    if (!t->manual)
        return SW_OK;
    if (in->manual_half_days < in->pack->beyond_half_days || in->manual_half_days > MANUAL_MAX ||
        !rule_text_given(in->manual_reason))
        return SW_REFUSE(err, &table_rule,
                         "%d persons are beyond the table: a value of at least %d days and its "
                         "reason are needed",
                         in->persons, in->pack->beyond_half_days / 2);
    t->base_half_days = in->manual_half_days;
    return SW_OK;
}

static enum sw_code
take_scores(const struct rule_audit_time_in *in, struct rule_audit_time *t, struct sw_error *err)
{
    for (int i = 0; i < RULE_FACTORS; i++) {
        if (in->business[i] < 1 || in->business[i] > 3)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "business_factors",
                                 "Each factor is 1, 2 or 3");
        if (in->it[i] < 1 || in->it[i] > 3)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "it_factors", "Each factor is 1, 2 or 3");
        t->business_score += in->business[i];
        t->it_score += in->it[i];
    }
    t->business_level = level_of(in->pack, t->business_score);
    t->it_level = level_of(in->pack, t->it_score);
    t->range = rule_factor_range(in->pack, t->business_score, t->it_score);
    return SW_OK;
}

/* Every change together, refused below the floor and never cut down to it in silence. */
static enum sw_code
sum_percent(const struct rule_audit_time_in *in, struct rule_audit_time *t, struct sw_error *err)
{
    if (in->adjustment_count < 0 || in->adjustment_count > RULE_ADJUSTMENTS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "adjustments", "At most %d",
                             RULE_ADJUSTMENTS_MAX);
    for (int i = 0; i < in->adjustment_count; i++) {
        const struct rule_adjustment *a = &in->adjustments[i];

        if (a->percent < -100 || a->percent > RULE_PERCENT_MAX)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "adjustments", "-100 to %d %%",
                                 RULE_PERCENT_MAX);
        if (!rule_text_given(a->reason))
            return SW_REFUSE(err, &proposal_rule, "A change of %d %% needs its reason", a->percent);
        t->percent_other += a->percent;
    }
    t->percent_sum = t->percent_matrix + t->percent_other;
    if (t->percent_sum < in->pack->floor_percent)
        return SW_REFUSE(err, &floor_rule, "%d %% is below the floor of %d %%", t->percent_sum,
                         in->pack->floor_percent);
    if (t->percent_sum > RULE_PERCENT_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "percent", "At most %d %% in all",
                             RULE_PERCENT_MAX);
    return SW_OK;
}

static enum sw_code
take_percent(const struct rule_audit_time_in *in, struct rule_audit_time *t, struct sw_error *err)
{
    if (in->percent < -100 || in->percent > RULE_PERCENT_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "percent", "-100 to %d %%", RULE_PERCENT_MAX);
    t->percent_matrix = in->percent;
    if (in->percent < in->pack->floor_percent)
        return SW_REFUSE(err, &floor_rule, "%d %% is below the floor of %d %%", in->percent,
                         in->pack->floor_percent);
    if (in->percent != t->range.proposal && !rule_text_given(in->percent_reason))
        return SW_REFUSE(err, &proposal_rule, "%d %% is not the proposed %d %%: a reason is needed",
                         in->percent, t->range.proposal);
    if ((in->percent < t->range.low || in->percent > t->range.high) && !in->deviation_approved)
        return SW_REFUSE(err, &proposal_rule, "%d %% is outside the range of %d to %d %%",
                         in->percent, t->range.low, t->range.high);
    return sum_percent(in, t, err);
}

static enum sw_code
take_additions(const struct rule_audit_time_in *in, const struct rule_settings *settings,
               struct rule_audit_time *t, int *ret_stage1_percent, struct sw_error *err)
{
    const int stage1 = in->stage1_percent == 0 ? settings->stage1_ratio : in->stage1_percent;

    if (in->add_half_days < 0 || in->add_half_days > ADD_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "add_half_days", "0 to %d", ADD_MAX);
    if (in->add_half_days > 0 && !rule_text_given(in->add_reason))
        return SW_REFUSE(err, &proposal_rule, "Days on top need their reason");
    if (stage1 < RULE_STAGE1_PERCENT_LEAST || stage1 > RULE_STAGE1_PERCENT_MOST)
        return SW_REFUSE(err, &stage1_rule, "%d %% for stage 1 is outside %d to %d %%", stage1,
                         RULE_STAGE1_PERCENT_LEAST, RULE_STAGE1_PERCENT_MOST);
    t->add_half_days = in->add_half_days;
    *ret_stage1_percent = stage1;
    return SW_OK;
}

/* From base and percent to every number that a plan needs. */
static void
derive(const struct rule_time_pack *pack, const struct rule_settings *settings, int stage1_percent,
       struct rule_audit_time *t)
{
    const struct rule_changed_in change = { t->base_half_days, t->percent_sum, pack->floor_percent,
                                            (enum rule_rounding) settings->rounding_mode };

    t->adjusted_millidays = t->base_half_days * (100 + t->percent_sum) * 5; /* 500 / 100 */
    t->total_half_days = rule_changed_half_days(&change) + t->add_half_days;
    t->stage1_half_days = (t->total_half_days * stage1_percent + 50) / 100;
    if (t->stage1_half_days < settings->stage1_min)
        t->stage1_half_days = settings->stage1_min;
    t->stage2_half_days = t->total_half_days - t->stage1_half_days;
    t->surveillance_half_days = rule_surveillance_share(t->total_half_days);
    t->recertification_half_days = rule_recertification_share(t->total_half_days);
    t->onsite_minimum_hundredths = t->total_half_days * pack->direct_percent / 2; /* 50 / 100 */
    t->onsite_minimum_tenths = direct_tenths_of(pack, t->total_half_days);
    t->stage1_onsite_tenths = direct_tenths_of(pack, t->stage1_half_days);
    t->stage2_onsite_tenths = direct_tenths_of(pack, t->stage2_half_days);
}

enum sw_code
rule_audit_time(const struct rule_audit_time_in *in, struct rule_audit_time *ret_time,
                struct sw_error *err)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);
    struct rule_audit_time t = { .pack = in->pack->id };
    int stage1_percent = 0;
    enum sw_code code;

    code = take_base(in, &t, err);
    if (code != SW_OK)
        return code;
    code = take_scores(in, &t, err);
    if (code != SW_OK)
        return code;
    code = take_percent(in, &t, err);
    if (code != SW_OK)
        return code;
    code = take_additions(in, &settings, &t, &stage1_percent, err);
    if (code != SW_OK)
        return code;
    derive(in->pack, &settings, stage1_percent, &t);
    *ret_time = t;
    return SW_OK;
}

enum sw_code
rule_direct_time(const struct rule_time_pack *pack, int half_days, int direct_tenths,
                 struct sw_error *err)
{
    const int need = direct_tenths_of(pack, half_days);

    if (direct_tenths < need)
        return SW_REFUSE(err, &direct_rule,
                         "%d.%d days of direct work are planned, %d.%d of %d.%d are the minimum",
                         direct_tenths / 10, direct_tenths % 10, need / 10, need % 10,
                         half_days / 2, half_days % 2 * 5);
    return SW_OK;
}

bool
rule_time_recalculate(const struct rule_time_pack *pack, int stated, int found,
                      const struct rule_settings *settings)
{
    const int difference = found > stated ? found - stated : stated - found;

    return (int64_t) difference * 100 > (int64_t) stated * settings->headcount_recalc_pct ||
           rule_base_half_days(pack, stated) != rule_base_half_days(pack, found);
}
