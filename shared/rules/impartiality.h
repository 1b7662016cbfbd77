/* impartiality.h - may this person work for this client, given what they declared? */
#ifndef RULES_IMPARTIALITY_H
#define RULES_IMPARTIALITY_H

#include "rules/faults.h"

enum rule_relation {
    RULE_RELATION_NONE,           /* the statement that there is no conflict */
    RULE_RELATION_EMPLOYMENT,     /* SOD-9: two years */
    RULE_RELATION_CONSULTANCY,    /* SOD-3: two years */
    RULE_RELATION_INTERNAL_AUDIT, /* SOD-4: two years */
    RULE_RELATION_OWNERSHIP,      /* SOD-8: until the risk is treated */
    RULE_RELATION_FAMILY,         /* SOD-8 */
    RULE_RELATION_TRAINING,       /* SOD-8 */
    RULE_RELATION_RELATED_BODY, /* SOD-5: consultancy by a body related to the certification body */
    RULE_RELATIONS
};
/* none employment consultancy internal_audit ownership family training related_body */
extern const char *const rule_relation_names[RULE_RELATIONS + 1];

struct rule_declaration {
    enum rule_relation relation;
    struct sw_date ended_on; /* none: it goes on */
    bool treated;            /* a treatment of the risk is on record (SOD-8 only) */
};

struct rule_impartiality_in {
    const char *name;                            /* for the sentence */
    const struct rule_declaration *declarations; /* about this client */
    int declaration_count;
    struct sw_date first; /* first day of the assignment */
};

/**
 * What forbids the assignment: SOD-3, SOD-4, SOD-5, SOD-8 or SOD-9 for each relation that blocks,
 * SOD-8 without any declaration.  Also usable for the certification body itself, which made
 * internal audits or is related to a consultant.
 * @rule ISO/IEC17021-1:5.2.6
 * @rule ISO/IEC17021-1:5.2.7
 * @rule ISO/IEC17021-1:5.2.10
 * @rule ISO/IEC17021-1:5.2.12
 * @rule ISO/IEC17021-1:5.2.13
 */
void rule_impartiality_faults(const struct rule_impartiality_in *in,
                              struct rule_faults *ret_faults);

#endif
