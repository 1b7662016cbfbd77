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

static const struct rule_soa_entry *
entry_of(const struct rule_soa *soa, const char *control)
{
    for (int i = 0; i < soa->entry_count; i++)
        if (strcmp(soa->entries[i].control, control) == 0)
            return &soa->entries[i];
    return NULL;
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
check_entry(const struct rule_soa *soa, int index, struct rule_faults *faults)
{
    const struct rule_soa_entry *e = &soa->entries[index];

    if (strncmp(e->control, "A.", 2) == 0 && rule_control_index(e->control) < 0)
        RULE_FAULT(faults, &unknown_rule, e->control, e->control, " is not a control of Annex A");
    if (entry_of(soa, e->control) != e)
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

/* Add the faults of @p soa behind those that are listed already. */
static void
list_faults(const struct rule_soa *soa, struct rule_faults *faults)
{
    check_head(soa, faults);
    for (int i = 0; i < RULE_CONTROLS; i++)
        if (entry_of(soa, rule_controls[i].id) == NULL)
            RULE_FAULT(faults, &missing_rule, rule_controls[i].id, rule_controls[i].id, " ",
                       rule_controls[i].title, " is missing");
    for (int i = 0; i < soa->entry_count; i++)
        check_entry(soa, i, faults);
}

void
rule_soa_faults(const struct rule_soa *soa, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    list_faults(soa, ret_faults);
}

enum sw_code
rule_soa(const struct rule_soa *soa, struct sw_error *err)
{
    struct rule_faults faults;

    rule_soa_faults(soa, &faults);
    return rule_faults_refuse(&faults, err);
}

static bool
covers(const struct rule_soa *soa, const char *control)
{
    const struct rule_soa_entry *e = entry_of(soa, control);

    return e != NULL && e->applicable;
}

/* The first control that @p one applies and @p other does not, or NULL. */
static const char *
first_only_in(const struct rule_soa *one, const struct rule_soa *other)
{
    for (int i = 0; i < one->entry_count; i++)
        if (one->entries[i].applicable && !covers(other, one->entries[i].control))
            return one->entries[i].control;
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
