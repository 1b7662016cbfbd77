/* sw_judge.h - a rule as a question in JSON and its answer in JSON.
 *
 * There is one struct sw_judgement for each question that is asked more than once:
 *   - by a planner's form or somebody else's tool: the rows of services/rules,
 *   - by the service that keeps what it judged: question and answer are stored with the record,
 *   - by `sealwright check --rules`, which asks the stored questions again, years later.
 * The question names its rule pack and holds every fact and every setting of the body that the
 * answer depends on, so it depends on nothing else: it stays the same when the body chooses anew.
 *
 * Two kinds of "no".  A calculation that a rule forbids fails with SW_RULE_REFUSED.  A gate answers
 * with "allowed" and the list of all "faults", each with rule, clause, sentence and remedy; who
 * enforces the gate refuses with the first of them: rule_faults_refuse().
 */
#ifndef SW_JUDGE_H
#define SW_JUDGE_H

#include <jansson.h>

#include "base/sw_arena.h"
#include "http/sw_route.h"
#include "rules/faults.h"
#include "rules/settings.h"

struct sw_judgement {
    const char *name; /* "audit-time": stored, and the last part of the route */
    const struct sw_shape *in;
    /* question: a struct of in; *ret_answer belongs to the arena; faults of a gate, else empty */
    enum sw_code (*judge)(struct sw_arena *arena, const void *question, json_t **ret_answer,
                          struct rule_faults *ret_faults, struct sw_error *err);
};

/* The questions and their shapes. */
#define SW_JUDGEMENT(name, path, summary, clause)                                                  \
    extern const struct sw_judgement sw_judge_##name;                                              \
    extern const struct sw_shape sw_judge_##name##_in, sw_judge_##name##_out;
#include "judge/sw_judgements.def"
#undef SW_JUDGEMENT

/* NULL when there is none of that name. */
const struct sw_judgement *sw_judgement_find(const char *name);

/* Read @p question by the shape and judge it.  SW_INPUT_INVALID when it does not fit the shape. */
SW_CHECKED enum sw_code sw_judge(const struct sw_judgement *judgement, struct sw_arena *arena,
                                 const json_t *question, json_t **ret_answer,
                                 struct rule_faults *ret_faults, struct sw_error *err);

/* What a should-rule says to a question of the team, or to one of a grant: these pass with an
 * override (service/sw_override.h). */
SW_CHECKED enum sw_code sw_judge_team_warnings(struct sw_arena *arena, const json_t *question,
                                               struct rule_faults *ret_warnings,
                                               struct sw_error *err);
SW_CHECKED enum sw_code sw_judge_grant_warnings(struct sw_arena *arena, const json_t *question,
                                                struct rule_faults *ret_warnings,
                                                struct sw_error *err);

/* What a question that is stored says under "settings": the values in effect that its answer
 * depends on.  Names of those, ending with NULL; the caller owns the list. */
extern const char *const sw_judge_audit_time_settings[], *const sw_judge_decision_settings[],
                                                             *const sw_judge_team_settings[];
json_t *sw_judge_settings(const char *const *names, const struct rule_settings *settings);

/* Compact JSON with sorted members; the text belongs to the arena. */
const char *sw_judge_text(struct sw_arena *arena, const json_t *value);

/* Parse stored JSON; NULL when it is none.  The value belongs to the arena. */
json_t *sw_judge_parse(struct sw_arena *arena, const char *text);

#endif
