/* The database behind the walls: a role that only reads, with a context for one body at a time. */
#include <stdio.h>

#include "base/sw_clock.h"
#include "cli.h"
#include "cli_sql.h"
#include "config/sw_config.h"
#include "crypto/sw_mac.h"

#define ROLE          "check_service"
#define TOKEN_SECONDS 3600
#define DEADLINE_MS   60000

struct config {
    const char *database, *key_file;
};
static const struct sw_setting settings[] = {
    { "DATABASE", SW_SET_TEXT, offsetof(struct config, database), 0, 0, NULL,
      "libpq keywords of the database, without the user" },
    { "CHECK_KEY", SW_SET_SECRET_FILE, offsetof(struct config, key_file), 0, 0, NULL,
      "key file for the contexts of the role that checks" },
    { .name = NULL },
};

enum sw_code
cli_database_open(struct sw_arena *arena, struct cli_database *ret_database, struct sw_error *err)
{
    struct config config;
    struct sw_db_settings db = { .connections = CLI_CONNECTIONS,
                                 .deadline_ms = DEADLINE_MS,
                                 .attempts = 1 };
    enum sw_code code = sw_config_read(settings, arena, &config, err);

    if (code == SW_OK)
        code = sw_context_key_read(config.key_file, ret_database->key, err);
    if (code != SW_OK)
        return code;
    db.conninfo = sw_printf(arena, "%s user=" ROLE, config.database);
    ret_database->db = sw_db_new(&db, err);
    return ret_database->db == NULL ? err->code : SW_OK;
}

void
cli_database_close(struct cli_database *database)
{
    sw_db_free(database->db);
}

static enum sw_code
read_tenants(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    return sw_db_rows(txn, &cli_sql_tenants, SW_BIND_NONE, ctx, err);
}

enum sw_code
cli_database_tenants(struct cli_database *database, struct sw_arena *arena,
                     struct sw_rows *ret_tenants, struct sw_error *err)
{
    return sw_db_run(database->db, NULL, arena, SW_TXN_READ, read_tenants, ret_tenants, err);
}

enum sw_code
cli_database_run(struct cli_database *database, const struct sw_uuid *tenant,
                 enum sw_code (*work)(struct sw_txn *txn, void *ctx, struct sw_error *err),
                 void *ctx, struct sw_error *err)
{
    const struct sw_context_claims claims = { .key_id = "w-check",
                                              .tenant = *tenant,
                                              .roles = SW_ROLE_WORKER,
                                              .audience = ROLE,
                                              .expires_at =
                                                  sw_clock_unix_ms() / 1000 + TOKEN_SECONDS };
    struct sw_arena *arena = sw_arena_new();
    struct sw_context context;
    enum sw_code code;

    if (!sw_context_mint(&claims, database->key, &context))
        code = SW_FAIL(err, SW_INTERNAL, "a context does not fit");
    else
        code = sw_db_run(database->db, context.token, arena, SW_TXN_READ, work, ctx, err);
    sw_arena_free(arena);
    return code;
}
