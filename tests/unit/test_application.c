/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/application.h"

static void
expect(struct case_line *c, const struct rule_faults *faults)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_faults_refuse(faults, &err), &err);
    case_expect_int(c, "faults", faults->count);
}

static void
run_submit(struct case_line *c)
{
    const char *part = case_text_or(c, "part", "");
    struct rule_application in = {
        .standard = case_text_or(c, "standard", "ISO/IEC 27001:2022"),
        .languages = case_text_or(c, "languages", "en de"),
        .sites = case_int_or(c, "sites", 3),
        .central_sites = case_int_or(c, "central", 1),
        .persons = case_int_or(c, "persons", 60),
        .isms_implemented = case_yes_or(c, "implemented", true),
        .soa = case_yes_or(c, "soa", true),
        .certifies_systems = case_yes(c, "body"),
    };
    struct rule_faults faults;

    for (int i = 0; i < RULE_APPLICATION_PARTS; i++)
        if (strcmp(part, "all") != 0 && strcmp(part, rule_application_part_names[i]) != 0)
            in.parts[i] = "given";
    rule_application_faults(&in, &faults);
    expect(c, &faults);
}

static void
run_review(struct case_line *c)
{
    const int function =
        rule_word_index(rule_function_names, case_text_or(c, "function", "app_review"));
    const struct rule_authorisation authorisation = { .function = (enum rule_function) function,
                                                      .standard = "ISO/IEC 27001:2022",
                                                      .valid_from = { 2025, 1, 1 },
                                                      .valid_to = { 2027, 12, 31 } };
    const struct rule_person reviewer = { "rita", "Rita", &authorisation, 1 };
    struct rule_application_review in = {
        .accept = case_yes_or(c, "accept", true),
        .reason = case_text_or(c, "reason", "complete"),
        .points = case_text_or(c, "points",
                               "information differences ability scope sites time language safety "
                               "impartiality"),
        .competences = case_int_or(c, "competences", 1),
        .reviewer = case_text(c, "reviewer") == NULL ? &reviewer : NULL,
        .standard = "ISO/IEC 27001:2022",
        .reviewed_on =
            case_text(c, "on") == NULL ? (struct sw_date){ 2026, 11, 2 } : case_date(c, "on"),
    };
    struct rule_faults faults;

    rule_application_review_faults(&in, &faults);
    expect(c, &faults);
}

static void
run_again(struct case_line *c)
{
    const struct rule_review_again in = { .persons_before = case_int(c, "before"),
                                          .persons_now = case_int(c, "now"),
                                          .recertification = case_yes(c, "recertification"),
                                          .transfer = case_yes(c, "transfer"),
                                          .extension = case_yes(c, "extension") };

    case_expect_yes(c, "is", rule_review_again(rule_time_pack_find(RULE_TIME_PACK_CURRENT), &in));
}

static void
run_accreditation(struct case_line *c)
{
    const bool bound = case_yes_or(c, "bound", true);
    const struct rule_accreditation ours = { bound ? "27001 27701" : NULL, bound ? "33 35" : "",
                                             bound ? "DE AT" : " " };
    const struct rule_accreditation wanted = { case_text(c, "standards"), case_text(c, "sectors"),
                                               case_text(c, "countries") };
    struct rule_faults faults;

    rule_accreditation_faults(&ours, &wanted, &faults);
    expect(c, &faults);
}

static void
run_agreement(struct case_line *c)
{
    const struct rule_agreement_in in = {
        .signed_on = case_text(c, "signed") == NULL ? (struct sw_date){ 2026, 11, 1 }
                                                    : case_date(c, "signed"),
        .today = { 2026, 11, 2 },
        .clauses_accepted = case_yes_or(c, "accepted", true),
        .sites = 3,
        .sites_covered = case_int_or(c, "covered", 3),
    };
    struct rule_faults faults;

    rule_agreement_faults(&in, &faults);
    expect(c, &faults);
}

static void
run_change(struct case_line *c)
{
    const char *kinds = case_text(c, "kinds"), *outcome = case_text(c, "outcome");
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    const struct rule_change in = { .persons_before = 60,
                                    .persons_now = case_int_or(c, "now", 60),
                                    .ownership = rule_words_have(kinds, "ownership"),
                                    .address = rule_words_have(kinds, "address"),
                                    .scope = rule_words_have(kinds, "scope"),
                                    .system = rule_words_have(kinds, "system") };
    const struct rule_change_outcome concluded = {
        .accepted = rule_words_have(outcome, "accepted"),
        .special_audit = rule_words_have(outcome, "special_audit"),
        .recalculated = rule_words_have(outcome, "recalculated"),
        .amended = rule_words_have(outcome, "amended"),
    };
    const struct rule_change_outcome needs = rule_change_needs(pack, &in);
    struct rule_faults faults;
    char text[64] = "";

    (void) snprintf(text, sizeof text, "%s%s%s", needs.special_audit ? ",special_audit" : "",
                    needs.recalculated ? ",recalculated" : "", needs.amended ? ",amended" : "");
    case_expect_text(c, "needs", text[0] == '\0' ? "none" : text + 1);
    ck_assert(!needs.accepted);
    rule_change_faults(pack, &in, &concluded, case_text(c, "reason"), &faults);
    expect(c, &faults);
}

/* For every number of persons before and now up to 200, and every mix of reports: to conclude
 * exactly what is needed passes (or to accept, where nothing is); to leave one thing out does not.
 */
START_TEST(what_is_needed_is_enough)
{
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    const bool ownership = _i & 1, address = _i & 2, scope = _i & 4, system = _i & 8;

    for (int before = 1; before <= 200; before++)
        for (int now = 1; now <= 200; now++) {
            const struct rule_change in = { before, now, ownership, address, scope, system, NULL };
            struct rule_change_outcome o = rule_change_needs(pack, &in);
            const bool any = o.special_audit || o.recalculated || o.amended;
            struct rule_faults faults;

            ck_assert(o.recalculated ==
                      (scope || rule_review_again(
                                    pack, &(struct rule_review_again){ .persons_before = before,
                                                                       .persons_now = now })));
            o.accepted = !any;
            rule_change_faults(pack, &in, &o, NULL, &faults);
            ck_assert_int_eq(faults.count, 0);
            o = (struct rule_change_outcome){ .accepted = true };
            rule_change_faults(pack, &in, &o, NULL, &faults);
            ck_assert((faults.count > 0) == any);
        }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_loop_test(tcase, what_is_needed_is_enough, 0, 16);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "submit", run_submit },
        { "review", run_review },
        { "again", run_again },
        { "accreditation", run_accreditation },
        { "agreement", run_agreement },
        { "change", run_change },
        { NULL, NULL },
    };

    return cases_main("application", ops, properties);
}
