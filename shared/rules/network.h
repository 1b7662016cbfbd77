/* network.h - what concerns all sites of one certificate together: IAF MD 1.
 *
 * Levels of sites below the head office, sites that join, a nonconformity that may be at other
 * sites too, and a site that fails for good.
 */
#ifndef RULES_NETWORK_H
#define RULES_NETWORK_H

#include "rules/site_sample.h"

#define RULE_TIERS_MAX 8

/* Levels below the head office: national, regional, branches. */
struct rule_tiers_in {
    enum rule_sample_kind kind;
    bool effective; /* as in rule_sample_size_in */
    const char *effective_reason;
    const int *sites; /* of each level, the head office not among them */
    int tier_count;   /* 1..RULE_TIERS_MAX */
};

/**
 * How many sites of each level an audit visits: each level is a sample of its own, and the head
 * office is always visited.
 * @rule IAF-MD1:6.1.3
 * @param[out] ret_sizes  one for each level
 * @param[out] ret_visit  all together, the head office included
 * @return SW_OK; as rule_sample_size() for a level; SW_INPUT_INVALID for the number of levels
 */
SW_CHECKED enum sw_code rule_sample_tiers(const struct rule_tiers_in *in,
                                          struct rule_sample_size *ret_sizes, int *ret_visit,
                                          struct sw_error *err);

/* Sites that join a certified network are a set of their own: as many as an initial audit of them
 * would visit are audited before they are included (MSN-4).
 * @rule IAF-MD1:6.1.3
 * @return SW_OK, SW_RULE_REFUSED, or SW_INPUT_INVALID when joining is outside 1..5000 */
SW_CHECKED enum sw_code rule_sites_join(int joining, int audited, struct sw_error *err);

/* What the organisation did about a nonconformity of one site. */
struct rule_spread {
    bool examined;             /* it looked whether other sites are affected */
    bool others_affected;      /* they are */
    bool corrected_everywhere; /* centrally and at all sites that are */
    const char *justification; /* why the others are not, when they are not */
};

/* Other sites were examined; if affected corrected, if not the reason is on file (MSN-1).
 * @rule IAF-MD1:7.7 */
SW_CHECKED enum sw_code rule_spread(const struct rule_spread *in, struct sw_error *err);

enum rule_network_end {
    RULE_NETWORK_KEPT,
    RULE_NETWORK_REDUCED,   /* the failing sites left the scope by a decision */
    RULE_NETWORK_WITHDRAWN, /* the certification of all sites */
    RULE_NETWORK_ENDS
};
extern const char *const rule_network_end_names[RULE_NETWORK_ENDS + 1];

struct rule_network {
    bool central_fails;  /* the central function does not meet the conditions, for good */
    int sites;           /* without the central function */
    int failing;         /* of these do not, for good */
    int failing_removed; /* of these left the scope by a decision */
};

/* What becomes of the certification of the whole network (MSN-6).
 * @rule IAF-MD1:7.7 */
enum rule_network_end rule_network_end(const struct rule_network *in);

#endif
