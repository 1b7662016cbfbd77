/* May a certification be suspended, restored, or reduced in scope? */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/suspension.h"

struct suspending {
    int ground;
    const char *reason, *conditions;
    struct sw_date on, expires_on;
    int64_t months;
    struct sw_list settings;
};
struct restoring {
    struct sw_date until, expires_on, solved_on;
    bool evidence;
    struct sw_date decided_on;
};
struct reducing {
    const char *scope_before, *scope_after, *reason;
    int64_t parts_failing, parts_removed, sites_left;
    bool fits_standard;
};

/* clang-format off */
static const struct sw_field suspending_fields[] = {
    SW_IN_ENUM(struct suspending, ground, rule_suspension_ground_names, "Why"),
    SW_OPT_TEXT(struct suspending, reason, 0, 5000, "What the client is told"),
    SW_OPT_TEXT(struct suspending, conditions, 0, 5000, "What has to be solved"),
    SW_IN_DATE(struct suspending, on, "First day"),
    SW_OPT_INT(struct suspending, months, 1, 60, "Its length [months], never more than six; as long as the body allows when absent"),
    SW_IN_DATE(struct suspending, expires_on, "Last day of the certificate"),
    JUDGE_SETTINGS(struct suspending),
    { .name = NULL },
};
const struct sw_shape sw_judge_suspension_in = { "SuspensionQuestion", sizeof(struct suspending), suspending_fields };
static const struct sw_field suspended_fields[] = {
    SW_OUT("until", SW_F_DATE, "Last day of the suspension"), SW_OUT("expires_on", SW_F_DATE, "Last day of the certificate, as before"),
    SW_OUT("expires_first", SW_F_BOOL, "The certificate expires on that day, and the suspension with it"), { .name = NULL },
};
const struct sw_shape sw_judge_suspension_out = { "SuspensionAnswer", 0, suspended_fields };
static const struct sw_field restoring_fields[] = {
    SW_IN_DATE(struct restoring, until, "Last day of the suspension"),
    SW_IN_DATE(struct restoring, expires_on, "Last day of the certificate"),
    SW_OPT_DATE(struct restoring, solved_on, "Day on which the cause was solved"),
    SW_IN_BOOL(struct restoring, evidence, "Evidence that shows it is on file"),
    SW_IN_DATE(struct restoring, decided_on, "Day of the decision"),
    { .name = NULL },
};
const struct sw_shape sw_judge_restoring_in = { "RestoringQuestion", sizeof(struct restoring), restoring_fields };
static const struct sw_field restored_fields[] = {
    SW_OUT("expires_on", SW_F_DATE, "Last day of the certificate, as before"), { .name = NULL },
};
const struct sw_shape sw_judge_restoring_out = { "RestoringAnswer", 0, restored_fields };
static const struct sw_field reducing_fields[] = {
    SW_OPT_TEXT(struct reducing, scope_before, 0, 5000, "Scope before"),
    SW_OPT_TEXT(struct reducing, scope_after, 0, 5000, "Scope afterwards"),
    SW_OPT_TEXT(struct reducing, reason, 0, 5000, "Why"),
    SW_IN_INT(struct reducing, parts_failing, 0, 10000, "Parts of the scope that fail, persistently or seriously"),
    SW_IN_INT(struct reducing, parts_removed, 0, 10000, "Parts that leave the scope"),
    SW_IN_INT(struct reducing, sites_left, 0, 5001, "Sites in scope afterwards"),
    SW_IN_BOOL(struct reducing, fits_standard, "All requirements of the standard apply to what is left"),
    { .name = NULL },
};
const struct sw_shape sw_judge_reduction_in = { "ReductionQuestion", sizeof(struct reducing), reducing_fields };
static const struct sw_field reduced_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing stands in the way"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that stands in the way"), { .name = NULL },
};
const struct sw_shape sw_judge_reduction_out = { "ReductionAnswer", 0, reduced_fields };
/* clang-format on */

static const char *const read_settings[] = { "suspension_max_months", NULL };

static enum sw_code
judge_suspending(struct sw_arena *arena, const void *question, json_t **ret_answer,
                 struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct suspending *q = question;
    struct sw_date until = SW_DATE_NONE;
    struct rule_settings settings;
    enum sw_code code = judge_settings(read_settings, &q->settings, &settings, err);

    if (code == SW_OK)
        code = rule_suspension(&(struct rule_suspension){ .ground = q->ground,
                                                          .reason = q->reason,
                                                          .conditions = q->conditions,
                                                          .on = q->on,
                                                          .months = judge_int(q->months, 0),
                                                          .expires_on = q->expires_on,
                                                          .settings = &settings },
                               &until, err);
    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer =
            judge_own(arena, json_pack("{so so sb}", "until", judge_date(until), "expires_on",
                                       judge_date(q->expires_on), "expires_first",
                                       sw_date_compare(q->expires_on, until) == 0));
    return code;
}

static enum sw_code
judge_restoring(struct sw_arena *arena, const void *question, json_t **ret_answer,
                struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct restoring *q = question;
    const enum sw_code code =
        rule_restoring(&(struct rule_restoring){ .until = q->until,
                                                 .expires_on = q->expires_on,
                                                 .solved_on = q->solved_on,
                                                 .evidence = q->evidence,
                                                 .decided_on = q->decided_on },
                       err);

    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer = judge_own(arena, json_pack("{so}", "expires_on", judge_date(q->expires_on)));
    return code;
}

static enum sw_code
judge_reducing(struct sw_arena *arena, const void *question, json_t **ret_answer,
               struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct reducing *q = question;

    (void) err;
    rule_reduction_faults(&(struct rule_reduction){ .scope_before = q->scope_before,
                                                    .scope_after = q->scope_after,
                                                    .reason = q->reason,
                                                    .parts_failing = (int) q->parts_failing,
                                                    .parts_removed = (int) q->parts_removed,
                                                    .sites_left = (int) q->sites_left,
                                                    .fits_standard = q->fits_standard },
                          ret_faults);
    *ret_answer = judge_own(arena, json_pack("{sb so}", "allowed", ret_faults->count == 0, "faults",
                                             judge_faults(ret_faults)));
    return SW_OK;
}

const struct sw_judgement sw_judge_suspension = { "suspension", &sw_judge_suspension_in,
                                                  judge_suspending };
const struct sw_judgement sw_judge_restoring = { "restoring", &sw_judge_restoring_in,
                                                 judge_restoring };
const struct sw_judgement sw_judge_reduction = { "reduction", &sw_judge_reduction_in,
                                                 judge_reducing };
