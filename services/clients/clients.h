/* clients.h - everything the clients service declares, on one page. */
#ifndef CLIENTS_H
#define CLIENTS_H

#include "http/sw_route.h"
#include "judge/judge_audit_time.h"
#include "rules/application.h"
#include "rules/audit_time.h"
#include "service/sw_service.h"

extern const struct sw_route clients_routes[];

struct clients_client_in {
    const char *legal_name, *trading_name, *registration_id, *street, *city, *postal_code, *country;
    struct sw_list sectors, technical_areas;
    const char *language;
};
struct clients_client_change {
    const char *legal_name, *street, *city, *postal_code;
};
struct clients_site_in {
    const char *code, *name;
    int kind;
    const char *street, *city, *postal_code, *country;
    int64_t persons;
    const char *activity_group, *activities;
    bool significant_risk;
};
struct clients_removal_in {
    const char *reason;
};
struct clients_contact_in {
    const char *name, *email, *phone, *duty;
};
struct clients_soa_entry {
    const char *control;
    bool applicable;
    const char *justification, *status, *owner;
};
struct clients_soa_in {
    const char *version;
    struct sw_date soa_date;
    const char *approved_by;
    struct sw_list entries; /* of struct clients_soa_entry */
};
struct clients_part_time {
    int64_t persons, hours_tenths;
};
struct clients_person_group {
    const char *activity;
    int64_t persons, effective;
    bool high_risk;
    const char *reason, *approver;
};
struct clients_application_in {
    const char *scope;
    bool isms_implemented;
    const char *consultancy, *outsourcing, *hidden_information;
    struct sw_list languages;
    int64_t full_time;
    struct sw_list part_times;    /* of struct clients_part_time */
    struct sw_list person_groups; /* of struct clients_person_group */
    struct sw_uuid soa_id;
    const char *representative, *processes, *resources, *relationships, *legal_duties, *technology,
        *development, *critical_sector, *remote_work;
    bool certifies_systems;
};
/* What a PATCH may name; the statement reads it from the body. */
struct clients_application_change {
    const char *scope;
    bool isms_implemented;
    const char *consultancy, *outsourcing, *hidden_information;
    struct sw_list languages;
    int64_t full_time;
    struct sw_uuid soa_id;
    const char *representative, *processes, *resources, *relationships, *legal_duties, *technology,
        *development, *critical_sector, *remote_work;
    bool certifies_systems;
};
struct clients_review_in {
    int outcome; /* 0 accept, 1 decline */
    const char *reason;
    struct sw_list competence, points;
};
struct clients_audit_time_in {
    struct sw_list business_factors, it_factors; /* three of 1..3 each */
    int64_t percent;
    const char *percent_reason;
    struct sw_uuid deviation_approved_by;
    struct sw_list adjustments;
    int64_t manual_half_days;
    const char *manual_reason;
    int64_t add_half_days;
    const char *add_reason;
    int64_t stage1_percent, site_percent;
};
struct clients_agreement_in {
    struct sw_date signed_on;
    const char *signed_by_name;
    bool clauses_accepted;
    struct sw_list sites;
};
struct clients_sample_in {
    int audit_kind;
    const char *effective_reason;
    struct sw_list wanted_sites;
    const char *wanted_reason;
    struct sw_list eligibility; /* one struct rule_sample_eligibility */
};
/* stage2, surveillance1, surveillance2, recertification, extension */
extern const char *const clients_sample_kinds[];

/* handlers/ - one file a route that decides something */
enum sw_code clients_site_remove(struct sw_request *req, struct sw_error *err);
enum sw_code clients_soa_create(struct sw_request *req, struct sw_error *err);
enum sw_code clients_application_change(struct sw_request *req, struct sw_error *err);
enum sw_code clients_application_submit(struct sw_request *req, struct sw_error *err);
enum sw_code clients_application_review(struct sw_request *req, struct sw_error *err);
enum sw_code clients_audit_time_create(struct sw_request *req, struct sw_error *err);
enum sw_code clients_agreement_create(struct sw_request *req, struct sw_error *err);
enum sw_code clients_programme_create(struct sw_request *req, struct sw_error *err);
enum sw_code clients_sample_create(struct sw_request *req, struct sw_error *err);

/* clients_application.c - an application's facts, locked until the transaction ends. */
SW_CHECKED enum sw_code clients_application_facts(struct sw_request *req, struct sw_rows *ret_facts,
                                                  struct sw_error *err);

/* Move it to @p to by the rule's table of states; @p client_state NULL leaves the client's. */
SW_CHECKED enum sw_code clients_application_step(struct sw_request *req, const char *from,
                                                 const char *to, const char *client_state,
                                                 struct sw_error *err);

/* JSON text of @p value in the arena; @p value is given up. */
const char *clients_json(struct sw_arena *arena, json_t *value);

#endif
