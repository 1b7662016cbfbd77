/* Whether sites may be sampled, and whether a planned set is enough (site_sample.h). */
#include "rules/site_sample.h"

#include <string.h>

static const struct sw_rule eligible_rule = {
    "SMP-E", "IAF MD 1:2023 5, ISO/IEC 27006-1:2024 9.1.5.1",
    "Meet the condition, or certify each site on its own."
};
static const struct sw_rule size_rule = { "SMP-2", "IAF MD 1:2023 6.1.3",
                                          "Plan more sites of the group." };
static const struct sw_rule central_rule = {
    "SMP-C", "IAF MD 1:2023 6.1.3", "Plan the central function: it is audited every calendar year."
};
static const struct sw_rule risk_rule = {
    "SMP-5", "ISO/IEC 27006-1:2024 9.1.5.2",
    "Plan every site with significant risk before certification."
};
static const struct sw_rule random_rule = {
    "SMP-1", "IAF MD 1:2023 6.1.3",
    "Draw a sample, and visit the sites that were drawn at random; add others as you like."
};
static const struct sw_rule removal_rule = {
    "MSN-3", "IAF MD 1:2023 7.7",
    "Close the nonconformity first: a site is not excluded to escape one."
};

enum sw_code
rule_sample_eligible(const struct rule_sample_eligibility *in, struct sw_error *err)
{
    const struct {
        bool met;
        const char *otherwise;
    } conditions[] = {
        { in->one_system, "The sites do not share one management system that is run centrally" },
        { in->central_has_authority, "The central function lacks the authority over the system" },
        { in->central_review, "The management review does not cover all sites" },
        { in->internal_audit_all, "Not all sites are in the internal audit programme" },
        { in->central_collects, "The central function does not collect the data of all sites" },
        { in->all_linked, "A site has no legal or contractual link" },
    };

    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
        if (!conditions[i].met)
            return SW_REFUSE(err, &eligible_rule, "%s", conditions[i].otherwise);
    return SW_OK;
}

/* Sites of the group of site @p first, all and planned ones. */
static void
count_group(const struct rule_sample_in *in, const bool *planned, int first, int *ret_all,
            int *ret_planned)
{
    const char *name = in->sites[first].group == NULL ? "" : in->sites[first].group;
    int all = 0, visits = 0;

    for (int i = 0; i < in->site_count; i++) {
        const char *group = in->sites[i].group == NULL ? "" : in->sites[i].group;

        if (in->sites[i].central || strcmp(group, name) != 0)
            continue;
        all++;
        visits += planned[i];
    }
    *ret_all = all;
    *ret_planned = visits;
}

static enum sw_code
check_group(const struct rule_sample_in *in, const bool *planned, int first, struct sw_error *err)
{
    const char *name = in->sites[first].group == NULL ? "" : in->sites[first].group;
    struct rule_sample_size size;
    int all, visits;
    enum sw_code code;

    count_group(in, planned, first, &all, &visits);
    code =
        rule_sample_size(&(struct rule_sample_size_in){ .kind = in->kind,
                                                        .sites = all,
                                                        .all_sites = name[0] == '\0',
                                                        .effective = in->effective,
                                                        .effective_reason = in->effective_reason },
                         &size, err);
    if (code != SW_OK)
        return code;
    if (visits < size.visit)
        return SW_REFUSE(err, &size_rule,
                         "%d of %d sites are planned%s%.60s, at least %d are needed", visits, all,
                         name[0] == '\0' ? "" : " in group ", name, size.visit);
    return SW_OK;
}

enum sw_code
rule_sample_check(const struct rule_sample_in *in, const bool *planned, struct sw_error *err)
{
    enum sw_code code;

    for (int i = 0; i < in->site_count; i++) {
        const struct rule_sample_site *site = &in->sites[i];

        if (site->central) {
            if (!planned[i])
                return SW_REFUSE(err, &central_rule, "The central function is not planned");
            continue;
        }
        if (site->significant_risk && !planned[i] && in->kind == RULE_SAMPLE_INITIAL)
            return SW_REFUSE(err, &risk_rule,
                             "Site %.60s has a significant risk and is not planned", site->id);
        code = check_group(in, planned, i, err);
        if (code != SW_OK)
            return code;
    }
    return SW_OK;
}

enum sw_code
rule_sample_random_kept(const struct rule_sample_in *in, const bool *drawn, const bool *planned,
                        struct sw_error *err)
{
    for (int i = 0; i < in->site_count; i++) {
        if (planned[i] || (drawn != NULL && !drawn[i]))
            continue;
        if (drawn == NULL)
            return SW_REFUSE(err, &random_rule, "Site %.60s is left out, and no sample was drawn",
                             in->sites[i].id);
        return SW_REFUSE(err, &random_rule, "Site %.60s was drawn at random and is left out",
                         in->sites[i].id);
    }
    return SW_OK;
}

enum sw_code
rule_site_removal(int open_nonconformities, struct sw_error *err)
{
    if (open_nonconformities > 0)
        return SW_REFUSE(err, &removal_rule,
                         "The site has %d open nonconformities in an audit that is not decided",
                         open_nonconformities);
    return SW_OK;
}
