/* What may follow a state: the steps of a table with their guards. */
#include <string.h>

#include "judge/judge_parts.h"
#include "rules/states.h"

struct question {
    int machine;
    const char *state;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, machine, rule_machine_names, "Of what: major, minor and ofi are findings by their grade"),
    SW_OPT_TEXT(struct question, state, 1, 40, "The state it is in; all steps when absent"),
    { .name = NULL },
};
const struct sw_shape sw_judge_steps_in = { "StepsQuestion", sizeof(struct question), in_fields };
static const struct sw_field step_fields[] = {
    SW_OUT("from", SW_F_TEXT, "State before"), SW_OUT("to", SW_F_TEXT, "State after"), SW_OUT("guard", SW_F_TEXT, "What must hold"),
    SW_OUT("rule", SW_F_TEXT, "Rule"), SW_OUT("clause", SW_F_TEXT, "Clause"), { .name = NULL },
};
static const struct sw_shape step_out = { "Step", 0, step_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_OBJECTS("steps", &step_out, "The steps of the table"), { .name = NULL },
};
const struct sw_shape sw_judge_steps_out = { "StepsAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const enum rule_machine machine = (enum rule_machine) q->machine;
    int count = 0;
    const struct rule_step *steps = rule_state_steps(machine, &count);
    json_t *list;

    (void) ret_faults;
    if (q->state != NULL && !rule_state_known(machine, q->state))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/state", "%s is never %s",
                             rule_machine_names[machine], q->state);
    list = json_array();
    for (int i = 0; i < count; i++)
        if (q->state == NULL || strcmp(steps[i].from, q->state) == 0)
            (void) json_array_append_new(list, json_pack("{ss ss ss ss ss}", "from", steps[i].from,
                                                         "to", steps[i].to, "guard", steps[i].guard,
                                                         "rule", steps[i].rule.id, "clause",
                                                         steps[i].rule.clause));
    *ret_answer = judge_own(arena, json_pack("{so}", "steps", list));
    return SW_OK;
}

const struct sw_judgement sw_judge_steps = { "steps", &sw_judge_steps_in, judge };
