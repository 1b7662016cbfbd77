/* Reading the rows of a result by column name. */
#include <libpq-fe.h>
#include <stdlib.h>

#include "db/sw_db.h"

/* A column that a statement does not have is a mistake in the program, never in the input. */
static const char *
value(const struct sw_rows *rows, int row, const char *column)
{
    const int at = PQfnumber(rows->result, column);

    if (at < 0 || row < 0 || row >= rows->count)
        abort();
    return PQgetisnull(rows->result, row, at) ? NULL : PQgetvalue(rows->result, row, at);
}

const char *
sw_rows_text(const struct sw_rows *rows, int row, const char *column)
{
    return value(rows, row, column);
}

int64_t
sw_rows_int(const struct sw_rows *rows, int row, const char *column)
{
    const char *text = value(rows, row, column);

    return text == NULL ? 0 : strtoll(text, NULL, 10);
}

bool
sw_rows_bool(const struct sw_rows *rows, int row, const char *column)
{
    const char *text = value(rows, row, column);

    return text != NULL && text[0] == 't';
}

struct sw_uuid
sw_rows_uuid(const struct sw_rows *rows, int row, const char *column)
{
    struct sw_uuid uuid = { "" };

    (void) sw_uuid_parse(value(rows, row, column), &uuid);
    return uuid;
}

struct sw_date
sw_rows_date(const struct sw_rows *rows, int row, const char *column)
{
    struct sw_date date = SW_DATE_NONE;
    const char *text = value(rows, row, column);

    if (text != NULL)
        (void) sw_date_parse(text, &date);
    return date;
}
