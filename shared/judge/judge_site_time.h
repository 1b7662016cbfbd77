/* judge_site_time.h - the sites in a question of audit time. */
#ifndef JUDGE_SITE_TIME_H
#define JUDGE_SITE_TIME_H

#include "judge/judge_audit_time.h"
#include "judge/sw_judge.h"
#include "rules/audit_time.h"
#include "rules/site_sample.h"

struct judge_site_time {
    int sites; /* beside the central function; 0: a single place, and nothing else is set */
    int visited, visited_surveillance;
    struct rule_site_time time;
};
extern const struct sw_shape judge_site_time_out;

/* Which sites the samples visit is not drawn yet: the largest of each group are counted.  @p single
 * is the time of the whole as one site. */
SW_CHECKED enum sw_code judge_site_time(struct sw_arena *arena, const struct judge_audit_time *q,
                                        const struct rule_audit_time_in *asked,
                                        const struct rule_audit_time *single,
                                        struct judge_site_time *ret_sites, struct sw_error *err);

/* JSON of it, null for a single place. */
json_t *judge_site_time_answer(const struct judge_site_time *sites);

#endif
