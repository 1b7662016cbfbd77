/* GET /v1/evidence/files/{evidence_id}/content: as a download, and on record who opened it. */
#include <string.h>

#include "evidence.h"
#include "evidence_sql.h"

/* The name for Content-Disposition: RFC 6266 with RFC 5987's encoding. */
static const char *
disposition(struct sw_arena *arena, const char *name)
{
    const char *out = "attachment; filename*=UTF-8''";

    for (; *name != '\0'; name++) {
        const unsigned char c = (unsigned char) *name;

        out = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      strchr("-._", c) != NULL
                  ? sw_printf(arena, "%s%c", out, c)
                  : sw_printf(arena, "%s%%%02X", out, c);
    }
    return out;
}

enum sw_code
evidence_file_content(struct sw_request *req, struct sw_error *err)
{
    const struct evidence_config *config = req->service->own_config;
    struct sw_rows row;
    enum sw_code code =
        sw_db_one(req->txn, &evidence_sql_file_open, SW_BIND(SW_UUID(req->path_id[0])), &row, err);

    if (code != SW_OK)
        return code;
    code = evidence_store_open(config->dir, &req->context.tenant, sw_rows_text(&row, 0, "sha256"),
                               &req->file, err);
    if (code != SW_OK)
        return code;
    req->file_size = (uint64_t) sw_rows_int(&row, 0, "size");
    req->file_type = "application/octet-stream";
    sw_reply_header_add(req, "Content-Disposition",
                        disposition(req->arena, sw_rows_text(&row, 0, "name")));
    return SW_OK;
}
