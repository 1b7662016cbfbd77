#include "rules/network.h"

const char *const rule_network_end_names[RULE_NETWORK_ENDS + 1] = { "kept", "reduced", "withdrawn",
                                                                    NULL };

static const struct sw_rule join_rule = { "MSN-4", "IAF MD 1:2023 6.1.3",
                                          "Audit a sample of the joining sites first." };
static const struct sw_rule spread_rule = {
    "MSN-1", "IAF MD 1:2023 7.7",
    "Let the organisation examine all sites, correct those that are affected, and justify why the "
    "others are not."
};

enum sw_code
rule_sample_tiers(const struct rule_tiers_in *in, struct rule_sample_size *ret_sizes,
                  int *ret_visit, struct sw_error *err)
{
    struct rule_sample_size sizes[RULE_TIERS_MAX];
    int visit = 1;

    if (in->tier_count < 1 || in->tier_count > RULE_TIERS_MAX)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "tiers", "1 to %d levels", RULE_TIERS_MAX);
    for (int i = 0; i < in->tier_count; i++) {
        const struct rule_sample_size_in size = { .kind = in->kind,
                                                  .sites = in->sites[i],
                                                  .effective = in->effective,
                                                  .effective_reason = in->effective_reason };
        const enum sw_code code = rule_sample_size(&size, &sizes[i], err);

        if (code != SW_OK)
            return code;
        visit += sizes[i].visit;
    }
    for (int i = 0; i < in->tier_count; i++)
        ret_sizes[i] = sizes[i];
    *ret_visit = visit;
    return SW_OK;
}

enum sw_code
rule_sites_join(int joining, int audited, struct sw_error *err)
{
    const struct rule_sample_size_in in = { .kind = RULE_SAMPLE_INITIAL, .sites = joining };
    struct rule_sample_size size;
    const enum sw_code code = rule_sample_size(&in, &size, err);

    if (code != SW_OK)
        return code;
    if (audited < size.visit)
        return SW_REFUSE(err, &join_rule, "%d of %d joining sites were audited, %d are needed",
                         audited, joining, size.visit);
    return SW_OK;
}

enum sw_code
rule_spread(const struct rule_spread *in, struct sw_error *err)
{
    if (!in->examined)
        return SW_REFUSE(err, &spread_rule, "Nobody looked whether other sites are affected");
    if (in->others_affected && !in->corrected_everywhere)
        return SW_REFUSE(err, &spread_rule, "Other sites are affected and not corrected");
    if (!in->others_affected && !rule_text_given(in->justification))
        return SW_REFUSE(err, &spread_rule, "Why no other site is affected is not justified");
    return SW_OK;
}

enum rule_network_end
rule_network_end(const struct rule_network *in)
{
    if (in->central_fails || in->failing > in->failing_removed)
        return RULE_NETWORK_WITHDRAWN;
    if (in->failing == 0)
        return RULE_NETWORK_KEPT;
    return in->failing < in->sites ? RULE_NETWORK_REDUCED : RULE_NETWORK_WITHDRAWN;
}
