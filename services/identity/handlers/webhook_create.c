/* POST /v1/identity/webhooks: where events go; the secret that signs them is shown once. */
#include <sodium.h>
#include <string.h>

#include "identity.h"
#include "identity_sql.h"

enum sw_code
identity_webhook_create(struct sw_request *req, struct sw_error *err)
{
    const struct identity_webhook_in *in = req->body;
    unsigned char random[32];
    char base64[64];

    if (strncmp(in->url, "https://", 8) != 0 && strncmp(in->url, "http://", 7) != 0)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/url", "url must begin with https://");
    randombytes_buf(random, sizeof random);
    (void) sodium_bin2base64(base64, sizeof base64, random, sizeof random,
                             sodium_base64_VARIANT_ORIGINAL);
    return sw_db_json(req->txn, &identity_sql_webhook_insert,
                      SW_BIND(SW_TEXT(in->url), SW_TEXT(in->events.json),
                              SW_TEXT(sw_printf(req->arena, "whsec_%s", base64))),
                      &req->reply, err);
}
