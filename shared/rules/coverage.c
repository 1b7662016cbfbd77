#include "rules/coverage.h"

#include <string.h>

#include "rules/catalogue.h"

const char *const rule_method_names[RULE_METHODS + 1] = { "document", "interview", "observation",
                                                          "system_test", NULL };
const char *const rule_surveillance_topic_names[RULE_SURVEILLANCE_TOPICS + 1] = {
    "earlier_findings", "complaints", "changes", "marks", "outside", "law", "appeals", NULL
};

/* clang-format off */
#define S17    "ISO/IEC 17021-1:2015 "
#define S27006 "ISO/IEC 27006-1:2024 "
static const struct sw_rule cycle_rule          = { "PRG-8", S17 "9.1.3.1, " S27006 "9.1.3", "Look at every clause and every applicable control at least once before the cycle is closed." };
static const struct sw_rule system_rule         = { "TST-1", S27006 "Annex E", "See the control at work, or give the reason why its documents are enough." };
static const struct sw_rule surveillance_rule   = { "MNT-2", S17 "9.6.2.2", "Look at it in every surveillance audit." };
static const struct sw_rule isms_rule           = { "MNT-3", S27006 "9.6.2", "Look at it in every surveillance audit." };
static const struct sw_rule representative_rule = { "SMP-5", S27006 "9.1.5.2", "Visit a representative part of the whole scope within three years." };
/* clang-format on */

/* Is @p reference the requirement @p id, or a lettered part of it? */
static bool
means(const char *reference, const char *id)
{
    const size_t length = strlen(id);

    return reference[0] == id[0] && strncmp(reference, id, length) == 0 &&
           (reference[length] == '\0' || reference[length] == ' ');
}

/* How often each clause and each control of Annex A was looked at, and how often by documents. */
struct seen {
    int clauses[RULE_CLAUSES], controls[RULE_CONTROLS], documents[RULE_CONTROLS];
};

static void
see(const struct rule_coverage *c, struct seen *ret_seen)
{
    *ret_seen = (struct seen){ .clauses = { 0 } };
    for (int i = 0; i < c->look_count; i++) {
        const int control = rule_control_index(c->looks[i].requirement);

        if (control >= 0) {
            ret_seen->controls[control]++;
            ret_seen->documents[control] += c->looks[i].method == RULE_METHOD_DOCUMENT;
            continue;
        }
        for (int k = 0; k < RULE_CLAUSES; k++)
            ret_seen->clauses[k] += means(c->looks[i].requirement, rule_clauses[k].id);
    }
}

/* Was the control looked at?  The client's own ones are in no table. */
static bool
control_seen(const struct rule_coverage *c, const struct seen *seen, const char *id)
{
    const int control = rule_control_index(id);

    if (control >= 0)
        return seen->controls[control] > 0;
    for (int i = 0; i < c->look_count; i++)
        if (means(c->looks[i].requirement, id))
            return true;
    return false;
}

void
rule_coverage_faults(const struct rule_coverage *cycle, struct rule_faults *ret_faults)
{
    struct seen seen;

    see(cycle, &seen);
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < RULE_CLAUSES; i++)
        if (rule_clauses[i].auditable && seen.clauses[i] == 0)
            RULE_FAULT(ret_faults, &cycle_rule, rule_clauses[i].id, "No audit looked at ",
                       rule_clauses[i].id, " ", rule_clauses[i].title);
    for (int i = 0; i < cycle->control_count; i++)
        if (!control_seen(cycle, &seen, cycle->controls[i]))
            RULE_FAULT(ret_faults, &cycle_rule, cycle->controls[i], "No audit looked at control ",
                       cycle->controls[i]);
}

void
rule_method_warnings(const struct rule_coverage *cycle, struct rule_faults *ret_warnings)
{
    struct seen seen;

    see(cycle, &seen);
    ret_warnings->count = ret_warnings->more = 0;
    for (int i = 0; i < cycle->control_count; i++) {
        const int at = rule_control_index(cycle->controls[i]);

        if (at >= 0 && rule_controls[at].system_test == RULE_TEST_RECOMMENDED &&
            seen.controls[at] > 0 && seen.documents[at] == seen.controls[at])
            RULE_FAULT(ret_warnings, &system_rule, cycle->controls[i], "Of control ",
                       cycle->controls[i], " only documents were looked at");
    }
}

/* One warning for all faults of @p from: how many, and the first of them. */
static void
sum_up(const struct rule_faults *from, const char *what, struct rule_faults *warnings)
{
    const char *subject[3];

    for (int i = 0; i < 3; i++)
        subject[i] = i < from->count ? from->at[i].subject : "";
    if (from->count > 0)
        RULE_FAULT(warnings, from->at[0].rule, "", RULE_NUMBER(from->count + from->more), what,
                   subject[0], from->count > 1 ? ", " : "", subject[1], from->count > 2 ? ", " : "",
                   subject[2], from->count > 3 ? ", ..." : "");
}

void
rule_cycle_warnings(const struct rule_coverage *cycle, struct rule_faults *ret_warnings)
{
    struct rule_faults found;

    ret_warnings->count = ret_warnings->more = 0;
    rule_coverage_faults(cycle, &found);
    sum_up(&found, " clauses and controls were not looked at in this cycle: ", ret_warnings);
    rule_method_warnings(cycle, &found);
    sum_up(&found, " controls were looked at in documents alone: ", ret_warnings);
}

void
rule_surveillance_gaps(const struct rule_coverage *audit, const char *topics,
                       struct rule_faults *ret_faults)
{
    bool any_control = audit->control_count == 0;
    struct seen seen;

    see(audit, &seen);
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < RULE_CLAUSES; i++)
        if (rule_clauses[i].every_surveillance && seen.clauses[i] == 0)
            RULE_FAULT(ret_faults, &surveillance_rule, rule_clauses[i].id,
                       "This surveillance did not look at ", rule_clauses[i].id, " ",
                       rule_clauses[i].title);
    for (int i = 0; i < RULE_SURVEILLANCE_TOPICS; i++)
        if (!rule_words_have(topics, rule_surveillance_topic_names[i]))
            RULE_FAULT(ret_faults, i <= RULE_TOPIC_MARKS ? &surveillance_rule : &isms_rule,
                       rule_surveillance_topic_names[i], "This surveillance did not look at ",
                       rule_surveillance_topic_names[i]);
    for (int i = 0; i < audit->control_count && !any_control; i++)
        any_control = control_seen(audit, &seen, audit->controls[i]);
    if (!any_control)
        RULE_FAULT(ret_faults, &isms_rule, "controls",
                   "This surveillance looked at none of the applicable controls");
}

static const char *
group_of(const struct rule_sample_site *site)
{
    return site->group == NULL ? "" : site->group;
}

/* Is site @p at the first of its group, and was none of the group visited? */
static bool
group_left_out(const struct rule_sample_site *sites, int site_count, int at)
{
    for (int i = 0; i < site_count; i++) {
        if (sites[i].central || strcmp(group_of(&sites[i]), group_of(&sites[at])) != 0)
            continue;
        if (i < at || sites[i].visited)
            return false;
    }
    return true;
}

void
rule_representative_faults(const struct rule_sample_site *sites, int site_count,
                           struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < site_count; i++) {
        const struct rule_sample_site *site = &sites[i];

        if (site->visited)
            continue;
        if (site->central)
            RULE_FAULT(ret_faults, &representative_rule, site->id,
                       "The central function was not visited in this cycle");
        else if (site->significant_risk)
            RULE_FAULT(ret_faults, &representative_rule, site->id, "Site ", site->id,
                       " has a significant risk and was not visited in this cycle");
        else if (group_of(site)[0] == '\0')
            RULE_FAULT(ret_faults, &representative_rule, site->id, "Site ", site->id,
                       " is like no other and was not visited in this cycle");
        else if (group_left_out(sites, site_count, i))
            RULE_FAULT(ret_faults, &representative_rule, site->id, "No site of group ",
                       group_of(site), " was visited in this cycle");
    }
}
