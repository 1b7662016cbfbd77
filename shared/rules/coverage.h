/* coverage.h - what the audits of a cycle looked at, and what they left out.
 *
 * A look is one observation: a requirement and how it was examined.  "6.1.3 d" looks at clause
 * 6.1.3; a clause with clauses below it ("9.2") says nothing about these.
 */
#ifndef RULES_COVERAGE_H
#define RULES_COVERAGE_H

#include "rules/site_sample.h"

enum rule_method {
    RULE_METHOD_DOCUMENT,
    RULE_METHOD_INTERVIEW,
    RULE_METHOD_OBSERVATION,
    RULE_METHOD_SYSTEM_TEST, /* the live system was seen */
    RULE_METHODS
};
extern const char *const rule_method_names[RULE_METHODS + 1];

struct rule_look {
    const char *requirement; /* clause or control */
    enum rule_method method;
};

struct rule_coverage {
    const struct rule_look *looks; /* of one audit, or of all audits of the cycle */
    int look_count;
    const char *const *controls; /* that the Statement of Applicability applies, own ones too */
    int control_count;
};

/**
 * Clauses and applicable controls that no audit of the cycle looked at (PRG-8): with one of them
 * the cycle is not closed.
 * @rule ISO/IEC17021-1:9.1.3.1
 * @rule ISO/IEC27006-1:9.1.3
 */
void rule_coverage_faults(const struct rule_coverage *cycle, struct rule_faults *ret_faults);

/* Warnings: applicable controls for which a test of the system is recommended, and of which the
 * cycle saw nothing but documents.
 * @rule ISO/IEC27006-1:E */
void rule_method_warnings(const struct rule_coverage *cycle, struct rule_faults *ret_warnings);

/* The same for a decision that begins the next cycle, to be overridden with a reason: one warning
 * that sums up what was left out (PRG-8), and one about documents alone (TST-1).
 * @rule ISO/IEC17021-1:9.1.3.1
 * @rule ISO/IEC27006-1:E */
void rule_cycle_warnings(const struct rule_coverage *cycle, struct rule_faults *ret_warnings);

/* What a surveillance looks at beside clauses and controls. */
enum rule_surveillance_topic {
    RULE_TOPIC_EARLIER_FINDINGS,
    RULE_TOPIC_COMPLAINTS, /* how the client treats them */
    RULE_TOPIC_CHANGES,    /* of organisation, system and Statement of Applicability */
    RULE_TOPIC_MARKS,      /* use of certificate and marks */
    RULE_TOPIC_OUTSIDE,    /* communication from outside parties */
    RULE_TOPIC_LAW,        /* procedures that check legal compliance */
    RULE_TOPIC_APPEALS,    /* complaints and appeals that came to the certification body */
    RULE_SURVEILLANCE_TOPICS
};
/* earlier_findings complaints changes marks outside law appeals */
extern const char *const rule_surveillance_topic_names[RULE_SURVEILLANCE_TOPICS + 1];

/**
 * What one surveillance audit left out: clauses of every surveillance and topics (MNT-2), topics of
 * information security and any of the applicable controls (MNT-3).
 * @rule ISO/IEC17021-1:9.6.2.2
 * @rule ISO/IEC27006-1:9.6.2
 * @param topics  words of rule_surveillance_topic_names that it looked at
 */
void rule_surveillance_gaps(const struct rule_coverage *audit, const char *topics,
                            struct rule_faults *ret_faults);

/**
 * What the visits of a cycle leave out of the scope (SMP-5): a site with significant risk, the
 * central function, a group of similar sites none of which was visited, a site like no other.
 * @rule ISO/IEC27006-1:9.1.5.2
 * @param sites  with the mark visited where this cycle visited them
 */
void rule_representative_faults(const struct rule_sample_site *sites, int site_count,
                                struct rule_faults *ret_faults);

#endif
