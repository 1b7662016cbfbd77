/* judge_parts.h - what several judgements have in common: people, dates, faults. */
#ifndef JUDGE_PARTS_H
#define JUDGE_PARTS_H

#include "judge/sw_judge.h"
#include "rules/competence.h"
#include "rules/impartiality.h"
#include "rules/segregation.h"
#include "rules/time_pack.h"

/* Hand a new value to the arena; NULL ends the program, as no memory does. */
json_t *judge_own(struct sw_arena *arena, json_t *value);

/* An optional number: what was given, or @p fallback. */
int judge_int(int64_t given, int fallback);

/* A date as text, or null. */
json_t *judge_date(struct sw_date date);

/* A list of texts or numbers as the rules want it: words between spaces. */
const char *judge_words(struct sw_arena *arena, const struct sw_list *texts);
const char *judge_numbers(struct sw_arena *arena, const struct sw_list *numbers);

/* Points that were looked at, as words for a rule; SW_INPUT_INVALID with @p pointer for a word that
 * is not one of @p names. */
SW_CHECKED enum sw_code judge_points(struct sw_arena *arena, const struct sw_list *texts,
                                     const char *const *names, const char *pointer,
                                     const char **ret_words, struct sw_error *err);

/* [{rule, clause, subject, detail, what_would_pass}] */
json_t *judge_faults(const struct rule_faults *faults);
extern const struct sw_shape judge_fault_out;

/* The pack of that id (NULL: the current one); SW_INPUT_INVALID names /pack. */
SW_CHECKED enum sw_code judge_pack(const char *id, const struct rule_time_pack **ret_pack,
                                   struct sw_error *err);

struct judge_authorisation {
    int function;
    const char *standard;
    struct sw_list sectors, technical_areas, languages;
    struct sw_date valid_from, valid_to;
};
struct judge_declaration {
    int relation;
    struct sw_date ended_on;
    bool treated;
};
extern const struct sw_shape judge_authorisation_in, judge_declaration_in;

struct rule_person judge_person(struct sw_arena *arena, const char *id, const char *name,
                                const struct sw_list *authorisations);
/* The declarations of a person for rule_impartiality(). */
struct rule_impartiality_in judge_impartiality(struct sw_arena *arena, const char *name,
                                               const struct sw_list *declarations,
                                               struct sw_date first);

struct judge_involvement {
    const char *person_id;
    int role;
    const char *audit;
};
extern const struct sw_shape judge_involvement_in;
/* As the rules want them; as many as there are in the list. */
const struct rule_involvement *judge_involvements(struct sw_arena *arena,
                                                  const struct sw_list *involvements);

#endif
