/* judge_coverage.h - what audits looked at, for the questions that carry it. */
#ifndef JUDGE_COVERAGE_H
#define JUDGE_COVERAGE_H

#include "base/sw_arena.h"
#include "http/sw_route.h"
#include "rules/coverage.h"

struct judge_look {
    const char *requirement;
    int method;
};
extern const struct sw_shape judge_look_in;

/* As the rules want it; "D05" and "C03" are documents of the catalogue and mean their clauses.
 * @p controls are those that the Statement of Applicability applies. */
struct rule_coverage judge_coverage(struct sw_arena *arena, const struct sw_list *looks,
                                    const struct sw_list *controls);

#endif
