/* sw_context.h - on whose behalf a request runs, as the gateway states it.
 *
 * Token, one line of ASCII:
 *     1|<key id>|<tenant>|<actor>|<client or ->|<role,role>|<audience>|<expiry>~<64 hex
 * HMAC-SHA256> The MAC covers everything before '~'.  The audience is the PostgreSQL role of the
 * service; the expiry is in seconds since 1970.  PostgreSQL verifies it in every policy
 * (schemas/extension); a service only reads it.
 */
#ifndef SW_CONTEXT_H
#define SW_CONTEXT_H

#include <stdbool.h>

#include "base/sw_uuid.h"

#define SW_CONTEXT_MAX    512
#define SW_CONTEXT_HEADER "Sealwright-Context"

/* A role is a bit; sw_permissions.def says which permission each one holds. */
enum sw_role {
    SW_ROLE_ANYONE = 1 << 0,        /* not signed in */
    SW_ROLE_AUDITEE = 1 << 1,       /* bound to one client */
    SW_ROLE_PLANNER = 1 << 2,       /* application review, programme, audit team */
    SW_ROLE_AUDITOR = 1 << 3,       /* audits it is assigned to */
    SW_ROLE_REVIEWER = 1 << 4,      /* technical review */
    SW_ROLE_DECIDER = 1 << 5,       /* certification decision */
    SW_ROLE_ADMINISTRATOR = 1 << 6, /* accounts, people, competence, settings */
    SW_ROLE_OPERATOR = 1 << 7,      /* runs the installation, makes certification bodies */
    SW_ROLE_WORKER = 1 << 8,        /* a service's own background job */
};
#define SW_ROLE_STAFF                                                                              \
    (SW_ROLE_PLANNER | SW_ROLE_AUDITOR | SW_ROLE_REVIEWER | SW_ROLE_DECIDER | SW_ROLE_ADMINISTRATOR)

struct sw_context {
    char token[SW_CONTEXT_MAX];
    struct sw_uuid tenant; /* the certification body */
    struct sw_uuid actor;  /* the person, or none */
    struct sw_uuid client; /* set for auditees only: all they may see */
    unsigned roles;        /* bits of enum sw_role */
};

/* Read a token without checking its MAC; false when it is not well formed. */
bool sw_context_parse(const char *token, struct sw_context *ret_context);

unsigned sw_role_from_name(const char *name, int length); /* 0 when there is no such role */
const char *sw_role_name(enum sw_role role);

/* The roles that hold a permission of sw_permissions.def; 0 when there is none of that name. */
unsigned sw_permission_roles(const char *permission);

#endif
