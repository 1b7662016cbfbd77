/* links: certificates */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "certificates.h"
#include "crypto/sw_hash.h"

#define DIGEST "9f2c4a7be1d05c63a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718"
#define LINK   "https://localhost:8443/c/7K3M9QXT2V8D"
#define CODE   "HTTPS://LOCALHOST:8443/C/7K3M9QXT2V8D/KWP4MYZ1T1E66"

static const char credential_start[] =
    "{\"issuer\":{\"name\":\"Northstar Certification GmbH\",\"address\":{\"streetAddress\":"
    "\"Musterallee 5\",\"addressLocality\":\"Berlin\",\"addressCountry\":\"DE\"},\"accreditation\":"
    "{\"accreditationNumber\":\"D-ZM-99999-01-00\",\"accreditationBody\":{\"name\":\"Example "
    "Accreditation Service\",\"acronym\":\"EAS\"}}},\"credentialSubject\":{\"certificateNumber\":"
    "\"NORTHSTAR-2026-00417\",\"standard\":[{\"designation\":\"ISO/IEC 27001:2022\"}],"
    "\"statementOfApplicability\":{\"version\":\"4.2\",\"date\":\"2026-01-15\"},"
    "\"initialCertificationDate\":\"2023-03-14\",\"certificationDecisionDate\":\"2026-02-27\","
    "\"effectiveDate\":\"2026-03-02\",\"expiryDate\":\"2029-03-13\",\"certifiedOrganization\":"
    "{\"name\":\"Z\xc3\xbcrich \xc5\x81\xc3\xb3"
    "d\xc5\xba Datenr\xc3\xa4ume AG\",\"address\":{"
    "\"streetAddress\":\"Bahnhofstrasse 1\",\"postalCode\":\"8001\",\"addressLocality\":"
    "\"Z\xc3\xbcrich\",\"addressCountry\":\"CH\"}},\"scopeStatement\":[{\"value\":\"%s\"}],"
    "\"sites\":[%s]}}";
static const char scope[] =
    "Design, operation and support of managed cloud hosting, payment processing and "
    "data-protection services, including the supporting software-engineering and "
    "security-operations functions.";

static const char *const places[] = {
    "Z\xc3\xbcrich",
    ("\xc5\x81\xc3\xb3"
     "d\xc5\xba"),
    "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1",
    "\xd0\x9a\xd0\xb8\xd1\x97\xd0\xb2",
    "\xd8\xa7\xd9\x84\xd8\xb1\xd9\x8a\xd8\xa7\xd8\xb6",
};
static const char *const countries[] = { "CH", "PL", "GR", "UA", "SA" };

static const char *
site_list(struct sw_arena *arena, int count)
{
    const char *list = "";

    for (int i = 0; i < count; i++)
        list =
            sw_printf(arena,
                      "%s%s{\"siteId\":\"S%d\",\"name\":\"Site in %s\",\"role\":\"%s\","
                      "\"activities\":\"%s\",\"address\":{\"addressLocality\":\"%s\","
                      "\"addressCountry\":\"%s\"}}",
                      list, i > 0 ? "," : "", i + 1, places[i % 5], i == 0 ? "headOffice" : "site",
                      i % 3 == 0 ? "Head office; governance of the management system, security "
                                   "operations, software engineering and support for customers"
                                 : "Hosting operations",
                      places[i % 5], countries[i % 5]);
    return list;
}

static void
make(struct sw_arena *arena, int sites, const char *says, const unsigned char **ret_pdf,
     size_t *ret_size)
{
    struct sw_error err = { .code = SW_OK };
    json_t *credential =
        json_loads(sw_printf(arena, credential_start, says, site_list(arena, sites)), 0, NULL);
    const struct certificates_paper paper = {
        .credential = credential,
        .signed_by = "Dr. Ana N\xc3\xba\xc3\xb1"
                     "ez",
        .digest = DIGEST,
        .check_digits = "KWP4MYZ1T1E66",
        .public_id = "7K3M9QXT2V8D",
        .origin = "https://localhost:8443",
        .made_on = "2026-02-27T00:00:00Z",
    };

    ck_assert_ptr_nonnull(credential);
    ck_assert_msg(certificates_pdf(arena, &paper, ret_pdf, ret_size, &err) == SW_OK, "%s",
                  err.detail);
    json_decref(credential);
}

static const char *
save(struct sw_arena *arena, const unsigned char *pdf, size_t size, const char *folder)
{
    const char *path = sw_printf(arena, "%s/paper.pdf", folder);
    FILE *f = fopen(path, "we");

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(pdf, 1, size, f), size);
    ck_assert_int_eq(fclose(f), 0);
    return path;
}

static const char *
output_of(struct sw_arena *arena, const char *command)
{
    char *text = sw_alloc(arena, 65536);
    FILE *f = popen(command, "re");

    ck_assert_ptr_nonnull(f);
    text[fread(text, 1, 65535, f)] = '\0';
    (void) pclose(f);
    return text;
}

START_TEST(the_same_credential_gives_the_same_bytes)
{
    struct sw_arena *arena = sw_arena_new();
    const unsigned char *first = NULL, *second = NULL;
    size_t first_size = 0, second_size = 0;

    make(arena, 9, scope, &first, &first_size);
    sleep(1);
    make(arena, 9, scope, &second, &second_size);
    ck_assert_uint_eq(first_size, second_size);
    ck_assert(memcmp(first, second, first_size) == 0);
    ck_assert(memcmp(first, "%PDF-1.5", 8) == 0);
    sw_arena_free(arena);
}
END_TEST

static const struct {
    int sites;
    const char *pages, *why;
} papers[] = {
    { 1, "1", "a single site needs no annex" },
    { 9, "2", "the sites of the demo fit on one page" },
    { 120, "", "an annex of several pages" },
};

START_TEST(readers_get_what_it_says)
{
    struct sw_arena *arena = sw_arena_new();
    char folder[] = "/tmp/sealwright-paper.XXXXXX";
    const unsigned char *pdf = NULL;
    size_t size = 0;
    const char *path, *text;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    make(arena, papers[_i].sites, scope, &pdf, &size);
    path = save(arena, pdf, size,
                getenv("SEALWRIGHT_PAPER_DIR") ? getenv("SEALWRIGHT_PAPER_DIR") : folder);
    text = output_of(arena, sw_printf(arena, "pdfinfo %s | sed -n 's/^Pages: *//p'", path));
    ck_assert_msg(strncmp(text, papers[_i].pages, strlen(papers[_i].pages)) == 0, "%s: %s",
                  papers[_i].why, text);
    text = output_of(arena, sw_printf(arena, "pdfinfo %s | grep -E '^(Tagged|Title):'", path));
    ck_assert_msg(strstr(text, "yes") != NULL, "tagged: %s", text);
    ck_assert_ptr_nonnull(strstr(text, "NORTHSTAR-2026-00417"));
    text = output_of(arena, sw_printf(arena, "pdftotext -l 1 %s -", path));
    ck_assert_ptr_nonnull(strstr(text, "INFORMATION SECURITY MANAGEMENT SYSTEM"));
    ck_assert_ptr_nonnull(strstr(text, "ISO/IEC 27001:2022"));
    ck_assert_ptr_nonnull(strstr(text, "Z\xc3\xbcrich \xc5\x81\xc3\xb3"
                                       "d\xc5\xba Datenr\xc3\xa4ume AG"));
    ck_assert_ptr_nonnull(strstr(text, "13 March 2029"));
    text = output_of(arena,
                     sw_printf(arena, "pdffonts %s | tail -n +3 | awk '$(NF-4) != \"yes\"'", path));
    ck_assert_msg(text[0] == '\0', "a font is not embedded: %s", text);
    ck_assert_int_eq(
        system(sw_printf(arena, "pdftoppm -r 100 -png -singlefile -f 1 -l 1 %s %s/page", path,
                         folder)),
        0);
    text = output_of(arena, sw_printf(arena, "zbarimg -q --raw %s/page.png", folder));
    ck_assert_str_eq(text, CODE "\n");
    ck_assert_int_eq(system(sw_printf(arena, "rm -rf %s", folder)), 0);
    sw_arena_free(arena);
}
END_TEST

START_TEST(a_long_scope_gets_smaller_type)
{
    struct sw_arena *arena = sw_arena_new();
    char *words = sw_alloc(arena, 1201);
    const unsigned char *pdf = NULL;
    size_t size = 0;

    for (int i = 0; i < 1200; i++)
        words[i] = i % 9 == 8 ? ' ' : 'w';
    make(arena, 1, words, &pdf, &size);
    ck_assert_uint_gt(size, 1000);
    sw_arena_free(arena);
}
END_TEST

int
main(void)
{
    TCase *tc = tcase_create("paper");
    Suite *s = suite_create("paper");
    SRunner *runner = srunner_create(s);
    int failed;

    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, the_same_credential_gives_the_same_bytes);
    tcase_add_loop_test(tc, readers_get_what_it_says, 0, sizeof papers / sizeof papers[0]);
    tcase_add_test(tc, a_long_scope_gets_smaller_type);
    suite_add_tcase(s, tc);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
