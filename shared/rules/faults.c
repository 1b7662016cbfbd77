#include "rules/faults.h"

#include <stdbool.h>
#include <string.h>

#define ALL_SIZE 360 /* what of a refusal's sentence the faults may fill */

/* Copy as much of @p text as fits behind *at, and terminate. */
static void
append(char *buffer, size_t size, size_t *at, const char *text)
{
    size_t length = strlen(text);

    if (length > size - 1 - *at)
        length = size - 1 - *at;
    memcpy(buffer + *at, text, length);
    *at += length;
    buffer[*at] = '\0';
}

struct rule_fault *
rule_fault_add(struct rule_faults *faults, const struct sw_rule *rule, const char *subject,
               const char *const *parts)
{
    struct rule_fault *fault;
    size_t at = 0;

    if (faults->count == RULE_FAULTS_MAX) {
        faults->more++;
        return NULL;
    }
    fault = &faults->at[faults->count++];
    fault->rule = rule;
    append(fault->subject, sizeof fault->subject, &at, subject == NULL ? "" : subject);
    at = 0;
    append(fault->detail, sizeof fault->detail, &at, "");
    for (int i = 0; parts[i] != NULL; i++)
        append(fault->detail, sizeof fault->detail, &at, parts[i]);
    return fault;
}

enum sw_code
rule_faults_refuse(const struct rule_faults *faults, struct sw_error *err)
{
    char all[ALL_SIZE];
    size_t at = 0;
    int told = 0;

    if (faults->count == 0)
        return SW_OK;
    for (; told < faults->count; told++) {
        if (at + strlen(faults->at[told].detail) + 2 >= sizeof all)
            break;
        append(all, sizeof all, &at, told == 0 ? "" : "; ");
        append(all, sizeof all, &at, faults->at[told].detail);
    }
    if (told == faults->count + faults->more)
        return SW_REFUSE(err, faults->at[0].rule, "%s", all);
    return SW_REFUSE(err, faults->at[0].rule, "%s (and %d more)", all,
                     faults->count + faults->more - told);
}

static bool
listed(const struct rule_faults *faults, const struct rule_fault *fault)
{
    for (int i = 0; i < faults->count; i++)
        if (faults->at[i].rule == fault->rule && strcmp(faults->at[i].detail, fault->detail) == 0)
            return true;
    return false;
}

void
rule_faults_join(struct rule_faults *into, const struct rule_faults *from)
{
    for (int i = 0; i < from->count; i++) {
        if (listed(into, &from->at[i]))
            continue;
        if (into->count < RULE_FAULTS_MAX)
            into->at[into->count++] = from->at[i];
        else
            into->more++;
    }
    into->more += from->more;
}

struct rule_text
rule_text_number(int number)
{
    struct rule_text t = { "" };
    char digits[12];
    unsigned rest = number < 0 ? 0u - (unsigned) number : (unsigned) number;
    size_t at = 0;
    int n = 0;

    do {
        digits[n++] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        t.text[at++] = '-';
    while (n > 0)
        t.text[at++] = digits[--n];
    return t;
}

struct rule_text
rule_text_date(struct sw_date date)
{
    struct rule_text t = { "" };

    sw_date_format(date, t.text);
    return t;
}

struct rule_text
rule_text_days(int half_days)
{
    struct rule_text t = rule_text_number(half_days / 2);
    size_t at = strlen(t.text);

    append(t.text, sizeof t.text, &at, half_days % 2 == 0 ? ".0" : ".5");
    return t;
}
