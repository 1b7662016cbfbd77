/* rules.h - everything the rules service declares, on one page. */
#ifndef RULES_SERVICE_H
#define RULES_SERVICE_H

#include "http/sw_route.h"

extern const struct sw_route rules_routes[];

/* handlers/ask.c - one function a question, named like the judgement */
enum sw_code rules_ask_audit_time(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_factor_range(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_sample_size(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_site_sample(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_cycle(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_renewal(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_standing(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_team(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_decision(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_finding_dates(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_integrated(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_transfer(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_certsearch_due(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_certsearch_run(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_coverage(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_duties(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_extension(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_site_levels(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_network(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_suspension(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_restoring(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_reduction(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_transition(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_application(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_application_review(struct sw_request *req, struct sw_error *err);
enum sw_code rules_ask_change(struct sw_request *req, struct sw_error *err);

#endif
