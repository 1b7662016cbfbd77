#include "rules/stage1.h"

#include <string.h>

#include "rules/catalogue.h"

const char *const rule_verdict_names[RULE_VERDICTS + 1] = { "conforming", "concern", "missing",
                                                            NULL };
const char *const rule_repeat_names[RULE_REPEATS] = { "none", "part", "all", NULL };

/* clang-format off */
static const struct sw_rule document_rule = { "ST1-D", "ISO/IEC 17021-1:2015 9.3.1.2.2 a", "Review the document and record the verdict." };
static const struct sw_rule absent_rule   = { "ST1-D", "ISO/IEC 27001:2022 7.5.1", "The client has to have this document." };
static const struct sw_rule gate_rule     = { "PRG-9", "ISO/IEC 27006-1:2024 9.1.3", "Wait until a management review and an internal audit of the whole scope are done." };
static const struct sw_rule soa_rule      = { "ST1-5", "ISO/IEC 27006-1:2024 9.3.2", "Review the Statement of Applicability first." };
static const struct sw_rule order_rule    = { "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", "Begin stage 2 after stage 1 is closed with a signed conclusion; on the next day at the earliest, unless the client accepted the risk in writing." };
static const struct sw_rule ready_rule    = { "ST1-1", "ISO/IEC 17021-1:2015 9.3.1.2.3", "Stage 1 has to conclude that the client is ready." };
static const struct sw_rule repeat_rule   = { "ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", "Hold another stage 1 first." };
static const struct sw_rule long_rule     = { "ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", "Say why the results of stage 1 still hold, or decide whether it, or a part of it, is repeated." };
static const struct sw_rule interval_rule = { "ST1-3", "ISO/IEC 17021-1:2015 9.3.1.2.4", "Decide whether stage 1, or a part of it, is repeated." };
/* clang-format on */

static const struct rule_document_review *
review_of(const struct rule_document_review *reviews, int review_count, const char *ref)
{
    for (int i = 0; i < review_count; i++)
        if (strcmp(reviews[i].ref, ref) == 0)
            return &reviews[i];
    return NULL;
}

static bool
applies(const struct rule_soa *soa, const char *control)
{
    for (int i = 0; soa != NULL && i < soa->entry_count; i++)
        if (soa->entries[i].applicable && strcmp(soa->entries[i].control, control) == 0)
            return true;
    return false;
}

static bool
asked_for(const struct rule_document *document, const struct rule_soa *soa)
{
    if (document->stage == RULE_DOC_STAGE2)
        return false;
    return document->control == NULL || applies(soa, document->control);
}

void
rule_document_faults(const struct rule_document_review *reviews, int review_count,
                     const struct rule_soa *soa, struct rule_faults *ret_faults)
{
    ret_faults->count = ret_faults->more = 0;
    for (int i = 0; i < RULE_DOCUMENTS; i++) {
        const struct rule_document *d = &rule_documents[i];

        if (asked_for(d, soa) && review_of(reviews, review_count, d->id) == NULL)
            RULE_FAULT(ret_faults, &document_rule, d->id, d->id, " ", d->title, " (", d->clause,
                       ") is not reviewed");
    }
}

/* Without these there is no way to stage 2, whatever the team thinks. */
static void
check_gates(const struct rule_stage1_facts *f, struct rule_faults *faults)
{
    if (sw_date_is_none(f->management_review_on))
        RULE_FAULT(faults, &gate_rule, "D16", "No management review was held");
    else if (sw_date_compare(f->management_review_on, f->ended_on) > 0)
        RULE_FAULT(faults, &gate_rule, "D16", "The management review of ",
                   RULE_DATE(f->management_review_on), " is after the end of stage 1");
    if (sw_date_is_none(f->internal_audit_on))
        RULE_FAULT(faults, &gate_rule, "D15", "No internal audit was held");
    else if (sw_date_compare(f->internal_audit_on, f->ended_on) > 0)
        RULE_FAULT(faults, &gate_rule, "D15", "The internal audit of ",
                   RULE_DATE(f->internal_audit_on), " is after the end of stage 1");
    else if (f->internal_audit_sites < f->sites)
        RULE_FAULT(faults, &gate_rule, "D15", "The internal audit covers ",
                   RULE_NUMBER(f->internal_audit_sites), " of ", RULE_NUMBER(f->sites), " sites");
}

void
rule_readiness_faults(const struct rule_stage1_facts *f, struct rule_faults *ret_faults)
{
    struct rule_faults documents;

    ret_faults->count = ret_faults->more = 0;
    check_gates(f, ret_faults);
    if (f->soa == NULL)
        RULE_FAULT(ret_faults, &soa_rule, "D05", "The Statement of Applicability is not reviewed");
    rule_document_faults(f->reviews, f->review_count, f->soa, &documents);
    rule_faults_join(ret_faults, &documents);
    for (int i = 0; i < f->review_count; i++) {
        const int at = rule_document_index(f->reviews[i].ref);

        if (f->reviews[i].verdict == RULE_MISSING && at >= 0 &&
            asked_for(&rule_documents[at], f->soa))
            RULE_FAULT(ret_faults, &absent_rule, f->reviews[i].ref, f->reviews[i].ref, " ",
                       rule_documents[at].title, " is missing");
    }
    if (f->soa != NULL) {
        struct rule_faults soa;

        rule_soa_faults(f->soa, &soa);
        rule_faults_join(ret_faults, &soa);
    }
}

enum sw_code
rule_stage2_start(const struct rule_stage2_start *in, struct sw_error *err)
{
    const int days = sw_date_days_between(in->stage1_last_day, in->stage2_first_day);

    if (!in->stage1_closed)
        return SW_REFUSE(err, &order_rule, "Stage 1 is not closed");
    if (!in->stage1_ready)
        return SW_REFUSE(err, &ready_rule, "Stage 1 did not conclude that the client is ready");
    if (days < 0 || (days == 0 && !in->same_day_accepted))
        return SW_REFUSE(err, &order_rule, "Stage 2 begins on %s, stage 1 ended on %s",
                         RULE_DATE(in->stage2_first_day), RULE_DATE(in->stage1_last_day));
    if (in->repeat == RULE_REPEAT_ALL)
        return SW_REFUSE(err, &repeat_rule, "It was decided to repeat stage 1");
    if (days > in->limit_days && in->repeat == RULE_REPEAT_UNDECIDED)
        return SW_REFUSE(err, &interval_rule,
                         "%d days lie between stage 1 and stage 2, %d concerns are open", days,
                         in->open_concerns);
    return SW_OK;
}

void
rule_stage2_start_warnings(const struct rule_stage2_start *in, struct rule_faults *ret_warnings)
{
    const int days = sw_date_days_between(in->stage1_last_day, in->stage2_first_day);

    ret_warnings->count = ret_warnings->more = 0;
    if (days > in->warn_days && in->repeat == RULE_REPEAT_UNDECIDED)
        RULE_FAULT(ret_warnings, &long_rule, "", RULE_NUMBER(days),
                   " days lie between stage 1 and stage 2, more than ", RULE_NUMBER(in->warn_days));
}
