#include "rules/catalogue.h"

#include <string.h>

int
rule_control_index(const char *id)
{
    for (int i = 0; i < RULE_CONTROLS; i++)
        if (strcmp(rule_controls[i].id, id) == 0)
            return i;
    return -1;
}

int
rule_clause_index(const char *id)
{
    for (int i = 0; i < RULE_CLAUSES; i++)
        if (strcmp(rule_clauses[i].id, id) == 0)
            return i;
    return -1;
}

int
rule_document_index(const char *id)
{
    for (int i = 0; i < RULE_DOCUMENTS; i++)
        if (strcmp(rule_documents[i].id, id) == 0)
            return i;
    return -1;
}

/* "6.1.3 d" is the clause "6.1.3" with a letter behind a space. */
static bool
clause_with_letter(const char *reference)
{
    const size_t length = strlen(reference);
    char id[16];

    if (length < 3 || length - 2 >= sizeof id || reference[length - 2] != ' ' ||
        reference[length - 1] < 'a' || reference[length - 1] > 'z')
        return false;
    memcpy(id, reference, length - 2);
    id[length - 2] = '\0';
    return rule_clause_index(id) >= 0;
}

bool
rule_requirement_known(const char *reference)
{
    return rule_control_index(reference) >= 0 || rule_clause_index(reference) >= 0 ||
           clause_with_letter(reference);
}
