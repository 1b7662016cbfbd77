/* links: sw_base sw_rules sw_crypto */
/* The compiled tables equal the files of schemas/catalogue, and what they count is right. */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rules/catalogue.h"
#include "rules/limits.h"
#include "rules/time_pack.h"

static const char *const testing_names[] = { "none", "possible", "recommended", NULL };
static const char *const stage_names[] = { "stage1", "stage1_sample", "stage1_gate", "stage2",
                                           NULL };

static json_t *
load(const char *name)
{
    char path[512];
    json_error_t error;
    json_t *root;

    (void) snprintf(path, sizeof path, "%s/schemas/catalogue/%s", SW_SOURCE_DIR, name);
    root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    ck_assert_msg(root != NULL, "%s:%d: %s", path, error.line, error.text);
    return root;
}

static const char *
text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static int
number(const json_t *object, const char *key)
{
    ck_assert_msg(json_is_integer(json_object_get(object, key)), "%s is no number", key);
    return (int) json_integer_value(json_object_get(object, key));
}

static bool
yes(const json_t *object, const char *key)
{
    ck_assert_msg(json_is_boolean(json_object_get(object, key)), "%s is not true or false", key);
    return json_is_true(json_object_get(object, key));
}

START_TEST(controls_equal_the_file)
{
    json_t *root = load("iso-27001-2022.json");
    const json_t *controls = json_object_get(root, "controls");
    static const char *const none[] = { "",       "A",      "A.",      "A.5",     "A.5.",
                                        "A.4.1",  "A.9.1",  "A.5.0",   "A.5.38",  "A.6.9",
                                        "A.7.15", "A.8.35", "A.8.999", "A.5.01",  "A.5.1 ",
                                        "B.5.1",  "A-5.1",  "A.5-1",   "A.5.1.1", "A.6.-8" };
    int themes[RULE_THEMES] = { 0 }, new_ones = 0;

    ck_assert_int_eq((int) json_array_size(controls), RULE_CONTROLS);
    for (int i = 0; i < RULE_CONTROLS; i++) {
        const json_t *c = json_array_get(controls, (size_t) i);
        const struct rule_control *r = &rule_controls[i];

        ck_assert_str_eq(text(c, "id"), r->id);
        ck_assert_str_eq(text(c, "title"), r->title);
        ck_assert_str_eq(text(c, "theme"), rule_theme_names[r->theme]);
        ck_assert_int_eq(yes(c, "new_in_2022"), r->new_in_2022);
        ck_assert_str_eq(text(c, "system_test"), testing_names[r->system_test]);
        ck_assert_str_eq(text(c, "visual_inspection"), testing_names[r->visual_inspection]);
        ck_assert_int_eq(rule_control_index(r->id), i);
        themes[r->theme]++;
        new_ones += r->new_in_2022;
    }
    ck_assert_int_eq(themes[RULE_ORGANIZATIONAL], 37);
    ck_assert_int_eq(themes[RULE_PEOPLE], 8);
    ck_assert_int_eq(themes[RULE_PHYSICAL], 14);
    ck_assert_int_eq(themes[RULE_TECHNOLOGICAL], 34);
    ck_assert_int_eq(new_ones, 11);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        ck_assert_int_eq(rule_control_index(none[i]), -1);
    json_decref(root);
}
END_TEST

START_TEST(clauses_equal_the_file)
{
    json_t *root = load("iso-27001-2022.json");
    const json_t *clauses = json_object_get(root, "clauses");
    int leaves = 0;

    ck_assert_int_eq((int) json_array_size(clauses), RULE_CLAUSES);
    for (int i = 0; i < RULE_CLAUSES; i++) {
        const json_t *c = json_array_get(clauses, (size_t) i);

        ck_assert_str_eq(text(c, "id"), rule_clauses[i].id);
        ck_assert_str_eq(text(c, "title"), rule_clauses[i].title);
        ck_assert_int_eq(yes(c, "auditable"), rule_clauses[i].auditable);
        ck_assert_int_eq(yes(c, "every_surveillance"), rule_clauses[i].every_surveillance);
        ck_assert_int_eq(rule_clause_index(rule_clauses[i].id), i);
        leaves += rule_clauses[i].auditable;
    }
    ck_assert_int_eq(leaves, 30);
    ck_assert_int_eq(rule_clause_index("11.1"), -1);
    json_decref(root);
}
END_TEST

START_TEST(documents_equal_the_file)
{
    json_t *root = load("iso-27001-2022.json");
    const json_t *documents = json_object_get(root, "documents");

    ck_assert_int_eq((int) json_array_size(documents), RULE_DOCUMENTS);
    for (int i = 0; i < RULE_DOCUMENTS; i++) {
        const json_t *d = json_array_get(documents, (size_t) i);
        const struct rule_document *r = &rule_documents[i];

        ck_assert_str_eq(text(d, "id"), r->id);
        ck_assert_int_eq(rule_document_index(r->id), i);
        ck_assert_str_eq(text(d, "clause"), r->clause);
        ck_assert_str_eq(text(d, "title"), r->title);
        ck_assert_str_eq(text(d, "kind"), r->record ? "record" : "document");
        ck_assert_str_eq(text(d, "stage"), stage_names[r->stage]);
        ck_assert_int_eq(yes(d, "if_any"), r->if_any);
        ck_assert_int_eq(json_is_null(json_object_get(d, "control")), r->control == NULL);
        ck_assert(r->control == NULL || rule_control_index(r->control) >= 0);
        ck_assert(rule_requirement_known(r->clause));
    }
    ck_assert_int_eq(rule_document_index("D99"), -1);
    json_decref(root);
}
END_TEST

/* In the order of the file: name, value, unit, clause; the file says more. */
START_TEST(limits_equal_the_file)
{
    static const struct {
        const char *name;
        int value;
        const char *unit, *clause;
    } compiled[] = {
#define RULE_LIMIT(name, value, unit, clause) { #name, value, unit, clause },
#include "rules/limits.def"
#undef RULE_LIMIT
    };
    json_t *root = load("limits.json");
    const json_t *limits = json_object_get(root, "limits");
    const size_t n = sizeof compiled / sizeof compiled[0];

    ck_assert_str_eq(text(root, "id"), RULE_LIMITS_ID);
    ck_assert_uint_eq(json_array_size(limits), n);
    for (size_t i = 0; i < n; i++) {
        const json_t *limit = json_array_get(limits, i);

        ck_assert_int_eq(strcasecmp(text(limit, "name"), compiled[i].name), 0);
        ck_assert_int_eq(number(limit, "value"), compiled[i].value);
        ck_assert_str_eq(text(limit, "unit"), compiled[i].unit);
        ck_assert_str_eq(text(limit, "clause"), compiled[i].clause);
    }
    json_decref(root);
}
END_TEST

static void
compare_bands(const json_t *root, const struct rule_time_pack *pack)
{
    const json_t *bands = json_object_get(root, "bands");

    ck_assert_int_eq((int) json_array_size(bands), pack->band_count);
    for (int i = 0; i < pack->band_count; i++) {
        const json_t *b = json_array_get(bands, (size_t) i);

        ck_assert_int_eq(number(b, "persons_up_to"), pack->bands[i].persons_up_to);
        ck_assert_int_eq(number(b, "half_days"), pack->bands[i].half_days);
    }
}

static void
compare_matrix(const json_t *root, const struct rule_time_pack *pack)
{
    const json_t *matrix = json_object_get(root, "matrix");

    ck_assert_int_eq((int) json_array_size(matrix), RULE_LEVELS * RULE_LEVELS);
    for (int i = 0; i < RULE_LEVELS * RULE_LEVELS; i++) {
        const json_t *m = json_array_get(matrix, (size_t) i);
        const int business = rule_word_index(rule_level_names, text(m, "business"));
        const int it = rule_word_index(rule_level_names, text(m, "it"));
        const struct rule_percent_range *r = &pack->matrix[business][it];

        ck_assert_int_eq(number(m, "low"), r->low);
        ck_assert_int_eq(number(m, "high"), r->high);
        ck_assert_int_eq(r->proposal, abs(r->low) < abs(r->high) ? r->low : r->high);
    }
}

static void
compare_clauses(const json_t *root, const struct rule_time_pack *pack)
{
    const json_t *clauses = json_object_get(root, "clauses");

    ck_assert_str_eq(text(clauses, "table"), pack->clause.table);
    ck_assert_str_eq(text(clauses, "persons"), pack->clause.persons);
    ck_assert_str_eq(text(clauses, "factors"), pack->clause.factors);
    ck_assert_str_eq(text(clauses, "floor"), pack->clause.floor);
    ck_assert_str_eq(text(clauses, "direct"), pack->clause.direct);
    ck_assert_str_eq(text(clauses, "surveillance"), pack->clause.surveillance);
    ck_assert_str_eq(text(clauses, "recertification"), pack->clause.recertification);
    ck_assert_str_eq(text(clauses, "sites"), pack->clause.sites);
    ck_assert_str_eq(text(clauses, "matrix"), pack->clause.matrix);
}

static const char *const pack_files[] = { "time-27006-1-2024.json", "time-27006-2015.json" };

START_TEST(time_packs_equal_the_files)
{
    json_t *root = load(pack_files[_i]);
    const struct rule_time_pack *pack = rule_time_pack_find(text(root, "id"));

    ck_assert_ptr_nonnull(pack);
    ck_assert_ptr_eq(pack, rule_time_pack_at(_i));
    ck_assert_str_eq(text(root, "document"), pack->document);
    ck_assert_int_eq(number(root, "version"), pack->version);
    ck_assert_int_eq(number(root, "beyond_half_days"), pack->beyond_half_days);
    ck_assert_int_eq(number(root, "floor_percent"), pack->floor_percent);
    ck_assert_int_eq(number(root, "direct_percent"), pack->direct_percent);
    ck_assert_int_eq(number(root, "site_floor_percent"), pack->site_floor_percent);
    ck_assert_int_eq(number(json_object_get(root, "scores"), "medium"), pack->score_medium);
    ck_assert_int_eq(number(json_object_get(root, "scores"), "high"), pack->score_high);
    compare_bands(root, pack);
    compare_matrix(root, pack);
    compare_clauses(root, pack);
    json_decref(root);
}
END_TEST

START_TEST(packs_are_found_by_id)
{
    ck_assert_ptr_nonnull(rule_time_pack_find(RULE_TIME_PACK_CURRENT));
    ck_assert_ptr_null(rule_time_pack_find("27006:2011"));
    ck_assert_ptr_null(rule_time_pack_find(NULL));
    ck_assert_ptr_null(rule_time_pack_at(2));
    ck_assert_ptr_null(rule_time_pack_at(-1));
}
END_TEST

START_TEST(requirements_are_known)
{
    static const char *const known[] = { "4",      "4.1",   "6.1.3 d", "6.1.3 a", "6.1.3 z",
                                         "A.8.13", "9.2.2", "9.2",     "10.2 f",  "4 a" };
    static const char *const unknown[] = {
        "",         " ",       " a",      "11.1",    "A.8.35", "6.1.3 D", "6.1.3d",
        "A.8.13 a", "6.1.3 {", "6.1.3 `", "6.1.3-d", "11 a",   "4.1 a b", "an unbounded text a"
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        ck_assert_msg(rule_requirement_known(known[i]), "%s", known[i]);
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        ck_assert_msg(!rule_requirement_known(unknown[i]), "%s", unknown[i]);
}
END_TEST

START_TEST(sectors_are_39)
{
    json_t *root = load("sectors.json");
    const json_t *sectors = json_object_get(root, "sectors");

    ck_assert_int_eq((int) json_array_size(sectors), 39);
    for (int i = 0; i < 39; i++)
        ck_assert_int_eq(number(json_array_get(sectors, (size_t) i), "code"), i + 1);
    json_decref(root);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *tcase = tcase_create("files");
    SRunner *runner;
    int failed;

    tcase_add_test(tcase, controls_equal_the_file);
    tcase_add_test(tcase, clauses_equal_the_file);
    tcase_add_test(tcase, documents_equal_the_file);
    tcase_add_test(tcase, limits_equal_the_file);
    tcase_add_loop_test(tcase, time_packs_equal_the_files, 0, 2);
    tcase_add_test(tcase, packs_are_found_by_id);
    tcase_add_test(tcase, requirements_are_known);
    tcase_add_test(tcase, sectors_are_39);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
