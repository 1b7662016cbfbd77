/* links: sw_crypto */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/sw_encode.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_jws.h"
#include "crypto/sw_sealed.h"

/* RFC 8037, appendix A: key, message and signature. */
#define SEED   "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
#define PUBLIC "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define INPUT  "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
#define SIGNATURE                                                                                  \
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"

static const unsigned char *
bytes(struct sw_arena *arena, const char *base64)
{
    size_t size = 0;
    const unsigned char *data = sw_base64url_decode(arena, base64, strlen(base64), &size);

    ck_assert_ptr_nonnull(data);
    return data;
}

START_TEST(rfc_8037_agrees)
{
    struct sw_arena *arena = sw_arena_new();
    unsigned char public_key[SW_ED25519_SIZE], signature[SW_ED25519_SIGNATURE];

    sw_ed25519_public(bytes(arena, SEED), public_key);
    ck_assert_str_eq(sw_base64url(arena, public_key, sizeof public_key), PUBLIC);
    sw_ed25519_sign(bytes(arena, SEED), INPUT, strlen(INPUT), signature);
    ck_assert_str_eq(sw_base64url(arena, signature, sizeof signature), SIGNATURE);
    ck_assert(sw_ed25519_verify(public_key, INPUT, strlen(INPUT), signature));
    ck_assert_str_eq(sw_jws_open(arena, INPUT "." SIGNATURE, public_key),
                     "Example of Ed25519 signing");
    sw_arena_free(arena);
}
END_TEST

static const struct sw_jws_header header = { .kid = "did:web:example.org#key-1-jwk",
                                             .typ = "vc+jwt",
                                             .cty = "vc" };

START_TEST(what_was_signed_opens)
{
    struct sw_arena *arena = sw_arena_new();
    const char *jws = sw_jws_sign(arena, &header, "{\"a\":1}", bytes(arena, SEED));
    const char *dot = strchr(jws, '.');
    size_t size;

    ck_assert_str_eq(
        (const char *) sw_base64url_decode(arena, jws, (size_t) (dot - jws), &size),
        "{\"alg\":\"EdDSA\",\"cty\":\"vc\",\"kid\":\"did:web:example.org#key-1-jwk\",\"typ\":"
        "\"vc+jwt\"}");
    ck_assert_str_eq(sw_jws_open(arena, jws, bytes(arena, PUBLIC)), "{\"a\":1}");
    sw_arena_free(arena);
}
END_TEST

START_TEST(no_changed_byte_opens)
{
    struct sw_arena *arena = sw_arena_new();
    const unsigned char *public_key = bytes(arena, PUBLIC);
    char *jws = sw_jws_sign(arena, &header, "{\"a\":1}", bytes(arena, SEED));

    for (char *c = jws; *c != '\0'; c++) {
        const char was = *c;

        *c = was == 'A' ? 'B' : 'A';
        ck_assert_msg(sw_jws_open(arena, jws, public_key) == NULL, "byte %d", (int) (c - jws));
        *c = was;
    }
    ck_assert_ptr_nonnull(sw_jws_open(arena, jws, public_key));
    ck_assert_ptr_null(sw_jws_open(arena, sw_printf(arena, "%sA", jws), public_key));
    ck_assert_ptr_null(sw_jws_open(arena, "", public_key));
    ck_assert_ptr_null(sw_jws_open(arena, "a.b", public_key));
    ck_assert_ptr_null(sw_jws_open(arena, "..", public_key));
    sw_arena_free(arena);
}
END_TEST

static const struct {
    const char *hex, *base58, *base64url;
} texts[] = {
    { "", "", "" },
    { "00", "1", "AA" },
    { "0000ff", "115Q", "AAD_" },
    { "61", "2g", "YQ" },
    { "626262", "a3gV", "YmJi" },
    { "516b6fcd0f", "ABnLTmg", "UWtvzQ8" },
    { "bf4f89001e670274dd", "3SEo3LWLoPntC", "v0-JAB5nAnTd" },
};

START_TEST(bytes_become_text)
{
    struct sw_arena *arena = sw_arena_new();
    const size_t n = strlen(texts[_i].hex) / 2;
    unsigned char *data = sw_alloc(arena, n + 1), *back;
    size_t size = 99;

    ck_assert(sw_unhex(texts[_i].hex, data, n));
    ck_assert_str_eq(sw_base58(arena, data, n), texts[_i].base58);
    ck_assert_str_eq(sw_base64url(arena, data, n), texts[_i].base64url);
    back = sw_base64url_decode(arena, texts[_i].base64url, strlen(texts[_i].base64url), &size);
    ck_assert_ptr_nonnull(back);
    ck_assert_uint_eq(size, n);
    ck_assert(memcmp(back, data, n) == 0);
    sw_arena_free(arena);
}
END_TEST

START_TEST(base64url_is_strict)
{
    static const char *const wrong[] = { "A", "AA==", "AA=", "A A", "AB", "A+", "A/", "AA\n" };
    struct sw_arena *arena = sw_arena_new();
    size_t size;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_msg(sw_base64url_decode(arena, wrong[i], strlen(wrong[i]), &size) == NULL, "%s",
                      wrong[i]);
    sw_arena_free(arena);
}
END_TEST

START_TEST(crockford_takes_bits_from_the_left)
{
    const unsigned char data[] = { 0x00, 0x44, 0x32, 0x14, 0xc7, 0xff, 0xff, 0xff };
    char text[14];

    sw_crockford(data, 8, text);
    ck_assert_str_eq(text, "01234567");
    sw_crockford(data, 12, text);
    ck_assert_str_eq(text, "01234567ZZZZ");
    sw_crockford(data, 0, text);
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(a_multikey_names_its_kind)
{
    struct sw_arena *arena = sw_arena_new();
    unsigned char key[32];

    /* The key of the W3C test vectors for eddsa-jcs-2022. */
    ck_assert(
        sw_unhex("b00d8d938e7f773d51565aad36a623f5344f7f5d1960f9cf3e8e12620ea2810f", key, 32));
    ck_assert_str_eq(sw_multikey_ed25519(arena, key),
                     "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
    sw_arena_free(arena);
}
END_TEST

START_TEST(sealed_bytes_open_for_their_owner_alone)
{
    static const unsigned char master[SW_MASTER_SIZE] = { 7 }, other[SW_MASTER_SIZE] = { 8 };
    const struct sw_seal seal = { master, "did:web:a", "key-1|vc" };
    const struct sw_seal wrong[] = { { other, "did:web:a", "key-1|vc" },
                                     { master, "did:web:b", "key-1|vc" },
                                     { master, "did:web:a", "key-2|vc" } };
    unsigned char sealed[4 + SW_SEAL_OVERHEAD], again[4 + SW_SEAL_OVERHEAD];
    struct sw_error err;
    char got[5] = "";

    sw_seal_close(&seal, "word", 4, sealed);
    sw_seal_close(&seal, "word", 4, again);
    ck_assert(memcmp(sealed, again, sizeof sealed) != 0);
    ck_assert_int_eq(sw_seal_open(&seal, sealed, sizeof sealed, got, &err), SW_OK);
    ck_assert_str_eq(got, "word");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_int_eq(sw_seal_open(&wrong[i], sealed, sizeof sealed, got, &err), SW_INTERNAL);
    for (size_t i = 0; i < sizeof sealed; i++) {
        sealed[i] ^= 1;
        ck_assert_int_eq(sw_seal_open(&seal, sealed, sizeof sealed, got, &err), SW_INTERNAL);
        sealed[i] ^= 1;
    }
    ck_assert_int_eq(sw_seal_open(&seal, sealed, SW_SEAL_OVERHEAD - 1, got, &err), SW_INTERNAL);
}
END_TEST

int
main(void)
{
    TCase *tc = tcase_create("jws");
    Suite *s = suite_create("jws");
    SRunner *runner = srunner_create(s);
    int failed;

    tcase_add_test(tc, rfc_8037_agrees);
    tcase_add_test(tc, what_was_signed_opens);
    tcase_add_test(tc, no_changed_byte_opens);
    tcase_add_loop_test(tc, bytes_become_text, 0, sizeof texts / sizeof texts[0]);
    tcase_add_test(tc, base64url_is_strict);
    tcase_add_test(tc, crockford_takes_bits_from_the_left);
    tcase_add_test(tc, a_multikey_names_its_kind);
    tcase_add_test(tc, sealed_bytes_open_for_their_owner_alone);
    suite_add_tcase(s, tc);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
