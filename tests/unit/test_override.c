/* links: sw_base sw_rules */
#include <string.h>

#include "cases.h"
#include "rules/override.h"
#include "rules/vocabulary.h"

#define MAX 8

static struct sw_rule rules[MAX];

static void
warn(struct rule_faults *warnings, const char *const *ids, int count)
{
    warnings->count = warnings->more = 0;
    for (int i = 0; i < count; i++) {
        rules[i] = (struct sw_rule){ ids[i], "a clause", "a remedy" };
        RULE_FAULT(warnings, &rules[i], "", ids[i], " warns");
    }
}

static void
run_overrides(struct case_line *c)
{
    static char texts[MAX][24];
    struct rule_override overrides[MAX];
    const char *words[MAX];
    struct rule_faults warnings;
    struct sw_error err = { 0 };
    const char *needed = NULL;
    enum sw_code code;
    int count;

    count = case_words(c, "warned", words, MAX);
    warn(&warnings, words, count);
    count = case_words(c, "given", words, MAX);
    for (int i = 0; i < count; i++) {
        char *slash;

        ck_assert_int_lt((int) strlen(words[i]), (int) sizeof texts[i]);
        strcpy(texts[i], words[i]);
        slash = strchr(texts[i], '/');
        ck_assert_ptr_nonnull(slash);
        *slash = '\0';
        overrides[i] = (struct rule_override){ texts[i], slash + 1 };
    }
    code = rule_overrides(&warnings, overrides, count, &err);
    if (code == SW_OVERRIDE_NEEDED)
        needed = err.rule->id;
    else
        (void) case_expect_code(c, code, &err);
    case_expect_text(c, "needed", needed == NULL ? "" : needed);
}

static void
run_approver(struct case_line *c)
{
    struct rule_approver in = { .id = case_text(c, "id"),
                                .name = case_text(c, "id"),
                                .active_staff =
                                    case_text(c, "staff") == NULL || case_yes(c, "staff"),
                                .roles = case_text(c, "roles"),
                                .recorded_by = "paula",
                                .team = "lea ada" };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_approver(&in, &err), &err);
}

int
main(void)
{
    static const struct case_op ops[] = { { "overrides", run_overrides },
                                          { "approver", run_approver },
                                          { NULL, NULL } };

    return cases_main("override", ops, NULL);
}
