/* The list of all duties (duties.h). */
#include <stddef.h>
#include <string.h>

#include "rules/cycle.h"
#include "rules/duties.h"
#include "rules/finding.h"
#include "rules/transfer.h"

const char *const rule_duty_state_names[RULE_DUTY_STATES + 1] = { "open", "warned", "late", NULL };

static struct rule_finding_due
finding_due(enum rule_grade grade, struct sw_date closing_on, const struct rule_settings *settings)
{
    return rule_finding_due(&(struct rule_finding_due_in){
        .grade = grade, .closing_on = closing_on, .settings = settings });
}

static struct sw_date
major_answer_by(struct sw_date closing_on, const struct rule_settings *settings)
{
    return finding_due(RULE_MAJOR, closing_on, settings).response_on;
}

static struct sw_date
major_evidence_by(struct sw_date closing_on, const struct rule_settings *settings)
{
    return finding_due(RULE_MAJOR, closing_on, settings).evidence_on;
}

static struct sw_date
minor_answer_by(struct sw_date closing_on, const struct rule_settings *settings)
{
    return finding_due(RULE_MINOR, closing_on, settings).response_on;
}

static struct sw_date
stage2_by(struct sw_date stage1_ended_on, const struct rule_settings *settings)
{
    return rule_stage2_decide_after(stage1_ended_on, settings->s1_s2_limit);
}

static struct sw_date
stage2_warned(struct sw_date stage1_ended_on, const struct rule_settings *settings)
{
    return rule_stage2_warn_after(stage1_ended_on, settings->s1_s2_warn);
}

static struct sw_date
monitored_by(struct sw_date witnessed_on, const struct rule_settings *settings)
{
    return rule_monitored_until(witnessed_on, settings->monitoring_months);
}

static struct sw_date
monitoring_warned(struct sw_date witnessed_on, const struct rule_settings *settings)
{
    return rule_monitoring_warned_on(witnessed_on, settings->monitoring_months);
}

static struct sw_date
other_lead_by(struct sw_date leads_since, const struct rule_settings *settings)
{
    return rule_lead_until(leads_since, settings->rotation_years);
}

static struct sw_date
that_day(struct sw_date on)
{
    return on;
}

typedef struct sw_date by_rule(struct sw_date fact);
typedef struct sw_date by_choice(struct sw_date fact, const struct rule_settings *settings);

/* Duties that follow from one date: its place in the facts, and how they follow, by the rule alone
 * or by what the body chose. */
struct row {
    const char *timer, *name, *clause, *then;
    size_t fact;
    by_rule *due;
    by_choice *due_chosen, *warn_chosen;
};

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
#define FACT(name) offsetof(struct rule_duty_facts, name)
static const struct row rows[] = {
    { "T-OBJ", "objection",               S17 "9.2.3.5",     "The team is confirmed",                          FACT(team_notified_on),   NULL, rule_objection_until, NULL },
    { "T-S12", "stage2",                  S17 "9.3.1.2.4",   "Decide whether to repeat stage 1",               FACT(stage1_ended_on),    NULL, stage2_by, stage2_warned },
    { "T-RSP", "major_answer",            S17 "9.4.9",       "Remind, then propose suspension",                FACT(closing_on),         NULL, major_answer_by, NULL },
    { "T-RSP", "minor_answer",            S17 "9.4.9",       "Remind, then propose suspension",                FACT(closing_on),         NULL, minor_answer_by, NULL },
    { "T-RSP", "major_evidence",          S17 "9.4.9",       "Remind, then propose suspension",                FACT(closing_on),         NULL, major_evidence_by, NULL },
    { "T-MAJ", "major_verified",          S17 "9.5.3.2",     "Carry out another stage 2",                      FACT(stage2_ended_on),    rule_major_limit, NULL, NULL },
    { "T-APL", "appeal",                  S17 "9.7.1",       "The time to appeal is over",                     FACT(decision_told_on),   rule_appeal_until, NULL, NULL },
    { "T-SV1", "first_surveillance",      S17 "9.1.3.3",     "Propose suspension",                             FACT(decided_on),         rule_first_surveillance_due, NULL, NULL },
    { "T-SV2", "second_surveillance",     S17 "9.1.3.2",     "Warn: the calendar year is the limit",           FACT(decided_on),         NULL, rule_second_surveillance_target, NULL },
    { "T-RCP", "recertification_planned", S17 "9.6.3.1.1",   "Plan the recertification audit",                 FACT(expires_on),         rule_recertification_planned_by, NULL, NULL },
    { "T-RCP", "recertification_dated",   S17 "9.6.3.1.1",   "Fix its dates",                                  FACT(expires_on),         rule_recertification_dated_by, NULL, NULL },
    { "T-RCP", "recertification_held",    S17 "9.6.3.1.1",   "Warn: little time is left for corrective action", FACT(expires_on),         rule_recertification_held_by, NULL, NULL },
    { "T-RCM", "recertification_majors",  S17 "9.6.3.2.2",   "No renewal: the certification expires",          FACT(expires_on),         that_day, NULL, NULL },
    { "T-RCD", "recertification_decided", S17 "9.6.3.2.3",   "The certification expires",                      FACT(expires_on),         that_day, NULL, NULL },
    { "T-EXP", "expiry",                  S17 "8.2.2 c",     "Expired from the next day on",                   FACT(expires_on),         that_day, NULL, NULL },
    { "T-RST", "restored",                S17 "9.6.3.2.5",   "Carry out at least a stage 2",                   FACT(expires_on),         rule_restore_limit, NULL, NULL },
    { "T-RET", "records",                 S17 "9.9.4",       "Delete, unless a legal hold forbids it",         FACT(expires_on),         NULL, rule_retention_until, NULL },
    { "T-IMP", "relation",                S17 "5.2.10",      "The relation no longer forbids an assignment",   FACT(relation_ended_on),  rule_free_from, NULL, NULL },
    { "SOD-14", "lead_rotation",          S17 "4.2.4",       "Warn: another lead sees with fresh eyes",        FACT(leads_since),        NULL, other_lead_by, NULL },
    { "T-MON", "monitoring",              S17 "7.2",         "No further assignment",                          FACT(witnessed_on),       NULL, monitored_by, monitoring_warned },
    { "T-CMP", "complaint_acknowledged",  S17 "9.8.5",       "Escalate",                                       FACT(complaint_on),       rule_complaint_acknowledged_by, NULL, NULL },
    { "T-CMP", "complaint_answered",      S17 "9.8.5",       "Escalate",                                       FACT(complaint_on),       rule_complaint_answered_by, NULL, NULL },
    { "T-IMC", "own_internal_audit",      S17 "10.2.6",      "Warn",                                           FACT(own_audit_on),       rule_own_review_by, NULL, NULL },
    { "T-IMC", "own_management_review",   S17 "10.2.5",      "Warn",                                           FACT(own_review_on),      rule_own_review_by, NULL, NULL },
};
/* clang-format on */

struct list {
    const struct rule_duty_facts *facts;
    struct rule_settings settings;
    struct rule_duty *duties;
    int count;
};

/* Adds an open duty with its state today; without a day it stays open: no date comes before all. */
static void
add(struct list *l, struct rule_duty duty)
{
    const struct sw_date today = l->facts->today;

    if (!sw_date_is_none(duty.warn_on) && sw_date_compare(today, duty.warn_on) >= 0)
        duty.state = RULE_DUTY_WARNED;
    if (sw_date_compare(today, duty.due_on) > 0)
        duty.state = RULE_DUTY_LATE;
    l->duties[l->count++] = duty;
}

/* Each calendar year after that of the decision and before that of the expiry. */
static void
add_years(struct list *l)
{
    const struct rule_duty_facts *f = l->facts;
    const struct sw_date end =
        sw_date_is_none(f->expires_on) ? rule_expiry(f->decided_on, &l->settings) : f->expires_on;

    for (int year = f->decided_on.year + 1; year < end.year && l->count < RULE_DUTIES_MAX; year++)
        add(l, (struct rule_duty){ .timer = "T-CAL",
                                   .name = "surveillance_of_the_year",
                                   .clause = S17 "9.1.3.3",
                                   .then = "Propose suspension",
                                   .warn_on = rule_year_flagged_on(year),
                                   .due_on = rule_year_ends_on(year) });
}

/* Duties that need more than one fact. */
static void
add_certification(struct list *l)
{
    const struct rule_duty_facts *f = l->facts;

    if (!sw_date_is_none(f->suspended_on))
        add(l, (struct rule_duty){ .timer = "T-SUS",
                                   .name = "suspension",
                                   .clause = S17 "9.6.5.4",
                                   .then = "Withdraw, or reduce the scope",
                                   .due_on = rule_suspension_limit(
                                       f->suspended_on, f->suspension_months, &l->settings) });
    if (!sw_date_is_none(f->origin_failed_on) && !sw_date_is_none(f->expires_on))
        add(l, (struct rule_duty){
                   .timer = "T-TRF",
                   .name = "transfer",
                   .clause = "IAF MD 2:2023 2.1",
                   .then = "The client comes as a new one",
                   .due_on = rule_transfer_deadline(f->origin_failed_on, f->expires_on) });
}

static void
add_body(struct list *l)
{
    const struct rule_duty_facts *f = l->facts;
    const struct rule_certsearch_due upload = rule_certsearch_due(
        &(struct rule_certsearch_due_in){ .mode = f->mode, .sent_on = f->certsearch_sent_on });

    if (!sw_date_is_none(f->complaint_on))
        add(l, (struct rule_duty){
                   .timer = "T-CMP",
                   .name = "complaint_progress",
                   .clause = S17 "9.8.5",
                   .then = "Escalate",
                   .due_on = rule_complaint_progress_by(sw_date_is_none(f->complaint_told_on)
                                                            ? f->complaint_on
                                                            : f->complaint_told_on) });
    if (!sw_date_is_none(upload.due_on))
        add(l, (struct rule_duty){ .timer = f->mode == RULE_CERTSEARCH_ON ? "T-C28" : "T-C28q",
                                   .name = "certsearch",
                                   .clause = "IAF MD 28:2023",
                                   .then = "Flag a nonconformity of the body",
                                   .warn_on = upload.remind_on,
                                   .due_on = upload.due_on });
    if (!sw_date_is_none(f->impartiality_on))
        add(l, (struct rule_duty){ .timer = "T-IMR",
                                   .name = "impartiality_review",
                                   .clause = S17 "5.2.3",
                                   .then = "Warn",
                                   .due_on = rule_impartiality_review_by(
                                       f->impartiality_on, f->impartiality_change_on) });
}

/* What follows from one date; none when the row knows no such day. */
static struct sw_date
day_of(by_rule *rule, by_choice *choice, struct sw_date fact, const struct rule_settings *settings)
{
    if (rule != NULL)
        return rule(fact);
    return choice == NULL ? SW_DATE_NONE : choice(fact, settings);
}

int
rule_duties(const struct rule_duty_facts *facts, struct rule_duty ret_duties[RULE_DUTIES_MAX])
{
    struct list l = { .facts = facts,
                      .settings = rule_settings_or_default(facts->settings),
                      .duties = ret_duties };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *r = &rows[i];
        struct sw_date fact;

        memcpy(&fact, (const char *) facts + r->fact, sizeof fact);
        if (sw_date_is_none(fact))
            continue;
        add(&l, (struct rule_duty){ .timer = r->timer,
                                    .name = r->name,
                                    .clause = r->clause,
                                    .then = r->then,
                                    .warn_on = day_of(NULL, r->warn_chosen, fact, &l.settings),
                                    .due_on = day_of(r->due, r->due_chosen, fact, &l.settings) });
    }
    add_certification(&l);
    add_body(&l);
    if (!sw_date_is_none(facts->decided_on))
        add_years(&l);
    return l.count;
}
