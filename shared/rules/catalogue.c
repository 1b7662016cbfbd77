#include "rules/catalogue.h"

#include <string.h>

/* Annex A counts its controls from 1 in each of its clauses A.5 to A.8. */
int
rule_control_index(const char *id)
{
    static const int before[] = { 0, 37, 45, 59 }; /* controls before A.5, A.6, A.7, A.8 */
    int number = 0, place;

    if (strncmp(id, "A.", 2) != 0 || id[2] < '5' || id[2] > '8' || id[3] != '.')
        return -1;
    for (const char *digit = id + 4; *digit >= '0' && *digit <= '9' && number < 100; digit++)
        number = 10 * number + *digit - '0';
    place = before[id[2] - '5'] + number - 1;
    if (place < 0 || place >= RULE_CONTROLS || strcmp(rule_controls[place].id, id) != 0)
        return -1;
    return place;
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
    const char *space = strchr(reference, ' ');

    if (space == NULL || space[1] < 'a' || space[1] > 'z' || space[2] != '\0')
        return false;
    for (int i = 0; i < RULE_CLAUSES; i++) {
        const size_t length = strlen(rule_clauses[i].id);

        if (strncmp(rule_clauses[i].id, reference, length) == 0 && reference + length == space)
            return true;
    }
    return false;
}

bool
rule_requirement_known(const char *reference)
{
    return rule_control_index(reference) >= 0 || rule_clause_index(reference) >= 0 ||
           clause_with_letter(reference);
}
