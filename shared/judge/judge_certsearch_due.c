/* When is the next upload to the worldwide register due? */
#include "judge/judge_parts.h"
#include "rules/certsearch.h"

struct question {
    int mode;
    struct sw_date since, sent_on, ended_on, today;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, mode, rule_certsearch_mode_names, "How the body takes part"),
    SW_OPT_DATE(struct question, since, "First day with something to send; needed when nothing was sent yet"),
    SW_OPT_DATE(struct question, sent_on, "Last upload, or confirmation that nothing changed"),
    SW_OPT_DATE(struct question, ended_on, "Last change of a status to suspended, withdrawn or expired"),
    SW_IN_DATE(struct question, today, "The day to look from"),
    { .name = NULL },
};
const struct sw_shape sw_judge_certsearch_due_in = { "CertsearchDueQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT_MAYBE("due_on", SW_F_DATE, "Last day for the next upload; none without a duty"), SW_OUT_MAYBE("remind_on", SW_F_DATE, "First day of the reminder"),
    SW_OUT("remind", SW_F_BOOL, "Nothing was sent, and seven days or fewer are left"), SW_OUT("overdue", SW_F_BOOL, "The day has passed"), { .name = NULL },
};
const struct sw_shape sw_judge_certsearch_due_out = { "CertsearchDueAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct rule_certsearch_due due = rule_certsearch_due(
        &(struct rule_certsearch_due_in){ .mode = (enum rule_certsearch_mode) q->mode,
                                          .since = q->since,
                                          .sent_on = q->sent_on,
                                          .ended_on = q->ended_on,
                                          .today = q->today });

    (void) ret_faults;
    if (sw_date_is_none(q->since) && sw_date_is_none(q->sent_on))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/since",
                             "since is needed when nothing was sent yet");
    *ret_answer = judge_own(arena, json_pack("{so so sb sb}", "due_on", judge_date(due.due_on),
                                             "remind_on", judge_date(due.remind_on), "remind",
                                             due.remind, "overdue", due.overdue));
    return SW_OK;
}

const struct sw_judgement sw_judge_certsearch_due = { "certsearch-due", &sw_judge_certsearch_due_in,
                                                      judge };
