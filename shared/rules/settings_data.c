/* The data of schemas/catalogue/settings.json; tests/unit/test_settings.c compares them. */
#include "rules/settings.h"

const char *const rule_rounding_names[RULE_ROUNDINGS + 1] = { "up_half", "nearest", NULL };
const char *const rule_expiry_convention_names[RULE_EXPIRY_CONVENTIONS + 1] = {
    "anniversary_minus_1", "anniversary", NULL
};
const char *const rule_sod_scope_names[RULE_SOD_SCOPES + 1] = { "cycle", "client", NULL };
const char *const rule_late_restore_names[RULE_LATE_RESTORES + 1] = { "new", "old", NULL };
const char *const rule_certsearch_mode_names[RULE_CERTSEARCH_MODES + 1] = { "on", "aggregated",
                                                                            "off", NULL };

static const char *const round_down[] = { "down", NULL };
static const char *const longer_cycle[] = { "end_of_month", "end_of_year", NULL };
static const char *const narrow_scope[] = { "none", "audit", NULL };
static const char *const without_stage2[] = { "without_stage2", NULL };
static const char *const without_consent[] = { "without_consent", NULL };

/* clang-format off */
#define S17 "ISO/IEC 17021-1:2015 "
#define S27 "ISO/IEC 27006-1:2024 "
#define NUMBER(field, unit_, preset_, min_, max_, stricter_) \
    .name = #field, .offset = offsetof(struct rule_settings, field), .unit = unit_, .preset = preset_, \
    .min = min_, .max = max_, .stricter = RULE_STRICTER_##stricter_
#define WORD(field, words_, loosened_, last_) \
    .name = #field, .offset = offsetof(struct rule_settings, field), .unit = "", .preset = 0, \
    .min = 0, .max = (last_) - 1, .words = words_, .loosened = loosened_, .stricter = RULE_STRICTER_NEITHER

const struct rule_setting rule_settings[RULE_SETTINGS] = {
    { WORD(rounding_mode, rule_rounding_names, round_down, RULE_ROUNDINGS),
      .rule = { "LIM-1", S27 "C.3.6", "Round up to the half day, or to the nearest half day." },
      .meaning = "How audit time becomes half-days: up, or to the nearest. Neither goes below 70 % of the table, whatever is nearest; rounding down could.",
      .certainty = "expert", .source = S27 "C.3.6; IAF MD 5 2.2.3 for nearest" },
    { NUMBER(stage1_ratio, "per cent", 30, 20, 40, NEITHER),
      .rule = { "LIM-10", S17 "9.3.1", "Give stage 1 a share of 20 to 40 % of the total." },
      .meaning = "Share of stage 1 in the initial audit where the planner names no other. Both stages have to reach their own objectives: below 20 % stage 1 cannot, above 40 % stage 2 cannot.",
      .certainty = "product", .source = S17 "9.3.1 has two audits and no numbers" },
    { NUMBER(stage1_min, "half-days", 2, 2, 3, HIGHER),
      .rule = { "LIM-10", S17 "9.3.1.2.2", "Give stage 1 at least a day, and leave more to stage 2." },
      .meaning = "Least time of stage 1. Its seven outputs take a day at least; more than a day and a half would be more than stage 2 has in the smallest audit, which takes three and a half days.",
      .certainty = "product", .source = S17 "9.3.1.2.2 has the outputs and no numbers" },
    { NUMBER(objection_days, "working days", 5, 3, 30, HIGHER),
      .rule = { "PLN-9", S17 "9.2.3.5", "Leave the client at least three working days to object." },
      .meaning = "How long the client may object to the team; silence accepts it. Fewer than three working days leave no time to ask inside the organisation; more than thirty only hold up the audit.",
      .certainty = "expert", .source = S17 "9.2.3.5 asks for sufficient time" },
    { NUMBER(nc_minor_days, "days", 30, 7, 60, LOWER),
      .rule = { "NC-5", S17 "9.4.9", "Ask for the answer within 7 to 60 days." },
      .meaning = "By when a minor nonconformity is answered, from the closing meeting. The time has to be defined: under a week no cause is analysed, after two months what was seen is no longer what is answered.",
      .certainty = "expert", .source = S17 "9.4.9 asks for a defined time" },
    { NUMBER(nc_major_plan_days, "days", 14, 5, 30, LOWER),
      .rule = { "NC-5", S17 "9.4.9", "Ask for the answer within 5 to 30 days." },
      .meaning = "By when a major nonconformity is answered, from the closing meeting. Never later than a minor is by default: a month; under five days no cause is analysed.",
      .certainty = "expert", .source = S17 "9.4.9 asks for a defined time" },
    { NUMBER(nc_major_evidence_days, "days", 90, 30, 180, LOWER),
      .rule = { "DEC-6", S17 "9.5.3.2", "Ask for the evidence within 30 to 180 days." },
      .meaning = "By when the actions for a major nonconformity are proved, from the closing meeting. 180 days are less than any six months, after which another stage 2 is due; under 30 days it would come before the answer.",
      .certainty = "source", .source = S17 "9.5.3.2: six months after the last day of stage 2" },
    { NUMBER(s1_s2_warn, "days", 90, 14, 90, LOWER),
      .rule = { "ST1-3", S17 "9.3.1.2.4", "Warn 14 to 90 days after stage 1." },
      .meaning = "From when a stage 2 far from its stage 1 is warned of. Never after the earliest day on which a decision about repeating stage 1 can be demanded (s1_s2_limit).",
      .certainty = "source", .source = S17 "9.3.1.2.4 has no number; EA FAQ 49.3" },
    { NUMBER(s1_s2_limit, "days", 180, 90, 365, LOWER),
      .rule = { "ST1-3", S17 "9.3.1.2.4", "Demand a decision about repeating stage 1 after 90 to 365 days." },
      .meaning = "From when stage 2 needs a decision whether stage 1 is repeated. After a year stage 1 rests on an internal audit and a management review that are no longer the last ones.",
      .certainty = "source", .source = S17 "9.3.1.2.4 has no number; EA FAQ 49.3" },
    { NUMBER(suspension_max_months, "months", 6, 1, 6, LOWER),
      .rule = { "T-SUS", S17 "9.6.5.4", "End a suspension after 1 to 6 months." },
      .meaning = "How long a suspension lasts at most; then the certification is withdrawn or its scope reduced. The standard's note has six months.",
      .certainty = "source", .source = S17 "9.6.5.4 note" },
    { NUMBER(sv2_target_months, "months", 24, 13, 24, LOWER),
      .rule = { "T-SV2", S17 "9.1.3.3", "Plan the second surveillance 13 to 24 months after the decision." },
      .meaning = "When the second surveillance is planned, after the decision. The first is due after 12 months; 25 months after a decision in December lie in the third calendar year, and the second would have had none.",
      .certainty = "source", .source = S17 "9.1.3.3: each calendar year" },
    { NUMBER(recert_early_warn_months, "months", 6, 2, 6, LOWER),
      .rule = { "T-RCD", S17 "9.6.3.2.3", "Let the new cycle follow the old one from 2 to 6 months before expiry." },
      .meaning = "A recertification decided more than so many months before expiry begins a new cycle with the decision. Longer would stretch three years by more than half a year; renewals in time end two months before expiry.",
      .certainty = "product", .source = S17 "9.6.3.2.3 lets the new expiry rest on the old one" },
    { WORD(expiry_convention, rule_expiry_convention_names, longer_cycle, RULE_EXPIRY_CONVENTIONS),
      .rule = { "PRG-2", S17 "9.1.3.2", "Let the cycle end on its third anniversary or the day before." },
      .meaning = "Last day of a cycle: the day before the third anniversary, or the anniversary. Any later day makes the cycle longer than three years.",
      .certainty = "source", .source = S17 "9.1.3.2: three-year cycle" },
    { NUMBER(remote_justify_pct, "per cent", 30, 0, 30, LOWER),
      .rule = { "LIM-9", S27 "9.1.3", "Ask for the justification from 0 to 30 % of remote work." },
      .meaning = "Above which share of remote work the plan needs a justification beside the risk analysis. 30 % was the limit of ISO/IEC 27006:2015, which some accreditation bodies keep.",
      .certainty = "compare", .source = S27 "9.1.3; ISO/IEC 27006:2015 B.3.2" },
    { NUMBER(headcount_recalc_pct, "per cent", 10, 0, 20, LOWER),
      .rule = { "REV-4", S17 "9.1.2.1", "Calculate again from a difference of 0 to 20 %." },
      .meaning = "Above which difference between the persons stated and those found the time is calculated again. Another row of the table always asks for it; a fifth more or fewer is another client than the one reviewed.",
      .certainty = "expert", .source = S17 "9.1.2.1 and 9.5.3.1: the data of the review are confirmed" },
    { WORD(sod_scope, rule_sod_scope_names, narrow_scope, RULE_SOD_SCOPES),
      .rule = { "SOD-1", S17 "9.5.1.1", "Keep reviewers and deciders apart from all audits of the cycle, or of the client." },
      .meaning = "In which audits a reviewer or decider must not have worked: those of the running cycle, or all of the client. A decision on recertification or suspension rests on the whole cycle, so the last audit alone is not enough.",
      .certainty = "expert", .source = S17 "9.5.1.1, 9.5.4" },
    { NUMBER(rotation_years, "years", 6, 3, 9, LOWER),
      .rule = { "SOD-14", S17 "5.2", "Let the lead change after 3 to 9 years." },
      .meaning = "After how many years as lead with the same client a warning asks for another lead. Less than a cycle would not let anybody see one to its end; after three cycles familiarity is no longer a threat but a fact.",
      .certainty = "product", .source = S17 "4.2.4 and 5.2 name the threat of familiarity and no number" },
    { NUMBER(monitoring_months, "months", 36, 12, 36, LOWER),
      .rule = { "T-MON", S17 "7.2", "Witness every auditor each 12 to 36 months." },
      .meaning = "How long an auditor may audit after having been witnessed. Later than once in a cycle the competence of the team rests on nothing recent.",
      .certainty = "expert", .source = S17 "7.2: monitored at a frequency set by need" },
    { WORD(certsearch_mode, rule_certsearch_mode_names, without_consent, RULE_CERTSEARCH_MODES),
      .rule = { "CNF-5", S17 "8.4.3", "Publish a client with its written consent only." },
      .meaning = "What goes to IAF CertSearch: each certificate whose client consents, counts only, or nothing where the accreditation body does not apply IAF MD 28. Never a client without consent.",
      .certainty = "source", .source = "IAF MD 28; statement of DAkkS of 2024-11-15; " S17 "8.4.3" },
    { WORD(late_restore_cycle, rule_late_restore_names, without_stage2, RULE_LATE_RESTORES),
      .rule = { "T-RST", S17 "9.6.3.2.5", "Let the cycle begin with the decision, or end with the old dates." },
      .meaning = "Dates of a grant more than six months after expiry, which needs a stage 2 in any case: a new cycle, or the rest of the one that would have followed.",
      .certainty = "product", .source = S17 "9.6.3.2.5 bases the expiry on the prior cycle" },
    { NUMBER(retention_extra_years, "years", 0, 0, 30, HIGHER),
      .rule = { "T-RET", S17 "9.9.4", "Keep records for one full cycle or longer." },
      .meaning = "Years that records are kept beyond the full cycle after the running one. Fewer than none is less than the standard has; more than thirty is a slip of the pen.",
      .certainty = "expert", .source = S17 "9.9.4" },
};
/* clang-format on */
