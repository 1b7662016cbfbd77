/* The calculation of audit_time.h as lines for people. */
#include "rules/audit_time.h"

#include <stddef.h>

int
rule_audit_time_steps(const struct rule_time_pack *pack, const struct rule_audit_time *t,
                      struct rule_time_step *ret_steps, int max)
{
    const char *const annex_d = pack->clause.matrix;
    /* clang-format off */
    const struct rule_time_step steps[] = {
        { "persons",          "Persons that count",                            pack->clause.persons,         "persons",   t->persons },
        { "base",             t->manual ? "Days set by hand" : "Days of the table", pack->clause.table,      "half-days", t->base_half_days },
        { "business_score",   "Business and organisation, three factors",      annex_d,                      "score",     t->business_score },
        { "it_score",         "Information technology, three factors",         annex_d,                      "score",     t->it_score },
        { "range_low",        "Least change of the matrix",                    annex_d,                      "percent",   t->range.low },
        { "range_high",       "Greatest change of the matrix",                 annex_d,                      "percent",   t->range.high },
        { "proposal",         "Proposed change",                               annex_d,                      "percent",   t->range.proposal },
        { "percent_matrix",   "Change chosen",                                 pack->clause.factors,         "percent",   t->percent_matrix },
        { "percent_other",    "Other changes together",                        pack->clause.factors,         "percent",   t->percent_other },
        { "percent_sum",      "All changes together, not below the floor",     pack->clause.floor,           "percent",   t->percent_sum },
        { "adjusted",         "Days after the changes, exact",                 pack->clause.factors,         "millidays", t->adjusted_millidays },
        { "added",            "Days on top",                                   pack->clause.factors,         "half-days", t->add_half_days },
        { "total",            "Initial audit, up to the half day",             pack->clause.table,           "half-days", t->total_half_days },
        { "stage1",           "Stage 1, at least one day",                     "ISO/IEC 17021-1:2015 9.3.1", "half-days", t->stage1_half_days },
        { "stage2",           "Stage 2",                                       "ISO/IEC 17021-1:2015 9.3.1", "half-days", t->stage2_half_days },
        { "onsite_minimum",   "Direct work with the client, at least",         pack->clause.direct,          "hundredths", t->onsite_minimum_hundredths },
        { "surveillance",     "Surveillance, each year: a third",              pack->clause.surveillance,    "half-days", t->surveillance_half_days },
        { "recertification",  "Recertification: two thirds",                   pack->clause.recertification, "half-days", t->recertification_half_days },
    };
    /* clang-format on */
    const int count = (int) (sizeof steps / sizeof steps[0]);

    for (int i = 0; i < count && i < max; i++)
        ret_steps[i] = steps[i];
    return count < max ? count : max;
}
