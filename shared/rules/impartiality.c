#include "rules/impartiality.h"

#include "rules/cycle.h"

const char *const rule_relation_names[RULE_RELATIONS + 1] = {
    "none",     "employment",   "consultancy", "internal_audit", "ownership", "family",
    "training", "related_body", NULL
};

/* clang-format off */
#define WAIT "Choose somebody else, or wait until two years and a day after its end."
#define TREAT "Choose somebody else, or record how the risk to impartiality is treated."
static const struct sw_rule consultancy    = { "SOD-3", "ISO/IEC 17021-1:2015 5.2.10", WAIT };
static const struct sw_rule internal_audit = { "SOD-4", "ISO/IEC 17021-1:2015 5.2.6", WAIT };
static const struct sw_rule related_body   = { "SOD-5", "ISO/IEC 17021-1:2015 5.2.7", WAIT };
static const struct sw_rule employment     = { "SOD-9", "ISO/IEC 17021-1:2015 5.2.13", WAIT };
static const struct sw_rule declared       = { "SOD-8", "ISO/IEC 17021-1:2015 5.2.12", TREAT };
static const struct sw_rule undeclared     = { "SOD-8", "ISO/IEC 17021-1:2015 5.2.13",
                                               "Have the person declare conflicts, or that there are none, first." };
/* clang-format on */

/* What blocks, and what it is called.  A treatment of the risk helps only where a rule allows it.
 */
static const struct {
    const struct sw_rule *rule;
    bool treatable;
    const char *label;
} relations[RULE_RELATIONS] = {
    [RULE_RELATION_NONE] = { NULL, false, "" },
    [RULE_RELATION_EMPLOYMENT] = { &employment, false, "worked for the client" },
    [RULE_RELATION_CONSULTANCY] = { &consultancy, false, "gave the client consultancy" },
    [RULE_RELATION_INTERNAL_AUDIT] = { &internal_audit, false,
                                       "made internal audits for the client" },
    [RULE_RELATION_OWNERSHIP] = { &declared, true, "has or had a share in the client" },
    [RULE_RELATION_FAMILY] = { &declared, true, "has family at the client" },
    [RULE_RELATION_TRAINING] = { &declared, true, "trained the client's people" },
    [RULE_RELATION_RELATED_BODY] = { &related_body, false,
                                     "is related to a body that gave the client consultancy" },
};

void
rule_impartiality_faults(const struct rule_impartiality_in *in, struct rule_faults *ret_faults)
{
    const char *name = in->name == NULL ? "This person" : in->name;

    ret_faults->count = ret_faults->more = 0;
    if (in->declaration_count == 0)
        RULE_FAULT(ret_faults, &undeclared, "", name, " made no declaration about this client");
    for (int i = 0; i < in->declaration_count; i++) {
        const struct rule_declaration *d = &in->declarations[i];
        const bool going_on = sw_date_is_none(d->ended_on);
        const bool over = !going_on && sw_date_compare(in->first, rule_free_from(d->ended_on)) >= 0;

        if (relations[d->relation].rule == NULL || over ||
            (relations[d->relation].treatable && d->treated))
            continue;
        if (going_on)
            RULE_FAULT(ret_faults, relations[d->relation].rule, rule_relation_names[d->relation],
                       name, " ", relations[d->relation].label, ", and it goes on");
        else
            RULE_FAULT(ret_faults, relations[d->relation].rule, rule_relation_names[d->relation],
                       name, " ", relations[d->relation].label, " until ", RULE_DATE(d->ended_on),
                       "; free from ", RULE_DATE(rule_free_from(d->ended_on)));
    }
}
