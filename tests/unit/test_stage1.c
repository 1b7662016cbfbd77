/* links: sw_base sw_rules */
#include <string.h>

#include "cases.h"
#include "rules/catalogue.h"
#include "rules/stage1.h"
#include "rules/vocabulary.h"

#define ENTRIES_MAX (RULE_CONTROLS + 4)

struct document {
    struct rule_soa soa;
    struct rule_soa_entry entries[ENTRIES_MAX];
};

/* A complete Statement of Applicability without the controls in @p drop, some of them changed. */
static void
make_soa(struct document *d, const char *drop, const char *exclude)
{
    const bool empty = drop != NULL && strcmp(drop, "all") == 0;

    d->soa = (struct rule_soa){
        .version = "4", .approved_on = { 2026, 6, 1 }, .approved_by = "CISO", .entries = d->entries
    };
    for (int i = 0; i < RULE_CONTROLS && !empty; i++)
        if (!rule_words_have(drop, rule_controls[i].id))
            d->entries[d->soa.entry_count++] =
                (struct rule_soa_entry){ rule_controls[i].id,
                                         !rule_words_have(exclude, rule_controls[i].id), "risk R-7",
                                         "implemented" };
}

static struct rule_soa_entry *
entry(struct document *d, const char *control)
{
    for (int i = 0; i < d->soa.entry_count; i++)
        if (control != NULL && strcmp(d->entries[i].control, control) == 0)
            return &d->entries[i];
    return NULL;
}

/* A control of the client's own, before all others. */
static void
add_own(struct document *d, const char *id)
{
    if (id == NULL)
        return;
    memmove(d->entries + 1, d->entries, (size_t) d->soa.entry_count * sizeof d->entries[0]);
    d->entries[0] = (struct rule_soa_entry){ id, true, "contract", "implemented" };
    d->soa.entry_count++;
}

static void
change_entries(struct case_line *c, struct document *d)
{
    struct rule_soa_entry *e;

    if ((e = entry(d, case_text(c, "bare"))) != NULL)
        *e = (struct rule_soa_entry){ e->control, false, " ", NULL };
    if ((e = entry(d, case_text(c, "plain"))) != NULL)
        e->justification = NULL;
    if ((e = entry(d, case_text(c, "unstated"))) != NULL)
        e->status = "";
    if ((e = entry(d, case_text(c, "twice"))) != NULL)
        d->entries[d->soa.entry_count++] = *e;
    add_own(d, case_text(c, "own_first"));
    if (case_text(c, "own") != NULL)
        d->entries[d->soa.entry_count++] =
            (struct rule_soa_entry){ case_text(c, "own"), true, "contract", "implemented" };
}

static void
run_soa(struct case_line *c)
{
    struct document d = { 0 };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    make_soa(&d, case_text(c, "drop"), case_text(c, "exclude"));
    change_entries(c, &d);
    if (case_text(c, "version") != NULL)
        d.soa.version = "";
    if (case_text(c, "date") != NULL)
        d.soa.approved_on = SW_DATE_NONE;
    if (case_text(c, "approver") != NULL)
        d.soa.approved_by = NULL;
    rule_soa_faults(&d.soa, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
    case_expect_text(c, "subject", faults.count == 0 ? "" : faults.at[0].subject);
}

static void
run_coverage(struct case_line *c)
{
    struct document audited = { 0 }, now = { 0 };
    const char *control = "";

    make_soa(&audited, NULL, case_text(c, "audited"));
    make_soa(&now, NULL, case_text(c, "now"));
    add_own(&audited, case_text(c, "own_audited"));
    add_own(&now, case_text(c, "own_now"));
    case_expect_yes(c, "same", rule_soa_same_coverage(&audited.soa, &now.soa, &control));
    case_expect_text(c, "control", control);
    ck_assert(control != NULL); /* without a difference nothing is set */
}

/* A review of every document of the catalogue but those in skip. */
static int
make_reviews(struct case_line *c, struct rule_document_review *reviews)
{
    const char *skip = case_text(c, "skip");
    const char *missing = case_text(c, "missing"), *concern = case_text(c, "concern");
    int n = 0;

    for (int i = 0; i < RULE_DOCUMENTS; i++) {
        const char *id = rule_documents[i].id;

        if (!rule_words_have(skip, id))
            reviews[n++] =
                (struct rule_document_review){ id, rule_words_have(missing, id) ? RULE_MISSING
                                                   : rule_words_have(concern, id)
                                                       ? RULE_CONCERN
                                                       : RULE_CONFORMING };
    }
    return n;
}

static void
run_documents(struct case_line *c)
{
    struct rule_document_review reviews[RULE_DOCUMENTS];
    struct document d = { 0 };
    struct rule_faults faults;
    int count;

    make_soa(&d, NULL, case_text(c, "exclude"));
    count = make_reviews(c, reviews);
    rule_document_faults(reviews, count, &d.soa, &faults);
    case_expect_int(c, "faults", faults.count);
    case_expect_text(c, "subject", faults.count == 0 ? "" : faults.at[0].subject);
}

static void
run_ready(struct case_line *c)
{
    struct rule_document_review reviews[RULE_DOCUMENTS];
    struct document d = { 0 };
    struct rule_stage1_facts facts = { .reviews = reviews,
                                       .internal_audit_on = { 2026, 4, 20 },
                                       .internal_audit_sites = 9,
                                       .sites = 9,
                                       .management_review_on = { 2026, 5, 4 },
                                       .ended_on = { 2026, 8, 20 } };
    struct rule_faults faults;
    struct sw_error err = { 0 };

    make_soa(&d, case_text(c, "drop"), NULL);
    facts.review_count = make_reviews(c, reviews);
    facts.soa = case_text(c, "soa") == NULL ? &d.soa : NULL;
    if (case_text(c, "management_review") != NULL)
        facts.management_review_on = case_date(c, "management_review");
    if (case_text(c, "internal_audit") != NULL)
        facts.internal_audit_on = case_date(c, "internal_audit");
    if (case_text(c, "internal_audit_sites") != NULL)
        facts.internal_audit_sites = case_int(c, "internal_audit_sites");
    rule_readiness_faults(&facts, &faults);
    (void) case_expect_code(c, rule_faults_refuse(&faults, &err), &err);
    case_expect_int(c, "faults", faults.count);
}

static void
run_start(struct case_line *c)
{
    const int repeat = rule_word_index(rule_repeat_names, case_text(c, "repeat"));
    int days[2] = { 90, 180 };
    struct rule_stage2_start in = {
        .stage1_closed = case_text(c, "closed") == NULL,
        .stage1_ready = case_text(c, "ready") == NULL,
        .stage1_last_day = case_date(c, "stage1"),
        .stage2_first_day = case_date(c, "stage2"),
        .same_day_accepted = case_yes(c, "accepted"),
        .repeat = repeat < 0 ? RULE_REPEAT_UNDECIDED : (enum rule_repeat) repeat,
        .open_concerns = case_int(c, "concerns"),
    };
    struct rule_faults warnings;
    struct sw_error err = { 0 };

    (void) case_ints(c, "days", days, 2);
    in.warn_days = days[0];
    in.limit_days = days[1];
    if (!case_expect_code(c, rule_stage2_start(&in, &err), &err))
        return;
    rule_stage2_start_warnings(&in, &warnings);
    case_expect_yes(c, "warn", warnings.count > 0);
    if (warnings.count > 0)
        ck_assert_str_eq(warnings.at[0].rule->id, "ST1-3");
}

/* Each of the 93 controls, left out alone, is the one that is reported. */
START_TEST(every_control_is_missed)
{
    struct document d = { 0 };
    struct rule_faults faults;

    make_soa(&d, rule_controls[_i].id, NULL);
    rule_soa_faults(&d.soa, &faults);
    ck_assert_int_eq(faults.count, 1);
    ck_assert_str_eq(faults.at[0].subject, rule_controls[_i].id);
}
END_TEST

/* Each document that is asked for, not looked at alone, is the one that is reported; and each that
 * was looked for and is not there. */
START_TEST(every_document_is_missed)
{
    const struct rule_document *wanted = &rule_documents[_i];
    const bool asked = wanted->stage != RULE_DOC_STAGE2;
    struct rule_document_review reviews[RULE_DOCUMENTS];
    struct rule_stage1_facts facts = { .reviews = reviews,
                                       .internal_audit_on = { 2026, 4, 20 },
                                       .internal_audit_sites = 1,
                                       .sites = 1,
                                       .management_review_on = { 2026, 5, 4 },
                                       .ended_on = { 2026, 5, 4 } };
    struct document d = { 0 };
    struct rule_faults faults;
    int n = 0;

    make_soa(&d, NULL, NULL);
    for (int i = 0; i < RULE_DOCUMENTS; i++)
        if (i != _i)
            reviews[n++] = (struct rule_document_review){ rule_documents[i].id, RULE_CONFORMING };
    rule_document_faults(reviews, n, &d.soa, &faults);
    ck_assert_int_eq(faults.count, asked);
    if (wanted->control != NULL) { /* the last one of the Statement */
        struct rule_soa_entry *of = entry(&d, wanted->control);
        const struct rule_soa_entry last = d.entries[d.soa.entry_count - 1];

        d.entries[d.soa.entry_count - 1] = *of;
        *of = last;
    }
    facts.soa = &d.soa;
    rule_document_faults(reviews, n, &d.soa, &faults);
    ck_assert_int_eq(faults.count, asked);
    if (asked)
        ck_assert_str_eq(faults.at[0].subject, wanted->id);
    facts.review_count = n + 1;
    for (int place = 0; place <= n; place += n) { /* the first review, then the last */
        reviews[n] = reviews[0];
        reviews[place] = (struct rule_document_review){ wanted->id, RULE_MISSING };
        rule_readiness_faults(&facts, &faults);
        ck_assert_int_eq(faults.count, asked);
        reviews[0] = reviews[place == 0 ? n : 0];
    }
    reviews[n] = (struct rule_document_review){ "D99", RULE_MISSING };
    rule_readiness_faults(&facts, &faults);
    ck_assert_int_eq(faults.count, asked); /* a document that nobody knows */
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_loop_test(tcase, every_document_is_missed, 0, RULE_DOCUMENTS);
    tcase_add_loop_test(tcase, every_control_is_missed, 0, RULE_CONTROLS);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "soa", run_soa },     { "coverage", run_coverage }, { "documents", run_documents },
        { "ready", run_ready }, { "start", run_start },       { NULL, NULL },
    };

    return cases_main("stage1", ops, properties);
}
