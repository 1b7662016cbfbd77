/* The Statement of Applicability (stage1.h). */
#include "rules/stage1.h"

#include <string.h>

#include "rules/catalogue.h"
#include "rules/vocabulary.h"

/* clang-format off */
#define CLAUSE "ISO/IEC 27001:2022 6.1.3 d"
static const struct sw_rule missing_rule  = { "SOA-1", CLAUSE, "Name each control of Annex A, applied or not." };
static const struct sw_rule twice_rule    = { "SOA-2", CLAUSE, "Name each control once." };
static const struct sw_rule excluded_rule = { "SOA-3", CLAUSE, "Justify why the control is not applied." };
static const struct sw_rule included_rule = { "SOA-4", CLAUSE, "Justify why the control is applied." };
static const struct sw_rule status_rule   = { "SOA-5", CLAUSE, "State whether the control is implemented." };
static const struct sw_rule head_rule     = { "SOA-6", "ISO/IEC 27001:2022 7.5.2", "Give version, date and approver." };
static const struct sw_rule unknown_rule  = { "SOA-7", CLAUSE, "Use the ids of Annex A, and ids without \"A.\" for own controls." };
/* clang-format on */

/* A Statement with the place of each control of Annex A in it: the first entry, or -1. */
struct indexed {
    const struct rule_soa *soa;
    int place[RULE_CONTROLS];
};

static void
index_entries(const struct rule_soa *soa, struct indexed *ret_indexed)
{
    ret_indexed->soa = soa;
    for (int i = 0; i < RULE_CONTROLS; i++)
        ret_indexed->place[i] = -1;
    for (int i = soa->entry_count - 1; i >= 0; i--) {
        const int control = rule_control_index(soa->entries[i].control);

        if (control >= 0)
            ret_indexed->place[control] = i;
    }
}

/* The place of the first entry with that id, or -1; the client's own controls are few. */
static int
place_of(const struct indexed *in, const char *id)
{
    const int control = rule_control_index(id);

    if (control >= 0)
        return in->place[control];
    for (int i = 0; i < in->soa->entry_count; i++)
        if (strcmp(in->soa->entries[i].control, id) == 0)
            return i;
    return -1;
}

static void
check_head(const struct rule_soa *soa, struct rule_faults *faults)
{
    if (!rule_text_given(soa->version))
        RULE_FAULT(faults, &head_rule, "version", "The Statement of Applicability has no version");
    if (sw_date_is_none(soa->approved_on))
        RULE_FAULT(faults, &head_rule, "date", "The Statement of Applicability has no date");
    if (!rule_text_given(soa->approved_by))
        RULE_FAULT(faults, &head_rule, "approver",
                   "The Statement of Applicability names no approver");
}

static void
check_entry(const struct indexed *in, int index, struct rule_faults *faults)
{
    const struct rule_soa_entry *e = &in->soa->entries[index];

    if (strncmp(e->control, "A.", 2) == 0 && rule_control_index(e->control) < 0)
        RULE_FAULT(faults, &unknown_rule, e->control, e->control, " is not a control of Annex A");
    if (place_of(in, e->control) != index)
        RULE_FAULT(faults, &twice_rule, e->control, e->control, " is there twice");
    if (!e->applicable && !rule_text_given(e->justification))
        RULE_FAULT(faults, &excluded_rule, e->control, e->control,
                   " is excluded without justification");
    if (e->applicable && !rule_text_given(e->justification))
        RULE_FAULT(faults, &included_rule, e->control, e->control,
                   " is included without justification");
    if (e->applicable && !rule_text_given(e->status))
        RULE_FAULT(faults, &status_rule, e->control, e->control, " has no implementation status");
}

void
rule_soa_faults(const struct rule_soa *soa, struct rule_faults *ret_faults)
{
    struct indexed in;

    ret_faults->count = ret_faults->more = 0;
    index_entries(soa, &in);
    check_head(soa, ret_faults);
    for (int i = 0; i < RULE_CONTROLS; i++)
        if (in.place[i] < 0)
            RULE_FAULT(ret_faults, &missing_rule, rule_controls[i].id, rule_controls[i].id, " ",
                       rule_controls[i].title, " is missing");
    for (int i = 0; i < soa->entry_count; i++)
        check_entry(&in, i, ret_faults);
}

/* The first control that @p one applies and @p other does not, or NULL. */
static const char *
first_only_in(const struct rule_soa *one, const struct rule_soa *other)
{
    struct indexed in;

    index_entries(other, &in);
    for (int i = 0; i < one->entry_count; i++) {
        const int place = place_of(&in, one->entries[i].control);

        if (one->entries[i].applicable && (place < 0 || !other->entries[place].applicable))
            return one->entries[i].control;
    }
    return NULL;
}

bool
rule_soa_same_coverage(const struct rule_soa *audited, const struct rule_soa *now,
                       const char **ret_control)
{
    const char *differs = first_only_in(audited, now);

    if (differs == NULL)
        differs = first_only_in(now, audited);
    if (differs != NULL)
        *ret_control = differs;
    return differs == NULL;
}
