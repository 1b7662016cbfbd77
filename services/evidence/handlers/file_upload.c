/* POST /v1/evidence/requests/{request_id}/files: the body goes to disk and into the hash as it
 * arrives; only when all of it is sealed does the record appear, with a receipt. */
#include <string.h>

#include "evidence.h"
#include "evidence_sql.h"

#define MAX_BYTES (10ULL * 1024 * 1024 * 1024)

static const struct evidence_config *
config(const struct sw_request *req)
{
    return req->service->own_config;
}

static enum sw_code
upload_open(struct sw_request *req, int64_t size, struct sw_error *err)
{
    struct evidence_incoming *file;
    const char *state;
    enum sw_code code =
        sw_db_read(req->service->db, req->context.token, req->arena, &evidence_sql_request_open,
                   SW_BIND(SW_UUID(req->path_id[0])), &state, err);

    if (code == SW_OK)
        code = evidence_store_begin(config(req)->dir, size, req->arena, &file, err);
    if (code == SW_OK)
        req->upload = file;
    return code;
}

static enum sw_code
upload_write(struct sw_request *req, const void *data, size_t size, struct sw_error *err)
{
    return evidence_store_write(req->upload, data, size, err);
}

static void
upload_abandon(struct sw_request *req)
{
    evidence_store_abandon(req->upload);
}

const struct sw_upload evidence_upload = {
    .max_bytes = MAX_BYTES,
    .open = upload_open,
    .write = upload_write,
    .abandon = upload_abandon,
};

/* A name is shown and downloaded, never used as a path. */
static bool
name_good(const char *name)
{
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strpbrk(name, "/\\") == NULL;
}

enum sw_code
evidence_file_seal(struct sw_request *req, struct sw_error *err)
{
    const struct evidence_upload_query *in = req->query;
    struct evidence_incoming *file = req->upload;
    enum sw_code code;

    if (in->name == NULL || !name_good(in->name))
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "name",
                             "name must be a file name without path");
    if (file == NULL || file->size == 0)
        return SW_FAIL(err, SW_BODY_MALFORMED, "the file is empty");
    code = evidence_store_seal(config(req)->dir, &req->context.tenant, file, in->sha256, err);
    if (code != SW_OK)
        return code;
    /* What the same Idempotency-Key must come with again. */
    req->body_json = sw_printf(req->arena, "{\"sha256\":\"%s\",\"size\":%llu}", file->sha256,
                               (unsigned long long) file->size);
    return SW_OK;
}

enum sw_code
evidence_file_record(struct sw_request *req, struct sw_error *err)
{
    const struct evidence_upload_query *in = req->query;
    const struct evidence_incoming *file = req->upload;

    return sw_db_json(req->txn, &evidence_sql_file_receive,
                      SW_BIND(SW_UUID(req->path_id[0]), SW_TEXT(in->name),
                              SW_TEXT(in->type != NULL ? in->type : "application/octet-stream"),
                              SW_INT((int64_t) file->size), SW_TEXT(file->sha256)),
                      &req->reply, err);
}
