/* POST /v1/rules/...: what would the rules say?  Nothing is read and nothing is stored. */
#include "judge/sw_judge.h"
#include "rules.h"

static enum sw_code
ask(struct sw_request *req, const struct sw_judgement *judgement, struct sw_error *err)
{
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    json_t *answer = NULL;
    const enum sw_code code = judgement->judge(req->arena, req->body, &answer, faults, err);

    if (code == SW_OK)
        req->reply = sw_judge_text(req->arena, answer);
    return code;
}

#define ASK(name)                                                                                  \
    enum sw_code rules_ask_##name(struct sw_request *req, struct sw_error *err)                    \
    {                                                                                              \
        return ask(req, &sw_judge_##name, err);                                                    \
    }
ASK(audit_time)
ASK(factor_range)
ASK(sample_size)
ASK(site_sample)
ASK(cycle)
ASK(renewal)
ASK(standing)
ASK(team)
ASK(decision)
ASK(finding_dates)
ASK(integrated)
ASK(transfer)
ASK(certsearch_due)
ASK(certsearch_run)
ASK(coverage)
ASK(duties)
ASK(extension)
ASK(site_levels)
ASK(network)
ASK(suspension)
ASK(restoring)
ASK(reduction)
ASK(transition)
ASK(application)
ASK(application_review)
ASK(change)
