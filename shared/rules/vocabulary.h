/* vocabulary.h - the words that rules and services share.
 *
 * The names are those of the API and of the database, in enum order and ending
 * with NULL, so that a route table can use them as they are.
 */
#ifndef RULES_VOCABULARY_H
#define RULES_VOCABULARY_H

#include <stdbool.h>

enum rule_audit_kind {
    RULE_STAGE1,
    RULE_STAGE2,
    RULE_SURVEILLANCE1,
    RULE_SURVEILLANCE2,
    RULE_RECERTIFICATION,
    RULE_AUDIT_KINDS
};
extern const char *const rule_audit_kind_names[RULE_AUDIT_KINDS + 1];

enum rule_grade {
    RULE_MAJOR, /* affects the capability of the system to reach its intended results */
    RULE_MINOR, /* does not */
    RULE_OFI,   /* opportunity for improvement: no answer is demanded */
    RULE_GRADES
};
extern const char *const rule_grade_names[RULE_GRADES + 1];

enum rule_team_role {
    RULE_ROLE_LEAD,
    RULE_ROLE_AUDITOR,
    RULE_ROLE_EXPERT,
    RULE_ROLE_TRAINEE,
    RULE_ROLE_OBSERVER,
    RULE_TEAM_ROLES
};
extern const char *const rule_team_role_names[RULE_TEAM_ROLES + 1];
extern const char *const rule_team_role_words[RULE_TEAM_ROLES + 1]; /* in a sentence */

/* What a person may be authorised for. */
enum rule_function {
    RULE_APP_REVIEW,
    RULE_AUDITOR,
    RULE_LEAD,
    RULE_EXPERT,
    RULE_REVIEWER,
    RULE_DECIDER,
    RULE_FUNCTIONS
};
extern const char *const rule_function_names[RULE_FUNCTIONS + 1];

/* Place of @p text in @p names, or -1: also for NULL. */
int rule_word_index(const char *const *names, const char *text);

/* Lists of words as text: separated by spaces or commas, "33 35" or "T1,T3".  The form that
 * array_to_string() of PostgreSQL gives; NULL is the empty list. */
bool rule_words_have(const char *words, const char *word);

/* The next word at or after *cursor into ret_word (cut at size - 1); false at the end. */
bool rule_words_next(const char **cursor, char *ret_word, int size);

/* A text that is not NULL and has more in it than spaces. */
bool rule_text_given(const char *text);

#endif
