/* Against which edition may an audit be made, and how much time does a transition add? */
#include "judge/judge_parts.h"
#include "rules/transition.h"

struct question {
    const char *standard;
    int audit_kind;
    struct sw_date first_day;
    int transition;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_TEXT(struct question, standard, 1, 60, "Standard with edition"),
    SW_IN_ENUM(struct question, audit_kind, rule_audit_kind_names, "Kind of the audit"),
    SW_IN_DATE(struct question, first_day, "Its first day"),
    SW_OPT_ENUM(struct question, transition, rule_transition_names, "How the transition is audited; none when absent"),
    { .name = NULL },
};
const struct sw_shape sw_judge_transition_in = { "TransitionQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("standard", SW_F_TEXT, "The edition, which may be audited on that day"), SW_OUT("add_half_days", SW_F_INT, "Time on top, at least [half-days]"), { .name = NULL },
};
const struct sw_shape sw_judge_transition_out = { "TransitionAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const int add =
        q->transition < 0 ? 0 : rule_transition_half_days((enum rule_transition) q->transition);
    const enum sw_code code =
        rule_audit_edition(q->standard, (enum rule_audit_kind) q->audit_kind, q->first_day, err);

    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer =
            judge_own(arena, json_pack("{ss si}", "standard", q->standard, "add_half_days", add));
    return code;
}

const struct sw_judgement sw_judge_transition = { "transition", &sw_judge_transition_in, judge };
