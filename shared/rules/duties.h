/* duties.h - every date by which somebody has to have done something.
 *
 * The first part holds the timers that no other header has: planning a recertification, watching
 * auditors, appeals, complaints, the body's own audits and reviews.  The second part lists all
 * timers of the field that follow from given facts: rule_duties().
 *
 * The day itself is still in time.
 */
#ifndef RULES_DUTIES_H
#define RULES_DUTIES_H

#include "rules/certsearch.h"
#include "rules/settings.h"

/* When a recertification has to be on the way: six, four and two months before the expiry (T-RCP).
 * Defaults of this program: the standard says early enough.
 * @rule ISO/IEC17021-1:9.6.3.1.1 */
struct sw_date rule_recertification_planned_by(struct sw_date expires_on);
/* @rule ISO/IEC17021-1:9.6.3.1.1 */
struct sw_date rule_recertification_dated_by(struct sw_date expires_on);
/* @rule ISO/IEC17021-1:9.6.3.1.1 */
struct sw_date rule_recertification_held_by(struct sw_date expires_on);

/* Stage 2 later than s1_s2_warn @p days after stage 1 is warned of, and later than s1_s2_limit days
 * needs a decision on repeating stage 1: the last days without either (T-S12).
 * @rule ISO/IEC17021-1:9.3.1.2.4 */
struct sw_date rule_stage2_warn_after(struct sw_date stage1_ended_on, int days);
/* @rule ISO/IEC17021-1:9.3.1.2.4 */
struct sw_date rule_stage2_decide_after(struct sw_date stage1_ended_on, int days);

/* The last day of a calendar year that needs a surveillance; from 1 December it is flagged (T-CAL).
 * @rule ISO/IEC17021-1:9.1.3.3 */
struct sw_date rule_year_flagged_on(int year);
/* @rule ISO/IEC17021-1:9.1.3.3 */
struct sw_date rule_year_ends_on(int year);

/* Last day on which an auditor works without having been watched at work again; three months
 * before it is warned of (T-MON).  @p months is the setting monitoring_months.
 * @rule ISO/IEC17021-1:7.2 */
struct sw_date rule_monitored_until(struct sw_date witnessed_on, int months);
/* @rule ISO/IEC17021-1:7.2 */
struct sw_date rule_monitoring_warned_on(struct sw_date witnessed_on, int months);

/* Last day on which one person leads the audits of a client without a warning of familiarity
 * (SOD-14).  @p years is the setting rotation_years.  Not demanded by the standard.
 * @rule ISO/IEC17021-1:4.2.4 */
struct sw_date rule_lead_until(struct sw_date leads_since, int years);

/* Last day to appeal: 30 days after the notice of the decision (T-APL).
 * @rule ISO/IEC17021-1:9.7.1 */
struct sw_date rule_appeal_until(struct sw_date notified_on);

/* Complaints: acknowledged within five working days, a word on progress every 30 days, answered
 * within 60 (T-CMP).
 * @rule ISO/IEC17021-1:9.8.5 */
struct sw_date rule_complaint_acknowledged_by(struct sw_date received_on);
/* @rule ISO/IEC17021-1:9.8.5 */
struct sw_date rule_complaint_progress_by(struct sw_date received_or_last_told_on);
/* @rule ISO/IEC17021-1:9.8.5 */
struct sw_date rule_complaint_answered_by(struct sw_date received_on);

/* The body's own internal audit and management review, each at least every 12 months (T-IMC).
 * @rule ISO/IEC17021-1:10.2.5
 * @rule ISO/IEC17021-1:10.2.6 */
struct sw_date rule_own_review_by(struct sw_date last_on);

/* The review of risks to impartiality: every 12 months, and at once when something changed since
 * the last one (T-IMR).
 * @rule ISO/IEC17021-1:5.2.3 */
struct sw_date rule_impartiality_review_by(struct sw_date last_on, struct sw_date changed_on);

/* What is known.  A date that is none gives no duty. */
struct rule_duty_facts {
    struct sw_date today;              /* none: no state is worked out */
    struct sw_date team_notified_on;   /* the client learnt of the team */
    struct sw_date stage1_ended_on;    /* its last day */
    struct sw_date closing_on;         /* closing meeting of an audit with nonconformities */
    struct sw_date stage2_ended_on;    /* its last day */
    struct sw_date decided_on;         /* initial certification decision */
    struct sw_date expires_on;         /* of the running cycle */
    struct sw_date suspended_on;       /* first day */
    int suspension_months;             /* 0: as long as the body allows */
    struct sw_date relation_ended_on;  /* consultancy, internal audit, employment */
    struct sw_date origin_failed_on;   /* the body that issued the certificate; with expires_on */
    enum rule_certsearch_mode mode;    /* with certsearch_sent_on */
    struct sw_date certsearch_sent_on; /* last upload or confirmation */
    struct sw_date witnessed_on;       /* an auditor was watched at work */
    struct sw_date leads_since;        /* a person leads the audits of a client */
    struct sw_date decision_told_on;   /* notice of a decision */
    struct sw_date complaint_on;       /* a complaint was received */
    struct sw_date complaint_told_on;  /* last word on its progress */
    struct sw_date own_audit_on;       /* last internal audit of the body */
    struct sw_date own_review_on;      /* last management review of the body */
    struct sw_date impartiality_on;    /* last review of risks to impartiality */
    struct sw_date impartiality_change_on; /* something changed that it looks at */
    const struct rule_settings *settings;  /* NULL: the defaults */
};

enum rule_duty_state { RULE_DUTY_OPEN, RULE_DUTY_WARNED, RULE_DUTY_LATE, RULE_DUTY_STATES };
extern const char *const rule_duty_state_names[RULE_DUTY_STATES + 1]; /* open, warned, late */

struct rule_duty {
    const char *timer;      /* "T-SV1" */
    const char *name;       /* "first_surveillance": one of its kind, but for T-CAL: one a year */
    const char *clause;     /* document and clause */
    const char *then;       /* what follows when the day has passed */
    struct sw_date warn_on; /* none: there is no warning */
    struct sw_date due_on;
    enum rule_duty_state state; /* on the day of the facts */
};
#define RULE_DUTIES_MAX 64

/* All duties that follow from the facts, in the order of an audit's life; returns how many.
 * @rule ISO/IEC17021-1:9 */
int rule_duties(const struct rule_duty_facts *facts, struct rule_duty ret_duties[RULE_DUTIES_MAX]);

#endif
