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

/* Half-days of one part, or 0 when the table does not reach that far or @p part is out of range. */
static int
part_half_days(const struct rule_site_time_in *in, const struct rule_site_part *part,
               int floor_percent)
{
    const struct rule_settings settings = rule_settings_or_default(in->settings);

    if (part->persons < 1 || part->percent < -100 || part->percent > 300)
        return 0;
    return rule_changed_half_days(
        &(struct rule_changed_in){ rule_base_half_days(in->pack, part->persons), part->percent,
                                   floor_percent, (enum rule_rounding) settings.rounding_mode });
}

static enum sw_code
add_site(const struct rule_site_time_in *in, int index, struct rule_site_time *t,
         struct sw_error *err)
{
    const struct rule_site_part *site = &in->visited[index];
    int half_days;

    if (site->percent < in->pack->site_floor_percent)
        return SW_REFUSE(err, &site_floor, "%d %% for a site is below the floor of %d %%",
                         site->percent, in->pack->site_floor_percent);
    half_days = part_half_days(in, site, in->pack->site_floor_percent);
    if (half_days == 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons",
                             "A site has %d persons, which the table does not hold", site->persons);
    t->sites_half_days += half_days;
    t->surveillance_half_days += (half_days + 2) / 3;
    t->recertification_half_days += (2 * half_days + 2) / 3;
    return SW_OK;
}

enum sw_code
rule_site_time(const struct rule_site_time_in *in, struct rule_site_time *ret_time,
               struct sw_error *err)
{
    struct rule_site_time t = { 0 };
    enum sw_code code;

    if (in->central.percent < in->pack->floor_percent ||
        in->whole.percent < in->pack->floor_percent)
        return SW_REFUSE(err, &central_floor, "The central function is reduced by more than %d %%",
                         -in->pack->floor_percent);
    t.central_half_days = part_half_days(in, &in->central, in->pack->floor_percent);
    t.single_half_days = part_half_days(in, &in->whole, in->pack->floor_percent);
    if (t.central_half_days == 0 || t.single_half_days == 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "persons",
                             "The table does not hold that many persons");
    t.surveillance_half_days = (t.central_half_days + 2) / 3;
    t.recertification_half_days = (2 * t.central_half_days + 2) / 3;
    for (int i = 0; i < in->visited_count; i++) {
        code = add_site(in, i, &t, err);
        if (code != SW_OK)
            return code;
    }
    t.total_half_days = t.central_half_days + t.sites_half_days;
    t.raised_to_single = t.total_half_days < t.single_half_days;
    if (t.raised_to_single)
        t.total_half_days = t.single_half_days;
    *ret_time = t;
    return SW_OK;
}
