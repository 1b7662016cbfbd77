/* GET /v1/certificates/issued/{certificate_id}: a certificate, and until when its records are
 * kept. */
#include "certificates.h"
#include "certificates_sql.h"
#include "judge/sw_judge.h"
#include "rules/cycle.h"
#include "service/sw_body_settings.h"

enum sw_code
certificates_issued_read(struct sw_request *req, struct sw_error *err)
{
    struct sw_date expires_on = SW_DATE_NONE;
    struct rule_settings settings;
    json_t *certificate;
    const char *text;
    enum sw_code code = sw_db_json(req->txn, &certificates_sql_issued_one,
                                   SW_BIND(SW_UUID(req->path_id[0])), &text, err);

    if (code == SW_OK)
        code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK)
        return code;
    certificate = sw_judge_parse(req->arena, text);
    text = json_string_value(json_object_get(certificate, "expires_on"));
    if (text == NULL || !sw_date_parse(text, &expires_on))
        return SW_FAIL(err, SW_INTERNAL, "a certificate without an expiry");
    (void) json_object_set_new(certificate, "records_until",
                               json_string(RULE_DATE(rule_retention_until(expires_on, &settings))));
    req->reply = sw_judge_text(req->arena, certificate);
    return SW_OK;
}
