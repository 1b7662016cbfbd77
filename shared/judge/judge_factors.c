/* The range of the factor matrix, before a value is chosen. */
#include "judge/judge_parts.h"
#include "rules/audit_time.h"

struct question {
    const char *pack;
    struct sw_list business_factors, it_factors;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_OPT_TEXT(struct question, pack, 1, 40, "Rule pack; the one in force when absent"),
    SW_IN_INTS(struct question, business_factors, 3, 3, "Business, processes, establishment of the system: 1 to 3 each"),
    SW_IN_INTS(struct question, it_factors, 3, 3, "Infrastructure, outsourcing, development: 1 to 3 each"),
    { .name = NULL },
};
const struct sw_shape sw_judge_factor_range_in = { "FactorRangeQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("pack", SW_F_TEXT, "Rule pack"), SW_OUT("business_score", SW_F_INT, "3 to 9"), SW_OUT("it_score", SW_F_INT, "3 to 9"),
    SW_OUT("low", SW_F_INT, "Least change [%]"), SW_OUT("high", SW_F_INT, "Greatest change [%]"), SW_OUT("proposal", SW_F_INT, "The end nearest to 0 [%]"),
    SW_OUT("clause", SW_F_TEXT, "Where the matrix stands"), { .name = NULL },
};
const struct sw_shape sw_judge_factor_range_out = { "FactorRangeAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
score(const struct sw_list *factors, const char *field, int *ret_score, struct sw_error *err)
{
    const int64_t *f = factors->items;

    *ret_score = 0;
    for (int i = 0; i < RULE_FACTORS; i++) {
        if (f[i] < 1 || f[i] > 3)
            return SW_FAIL_FIELD(err, SW_INPUT_INVALID, field, "%s must be 1, 2 or 3 each", field);
        *ret_score += (int) f[i];
    }
    return SW_OK;
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct rule_time_pack *pack = NULL;
    struct rule_percent_range range;
    int business = 0, it = 0;
    enum sw_code code = judge_pack(q->pack, &pack, err);

    (void) ret_faults;
    if (code == SW_OK)
        code = score(&q->business_factors, "/business_factors", &business, err);
    if (code == SW_OK)
        code = score(&q->it_factors, "/it_factors", &it, err);
    if (code != SW_OK)
        return code;
    range = rule_factor_range(pack, business, it);
    *ret_answer =
        judge_own(arena, json_pack("{ss si si si si si ss}", "pack", pack->id, "business_score",
                                   business, "it_score", it, "low", range.low, "high", range.high,
                                   "proposal", range.proposal, "clause", pack->clause.matrix));
    return SW_OK;
}

const struct sw_judgement sw_judge_factor_range = { "factor-range", &sw_judge_factor_range_in,
                                                    judge };
