/* site_sample.h - which sites of a multi-site client an audit visits.
 *
 * How many (rule_sample_size), whether sampling is allowed at all
 * (rule_sample_eligible), which ones (rule_sample_draw), and whether a set that
 * somebody planned is enough (rule_sample_check).
 *
 * The draw can be repeated by any program that has the seed and the site ids:
 *
 *   ticket(site) = mix(h), where
 *       h = FNV-1a 64 bit (offset 14695981039346656037, prime 1099511628211)
 *           over the seed bytes, one zero byte, and the bytes of the site's id
 *       mix(z): z += 0x9E3779B97F4A7C15
 *               z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9
 *               z = (z ^ z >> 27) * 0x94D049BB133111EB
 *               z ^ z >> 31                              (the output step of splitmix64)
 *   In each group of x sites (the central function is in none):
 *     1. random:    the ceil(y / 4) sites with the lowest tickets
 *     2. risk:      every site with significant risk, in an initial audit or an extension;
 *                   in later audits those not visited in this cycle yet
 *     3. judgement: every site asked for; then, up to y in all, sites not visited in the cycle and
 *                   after them the others, lowest ticket first
 *   Sites without a group are like no other: all of them in an initial audit and a
 *   recertification, 30 % in a surveillance, by steps 2 and 3.
 *   Equal tickets: the id that comes first in byte order.  The order in which sites are given
 *   has no effect.  The seed must be made after the list of sites is frozen.
 */
#ifndef RULES_SITE_SAMPLE_H
#define RULES_SITE_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "rules/faults.h"
#include "rules/vocabulary.h"

#define RULE_SAMPLE_MAX_SITES  5000
#define RULE_SAMPLE_GROUPS_MAX 32

enum rule_sample_kind {
    RULE_SAMPLE_INITIAL, /* initial audit, and new sites that join */
    RULE_SAMPLE_SURVEILLANCE,
    RULE_SAMPLE_RECERTIFICATION,
    RULE_SAMPLE_KINDS
};
extern const char *const rule_sample_kind_names[RULE_SAMPLE_KINDS + 1];

struct rule_sample_size_in {
    enum rule_sample_kind kind;
    int sites;      /* of one group, without the central function, 1..5000 */
    bool all_sites; /* the sites differ: no sampling; surveillance visits 30 % a year */
    bool effective; /* recertification: the system proved effective over the cycle */
    const char *effective_reason; /* on record, needed with effective */
};

struct rule_sample_size {
    int sites;
    int coefficient_tenths; /* 10, 6 or 8 times the root; 0 when not sampled */
    int visit;              /* 1..sites */
    int random_minimum;     /* a quarter of visit, rounded up; 0 when not sampled */
};

/**
 * How many sites of one group an audit visits at least.  The central function comes on top.
 *     initial          root of x, rounded up
 *     surveillance     0.6 times the root
 *     recertification  the root; 0.8 times the root where the system proved effective
 * @rule IAF-MD1:6.1.3
 * @rule IAF-MD1:6.2.1
 * @return SW_OK; SW_INPUT_INVALID when sites is outside 1..5000; SW_RULE_REFUSED for the smaller
 *         recertification sample without a reason
 */
SW_CHECKED enum sw_code rule_sample_size(const struct rule_sample_size_in *in,
                                         struct rule_sample_size *ret_size, struct sw_error *err);

/* What must be true of the organisation before its sites may share one certificate. */
struct rule_sample_eligibility {
    bool one_system; /* one management system, centrally run, audited and reviewed */
    bool
        central_has_authority; /* the central function belongs to it and may set up and change it */
    bool central_review;       /* one management review covers all sites */
    bool internal_audit_all;   /* all sites are in the internal audit programme */
    bool central_collects;     /* complaints, changes, corrective actions, data of all sites */
    bool all_linked;           /* every site has a legal or contractual link */
};

/* @rule IAF-MD1:5
 * @rule ISO/IEC27006-1:9.1.5.1 */
SW_CHECKED enum sw_code rule_sample_eligible(const struct rule_sample_eligibility *in,
                                             struct sw_error *err);

struct rule_sample_site {
    const char *id; /* UUID text or any other stable, unique id */
    const char
        *group;   /* sites with very similar activities; NULL or "": like no other, no sampling */
    bool central; /* the central function */
    bool significant_risk;
    bool visited; /* in this cycle already */
    bool wanted;  /* the planner asks for it, with a reason on file */
};

enum rule_sample_why {
    RULE_NOT_PICKED,
    RULE_PICKED_CENTRAL,
    RULE_PICKED_RANDOM,
    RULE_PICKED_RISK,
    RULE_PICKED_JUDGEMENT,
    RULE_PICKED_ALL, /* its group is not sampled */
    RULE_SAMPLE_WHYS
};
extern const char *const rule_sample_why_names[RULE_SAMPLE_WHYS + 1];

struct rule_sample_mark {
    uint64_t ticket;
    enum rule_sample_why why;
};

struct rule_sample_group {
    const char *group; /* "" for the sites that are like no other */
    struct rule_sample_size size;
    int picked; /* >= size.visit */
    int random; /* >= size.random_minimum */
};

struct rule_sample {
    int picked; /* all groups, the central function included */
    bool central;
    int group_count;
    struct rule_sample_group groups[RULE_SAMPLE_GROUPS_MAX];
};

struct rule_sample_in {
    enum rule_sample_kind kind;
    bool extension; /* only new sites that join: the central function is not among them */
    bool effective; /* as in rule_sample_size_in */
    const char *effective_reason;
    const unsigned char *seed;
    size_t seed_size; /* at least 8 bytes */
    const struct rule_sample_site *sites;
    int site_count;
};

/**
 * Draw the sites to visit.
 * @rule IAF-MD1:6.1.2
 * @rule IAF-MD1:6.1
 * @rule ISO/IEC27006-1:9.1.5.2
 * @param[out] ret_marks  one for each site, in the order of in->sites; the caller's array, which a
 *                        refusal may leave half written
 * @return SW_OK; SW_RULE_REFUSED without exactly one central function (more than one site), with an
 *         id twice, or a seed that is too short, or for an extension that is no initial audit;
 *         SW_INPUT_INVALID for more than 5000 sites or more than RULE_SAMPLE_GROUPS_MAX groups
 */
SW_CHECKED enum sw_code rule_sample_draw(const struct rule_sample_in *in,
                                         struct rule_sample *ret_sample,
                                         struct rule_sample_mark *ret_marks, struct sw_error *err);

/* The number a site draws; see the top of this file.
 * @rule IAF-MD1:6.1.2 */
uint64_t rule_sample_ticket(const unsigned char *seed, size_t seed_size, const char *id);

/**
 * Is a planned set of sites enough?  planned[i] belongs to in->sites[i].  A seed is not needed; in
 * surveillance the central function must be among them each calendar year.
 * @rule IAF-MD1:6.1.3
 * @rule ISO/IEC27006-1:9.1.5.2
 */
SW_CHECKED enum sw_code rule_sample_check(const struct rule_sample_in *in, const bool *planned,
                                          struct sw_error *err);

/**
 * Does a planned set keep what was drawn at random?  A quarter of a sample is random (SMP-1): a
 * planner adds sites and exchanges those picked by judgement, no others.
 * @rule IAF-MD1:6.1.3
 * @param drawn  sites drawn at random, in the order of in->sites; NULL: no sample was drawn, and
 *               every site is visited
 */
SW_CHECKED enum sw_code rule_sample_random_kept(const struct rule_sample_in *in, const bool *drawn,
                                                const bool *planned, struct sw_error *err);

/**
 * May a site be taken out of the scope now?  Not to escape a nonconformity.
 * @rule IAF-MD1:7.7
 * @param open_nonconformities  open at that site in an audit that is not decided yet
 */
SW_CHECKED enum sw_code rule_site_removal(int open_nonconformities, struct sw_error *err);

#endif
