#include "rules/vocabulary.h"

#include <stddef.h>
#include <string.h>

const char *const rule_audit_kind_names[RULE_AUDIT_KINDS + 1] = {
    "stage1", "stage2", "surveillance1", "surveillance2", "recertification", NULL
};
const char *const rule_grade_names[RULE_GRADES + 1] = { "major", "minor", "ofi", NULL };
const char *const rule_team_role_names[RULE_TEAM_ROLES + 1] = {
    "lead", "auditor", "technical_expert", "trainee", "observer", NULL
};
const char *const rule_team_role_words[RULE_TEAM_ROLES + 1] = { "lead auditor",     "auditor",
                                                                "technical expert", "trainee",
                                                                "observer",         NULL };
const char *const rule_function_names[RULE_FUNCTIONS + 1] = {
    "app_review", "auditor", "lead", "technical_expert", "reviewer", "decider", NULL
};

int
rule_word_index(const char *const *names, const char *text)
{
    for (int i = 0; text != NULL && names[i] != NULL; i++)
        if (strcmp(names[i], text) == 0)
            return i;
    return -1;
}

static bool
separates(char c)
{
    return c == ' ' || c == ',' || c == '\t' || c == '\n';
}

/* The next word as a span; its length, 0 at the end. */
static size_t
next_span(const char **cursor, const char **ret_start)
{
    const char *p = *cursor;
    size_t length = 0;

    if (p == NULL)
        return 0;
    while (separates(*p))
        p++;
    while (p[length] != '\0' && !separates(p[length]))
        length++;
    *ret_start = p;
    *cursor = p + length;
    return length;
}

bool
rule_words_have(const char *words, const char *word)
{
    const char *cursor = words, *start = NULL;
    const size_t wanted = strlen(word);
    size_t length;

    while ((length = next_span(&cursor, &start)) > 0)
        if (length == wanted && memcmp(start, word, length) == 0)
            return true;
    return false;
}

bool
rule_words_next(const char **cursor, char *ret_word, int size)
{
    const char *start = NULL;
    size_t length = next_span(cursor, &start);

    if (length == 0)
        return false;
    if (length > (size_t) size - 1)
        length = (size_t) size - 1;
    memcpy(ret_word, start, length);
    ret_word[length] = '\0';
    return true;
}

bool
rule_text_given(const char *text)
{
    const char *cursor = text, *start = NULL;

    return next_span(&cursor, &start) > 0;
}
