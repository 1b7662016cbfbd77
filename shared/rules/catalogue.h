/* catalogue.h - ISO/IEC 27001:2022 as data: clauses, Annex A controls, documents.
 *
 * The same as schemas/catalogue/iso-27001-2022.json; a test compares them.
 */
#ifndef RULES_CATALOGUE_H
#define RULES_CATALOGUE_H

#include <stdbool.h>

#define RULE_CONTROLS 93
#define RULE_CLAUSES  41

enum rule_testing { RULE_TEST_NONE, RULE_TEST_POSSIBLE, RULE_TEST_RECOMMENDED };
enum rule_theme {
    RULE_ORGANIZATIONAL,
    RULE_PEOPLE,
    RULE_PHYSICAL,
    RULE_TECHNOLOGICAL,
    RULE_THEMES
};
extern const char *const rule_theme_names[RULE_THEMES + 1];

struct rule_control {
    const char *id; /* "A.5.1" */
    const char *title;
    enum rule_theme theme;
    bool new_in_2022;
    enum rule_testing system_test;       /* own defaults, not Annex E */
    enum rule_testing visual_inspection; /* own defaults */
};
extern const struct rule_control rule_controls[RULE_CONTROLS]; /* in the order of Annex A */

struct rule_clause {
    const char *id;
    const char *title;
    bool auditable;          /* a leaf: covered at least once in a cycle */
    bool every_surveillance; /* own default */
};
extern const struct rule_clause rule_clauses[RULE_CLAUSES];

enum rule_document_stage {
    RULE_DOC_STAGE1,        /* looked at in stage 1 */
    RULE_DOC_STAGE1_SAMPLE, /* a sample of it in stage 1 */
    RULE_DOC_STAGE1_GATE,   /* no certification without it */
    RULE_DOC_STAGE2,
};
struct rule_document {
    const char *id;      /* "D01", "C01" */
    const char *clause;  /* of ISO/IEC 27001 */
    const char *control; /* conditional: asked for when the SoA applies it; NULL otherwise */
    const char *title;
    bool record;
    bool if_any;
    enum rule_document_stage stage;
};
#define RULE_DOCUMENTS 28
extern const struct rule_document rule_documents[RULE_DOCUMENTS];

/* Place in the table, or -1.
 * @rule ISO/IEC27001:A */
int rule_control_index(const char *id);
/* @rule ISO/IEC27001:4-10 */
int rule_clause_index(const char *id);
/* @rule ISO/IEC27001:7.5.1 */
int rule_document_index(const char *id);
/* Is it the reference of a requirement: an auditable clause (also with a letter, "6.1.3 d"), a
 * control, or a clause of the catalogue above them?
 * @rule ISO/IEC17021-1:9.4.5.3 */
bool rule_requirement_known(const char *reference);

#endif
