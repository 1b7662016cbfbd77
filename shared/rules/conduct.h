/* conduct.h - conducting an audit: who may act, what plan, meetings and report need. */
#ifndef RULES_CONDUCT_H
#define RULES_CONDUCT_H

#include "rules/faults.h"
#include "rules/limits.h"
#include "rules/time_pack.h"
#include "rules/vocabulary.h"

/* The person who wants to act in an audit, and the part the team gives to that person. */
struct rule_actor {
    const char *audit; /* its number, for the sentence */
    bool member;       /* of the team as appointed */
    enum rule_team_role role;
};

/* Auditing is for lead and auditors of the team: others are not appointed, experts, trainees and
 * observers do not act as auditors.
 * @rule ISO/IEC27006-1:9.2.2
 * @rule ISO/IEC17021-1:9.2.2.2 */
SW_CHECKED enum sw_code rule_auditor_acts(const struct rule_actor *actor, struct sw_error *err);

/* Plan, meetings and report are the lead's.
 * @rule ISO/IEC17021-1:9.4.8 */
SW_CHECKED enum sw_code rule_lead_acts(const struct rule_actor *actor, struct sw_error *err);

/* An audit needs a signed agreement with the client (APP-3).
 * @rule ISO/IEC17021-1:5.1.2 */
SW_CHECKED enum sw_code rule_agreement(bool has_agreement, struct sw_error *err);

/* What is said to a team that was made known. */
struct rule_team_answer {
    bool accepted;
    bool by_client;
    const char *reason;             /* of an objection */
    struct sw_date objection_until; /* rule_objection_until() */
    struct sw_date today;
};

/* The client accepts, or objects with a reason; the body confirms only after the client's time to
 * object, and never objects itself (PLN-9).
 * @rule ISO/IEC17021-1:9.2.3.5 */
SW_CHECKED enum sw_code rule_team_answer(const struct rule_team_answer *in, struct sw_error *err);

/* After an objection the body answers it with the next notice, whoever is in the team then (PLN-9).
 * @rule ISO/IEC17021-1:9.2.3.5 */
SW_CHECKED enum sw_code rule_team_notice(bool objected, const char *answer, struct sw_error *err);

struct rule_plan_item {
    struct sw_date on;
    int minutes;           /* 1.. */
    const char *person_id; /* who does it */
    const char *site_id;
    bool auditor; /* lead or auditor of the team: other people's time does not count (TIM-2) */
    bool direct;  /* with the client, between opening and closing meeting */
    bool remote;
};

struct rule_plan_in {
    const struct rule_time_pack *pack;
    int half_days;              /* calculated for this audit */
    struct sw_date first, last; /* days of the audit */
    const char *const *sites;   /* ids of all sites of this audit */
    int site_count;
    const struct rule_plan_item *items;
    int item_count;
    const char *remote_risk; /* the risk analysis of remote auditing, or NULL */
    int remote_percent;      /* a larger share of remote time has to be justified [%] */
};

/**
 * Is the plan complete?  Its items lie on days of the audit (PLN-7) and at its sites, every site
 * has one; remote items rest on a risk analysis (ISM-9); direct time of the auditors, at most
 * RULE_DAY_MINUTES a person and day (TIM-6), is 70 % of the calculated time (LIM-2).
 * @rule ISO/IEC17021-1:9.2.3.2
 * @rule ISO/IEC27006-1:9.1.3
 * @rule ISO/IEC27006-1:C.2
 * @param[out] ret_direct_tenths  direct time, rounded down [1/10 day]
 */
SW_CHECKED enum sw_code rule_plan(const struct rule_plan_in *in, int *ret_direct_tenths,
                                  struct sw_error *err);

/* A larger share of the auditors' direct time than remote_percent is remote: it serves, but
 * somebody has to say why (LIM-9).
 * @rule ISO/IEC27006-1:9.1.3 */
void rule_plan_warnings(const struct rule_plan_in *in, struct rule_faults *ret_warnings);

struct rule_meeting {
    bool closing;
    struct sw_date held_on, first, last, today;
    bool plan_agreed;            /* opening: PLN-8 */
    int sites_without_work;      /* closing: sites of the audit nobody observed anything at */
    const char *deviation;       /* closing: why the plan was not followed, or NULL */
    const char *repeated_minors; /* closing: requirement with three minors, or NULL */
    const char *systemic;        /* closing: what the lead says about it, or NULL */
};

/* Opening and closing meeting: on a day of the audit that has come; the plan agreed before
 * (PLN-8); the planned work done or the deviation reasoned, and repeated minors judged (CON-9).
 * @rule ISO/IEC17021-1:9.4.2
 * @rule ISO/IEC17021-1:9.4.7
 * @rule ISO/IEC17021-1:9.2.3.4 */
SW_CHECKED enum sw_code rule_meeting(const struct rule_meeting *in, struct sw_error *err);

enum rule_recommendation {
    RULE_PROCEED,  /* stage 1 */
    RULE_POSTPONE, /* stage 1 */
    RULE_CERTIFY,  /* stage 2 */
    RULE_NOT_CERTIFY,
    RULE_MAINTAIN, /* surveillance */
    RULE_SUSPEND,
    RULE_WITHDRAW,
    RULE_RENEW, /* recertification */
    RULE_NOT_RENEW,
    RULE_RECOMMENDATIONS
};
extern const char *const rule_recommendation_names[RULE_RECOMMENDATIONS + 1];

struct rule_report {
    enum rule_audit_kind kind;
    enum rule_recommendation recommendation;
    const char *reasons; /* of the recommendation */
    bool objectives_met;
    const char *objectives_not_met; /* why, when they were not */
    bool stage1_concluded;          /* stage 1: its conclusion is recorded */
    bool stage1_ready;              /* stage 1: what it says */
    int concerns_unanswered;        /* stage 2: areas of concern of stage 1 without an answer */
    int not_effective;              /* earlier findings that this audit found not effective, and no
                                       finding takes their place */
    const char *soa_version;        /* audited */
};

/* What a report lacks: a recommendation that fits the audit, its reasons, objectives (9.4.8), the
 * version of the SoA (27006-1 9.4.3), the conclusion of stage 1 (ST1-1), the answers to its areas
 * of concern, the finding in place of one that was not effective (NC-6).
 * @rule ISO/IEC17021-1:9.4.8
 * @rule ISO/IEC17021-1:9.6.2.2
 * @rule ISO/IEC27006-1:9.4.3
 * @rule ISO/IEC17021-1:9.3.1.2.3 */
SW_CHECKED enum sw_code rule_report(const struct rule_report *in, struct sw_error *err);

struct rule_surveillance_end {
    enum rule_audit_kind kind;
    int majors;               /* raised in this audit, not withdrawn */
    int minors_unanswered;    /* without an accepted answer */
    bool lead_positive;       /* the report recommends to maintain */
    bool suspension_proposed; /* or another situation that may lead to it */
};

/* A surveillance ends with the lead's positive conclusion alone when nothing speaks against it;
 * else a competent person who did not audit reviews it (MNT-1).  A recertification is decided.
 * @rule ISO/IEC17021-1:9.6.1
 * @rule ISO/IEC17021-1:9.4.10 */
SW_CHECKED enum sw_code rule_surveillance_end(const struct rule_surveillance_end *in,
                                              struct sw_error *err);

struct rule_surveillance_review {
    enum rule_audit_kind kind;
    enum rule_recommendation outcome; /* maintain, suspend or withdraw */
    int majors_open;                  /* without verified actions */
    int minors_unanswered;
    const char *reason;
};

/* The independent review of a surveillance that the lead's word does not end: to maintain takes
 * verified majors and answered minors (NC-4); to suspend or withdraw is proposed to the decider;
 * each with a reason (MNT-1).
 * @rule ISO/IEC17021-1:9.6.1
 * @rule ISO/IEC17021-1:9.5.2 */
SW_CHECKED enum sw_code rule_surveillance_review(const struct rule_surveillance_review *in,
                                                 struct sw_error *err);

/* A finding raised because earlier actions were not effective is one grade higher (NC-6).
 * @rule ISO/IEC17021-1:9.6.2.2 */
SW_CHECKED enum sw_code rule_escalation(enum rule_grade earlier, enum rule_grade now,
                                        struct sw_error *err);

#endif
