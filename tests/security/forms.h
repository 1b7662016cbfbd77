/* forms.h - both databases of the tests, one for each form of the context verifier, and what is
 * asked of them past all services: as a role, with or without a token. */
#ifndef FORMS_H
#define FORMS_H

#include <check.h>
#include <libpq-fe.h>

#include "crypto/sw_mac.h"

#define FORMS 2

struct form {
    const char *name;
    const char *conninfo;
    PGconn *root; /* a superuser */
};
extern struct form forms[FORMS];

/* Every role that a process signs in with; ends with NULL. */
extern const char *const form_roles[];

void forms_open(void); /* ends the program when a database is missing */
void forms_close(void);

/* Two bodies with rows in most tables, in each form: ids begin with FORM_MINE and FORM_OTHER. */
#define FORM_MINE  "5ec00001"
#define FORM_OTHER "5ec00002"

PGconn *form_as(const struct form *form, const char *role);

/* A good token of the gateway's for one of the two bodies, valid a minute. */
struct sw_context_claims form_claims(const char *base, const char *role);
/* Mint it with the key of the claims' key id. */
struct sw_context form_mint(const struct sw_context_claims *claims);

/* In a transaction of its own, with @p token when it is not NULL, then rolled back: the SQLSTATE of
 * what went wrong, "" when nothing did.  The text lives until the next call. */
const char *form_state(PGconn *conn, const char *token, const char *sql);

/* The same, one number; the test fails when it cannot be had. */
long form_number(PGconn *conn, const char *token, const char *sql);

/* Rows of a query, by a superuser; to be cleared. */
PGresult *form_rows(const struct form *form, const char *sql);

/* The file's text; to be freed. */
char *form_file(const char *path);

#endif
