#include "base/sw_date.h"

#include <ctype.h>
#include <stdio.h>

static bool
leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length(int year, int month)
{
    static const int length[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && leap(year) ? 29 : length[month - 1];
}

/* Days since 1970-01-01, by the civil-from-days algorithm (public domain, H. Hinnant). */
static int
to_days(struct sw_date d)
{
    const int y = d.month <= 2 ? d.year - 1 : d.year;
    const int era = y / 400;
    const int yoe = y - era * 400;
    const int doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

static struct sw_date
from_days(int days)
{
    const int z = days + 719468;
    const int era = z / 146097;
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;

    return (struct sw_date){ .year = yoe + era * 400 + (month <= 2),
                             .month = month,
                             .day = doy - (153 * mp + 2) / 5 + 1 };
}

bool
sw_date_is_none(struct sw_date d)
{
    return d.year == 0;
}

bool
sw_date_valid(struct sw_date d)
{
    return d.year >= 1900 && d.year <= 2999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= month_length(d.year, d.month);
}

bool
sw_date_parse(const char *text, struct sw_date *ret_date)
{
    static const char shape[] = "dddd-dd-dd";
    struct sw_date d;

    for (int i = 0; i < 10; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char) text[i]) : text[i] != '-')
            return false;
    if (text[10] != '\0')
        return false;
    d.year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + text[3] - '0';
    d.month = (text[5] - '0') * 10 + text[6] - '0';
    d.day = (text[8] - '0') * 10 + text[9] - '0';
    if (!sw_date_valid(d))
        return false;
    *ret_date = d;
    return true;
}

void
sw_date_format(struct sw_date d, char ret_text[SW_DATE_TEXT_SIZE])
{
    if (!sw_date_valid(d))
        ret_text[0] = '\0';
    else
        (void) snprintf(ret_text, SW_DATE_TEXT_SIZE, "%04u-%02u-%02u", (unsigned) d.year % 10000,
                        (unsigned) d.month % 100, (unsigned) d.day % 100);
}

int
sw_date_compare(struct sw_date a, struct sw_date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    if (a.month != b.month)
        return a.month - b.month;
    return a.day - b.day;
}

int
sw_date_days_between(struct sw_date from, struct sw_date to)
{
    return to_days(to) - to_days(from);
}

int
sw_date_weekday(struct sw_date d)
{
    /* 1970-01-01 was a Thursday; the supported years stay above -30000 days. */
    return (to_days(d) + 70000 + 3) % 7 + 1;
}

struct sw_date
sw_date_add_days(struct sw_date d, int days)
{
    return from_days(to_days(d) + days);
}

struct sw_date
sw_date_add_months(struct sw_date d, int months)
{
    const int index = d.year * 12 + d.month - 1 + months;
    struct sw_date r = { .year = index / 12, .month = index % 12 + 1, .day = d.day };

    if (r.day > month_length(r.year, r.month))
        r.day = month_length(r.year, r.month);
    return r;
}

struct sw_date
sw_date_add_working_days(struct sw_date d, int days)
{
    while (days > 0) {
        d = sw_date_add_days(d, 1);
        if (sw_date_weekday(d) <= 5)
            days--;
    }
    return d;
}
