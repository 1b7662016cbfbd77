/* cases.h - test cases as text, one line each, for people who know the field and not C.
 *
 *     <what is asked>  <given>...  =>  <expected>...  |  <why>
 *     base   persons=46              => days=10.0         | AT-01: one above 45
 *     time   persons=26 percent=-35  => refused=LIM-1     | AT-06: below the floor
 *
 * Given and expected are key=value; a value with spaces stands in double quotes.
 * Expected may also be: ok, refused=<rule id>, invalid=<field>, conflict; beside the first two
 * says=<part of its sentence> and pass=<part of what would make it pass>.
 * Empty lines and lines that begin with # are for the reader.  A key that the
 * test does not know fails the case, so that a slip of the pen is seen.
 */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <check.h>
#include <stdbool.h>

#include "base/sw_date.h"
#include "base/sw_error.h"

#define CASE_FIELDS_MAX 24

struct case_field {
    char *key, *value;
    bool used;
};

struct case_line {
    int line;
    char *asked, *why;
    struct case_field given[CASE_FIELDS_MAX], expected[CASE_FIELDS_MAX];
};

/* What runs a line: looked up by its first word. */
struct case_op {
    const char *asked;
    void (*run)(struct case_line *c);
};

/* The main() of a test: runs tests/unit/cases/<subject>.txt line by line, then what
 * @p properties adds to the test case (may be NULL).  @p ops ends with a NULL name. */
int cases_main(const char *subject, const struct case_op *ops, void (*properties)(TCase *tcase));

/* Given values.  Without the key: NULL, 0, false, no date. */
const char *case_text(struct case_line *c, const char *key);
int case_int(struct case_line *c, const char *key);
bool case_yes(struct case_line *c, const char *key); /* yes or no */
struct sw_date case_date(struct case_line *c, const char *key);
int case_half_days(struct case_line *c, const char *key); /* 5.5 is 11 */
int case_tenths(struct case_line *c, const char *key);    /* 5.5 is 55 */
/* "1,2,3" into ret_numbers; returns how many. */
int case_ints(struct case_line *c, const char *key, int *ret_numbers, int max);
int case_dates(struct case_line *c, const char *key, struct sw_date *ret_dates, int max);
/* Words between commas into ret_words; they live as long as the case. */
int case_words(struct case_line *c, const char *key, const char **ret_words, int max);

/* The same, or what holds when the line does not say. */
const char *case_text_or(struct case_line *c, const char *key, const char *otherwise);
int case_int_or(struct case_line *c, const char *key, int otherwise);
bool case_yes_or(struct case_line *c, const char *key, bool otherwise);
struct sw_date case_date_or(struct case_line *c, const char *key, struct sw_date otherwise);

/* Expected values; each does nothing when the line does not name the key. */
void case_expect_int(struct case_line *c, const char *key, int got);
void case_expect_yes(struct case_line *c, const char *key, bool got);
void case_expect_text(struct case_line *c, const char *key, const char *got);
void case_expect_date(struct case_line *c, const char *key, struct sw_date got);
void case_expect_half_days(struct case_line *c, const char *key, int got);
void case_expect_part(struct case_line *c, const char *key,
                      const char *got); /* a part of what was got */

/* Compares with ok, refused, invalid, conflict; ok is also what a line without these expects.
 * True when the call was fine, so that its results may be looked at. */
bool case_expect_code(struct case_line *c, enum sw_code code, const struct sw_error *err);

#endif
