/* By when answers, evidence and verification of a nonconformity are due. */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/cycle.h"
#include "rules/finding.h"

struct question {
    int grade;
    struct sw_date closing_on, stage2_last_day, expires_on, verified_on;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, grade, rule_grade_names, "Grade of the finding"),
    SW_IN_DATE(struct question, closing_on, "Closing meeting"),
    SW_OPT_DATE(struct question, stage2_last_day, "Last day of stage 2, when the finding is from it"),
    SW_OPT_DATE(struct question, expires_on, "Expiry, when the finding is from a recertification audit"),
    SW_OPT_DATE(struct question, verified_on, "When a major was, or will be, verified"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_finding_dates_in = { "FindingDatesQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_MAYBE("response_on", SW_F_DATE, "Answer due"), SW_OUT_MAYBE("evidence_on", SW_F_DATE, "Evidence due (major)"),
    SW_OUT_MAYBE("hard_stop", SW_F_DATE, "Last day to verify a major"), SW_OUT("in_time", SW_F_BOOL, "verified_on is not after the hard stop"), { .name = NULL },
};
const struct sw_shape sw_judge_finding_dates_out = { "FindingDatesAnswer", 0, out_fields };
/* clang-format on */

static const char *const read_settings[] = { "nc_minor_days", "nc_major_plan_days",
                                             "nc_major_evidence_days", NULL };

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    struct sw_date stop = q->expires_on;
    struct rule_settings settings;
    struct rule_finding_due due;
    bool in_time;
    const enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    (void) ret_faults;
    if (code != SW_OK)
        return code;
    if (!sw_date_is_none(q->stage2_last_day))
        stop = rule_major_limit(q->stage2_last_day);
    due = rule_finding_due(&(struct rule_finding_due_in){ .grade = (enum rule_grade) q->grade,
                                                          .closing_on = q->closing_on,
                                                          .hard_stop = stop,
                                                          .settings = &settings });
    in_time = sw_date_is_none(stop) || sw_date_is_none(q->verified_on) ||
              sw_date_compare(q->verified_on, stop) <= 0;
    *ret_answer =
        judge_own(arena, json_pack("{so so so sb}", "response_on", judge_date(due.response_on),
                                   "evidence_on", judge_date(due.evidence_on), "hard_stop",
                                   judge_date(stop), "in_time", in_time));
    return SW_OK;
}

const struct sw_judgement sw_judge_finding_dates = { "finding-dates", &sw_judge_finding_dates_in,
                                                     judge };
