/* sw_date.h - calendar dates and their arithmetic.
 *
 * Proleptic Gregorian, years 1900 to 2999.  No clock and no time zone: today is
 * a parameter.  A zero year stands for "no date".
 */
#ifndef SW_DATE_H
#define SW_DATE_H

#include <stdbool.h>

struct sw_date {
    int year;
    int month; /* 1..12 */
    int day;   /* 1..31 */
};

#define SW_DATE_NONE      ((struct sw_date){ 0, 0, 0 })
#define SW_DATE_TEXT_SIZE 11

bool sw_date_is_none(struct sw_date d);
bool sw_date_valid(struct sw_date d);
bool sw_date_parse(const char *text, struct sw_date *ret_date);          /* "2026-11-24" only */
void sw_date_format(struct sw_date d, char ret_text[SW_DATE_TEXT_SIZE]); /* "" for none */

int sw_date_compare(struct sw_date a, struct sw_date b);          /* <0, 0, >0 */
int sw_date_days_between(struct sw_date from, struct sw_date to); /* negative when to is earlier */
int sw_date_weekday(struct sw_date d);                            /* 1 Monday .. 7 Sunday */

struct sw_date sw_date_add_days(struct sw_date d, int days);

/* The same day number @p months later; the last day of that month where it does not exist. */
struct sw_date sw_date_add_months(struct sw_date d, int months);

/* @p days working days (Monday to Friday) after @p d. */
struct sw_date sw_date_add_working_days(struct sw_date d, int days);

#endif
