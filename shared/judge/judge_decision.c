/* The gates of technical review and certification decision, and the dates that a grant begins. */
#include <string.h>

#include "http/sw_fields.h"
#include "judge/judge_coverage.h"
#include "judge/judge_decision.h"
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/cycle.h"
#include "rules/decision.h"

/* clang-format off */
const char *const judge_gate_names[] = { "review", "return", "grant", "refuse", NULL };
static const char *const audit_kind_names[] = { "stage2", "recertification", NULL };

static const struct sw_field audit_fields[] = {
    SW_OPT_TEXT(struct judge_decided_audit, id, 0, 60, "The audit"),
    SW_IN_TEXT(struct judge_decided_audit, number, 1, 60, "Its number"),
    SW_IN_ENUM(struct judge_decided_audit, kind, audit_kind_names, "Its kind"),
    SW_OPT_TEXT(struct judge_decided_audit, state, 0, 40, "Its state"),
    SW_OPT_DATE(struct judge_decided_audit, last_day, "Its last day"),
    SW_IN_TEXT(struct judge_decided_audit, standard, 1, 60, "Standard with edition"),
    SW_OPT_TEXT(struct judge_decided_audit, scope, 0, 2000, "Scope"),
    SW_IN_BOOL(struct judge_decided_audit, report_signed, "The lead signed the report"),
    SW_OPT_TEXT(struct judge_decided_audit, report_sha256, 0, 64, "SHA-256 of the report"),
    SW_OPT_ENUM(struct judge_decided_audit, recommendation, rule_recommendation_names, "What the team recommends"),
    { .name = NULL },
};
static const struct sw_shape audit_in = { "AskedAudit", sizeof(struct judge_decided_audit), audit_fields };
static const struct sw_field stage1_fields[] = {
    SW_OPT_TEXT(struct judge_decided_stage1, audit, 0, 60, "Its number"),
    SW_IN_BOOL(struct judge_decided_stage1, closed, "Report signed, conclusion recorded"),
    SW_IN_BOOL(struct judge_decided_stage1, ready, "It concluded that the client is ready"),
    SW_OPT_DATE(struct judge_decided_stage1, management_review_on, "Last management review"),
    SW_OPT_DATE(struct judge_decided_stage1, internal_audit_on, "Last internal audit"),
    SW_IN_INT(struct judge_decided_stage1, internal_audit_sites, 0, 5001, "Sites in scope that it covered"),
    { .name = NULL },
};
static const struct sw_shape stage1_in = { "AskedStage1", sizeof(struct judge_decided_stage1), stage1_fields };
static const struct sw_field finding_fields[] = {
    SW_IN_TEXT(struct judge_decided_finding, number, 1, 60, "Its number"),
    SW_IN_ENUM(struct judge_decided_finding, grade, rule_grade_names, "Grade"),
    SW_IN_BOOL(struct judge_decided_finding, response_accepted, "Correction, cause and corrective action are accepted"),
    SW_IN_BOOL(struct judge_decided_finding, verified, "Actions verified"),
    SW_OPT_DATE(struct judge_decided_finding, verified_on, "When"),
    SW_IN_BOOL(struct judge_decided_finding, withdrawn, "Raised in error"),
    { .name = NULL },
};
static const struct sw_shape finding_in = { "AskedFinding", sizeof(struct judge_decided_finding), finding_fields };
static const struct sw_field person_fields[] = {
    SW_IN_TEXT(struct judge_decider, id, 1, 60, "The person"),
    SW_IN_TEXT(struct judge_decider, name, 1, 200, "Name"),
    SW_IN_OBJECTS(struct judge_decider, authorisations, &judge_authorisation_in, 0, 200, "What the person is authorised for"),
    SW_IN_OBJECTS(struct judge_decider, declarations, &judge_declaration_in, 0, 200, "What the person declared about this client"),
    { .name = NULL },
};
static const struct sw_shape person_in = { "AskedDecider", sizeof(struct judge_decider), person_fields };
static const struct sw_field certificate_fields[] = {
    SW_OPT_TEXT(struct judge_decided_certificate, number, 0, 60, "Its number"),
    SW_OPT_ENUM(struct judge_decided_certificate, state, rule_standing_names, "What it is"),
    SW_IN_DATE(struct judge_decided_certificate, cycle_anchor, "First day of the first cycle"),
    SW_OPT_INT(struct judge_decided_certificate, cycle_number, 1, 100, "Which cycle it is of"),
    SW_IN_DATE(struct judge_decided_certificate, expires_on, "Its last day"),
    { .name = NULL },
};
static const struct sw_shape certificate_in = { "AskedCertificate", sizeof(struct judge_decided_certificate), certificate_fields };
static const struct sw_field review_fields[] = {
    SW_OPT_TEXT(struct judge_decided_review, id, 0, 60, "The review"),
    SW_IN_TEXT(struct judge_decided_review, outcome, 1, 20, "pass or return"),
    SW_OPT_TEXT(struct judge_decided_review, reviewed_by, 0, 60, "By whom"),
    { .name = NULL },
};
static const struct sw_shape review_in = { "AskedReview", sizeof(struct judge_decided_review), review_fields };

static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct judge_decision, gate, judge_gate_names, "What is to be done"),
    SW_IN_OBJECT(struct judge_decision, audit, &audit_in, "The audit it rests on"),
    { .name = "stage1", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, stage1), .shape = &stage1_in, .doc = "Stage 1 of the programme" },
    SW_IN_OBJECTS(struct judge_decision, findings, &finding_in, 0, 2000, "Findings of the audit, all sites"),
    SW_IN_OBJECTS(struct judge_decision, involvements, &judge_involvement_in, 0, 2000, "Who was in which team of the cycle"),
    SW_OPT_OBJECTS(struct judge_decision, looks, &judge_look_in, 0, 5000, "Of a renewal: what the audits of the cycle looked at"),
    SW_OPT_TEXTS(struct judge_decision, controls, 0, 400, "Of a renewal: controls that the Statement of Applicability applies; coverage is not looked at when absent"),
    SW_IN_INT(struct judge_decision, sites, 0, 5001, "Sites in scope"),
    SW_IN_INT(struct judge_decision, significant_risk_sites, 0, 5001, "Of these with significant risk"),
    SW_IN_INT(struct judge_decision, significant_risk_sites_audited, 0, 5001, "Of these audited"),
    SW_IN_INT(struct judge_decision, sites_sampled, 0, 5001, "Sites that the sample demands, central function included"),
    SW_IN_INT(struct judge_decision, sites_sampled_audited, 0, 5001, "Of these audited"),
    SW_OPT_TEXT(struct judge_decision, significant_risk_sites_open, 0, 2000, "The sites with significant risk that were not, by their codes"),
    SW_OPT_TEXT(struct judge_decision, sites_sampled_open, 0, 2000, "The sites of the sample that were not, by their codes"),
    SW_IN_BOOL(struct judge_decision, agreement_signed, "The agreement is signed"),
    { .name = "certificate", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, certificate), .shape = &certificate_in, .doc = "The one that a recertification renews" },
    { .name = "lapsed", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, lapsed), .shape = &certificate_in, .doc = "The expired one after which a stage 2 was held again" },
    { .name = "review", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, review), .shape = &review_in, .doc = "The technical review" },
    { .name = "reviewer", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, reviewer), .shape = &person_in, .doc = "Who reviews" },
    { .name = "decider", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, decider), .shape = &person_in, .doc = "Who decides" },
    { .name = "second_decider", .type = SW_F_OBJECT, .optional = true, .offset = offsetof(struct judge_decision, second_decider), .shape = &person_in, .doc = "Needed against the team's recommendation" },
    SW_IN_DATE(struct judge_decision, decided_on, "The day"),
    SW_OPT_DATE(struct judge_decision, effective_on, "First day of the certificate; the day of the decision when absent"),
    SW_OPT_TEXT(struct judge_decision, reason, 0, 5000, "Why"),
    JUDGE_SETTINGS(struct judge_decision),
    JUDGE_LIMITS(struct judge_decision),
    { .name = NULL },
};
const struct sw_shape sw_judge_decision_in = { "DecisionQuestion", sizeof(struct judge_decision), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing stands in the way"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that stands in the way"),
    SW_OUT_OBJECTS("warnings", &judge_fault_out, "A grant: all that is advised against; an override lets it pass"),
    SW_OUT_MAYBE("effective_on", SW_F_DATE, "A grant: first day"), SW_OUT_MAYBE("expires_on", SW_F_DATE, "A grant: last day"),
    SW_OUT_MAYBE("cycle_anchor", SW_F_DATE, "A grant: first day of the first cycle"),
    SW_OUT_MAYBE("gap_from", SW_F_DATE, "Restored after expiry: first day without certification"),
    SW_OUT_MAYBE("gap_to", SW_F_DATE, "Its last day"), { .name = NULL },
};
const struct sw_shape sw_judge_decision_out = { "DecisionAnswer", 0, out_fields };
/* clang-format on */

const char *const sw_judge_decision_settings[] = { "expiry_convention", "recert_early_warn_months",
                                                   "late_restore_cycle", NULL };

static struct rule_segregation_in
part_of(const struct sw_list *person, const struct rule_involvement *involvements, int count)
{
    const struct judge_decider *p = person->items;

    if (p == NULL)
        return (struct rule_segregation_in){ .person_id = NULL };
    return (struct rule_segregation_in){ p->id, p->name, involvements, count };
}

static void
read_findings(struct sw_arena *arena, const struct sw_list *given, struct rule_decision_facts *f)
{
    const struct judge_decided_finding *in = given->items;
    struct rule_decision_finding *out = sw_alloc(arena, (given->count + 1) * sizeof *out);

    for (size_t i = 0; i < given->count; i++)
        out[i] = (struct rule_decision_finding){ in[i].number,
                                                 (enum rule_grade) in[i].grade,
                                                 in[i].response_accepted,
                                                 in[i].verified,
                                                 in[i].verified_on,
                                                 in[i].withdrawn };
    f->findings = out;
    f->finding_count = (int) given->count;
}

static void
read_people(struct sw_arena *arena, const struct judge_decision *q, struct rule_decision_facts *f)
{
    const struct rule_involvement *out = judge_involvements(arena, &q->involvements);
    const int n = (int) q->involvements.count;

    f->reviewer = part_of(&q->reviewer, out, n);
    f->decider = part_of(&q->decider, out, n);
    f->second_decider = part_of(&q->second_decider, out, n);
}

static struct rule_decision_facts
facts_of(struct sw_arena *arena, const struct judge_decision *q)
{
    const struct judge_decided_audit *audit = q->audit.items;
    const struct judge_decided_stage1 none = { .closed = false };
    const struct judge_decided_stage1 *stage1 = q->stage1.items != NULL ? q->stage1.items : &none;
    const struct judge_decided_review *review = q->review.items;
    struct rule_decision_facts f = {
        .recertification = audit->kind == 1,
        .stage1_closed = stage1->closed,
        .stage1_ready = stage1->ready,
        .last_day = audit->last_day,
        .report_signed = audit->report_signed,
        .recommended = audit->recommendation == RULE_CERTIFY || audit->recommendation == RULE_RENEW,
        .management_review_on = stage1->management_review_on,
        .internal_audit_on = stage1->internal_audit_on,
        .internal_audit_sites = (int) stage1->internal_audit_sites,
        .sites = (int) q->sites,
        .significant_risk_sites = (int) q->significant_risk_sites,
        .significant_risk_sites_audited = (int) q->significant_risk_sites_audited,
        .sites_sampled = (int) q->sites_sampled,
        .sites_sampled_audited = (int) q->sites_sampled_audited,
        .significant_risk_sites_open = q->significant_risk_sites_open,
        .sites_sampled_open = q->sites_sampled_open,
        .agreement_signed = q->agreement_signed,
        .review_passed = review != NULL && strcmp(review->outcome, "pass") == 0,
        .standard = audit->standard,
        .decided_on = q->decided_on,
        .effective_on = q->effective_on,
        .reason = q->reason,
    };

    read_findings(arena, &q->findings, &f);
    read_people(arena, q, &f);
    return f;
}

/* Competence and impartiality of one who acts. */
static void
check_person(struct sw_arena *arena, const struct judge_decision *q, const struct sw_list *person,
             enum rule_function function, struct rule_faults *faults)
{
    const struct judge_decided_audit *audit = q->audit.items;
    const struct judge_decider *p = person->items;
    struct rule_impartiality_in declared;
    struct rule_faults found;
    struct rule_person who;
    struct sw_error err = { .code = SW_OK };

    if (p == NULL)
        return;
    who = judge_person(arena, p->id, p->name, &p->authorisations);
    declared = judge_impartiality(arena, p->name, &p->declarations, q->decided_on);
    if (rule_person_may(&who, function, audit->standard, q->decided_on, &err) != SW_OK)
        RULE_FAULT(faults, err.rule, "", err.detail);
    rule_impartiality_faults(&declared, &found);
    rule_faults_join(faults, &found);
}

static void
check_gate(enum judge_gate gate, const struct rule_decision_facts *facts,
           struct rule_faults *faults)
{
    struct sw_error err = { .code = SW_OK };
    enum sw_code code = SW_OK;

    if (gate == JUDGE_GATE_REVIEW)
        rule_review_faults(facts, faults);
    else if (gate == JUDGE_GATE_GRANT)
        rule_grant_faults(facts, faults);
    else if (gate == JUDGE_GATE_REFUSE)
        code = rule_refuse(facts, &err);
    else if (facts->reviewer.person_id != NULL)
        code = rule_reviewer_independent(&facts->reviewer, &err);
    if (code != SW_OK)
        RULE_FAULT(faults, err.rule, "", err.detail);
}

/* The majors of the audit: how many are open, and when the last one was verified. */
static void
count_majors(const struct judge_decision *q, struct rule_renewal_in *in)
{
    const struct judge_decided_finding *f = q->findings.items;

    for (size_t i = 0; i < q->findings.count; i++) {
        if (f[i].grade != RULE_MAJOR || f[i].withdrawn)
            continue;
        if (!f[i].response_accepted || !f[i].verified)
            in->open_majors++;
        else if (sw_date_compare(f[i].verified_on, in->majors_verified_on) > 0)
            in->majors_verified_on = f[i].verified_on;
    }
}

/* A renewal as the rules want it, or the beginning after a lapse; *ret is not touched when the
 * decision is about neither. */
static bool
renewal_of(const struct judge_decision *q, const struct rule_settings *settings,
           struct rule_renewal_in *ret)
{
    const struct judge_decided_audit *audit = q->audit.items;
    const bool renews = audit->kind == 1;
    const struct judge_decided_certificate *old = renews ? q->certificate.items : q->lapsed.items;

    if (!renews && old == NULL)
        return false;
    *ret = (struct rule_renewal_in){ .decided_on = q->decided_on,
                                     .effective_on = q->effective_on,
                                     .stage2_again = !renews,
                                     .settings = settings };
    if (old != NULL) {
        ret->stored = old->state < 0 ? RULE_ACTIVE : (enum rule_standing) old->state;
        ret->anchor = old->cycle_anchor;
        ret->expires_on = old->expires_on;
    }
    count_majors(q, ret);
    return true;
}

static void
warn_grant(struct sw_arena *arena, const struct judge_decision *q,
           const struct rule_settings *settings, struct rule_faults *ret_warnings)
{
    const struct rule_coverage cycle = judge_coverage(arena, &q->looks, &q->controls);
    struct rule_renewal_in renewal;
    struct rule_faults found;

    ret_warnings->count = ret_warnings->more = 0;
    if (q->gate != JUDGE_GATE_GRANT || !renewal_of(q, settings, &renewal))
        return;
    rule_renewal_warnings(&renewal, ret_warnings);
    if (cycle.control_count == 0)
        return;
    rule_cycle_warnings(&cycle, &found);
    rule_faults_join(ret_warnings, &found);
}

struct dates {
    struct sw_date effective_on, expires_on, anchor, gap_from, gap_to;
};

/* First and last day of the cycle that a grant begins: the first one, the next, or one after a
 * lapse. */
static void
set_dates(const struct judge_decision *q, const struct rule_settings *settings,
          struct dates *ret_dates, struct rule_faults *faults)
{
    const struct sw_date effective_on =
        sw_date_is_none(q->effective_on) ? q->decided_on : q->effective_on;
    struct rule_renewal_in renewal;
    struct rule_renewal renewed;
    struct sw_error err = { .code = SW_OK };

    *ret_dates = (struct dates){ effective_on, rule_expiry(effective_on, settings), effective_on,
                                 SW_DATE_NONE, SW_DATE_NONE };
    if (!renewal_of(q, settings, &renewal))
        return;
    if (rule_renewal(&renewal, &renewed, &err) != SW_OK) {
        RULE_FAULT(faults, err.rule, "", err.detail);
        return;
    }
    *ret_dates = (struct dates){ renewed.effective_on, renewed.expires_on, renewed.anchor,
                                 renewed.gap_from, renewed.gap_to };
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct judge_decision *q = question;
    const struct rule_decision_facts facts = facts_of(arena, q);
    const enum rule_function function =
        q->gate == JUDGE_GATE_REVIEW || q->gate == JUDGE_GATE_RETURN ? RULE_REVIEWER : RULE_DECIDER;
    struct dates dates = { .effective_on = SW_DATE_NONE };
    struct rule_faults *warnings = sw_alloc(arena, sizeof *warnings);
    struct rule_settings settings;
    struct rule_faults found;
    enum sw_code code = judge_limits(q->limits, err);

    if (code == SW_OK)
        code = judge_settings(sw_judge_decision_settings, &q->settings, &settings, err);
    if (code != SW_OK)
        return code;
    if (q->gate == JUDGE_GATE_GRANT)
        set_dates(q, &settings, &dates, ret_faults);
    found.count = found.more = 0;
    check_gate((enum judge_gate) q->gate, &facts, &found);
    rule_faults_join(ret_faults, &found);
    check_person(arena, q, function == RULE_REVIEWER ? &q->reviewer : &q->decider, function,
                 ret_faults);
    if (function == RULE_DECIDER)
        check_person(arena, q, &q->second_decider, RULE_DECIDER, ret_faults);
    warn_grant(arena, q, &settings, warnings);
    *ret_answer = judge_own(
        arena,
        json_pack("{sb so so so so so so so}", "allowed", ret_faults->count == 0, "faults",
                  judge_faults(ret_faults), "warnings", judge_faults(warnings), "effective_on",
                  judge_date(dates.effective_on), "expires_on", judge_date(dates.expires_on),
                  "cycle_anchor", judge_date(dates.anchor), "gap_from", judge_date(dates.gap_from),
                  "gap_to", judge_date(dates.gap_to)));
    return SW_OK;
}

const struct sw_judgement sw_judge_decision = { "decision", &sw_judge_decision_in, judge };

enum sw_code
sw_judge_grant_warnings(struct sw_arena *arena, const json_t *question,
                        struct rule_faults *ret_warnings, struct sw_error *err)
{
    const struct judge_decision *q;
    struct rule_settings settings;
    const void *in = NULL;
    enum sw_code code = sw_shape_read(&sw_judge_decision_in, question, arena, &in, err);

    q = in;
    if (code == SW_OK)
        code = judge_settings(sw_judge_decision_settings, &q->settings, &settings, err);
    if (code == SW_OK)
        warn_grant(arena, q, &settings, ret_warnings);
    return code;
}
