/* sw_stmt.h - an SQL statement as data.
 *
 * Never written by hand: sw_embed_sql() makes one from each .sql file of a
 * service, named <service>_sql_<file>.  Two kinds of comment lines matter there:
 *     -- $1 client_id uuid   $2 name text          what the parameters are
 *     -- on site_name_unique: EXISTS               constraint -> error code
 */
#ifndef SW_STMT_H
#define SW_STMT_H

#include <stdint.h>

#include "base/sw_date.h"
#include "base/sw_error.h"
#include "base/sw_uuid.h"

#define SW_STMT_CONSTRAINTS 8

struct sw_stmt {
    const char *name; /* "clients.site_insert" */
    const char *sql;
    struct {
        const char *constraint;
        enum sw_code code;
    } on_constraint[SW_STMT_CONSTRAINTS];
};

/* One bound parameter, in PostgreSQL's text form; NULL binds an SQL NULL. */
struct sw_param {
    const char *text;
    char number[24]; /* used when text is NULL and number is not empty */
};

struct sw_param sw_param_int(int64_t value);
struct sw_param sw_param_date(struct sw_date d); /* SQL NULL for no date */

#define SW_TEXT(s) ((struct sw_param){ .text = (s) }) /* NULL: SQL NULL */
#define SW_UUID(u) ((struct sw_param){ .text = (u).text[0] ? (u).text : NULL })
#define SW_BOOL(b) ((struct sw_param){ .text = (b) ? "true" : "false" })
#define SW_INT(n)  sw_param_int(n)
#define SW_DATE(d) sw_param_date(d)
#define SW_BIND(...)                                                                               \
    (const struct sw_param[]){ __VA_ARGS__ },                                                      \
        (int) (sizeof((const struct sw_param[]){ __VA_ARGS__ }) / sizeof(struct sw_param))
#define SW_BIND_NONE NULL, 0

#endif
