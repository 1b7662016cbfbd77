/* links: signer */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/sw_encode.h"
#include "signer.h"

#define DID "did:web:localhost%3A8443:cb:northstar"
#define PAYLOAD                                                                                    \
    "{\"credentialSubject\":{},\"issuer\":{\"id\":\"" DID "\"},\"type\":["                         \
    "\"VerifiableCredential\"]}"

static char folder[64];
static struct signer_config config;
static struct signer signer;
static struct sw_arena *arena;

static const char *
in_folder(const char *name)
{
    return sw_printf(arena, "%s/%s", folder, name);
}

static void
open_signer(void)
{
    struct sw_error err = { .code = SW_OK };

    ck_assert_msg(signer_open(&signer, &config, &err) == SW_OK, "%s", err.detail);
}

static void
setup(void)
{
    FILE *f;

    arena = sw_arena_new();
    (void) snprintf(folder, sizeof folder, "/tmp/sealwright-signer.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    config = (struct signer_config){ .run_dir = folder,
                                     .master_file = in_folder("master"),
                                     .key_dir = folder,
                                     .journal = in_folder("journal") };
    (void) umask(077);
    f = fopen(config.master_file, "we");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < 64; i++)
        (void) fputc('7', f);
    (void) fclose(f);
    open_signer();
}

static void
teardown(void)
{
    signer_close(&signer);
    ck_assert_int_eq(system(sw_printf(arena, "rm -rf %s", folder)), 0);
    sw_arena_free(arena);
}

static json_t *
ask(const char *op, const char *did, const char *request, const char *payload)
{
    json_t *line =
        json_pack("{ss ss* ss* ss*}", "op", op, "did", did, "request", request, "payload", payload);
    char *text = json_dumps(line, JSON_COMPACT);
    json_t *reply = json_loads(signer_answer(&signer, arena, text), 0, NULL);

    ck_assert_ptr_nonnull(reply);
    sw_own(arena, text, free);
    sw_own(arena, reply, signer_json_free);
    json_decref(line);
    return reply;
}

static const char *
member(const json_t *reply, const char *name)
{
    const char *text = json_string_value(json_object_get(reply, name));

    return text == NULL ? "" : text;
}

static const unsigned char *
public_key(const json_t *reply)
{
    const char *text = member(json_array_get(json_object_get(reply, "keys"), 0), "public");
    size_t n = 0;
    const unsigned char *key = sw_base64url_decode(arena, text, strlen(text), &n);

    ck_assert_uint_eq(n, SW_ED25519_SIZE);
    return key;
}

START_TEST(a_key_is_made_once)
{
    const json_t *none = ask("keys", DID, NULL, NULL), *first, *second;

    ck_assert_uint_eq(json_array_size(json_object_get(none, "keys")), 0);
    first = ask("key", DID, NULL, NULL);
    second = ask("key", DID, NULL, NULL);
    ck_assert_uint_eq(json_array_size(json_object_get(first, "keys")), 1);
    ck_assert(json_equal(first, second));
    ck_assert(!json_equal(first, ask("key", "did:web:localhost%3A8443:cb:other", NULL, NULL)));
}
END_TEST

START_TEST(what_it_signs_verifies)
{
    const unsigned char *key = public_key(ask("key", DID, NULL, NULL));
    const json_t *reply = ask("sign", DID, "a/1", PAYLOAD);

    ck_assert_str_eq(member(reply, "kid"), DID "#key-1-jwk");
    ck_assert_str_eq(sw_jws_open(arena, member(reply, "jwt"), key), PAYLOAD);
    ck_assert(json_is_false(json_object_get(reply, "recorded")));
}
END_TEST

START_TEST(the_same_request_gets_what_was_recorded)
{
    const char *other =
        "{\"credentialSubject\":{},\"issuer\":\"" DID "\",\"type\":[\"VerifiableCredential\"]}";
    const json_t *first, *second;

    (void) ask("key", DID, NULL, NULL);
    first = ask("sign", DID, "a/1", PAYLOAD);
    signer_close(&signer);
    open_signer();
    second = ask("sign", DID, "a/1", other);
    ck_assert_str_eq(member(first, "jwt"), member(second, "jwt"));
    ck_assert(json_is_true(json_object_get(second, "recorded")));
    ck_assert_str_ne(member(ask("sign", DID, "a/2", other), "jwt"), member(first, "jwt"));
    ck_assert_uint_eq(signer_journal_count(signer.journal), 2);
}
END_TEST

static const struct {
    const char *did, *request, *payload, *why;
} refused[] = {
    { "did:web:localhost%3A8443:cb:other", "a", PAYLOAD, "issued by another body" },
    { DID, "a", "[]", "no object" },
    { DID, "a", "{", "no JSON" },
    { DID, "a", "{\"issuer\":\"" DID "\"}", "no credential" },
    { DID, "a", " " PAYLOAD, "not canonical" },
    { DID, "a", NULL, "nothing to sign" },
    { DID, "", PAYLOAD, "no name of the request" },
    { DID, NULL, PAYLOAD, "no name of the request" },
    { "did:key:abc", "a", PAYLOAD, "another method" },
    { "did:web:", "a", PAYLOAD, "no host" },
    { "did:web:a/../b", "a", PAYLOAD, "a path" },
    { NULL, "a", PAYLOAD, "no issuer" },
};

START_TEST(it_refuses)
{
    const json_t *reply;

    (void) ask("key", DID, NULL, NULL);
    (void) ask("key", "did:web:localhost%3A8443:cb:other", NULL, NULL);
    reply = ask("sign", refused[_i].did, refused[_i].request, refused[_i].payload);
    ck_assert_msg(member(reply, "jwt")[0] == '\0' && member(reply, "error")[0] != '\0', "%s",
                  refused[_i].why);
    ck_assert_uint_eq(signer_journal_count(signer.journal), 0);
}
END_TEST

START_TEST(without_a_key_nothing_is_recorded)
{
    ck_assert_str_eq(member(ask("sign", DID, "a", PAYLOAD), "error"), "not-found");
    ck_assert_uint_eq(signer_journal_count(signer.journal), 0);
    ck_assert_str_eq(member(ask("other", DID, NULL, NULL), "error"), "input-invalid");
    ck_assert_ptr_nonnull(strstr(signer_answer(&signer, arena, "nonsense"), "body-malformed"));
}
END_TEST

/* Change the journal's bytes while nobody has it open. */
static void
edit_journal(size_t offset, const char *bytes, size_t size)
{
    const int fd = open(config.journal, O_WRONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq((int) pwrite(fd, bytes, size, (off_t) offset), (int) size);
    (void) close(fd);
}

static off_t
journal_size(void)
{
    struct stat st;

    ck_assert_int_eq(stat(config.journal, &st), 0);
    return st.st_size;
}

START_TEST(a_line_that_was_cut_is_not_signed)
{
    const json_t *reply;
    off_t whole;

    (void) ask("key", DID, NULL, NULL);
    (void) ask("sign", DID, "a", PAYLOAD);
    signer_close(&signer);
    whole = journal_size();
    edit_journal((size_t) whole, "{\"at\":\"2026", 11);
    open_signer();
    ck_assert_uint_eq(signer_journal_count(signer.journal), 1);
    ck_assert_int_eq((int) journal_size(), (int) whole);
    reply = ask("sign", DID, "b", PAYLOAD);
    ck_assert(json_is_false(json_object_get(reply, "recorded")));
}
END_TEST

START_TEST(a_changed_journal_is_not_opened)
{
    struct sw_error err = { .code = SW_OK };

    (void) ask("key", DID, NULL, NULL);
    (void) ask("sign", DID, "a", PAYLOAD);
    (void) ask("sign", DID, "b", PAYLOAD);
    signer_close(&signer);
    edit_journal(8, "1", 1);
    ck_assert_int_eq(signer_open(&signer, &config, &err), SW_INTERNAL);
    ck_assert_ptr_nonnull(strstr(err.detail, "was changed"));
    signer.journal = NULL;
}
END_TEST

START_TEST(one_signer_at_a_time)
{
    struct signer second = { .journal = NULL };
    struct sw_error err = { .code = SW_OK };

    ck_assert_int_eq(signer_open(&second, &config, &err), SW_INTERNAL);
}
END_TEST

START_TEST(keys_open_under_their_master_alone)
{
    (void) ask("key", DID, NULL, NULL);
    signer.keys.master[0] ^= 1;
    ck_assert_str_eq(member(ask("sign", DID, "a", PAYLOAD), "error"), "internal");
}
END_TEST

int
main(void)
{
    TCase *tc = tcase_create("signer");
    Suite *s = suite_create("signer");
    SRunner *runner = srunner_create(s);
    int failed;

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_key_is_made_once);
    tcase_add_test(tc, what_it_signs_verifies);
    tcase_add_test(tc, the_same_request_gets_what_was_recorded);
    tcase_add_loop_test(tc, it_refuses, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(tc, without_a_key_nothing_is_recorded);
    tcase_add_test(tc, a_line_that_was_cut_is_not_signed);
    tcase_add_test(tc, a_changed_journal_is_not_opened);
    tcase_add_test(tc, one_signer_at_a_time);
    tcase_add_test(tc, keys_open_under_their_master_alone);
    suite_add_tcase(s, tc);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
