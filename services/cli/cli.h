/* cli.h - `sealwright`, the operator's command: what it can do, on one page. */
#ifndef CLI_H
#define CLI_H

#include <jansson.h>

#include "base/sw_arena.h"
#include "db/sw_db.h"

/* Exit status: 0 all is well, 1 something differs, 2 it could not be done (said on stderr). */
enum { CLI_OK, CLI_DIFFERS, CLI_FAILED };

/* sealwright check --rules: ask every stored question again and compare the answers. */
int cli_check_rules(void);

/* cli_database.c - the database as the role check_service, which only reads. */
struct cli_database {
    struct sw_db *db;
    unsigned char key[32];
};
#define CLI_CONNECTIONS 3
SW_CHECKED enum sw_code cli_database_open(struct sw_arena *arena, struct cli_database *ret_database,
                                          struct sw_error *err);
void cli_database_close(struct cli_database *database);

/* The ids of all certification bodies, as tenant_id. */
SW_CHECKED enum sw_code cli_database_tenants(struct cli_database *database, struct sw_arena *arena,
                                             struct sw_rows *ret_tenants, struct sw_error *err);

/* Run @p work in a transaction that sees the rows of one body. */
SW_CHECKED enum sw_code
cli_database_run(struct cli_database *database, const struct sw_uuid *tenant,
                 enum sw_code (*work)(struct sw_txn *txn, void *ctx, struct sw_error *err),
                 void *ctx, struct sw_error *err);

/* cli_difference.c - the first place where two values differ, as "/path: stored x, now y" in
 * @p ret_text of @p size bytes; false when they are equal. */
bool cli_difference(const json_t *stored, const json_t *now, char *ret_text, size_t size);

/* cli_jsonb.c - is @p text what PostgreSQL writes for @p value?  When not they may still be equal.
 */
bool cli_jsonb_is(const json_t *value, const char *text);

#endif
