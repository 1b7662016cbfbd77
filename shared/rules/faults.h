/* faults.h - everything that stands in the way, not only the first thing.
 *
 * A gate is written as rule_<gate>_faults(), which lists all refusals for people who
 * prepare; who enforces it refuses with the first of them: rule_faults_refuse().
 */
#ifndef RULES_FAULTS_H
#define RULES_FAULTS_H

#include "base/sw_date.h"
#include "base/sw_error.h"

#define RULE_FAULTS_MAX 128

struct rule_fault {
    const struct sw_rule *rule; /* id, clause, remedy */
    char subject[24];           /* the control, finding, site or person meant, or "" */
    char detail[160];           /* one sentence */
};

struct rule_faults {
    int count; /* as many as are listed in at */
    int more;  /* found beyond RULE_FAULTS_MAX */
    struct rule_fault at[RULE_FAULTS_MAX];
};

/* SW_OK without faults, else a refusal with the first one (and how many more there are). */
SW_CHECKED enum sw_code rule_faults_refuse(const struct rule_faults *faults, struct sw_error *err);

/* The same with every sentence that fits into the detail, for forms that name all that is missing.
 */
SW_CHECKED enum sw_code rule_faults_refuse_all(const struct rule_faults *faults,
                                               struct sw_error *err);

/* Append the faults of @p from. */
void rule_faults_join(struct rule_faults *into, const struct rule_faults *from);

/* For the rules themselves: append a fault; the sentence is the parts in order up to the first
 * NULL. Returns the fault, or NULL when the list is full. */
struct rule_fault *rule_fault_add(struct rule_faults *faults, const struct sw_rule *rule,
                                  const char *subject, const char *const *parts);
#define RULE_FAULT(faults, rule, subject, ...)                                                     \
    ((void) rule_fault_add((faults), (rule), (subject), (const char *const[]){ __VA_ARGS__, NULL }))

/* Text of a number or a date, good for building a sentence: RULE_NUMBER(7), RULE_DATE(d). */
struct rule_text {
    char text[16];
};
struct rule_text rule_text_number(int number);
struct rule_text rule_text_date(struct sw_date date);
/* Half-days as days: 11 is "5.5". */
struct rule_text rule_text_days(int half_days);
#define RULE_NUMBER(n) rule_text_number(n).text
#define RULE_DATE(d)   rule_text_date(d).text
#define RULE_DAYS(h)   rule_text_days(h).text

#endif
