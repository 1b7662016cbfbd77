/* identity.h - everything the identity service declares, on one page. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "http/sw_route.h"
#include "rules/settings.h"
#include "service/sw_service.h"

extern const struct sw_route identity_routes[];

struct identity_body_in {
    const char *slug, *name, *street, *city, *country;
    const char *accreditation_body, *accreditation_acronym, *accreditation_number, *time_zone;
    const char *administrator_name, *administrator_email, *administrator_password;
};
struct identity_body_change {
    const char *name, *street, *city, *country;
};
struct identity_sign_in {
    const char *email, *password;
};
struct identity_person_in {
    const char *name, *email;
    struct sw_list roles;
    struct sw_uuid client_id;
    struct sw_list languages;
    const char *password;
};
struct identity_authorisation_in {
    int function;
    const char *standard;
    struct sw_list sectors, technical_areas, languages;
    struct sw_date valid_from, valid_to;
    const char *basis;
};
struct identity_monitoring_in {
    struct sw_date witnessed_on;
    const char *audit, *conclusion;
    struct sw_uuid witnessed_by;
};
struct identity_declaration_in {
    struct sw_uuid client_id;
    int relation;
    struct sw_date ended_on;
    const char *note;
};
struct identity_token_in {
    const char *label;
    int64_t days;
};
struct identity_webhook_in {
    const char *url;
    struct sw_list events;
};
struct identity_setting_in {
    const char *value, *reason;
};

/* handlers/ - one file a route that decides something */
enum sw_code identity_body_hash(struct sw_request *req, struct sw_error *err);
enum sw_code identity_body_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_session_check(struct sw_request *req, struct sw_error *err);
enum sw_code identity_session_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_session_delete(struct sw_request *req, struct sw_error *err);
enum sw_code identity_person_hash(struct sw_request *req, struct sw_error *err);
enum sw_code identity_person_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_authorisation_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_monitoring_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_token_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_webhook_create(struct sw_request *req, struct sw_error *err);
enum sw_code identity_settings(struct sw_request *req, struct sw_error *err);
enum sw_code identity_setting_put(struct sw_request *req, struct sw_error *err);

/* identity_setting.c - a setting as JSON; row: what the body chose, -1 when it chose nothing. */
json_t *identity_setting_json(const struct rule_setting *setting, const struct sw_rows *rows,
                              int row);
/* Compact text in the arena; takes the value over. */
const char *identity_setting_text(struct sw_arena *arena, json_t *value);

/* identity_password.c - argon2id, at most IDENTITY_HASHES_MAX at a time in this process. */
#define IDENTITY_HASHES_MAX     2
#define IDENTITY_PASSWORD_MIN   12
#define IDENTITY_PASSWORD_MAX   128
#define IDENTITY_COOKIE_SECONDS (8 * 3600)

/* Hash a password into the arena: argon2id, 19 MiB, two passes. */
SW_CHECKED enum sw_code identity_password_hash(struct sw_arena *arena, const char *password,
                                               const char **ret_hash, struct sw_error *err);

/* True when the password fits; takes as long with a NULL hash, which never fits. */
bool identity_password_fits(const char *hash, const char *password);

/* A new secret with a prefix, and the hex SHA-256 that is stored of it; both in the arena. */
void identity_secret_make(struct sw_arena *arena, const char *prefix, const char **ret_secret,
                          const char **ret_hash_hex);

#endif
