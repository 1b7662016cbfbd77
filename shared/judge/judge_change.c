/* What follows from a change that a client reports? */
#include "judge/judge_parts.h"
#include "rules/application.h"

struct question {
    const char *pack;
    int64_t persons_before, persons_now;
    bool ownership, address, scope, system, recertification, transfer, extension;
    struct sw_list outcome;
    const char *reason;
};

/* clang-format off */
static const char *const outcome_names[] = { "accepted", "special_audit", "recalculated", "amended", NULL };

static const struct sw_field in_fields[] = {
    SW_OPT_TEXT(struct question, pack, 1, 40, "Rule pack; the one in force when absent"),
    SW_IN_INT(struct question, persons_before, 1, 1000000, "Persons in scope as reviewed last"),
    SW_IN_INT(struct question, persons_now, 1, 1000000, "Persons in scope now"),
    SW_OPT_BOOL(struct question, ownership, "Legal, commercial or organisational status changed"),
    SW_OPT_BOOL(struct question, address, "Contact or sites changed"),
    SW_OPT_BOOL(struct question, scope, "The scope of operations changed"),
    SW_OPT_BOOL(struct question, system, "A major change of the system or its processes"),
    SW_OPT_BOOL(struct question, recertification, "A recertification comes next"),
    SW_OPT_BOOL(struct question, transfer, "A transfer comes next"),
    SW_OPT_BOOL(struct question, extension, "An extension of the scope comes next"),
    SW_OPT_TEXTS(struct question, outcome, 0, 4, "What the review of the change concluded: accepted, special_audit, recalculated, amended"),
    SW_OPT_TEXT(struct question, reason, 0, 2000, "Why a major change needs no special audit"),
    { .name = NULL },
};
const struct sw_shape sw_judge_change_in = { "ChangeQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("needs", SW_F_TEXTS, "What the change makes necessary: special_audit, recalculated, amended"),
    SW_OUT("review_again", SW_F_BOOL, "The application is reviewed again"),
    SW_OUT("allowed", SW_F_BOOL, "The outcome leaves nothing out"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that it leaves out"), { .name = NULL },
};
const struct sw_shape sw_judge_change_out = { "ChangeAnswer", 0, out_fields };
/* clang-format on */

static json_t *
needs_of(const struct rule_change_outcome *needs)
{
    json_t *list = json_array();

    if (needs->special_audit)
        (void) json_array_append_new(list, json_string("special_audit"));
    if (needs->recalculated)
        (void) json_array_append_new(list, json_string("recalculated"));
    if (needs->amended)
        (void) json_array_append_new(list, json_string("amended"));
    return list;
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct rule_change change = { .persons_before = (int) q->persons_before,
                                        .persons_now = (int) q->persons_now,
                                        .ownership = q->ownership,
                                        .address = q->address,
                                        .scope = q->scope,
                                        .system = q->system };
    const struct rule_review_again again = { .persons_before = (int) q->persons_before,
                                             .persons_now = (int) q->persons_now,
                                             .recertification = q->recertification,
                                             .transfer = q->transfer,
                                             .extension = q->extension };
    const struct rule_time_pack *pack = NULL;
    struct rule_change_outcome needs, outcome;
    const char *concluded = "";
    enum sw_code code = judge_pack(q->pack, &pack, err);

    if (code == SW_OK)
        code = judge_points(arena, &q->outcome, outcome_names, "/outcome", &concluded, err);
    if (code != SW_OK)
        return code;
    outcome =
        (struct rule_change_outcome){ .accepted = rule_words_have(concluded, "accepted"),
                                      .special_audit = rule_words_have(concluded, "special_audit"),
                                      .recalculated = rule_words_have(concluded, "recalculated"),
                                      .amended = rule_words_have(concluded, "amended") };
    needs = rule_change_needs(pack, &change);
    rule_change_faults(pack, &change, &outcome, q->reason, ret_faults);
    *ret_answer =
        judge_own(arena, json_pack("{so sb sb so}", "needs", needs_of(&needs), "review_again",
                                   rule_review_again(pack, &again), "allowed",
                                   ret_faults->count == 0, "faults", judge_faults(ret_faults)));
    return SW_OK;
}

const struct sw_judgement sw_judge_change = { "change", &sw_judge_change_in, judge };
