/* The rules API: what-if questions for a planner's form and for other people's tools, one for each
 * line of judge/sw_judgements.def.  Shapes and answers stand in shared/judge. */
/* clang-format off */
#include "judge/sw_judge.h"
#include "rules.h"

#define SW_JUDGEMENT(name, path_, summary_, clause_)                                                                            \
    { .method = "POST", .path = "/v1/rules/" path_, .permission = "rules.ask", .summary = summary_, .clause = clause_,           \
      .body = &sw_judge_##name##_in, .status = 200, .reply = &sw_judge_##name##_out, .errors = { SW_RULE_REFUSED },              \
      .compute = rules_ask_##name },

const struct sw_route rules_routes[] = {
#include "judge/sw_judgements.def"
    { .method = NULL },
};
