/* May this person handle an appeal or a complaint? */
#include "judge/judge_parts.h"
#include "rules/segregation.h"

struct question {
    const char *handler_id, *name, *decided_by;
    struct sw_list involvements;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_TEXT(struct question, handler_id, 1, 60, "Who is to handle it"),
    SW_OPT_TEXT(struct question, name, 0, 200, "The name, for the sentence"),
    SW_OPT_TEXT(struct question, decided_by, 0, 60, "Who made the decision it is about"),
    SW_IN_OBJECTS(struct question, involvements, &judge_involvement_in, 0, 2000, "Who was in which team of the client's audits"),
    { .name = NULL },
};
const struct sw_shape sw_judge_appeal_handler_in = { "AppealHandlerQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "The person was not involved"), { .name = NULL },
};
const struct sw_shape sw_judge_appeal_handler_out = { "AppealHandlerAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct rule_segregation_in in = {
        .person_id = q->handler_id,
        .name = q->name,
        .involvements = judge_involvements(arena, &q->involvements),
        .involvement_count = (int) q->involvements.count,
    };
    const enum sw_code code = rule_appeal_independent(&in, q->decided_by, err);

    (void) ret_faults;
    if (code == SW_OK)
        *ret_answer = judge_own(arena, json_pack("{sb}", "allowed", 1));
    return code;
}

const struct sw_judgement sw_judge_appeal_handler = { "appeal-handler", &sw_judge_appeal_handler_in,
                                                      judge };
