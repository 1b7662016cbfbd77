/* Audit time of an organisation with several sites (audit_time.h). */
#include "rules/audit_time.h"

static const struct sw_rule central_floor = {
    "LIM-1", "ISO/IEC 27006-1:2024 C.3.6 (2015: B.3.5)",
    "Reduce by at most 30 % of the table value, all factors together."
};
static const struct sw_rule site_floor = {
    "MST-3", "IAF MD 1:2023 7.3.1",
    "Reduce the time of a site by at most 50 % in all, for what the central function runs."
};

/* Half-days of one part, or 0 when the table does not reach that far. */
static int
part_half_days(const struct rule_site_time_in *in, const struct rule_site_part *part,
               int floor_percent)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);

    if (part->persons < 1)
        return 0;
    return rule_changed_half_days(
        &(struct rule_changed_in){ rule_base_half_days(in->pack, part->persons), part->percent,
                                   floor_percent, (enum rule_rounding) settings.rounding_mode });
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static int
whole(int half_days)
{
    return half_days;
}

/* Half-days of the visited sites together, of each the @p share. */
static enum sw_code
add_up(const struct rule_site_time_in *in, const struct rule_site_visits *visits,
       int (*share)(int half_days), int *ret_half_days, struct sw_error *err)
{
    int sum = 0;

    for (int i = 0; i < visits->count; i++) {
        const struct rule_site_part *site = &visits->sites[i];
        const int half_days = part_half_days(in, site, in->pack->site_floor_percent);

        if (site->percent < in->pack->site_floor_percent)
            return SW_REFUSE(err, &site_floor, "%d %% for a site is below the floor of %d %%",
                             site->percent, in->pack->site_floor_percent);
        if (half_days == 0)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons",
                                 "A site has %d persons, which the table does not hold",
                                 site->persons);
        sum += share(half_days);
    }
    *ret_half_days = sum;
    return SW_OK;
}

/* Put the parts together: never less than as one site. */
static void
derive(const struct rule_site_time_in *in, struct rule_site_time *t)
{
    const int single = in->single_half_days, add = in->add_half_days;

    t->single_half_days = single;
    t->total_half_days = t->central_half_days + t->sites_half_days;
    t->surveillance_half_days += rule_surveillance_share(t->central_half_days);
    t->recertification_half_days += rule_recertification_share(t->central_half_days);
    t->raised_to_single = t->total_half_days < single;
    if (t->raised_to_single) {
        t->total_half_days = single;
        t->surveillance_half_days =
            larger(t->surveillance_half_days, rule_surveillance_share(single));
        t->recertification_half_days =
            larger(t->recertification_half_days, rule_recertification_share(single));
    }
    t->total_half_days += add;
    t->surveillance_half_days += rule_surveillance_share(add);
    t->recertification_half_days += rule_recertification_share(add);
}

enum sw_code
rule_site_time(const struct rule_site_time_in *in, struct rule_site_time *ret_time,
               struct sw_error *err)
{
    struct rule_site_time t = { 0 };
    enum sw_code code;

    if (in->central.percent < in->pack->floor_percent)
        return SW_REFUSE(err, &central_floor, "The central function is reduced by more than %d %%",
                         -in->pack->floor_percent);
    t.central_half_days = part_half_days(in, &in->central, in->pack->floor_percent);
    if (t.central_half_days == 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons",
                             "The central function has %d persons, which the table does not hold",
                             in->central.persons);
    code = add_up(in, &in->initial, whole, &t.sites_half_days, err);
    if (code == SW_OK)
        code =
            add_up(in, &in->surveillance, rule_surveillance_share, &t.surveillance_half_days, err);
    if (code == SW_OK)
        code = add_up(in, &in->recertification, rule_recertification_share,
                      &t.recertification_half_days, err);
    if (code != SW_OK)
        return code;
    derive(in, &t);
    *ret_time = t;
    return SW_OK;
}
