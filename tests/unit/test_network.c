/* links: sw_base sw_rules */
#include <stdio.h>
#include <string.h>

#include "cases.h"
#include "rules/network.h"

/* "2,6,42" */
static void
expect_list(struct case_line *c, const char *key, const int *numbers, int count)
{
    char text[64] = "";

    for (int i = 0; i < count; i++)
        (void) snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", i == 0 ? "" : ",",
                        numbers[i]);
    case_expect_text(c, key, text);
}

static void
run_tiers(struct case_line *c)
{
    int sites[16], visits[16], randoms[16], all = 0;
    struct rule_sample_size sizes[RULE_TIERS_MAX];
    struct rule_tiers_in in = { .sites = sites };
    struct sw_error err = { 0 };

    in.kind = (enum rule_sample_kind) rule_word_index(rule_sample_kind_names, case_text(c, "kind"));
    in.effective = case_yes(c, "effective");
    in.effective_reason = case_text(c, "reason");
    in.tier_count = case_ints(c, "sites", sites, 16);
    if (!case_expect_code(c, rule_sample_tiers(&in, sizes, &all, &err), &err))
        return;
    for (int i = 0; i < in.tier_count; i++) {
        visits[i] = sizes[i].visit;
        randoms[i] = sizes[i].random_minimum;
    }
    expect_list(c, "visit", visits, in.tier_count);
    expect_list(c, "random", randoms, in.tier_count);
    case_expect_int(c, "all", all);
}

static void
run_join(struct case_line *c)
{
    struct sw_error err = { 0 };

    (void) case_expect_code(
        c, rule_sites_join(case_int(c, "joining"), case_int(c, "audited"), &err), &err);
}

static void
run_spread(struct case_line *c)
{
    const struct rule_spread in = { .examined = case_yes(c, "examined"),
                                    .others_affected = case_yes(c, "others"),
                                    .corrected_everywhere = case_yes(c, "corrected"),
                                    .justification = case_text(c, "justification") };
    struct sw_error err = { 0 };

    (void) case_expect_code(c, rule_spread(&in, &err), &err);
}

static void
run_end(struct case_line *c)
{
    const struct rule_network in = { .central_fails = case_yes(c, "central"),
                                     .sites = case_int(c, "sites"),
                                     .failing = case_int(c, "failing"),
                                     .failing_removed = case_int(c, "removed") };

    case_expect_text(c, "is", rule_network_end_names[rule_network_end(&in)]);
}

/* From 1 to 5000 sites: a level alone is what rule_sample_size() says, and one more for the head
 * office; to join as many are needed. */
START_TEST(a_level_is_a_sample)
{
    for (int x = 1; x <= RULE_SAMPLE_MAX_SITES; x++) {
        const struct rule_tiers_in in = { .sites = &x, .tier_count = 1 };
        struct rule_sample_size size, one;
        struct sw_error err = { 0 };
        int all = 0;

        ck_assert(rule_sample_tiers(&in, &size, &all, &err) == SW_OK);
        ck_assert(rule_sample_size(&(struct rule_sample_size_in){ .sites = x }, &one, &err) ==
                  SW_OK);
        ck_assert_int_eq(size.visit, one.visit);
        ck_assert_int_eq(all, one.visit + 1);
        ck_assert(rule_sites_join(x, one.visit, &err) == SW_OK);
        ck_assert(rule_sites_join(x, one.visit - 1, &err) == SW_RULE_REFUSED);
    }
}
END_TEST

static void
properties(TCase *tcase)
{
    tcase_add_test(tcase, a_level_is_a_sample);
}

int
main(void)
{
    static const struct case_op ops[] = {
        { "tiers", run_tiers }, { "join", run_join }, { "spread", run_spread },
        { "end", run_end },     { NULL, NULL },
    };

    return cases_main("network", ops, properties);
}
