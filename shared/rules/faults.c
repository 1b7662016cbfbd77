#include "rules/faults.h"

#include <string.h>

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
    const int others = faults->count + faults->more - 1;

    if (faults->count == 0)
        return SW_OK;
    if (others == 0)
        return SW_REFUSE(err, faults->at[0].rule, "%s", faults->at[0].detail);
    return SW_REFUSE(err, faults->at[0].rule, "%s (and %d more)", faults->at[0].detail, others);
}

enum sw_code
rule_faults_refuse_all(const struct rule_faults *faults, struct sw_error *err)
{
    char all[sizeof err->detail - 32]; /* room for "(and 128 more)" */
    size_t at = 0;
    int listed = 0;

    if (faults->count == 0)
        return SW_OK;
    all[0] = '\0';
    for (; listed < faults->count; listed++) {
        const char *detail = faults->at[listed].detail;

        if (at + 2 + strlen(detail) >= sizeof all)
            break;
        append(all, sizeof all, &at, listed == 0 ? "" : "; ");
        append(all, sizeof all, &at, detail);
    }
    if (listed == faults->count + faults->more)
        return SW_REFUSE(err, faults->at[0].rule, "%s", all);
    return SW_REFUSE(err, faults->at[0].rule, "%s (and %d more)", all,
                     faults->count + faults->more - listed);
}

void
rule_faults_join(struct rule_faults *into, const struct rule_faults *from)
{
    for (int i = 0; i < from->count; i++) {
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
