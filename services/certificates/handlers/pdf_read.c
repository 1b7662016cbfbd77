/* GET /v1/certificates/issued/{certificate_id}/pdf: the newest document, from memory. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "certificates.h"
#include "certificates_sql.h"
#include "crypto/sw_hash.h"

enum sw_code
certificates_pdf_read(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows row;
    unsigned char *pdf;
    size_t size;
    const char *hex;
    const enum sw_code code =
        sw_db_one(req->txn, &certificates_sql_pdf, SW_BIND(SW_UUID(req->path_id[0])), &row, err);

    if (code != SW_OK)
        return code;
    hex = sw_rows_text(&row, 0, "pdf");
    size = strlen(hex) / 2;
    pdf = sw_alloc(req->arena, size + 1);
    req->file = memfd_create("certificate", MFD_CLOEXEC);
    if (req->file < 0 || !sw_unhex(hex, pdf, size) || write(req->file, pdf, size) != (ssize_t) size)
        return SW_FAIL(err, SW_INTERNAL, "the document cannot be handed over");
    req->file_size = size;
    req->file_type = "application/pdf";
    sw_reply_header_add(
        req, "Content-Disposition",
        sw_printf(req->arena, "attachment; filename=\"%s.pdf\"", sw_rows_text(&row, 0, "number")));
    return SW_OK;
}
