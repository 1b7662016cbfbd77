/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/site_sample.h"

#define SITES_MAX 64

static const unsigned char seed[] = "sealwright seed";

static enum rule_sample_kind
kind_of(struct case_line *c)
{
    const int kind = rule_word_index(rule_sample_kind_names, case_text(c, "kind"));

    ck_assert_int_ge(kind, 0);
    return (enum rule_sample_kind) kind;
}

static void
run_size(struct case_line *c)
{
    const struct rule_sample_size_in in = {
        .kind = kind_of(c),
        .sites = case_int(c, "sites"),
        .all_sites = case_yes(c, "all"),
        .effective = case_yes(c, "effective"),
        .effective_reason = case_text(c, "reason") == NULL ? "no major in the cycle" : NULL,
    };
    struct rule_sample_size got = { 0 };
    struct sw_error err = { 0 };

    if (case_expect_code(c, rule_sample_size(&in, &got, &err), &err)) {
        case_expect_int(c, "visit", got.visit);
        case_expect_int(c, "random", got.random_minimum);
    }
}

/* "id:group:marks" into a site; @p text is cut up and kept. */
static struct rule_sample_site
site_of(const char *word, bool *ret_planned, char (*ret_id)[16], char (*ret_group)[16])
{
    struct rule_sample_site site = { 0 };
    char marks[16] = "";

    ck_assert_int_ge(sscanf(word, "%15[^:]:%15[^:]:%15s", *ret_id, *ret_group, marks), 2);
    site.id = *ret_id;
    site.group = strcmp(*ret_group, "-") == 0 ? NULL : *ret_group;
    site.central = strchr(marks, 'c') != NULL;
    site.significant_risk = strchr(marks, 'r') != NULL;
    site.visited = strchr(marks, 'v') != NULL;
    site.wanted = strpbrk(marks, "wd") != NULL;
    *ret_planned = strchr(marks, 'p') != NULL;
    return site;
}

static struct rule_sample_site case_sites[SITES_MAX];
static bool case_planned[SITES_MAX];
static char case_ids[SITES_MAX][16], case_groups[SITES_MAX][16];

static struct rule_sample_in
sample_in(struct case_line *c)
{
    const char *words[SITES_MAX];
    struct rule_sample_in in = { .kind = kind_of(c), .sites = case_sites, .seed = seed };

    in.extension = case_yes(c, "extension");
    in.effective = case_yes(c, "effective");
    in.effective_reason = case_text(c, "reason");
    in.seed_size = case_text(c, "seed") == NULL ? sizeof seed - 1 : 7;
    in.site_count = case_words(c, "sites", words, SITES_MAX);
    for (int i = 0; i < in.site_count; i++)
        case_sites[i] = site_of(words[i], &case_planned[i], &case_ids[i], &case_groups[i]);
    return in;
}

/* Are the ids between commas in the expected value all picked? */
static void
expect_included(struct case_line *c, const struct rule_sample_in *in,
                const struct rule_sample_mark *marks)
{
    for (int f = 0; f < CASE_FIELDS_MAX && c->expected[f].key != NULL; f++) {
        if (strcmp(c->expected[f].key, "includes") != 0)
            continue;
        c->expected[f].used = true;
        for (int i = 0; i < in->site_count; i++)
            if (rule_words_have(c->expected[f].value, in->sites[i].id))
                ck_assert_msg(marks[i].why != RULE_NOT_PICKED, "%s: %s is not picked", c->why,
                              in->sites[i].id);
    }
}

static int
count_why(const struct rule_sample_in *in, const struct rule_sample_mark *marks, int why)
{
    int count = 0;

    for (int i = 0; i < in->site_count; i++)
        count += marks[i].why == (enum rule_sample_why) why;
    return count;
}

static void
run_draw(struct case_line *c)
{
    const struct rule_sample_in in = sample_in(c);
    struct rule_sample_mark marks[SITES_MAX];
    struct rule_sample got = { 0 };
    struct sw_error err = { 0 };

    if (case_expect_code(c, rule_sample_draw(&in, &got, marks, &err), &err)) {
        case_expect_int(c, "picked", got.picked);
        case_expect_yes(c, "central", got.central);
        case_expect_int(c, "groups", got.group_count);
        case_expect_int(c, "visit", got.groups[0].size.visit);
        case_expect_int(c, "tenths", got.groups[0].size.coefficient_tenths);
        for (int w = 0; w < RULE_SAMPLE_WHYS; w++)
            if (w != RULE_PICKED_CENTRAL) /* yes or no, above */
                case_expect_int(c, rule_sample_why_names[w], count_why(&in, marks, w));
        expect_included(c, &in, marks);
    }
}

static void
run_check(struct case_line *c)
{
    const struct rule_sample_in in = sample_in(c);
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_sample_check(&in, case_planned, &err), &err);
}

static void
run_kept(struct case_line *c)
{
    const struct rule_sample_in in = sample_in(c);
    const bool drawn = case_text(c, "drawn") == NULL || case_yes(c, "drawn");
    bool random[SITES_MAX];
    struct sw_error err = { 0 };

    for (int i = 0; i < in.site_count; i++)
        random[i] = in.sites[i].wanted;
    (void) case_expect_code(
        c, rule_sample_random_kept(&in, drawn ? random : NULL, case_planned, &err), &err);
}

static void
run_eligible(struct case_line *c)
{
    const struct rule_sample_eligibility in = {
        .one_system = case_yes(c, "system"),
        .central_has_authority = case_yes(c, "authority"),
        .central_review = case_yes(c, "review"),
        .internal_audit_all = case_yes(c, "internal"),
        .central_collects = case_yes(c, "collects"),
        .all_linked = case_yes(c, "linked"),
    };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_sample_eligible(&in, &err), &err);
}

static void
run_removal(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_site_removal(case_int(c, "open"), &err), &err);
}

/* From 1 to 5000 sites a sample never shrinks, never exceeds the sites, and is the smallest that is
 * enough. */
START_TEST(samples_grow_with_sites)
{
    static const int tenths[] = { 10, 6, 10, 8 };
    const bool effective = _i == 3;
    int before = 0;

    for (int sites = 1; sites <= RULE_SAMPLE_MAX_SITES; sites++) {
        const struct rule_sample_size_in in = { .kind = effective ? RULE_SAMPLE_RECERTIFICATION
                                                                  : (enum rule_sample_kind) _i,
                                                .sites = sites,
                                                .effective = effective,
                                                .effective_reason = "property" };
        struct rule_sample_size s;
        struct sw_error err;

        ck_assert_int_eq(rule_sample_size(&in, &s, &err), SW_OK);
        ck_assert(s.visit >= before && s.visit <= sites);
        ck_assert_int_ge(100 * s.visit * s.visit, tenths[_i] * tenths[_i] * sites);
        ck_assert(s.visit == 1 ||
                  100 * (s.visit - 1) * (s.visit - 1) < tenths[_i] * tenths[_i] * sites);
        ck_assert_int_ge(4 * s.random_minimum, s.visit);
        before = s.visit;
    }
}
END_TEST

/* A hundred sites in two groups with risks, as UUID-like ids. */
static struct rule_sample_site many[101];
static char many_ids[101][20];

static struct rule_sample_in
make_many(const unsigned char *with_seed)
{
    many[0] = (struct rule_sample_site){ .id = "central", .central = true };
    for (int i = 1; i <= 100; i++) {
        (void) snprintf(many_ids[i], sizeof many_ids[i], "site-%03d", i);
        many[i] = (struct rule_sample_site){ .id = many_ids[i],
                                             .group = i % 3 == 0 ? "shops" : "offices",
                                             .significant_risk = i % 25 == 0 };
    }
    return (struct rule_sample_in){ .kind = RULE_SAMPLE_INITIAL,
                                    .seed = with_seed,
                                    .seed_size = 16,
                                    .sites = many,
                                    .site_count = 101 };
}

/* Whatever the seed: enough sites, enough at random, all risks, the central function. */
START_TEST(every_seed_draws_enough)
{
    unsigned char any[16] = { 0 };

    for (int n = 0; n < 500; n++) {
        struct rule_sample_mark marks[101];
        struct rule_sample s;
        struct sw_error err;
        struct rule_sample_in in;
        int picked = 0, random = 0;

        any[n % 16] = (unsigned char) (n * 37 + 11);
        in = make_many(any);
        ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
        for (int i = 0; i < 101; i++) {
            picked += marks[i].why != RULE_NOT_PICKED;
            random += marks[i].why == RULE_PICKED_RANDOM;
            ck_assert(!many[i].significant_risk || marks[i].why != RULE_NOT_PICKED);
        }
        ck_assert_int_eq(picked, s.picked);
        ck_assert_int_eq(marks[0].why, RULE_PICKED_CENTRAL);
        ck_assert_int_eq(s.group_count, 2);
        for (int g = 0; g < 2; g++)
            ck_assert(s.groups[g].picked >= s.groups[g].size.visit &&
                      s.groups[g].random >= s.groups[g].size.random_minimum);
        ck_assert_int_eq(random, s.groups[0].random + s.groups[1].random);
    }
}
END_TEST

/* The same seed gives the same sites, in whatever order they come. */
START_TEST(the_order_of_sites_has_no_effect)
{
    struct rule_sample_in in = make_many(seed);
    struct rule_sample_site turned[101];
    struct rule_sample_mark a[101], b[101];
    struct rule_sample s;
    struct sw_error err;

    in.seed_size = sizeof seed - 1;
    ck_assert_int_eq(rule_sample_draw(&in, &s, a, &err), SW_OK);
    for (int i = 0; i < 101; i++)
        turned[i] = many[(i * 7 + 3) % 101];
    in.sites = turned;
    ck_assert_int_eq(rule_sample_draw(&in, &s, b, &err), SW_OK);
    for (int i = 0; i < 101; i++)
        ck_assert_int_eq(b[i].why, a[(i * 7 + 3) % 101].why);
}
END_TEST

/* Over many seeds each site of a group is drawn about as often as the others: no favourites. */
START_TEST(the_draw_has_no_favourites)
{
    int drawn[101] = { 0 };

    for (int n = 0; n < 4000; n++) {
        unsigned char any[16] = { (unsigned char) n, (unsigned char) (n >> 8), 77 };
        struct rule_sample_in in = make_many(any);
        struct rule_sample_mark marks[101];
        struct rule_sample s;
        struct sw_error err;

        ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
        for (int i = 1; i < 101; i++)
            drawn[i] += marks[i].why == RULE_PICKED_RANDOM;
    }
    /* 3 of 67 offices and 2 of 33 shops: 179 and 242 expected. */
    for (int i = 1; i < 101; i++)
        ck_assert_msg(drawn[i] > 120 && drawn[i] < 320, "site %d was drawn %d times", i, drawn[i]);
}
END_TEST

/* Numbers another program has to find, computed by one. */
START_TEST(tickets_are_as_documented)
{
    ck_assert(rule_sample_ticket((const unsigned char *) "12345678", 8, "site-001") ==
              UINT64_C(1181246671863739474));
    ck_assert(rule_sample_ticket(seed, sizeof seed - 1, "") == UINT64_C(6548050258637342315));
}
END_TEST

/* As many sites and groups as there may be, and one more; a seed of eight bytes, and one less. */
START_TEST(draws_have_limits)
{
    static struct rule_sample_site sites[RULE_SAMPLE_MAX_SITES + 1];
    static char ids[RULE_SAMPLE_MAX_SITES + 1][16], groups[RULE_SAMPLE_GROUPS_MAX + 1][16];
    static struct rule_sample_mark marks[RULE_SAMPLE_MAX_SITES + 1];
    struct rule_sample_in in = { .kind = RULE_SAMPLE_INITIAL,
                                 .extension = true,
                                 .seed = seed,
                                 .seed_size = 8,
                                 .sites = sites,
                                 .site_count = RULE_SAMPLE_MAX_SITES };
    struct rule_sample s;
    struct sw_error err = { 0 };

    for (int g = 0; g <= RULE_SAMPLE_GROUPS_MAX; g++)
        (void) snprintf(groups[g], sizeof groups[g], "g%d", g);
    for (int i = 0; i <= RULE_SAMPLE_MAX_SITES; i++) {
        (void) snprintf(ids[i], sizeof ids[i], "s%d", i);
        sites[i] = (struct rule_sample_site){ .id = ids[i], .group = "shops" };
    }
    ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
    ck_assert_int_eq(s.picked, 71);
    in.seed_size = 7;
    ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_RULE_REFUSED);
    in.seed_size = 8;
    for (int i = 0; i < 2; i++) {
        in.site_count = i == 0 ? RULE_SAMPLE_MAX_SITES + 1 : 0;
        ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_INPUT_INVALID);
        ck_assert_str_eq(err.field, "sites");
    }
    in.site_count = RULE_SAMPLE_GROUPS_MAX;
    for (int i = 0; i <= RULE_SAMPLE_GROUPS_MAX; i++)
        sites[i].group = groups[i];
    ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
    ck_assert_int_eq(s.group_count, RULE_SAMPLE_GROUPS_MAX);
    in.site_count = RULE_SAMPLE_GROUPS_MAX + 1;
    ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_INPUT_INVALID);
    ck_assert_str_eq(err.detail, "At most 32 groups of sites");
}
END_TEST

/* The steps at the top of site_sample.h, over sites of every kind: at random are those with the
 * lowest tickets, whether visited or not; the rest prefers sites not visited, by their tickets. */
START_TEST(picks_follow_the_tickets)
{
    struct rule_sample_in in = make_many(seed);
    struct rule_sample_mark marks[101];
    struct rule_sample s;
    struct sw_error err;

    in.kind = RULE_SAMPLE_SURVEILLANCE;
    for (int i = 1; i <= 100; i++) {
        many[i].significant_risk = false;
        many[i].visited = i % 2 == 0;
    }
    ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
    for (int a = 1; a <= 100; a++)
        for (int b = 1; b <= 100; b++) {
            if (strcmp(many[a].group, many[b].group) != 0 || marks[a].ticket >= marks[b].ticket)
                continue;
            ck_assert(marks[b].why != RULE_PICKED_RANDOM || marks[a].why == RULE_PICKED_RANDOM);
            ck_assert(many[a].visited || marks[b].why != RULE_PICKED_JUDGEMENT ||
                      marks[a].why != RULE_NOT_PICKED);
        }
    for (int i = 1; i <= 100; i++)
        ck_assert(marks[i].why != RULE_PICKED_JUDGEMENT || !many[i].visited);
    ck_assert_int_gt(s.groups[0].picked, s.groups[0].random);
}
END_TEST

/* Whichever site stands first in the list: it is drawn by its ticket, and its risk is seen. */
START_TEST(the_first_site_is_one_of_all)
{
    struct rule_sample_in in = make_many(seed);
    struct rule_sample_site turned[100];
    struct rule_sample_mark marks[100];
    struct rule_sample s;
    struct sw_error err;

    in.extension = true;
    in.sites = turned;
    in.site_count = 100;
    for (int first = 0; first < 100; first++) {
        for (int i = 0; i < 100; i++) {
            turned[i] = many[1 + (first + i) % 100];
            turned[i].significant_risk = i == 0;
        }
        ck_assert_int_eq(rule_sample_draw(&in, &s, marks, &err), SW_OK);
        ck_assert(marks[0].why == RULE_PICKED_RANDOM || marks[0].why == RULE_PICKED_RISK);
        for (int i = 1; i < 100; i++)
            if (strcmp(turned[0].group, turned[i].group) == 0 &&
                marks[i].why == RULE_PICKED_RANDOM && marks[0].ticket < marks[i].ticket)
                ck_assert_int_eq(marks[0].why, RULE_PICKED_RANDOM);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_loop_test(tcase, samples_grow_with_sites, 0, 4);
    tcase_add_test(tcase, every_seed_draws_enough);
    tcase_add_test(tcase, the_order_of_sites_has_no_effect);
    tcase_add_test(tcase, the_draw_has_no_favourites);
    tcase_add_test(tcase, tickets_are_as_documented);
    tcase_add_test(tcase, draws_have_limits);
    tcase_add_test(tcase, picks_follow_the_tickets);
    tcase_add_test(tcase, the_first_site_is_one_of_all);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "size", run_size },
        { "draw", run_draw },
        { "check", run_check },
        { "eligible", run_eligible },
        { "removal", run_removal },
        { "kept", run_kept },
        { NULL, NULL },
    };

    return cases_main("site_sample", ops, properties);
}
