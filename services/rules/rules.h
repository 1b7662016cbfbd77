/* rules.h - everything the rules service declares, on one page. */
#ifndef RULES_SERVICE_H
#define RULES_SERVICE_H

#include "http/sw_route.h"

extern const struct sw_route rules_routes[];

/* handlers/ask.c - one function a question, named like the judgement */
#define SW_JUDGEMENT(name, path, summary, clause)                                                  \
    enum sw_code rules_ask_##name(struct sw_request *req, struct sw_error *err);
#include "judge/sw_judgements.def"
#undef SW_JUDGEMENT

#endif
