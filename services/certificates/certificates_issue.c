/* The job that turns a granted certificate into documents.
 *
 * Every step may be repeated: building reads, the signer hands back what it recorded for the same
 * certificate and revision, the paper is the same for the same credential, and the last step is one
 * transaction that only the first to come gets through.  So it does not matter where it is killed.
 */
#include <stdlib.h>
#include <string.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_encode.h"
#include "crypto/sw_hash.h"
#include "crypto/sw_jcs.h"
#include "crypto/sw_jws.h"

#define FIRST_REVISION 1

struct issue {
    const struct sw_service *service;
    struct sw_uuid certificate_id;
    const char *slug, *did, *public_id, *signed_by;
    const char *draft;            /* the credential as built */
    const char *jwt, *credential; /* as signed */
    char digest[SW_SHA256_HEX];   /* of it */
    char check[CERTIFICATES_CHECK + 1];
    const unsigned char *pdf;
    size_t pdf_size;
};

static void
json_free(void *value)
{
    json_decref(value);
}

/* The credential of a certificate that waits for it. */
static enum sw_code
build(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct sw_arena *arena = sw_txn_arena(txn);
    struct issue *w = ctx;
    struct sw_rows row;
    json_t *credential;
    enum sw_code code = sw_db_one(txn, &certificates_sql_body, SW_BIND_NONE, &row, err);

    if (code != SW_OK)
        return code;
    w->slug = sw_rows_text(&row, 0, "slug");
    w->did = certificates_did(arena, w->service->config.origin, w->slug);
    code = sw_db_one(
        txn, &certificates_sql_credential,
        SW_BIND(SW_UUID(w->certificate_id), SW_TEXT(w->service->config.origin), SW_TEXT(w->did)),
        &row, err);
    if (code != SW_OK)
        return code;
    w->public_id = sw_rows_text(&row, 0, "public_id");
    w->signed_by = sw_rows_text(&row, 0, "signed_by");
    credential = json_loads(sw_rows_text(&row, 0, "credential"), 0, NULL);
    if (credential == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the credential is no JSON");
    sw_own(arena, credential, json_free);
    return sw_jcs(arena, credential, &w->draft, err);
}

static enum sw_code
sign(struct issue *w, struct sw_arena *arena, struct sw_error *err)
{
    json_t *question = json_pack("{ss ss ss ss}", "op", "sign", "did", w->did, "request",
                                 sw_printf(arena, "%s/%d", w->certificate_id.text, FIRST_REVISION),
                                 "payload", w->draft);
    unsigned char hash[SW_SHA256_SIZE];
    json_t *answer = NULL;
    const enum sw_code code = certificates_signer_ask(w->service, arena, question, &answer, err);

    json_decref(question);
    if (code != SW_OK)
        return code;
    w->jwt = json_string_value(json_object_get(answer, "jwt"));
    /* Not the draft: an earlier run may have had another one signed. */
    w->credential = w->jwt == NULL ? NULL : sw_jws_payload(arena, w->jwt);
    if (w->credential == NULL)
        return SW_FAIL(err, SW_UPSTREAM_FAILED, "the signer's answer holds no credential");
    sw_sha256(w->credential, strlen(w->credential), hash);
    sw_hex(hash, sizeof hash, w->digest);
    sw_crockford(hash, CERTIFICATES_CHECK, w->check);
    return SW_OK;
}

static enum sw_code
print(struct issue *w, struct sw_arena *arena, struct sw_error *err)
{
    json_t *credential = json_loads(w->credential, 0, NULL);
    const json_t *subject = json_object_get(credential, "credentialSubject");
    const char *decided = json_string_value(json_object_get(subject, "certificationDecisionDate"));
    const struct certificates_paper paper = {
        .credential = credential,
        .signed_by = w->signed_by != NULL ? w->signed_by : "",
        .digest = w->digest,
        .check_digits = w->check,
        .public_id = w->public_id,
        .origin = w->service->config.origin,
        .made_on = sw_printf(arena, "%sT00:00:00Z", decided != NULL ? decided : ""),
    };
    const enum sw_code code = certificates_pdf(arena, &paper, &w->pdf, &w->pdf_size, err);

    json_decref(credential);
    return code;
}

/* Everything at once: version, state, register, trail, message. */
static enum sw_code
store(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    struct sw_arena *arena = sw_txn_arena(txn);
    const struct issue *w = ctx;
    char *hex = sw_alloc(arena, 2 * w->pdf_size + 1), pdf_hash[SW_SHA256_HEX];
    struct sw_rows row;
    enum sw_code code = sw_db_rows(txn, &certificates_sql_issue_lock,
                                   SW_BIND(SW_UUID(w->certificate_id)), &row, err);

    if (code != SW_OK || row.count == 0)
        return code;
    sw_hex(w->pdf, w->pdf_size, hex);
    sw_sha256_hex(w->pdf, w->pdf_size, pdf_hash);
    code = sw_db_exec(txn, &certificates_sql_version_insert,
                      SW_BIND(SW_UUID(w->certificate_id), SW_INT(FIRST_REVISION),
                              SW_TEXT(w->credential), SW_TEXT(w->digest), SW_TEXT(w->check),
                              SW_TEXT(w->jwt), SW_TEXT(hex), SW_TEXT(pdf_hash)),
                      err);
    if (code == SW_OK)
        code = sw_db_exec(txn, &certificates_sql_status_issued, SW_BIND(SW_UUID(w->certificate_id)),
                          err);
    if (code == SW_OK)
        code = sw_db_exec(txn, &certificates_sql_register_insert,
                          SW_BIND(SW_UUID(w->certificate_id)), err);
    if (code == SW_OK)
        code = sw_db_exec(txn, &certificates_sql_issue_tell,
                          SW_BIND(SW_UUID(w->certificate_id), SW_TEXT(w->service->config.origin)),
                          err);
    if (code == SW_OK)
        code = sw_trail_add(
            txn, "certificate.issued", &w->certificate_id,
            sw_printf(arena, "{\"revision\":%d,\"digest\":\"%s\"}", FIRST_REVISION, w->digest),
            err);
    return code;
}

static enum sw_code
issue_one(struct issue *w, const struct sw_context *context, struct sw_arena *arena,
          struct sw_error *err)
{
    struct sw_db *db = w->service->db;
    enum sw_code code = sw_db_run(db, context->token, arena, SW_TXN_READ, build, w, err);

    if (code == SW_OK)
        code = sign(w, arena, err);
    if (code == SW_OK)
        code = print(w, arena, err);
    if (code == SW_OK)
        code = sw_db_run(db, context->token, arena, SW_TXN_WRITE, store, w, err);
    return code;
}

static enum sw_code
find(struct sw_txn *txn, void *ctx, struct sw_error *err)
{
    return sw_db_rows(txn, &certificates_sql_to_issue, SW_BIND_NONE, ctx, err);
}

/* One that cannot be issued does not hold up the others; the first error is the job's. */
enum sw_code
certificates_issue(struct sw_service *service, const struct sw_context *context,
                   struct sw_arena *arena, bool *ret_more, struct sw_error *err)
{
    struct sw_rows rows = { .count = 0 };
    bool again = false;
    enum sw_code code =
        sw_db_run(service->db, context->token, arena, SW_TXN_READ, find, &rows, err);

    *ret_more = false;
    if (code == SW_OK && rows.count > 0)
        code = certificates_keys_publish(service, context, arena, &again, err);
    if (code != SW_OK)
        return code;
    for (int i = 0; i < rows.count; i++) {
        struct issue w = { .service = service,
                           .certificate_id = sw_rows_uuid(&rows, i, "certificate_id") };
        struct sw_error why = { .code = SW_OK };

        if (issue_one(&w, context, arena, &why) != SW_OK && code == SW_OK) {
            *err = why;
            code = why.code;
        }
    }
    *ret_more = code == SW_OK && rows.count > 0;
    return code;
}
