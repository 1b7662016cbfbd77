/* Standard Webhooks: id, timestamp and body are signed together; the id is that of the outbox row,
 * so that a receiver knows a repetition. */
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/sw_clock.h"
#include "client/sw_client.h"
#include "courier.h"
#include "crypto/sw_hash.h"

/* The key behind "whsec_<base64>". */
static int
secret_bytes(const char *secret, unsigned char *ret_key, size_t room)
{
    const char *base64 = strncmp(secret, "whsec_", 6) == 0 ? secret + 6 : secret;
    const size_t n = strlen(base64);
    int size;

    if (n % 4 != 0 || n / 4 * 3 > room)
        return -1;
    size = EVP_DecodeBlock(ret_key, (const unsigned char *) base64, (int) n);
    if (size > 0 && n > 0 && base64[n - 1] == '=')
        size -= n > 1 && base64[n - 2] == '=' ? 2 : 1;
    return size;
}

enum sw_code
courier_post(const struct courier_config *config, const struct courier_event *event,
             const char *url, const char *secret, struct sw_arena *arena, struct sw_error *err)
{
    const char *stamp = sw_printf(arena, "%lld", (long long) (sw_clock_unix_ms() / 1000));
    const char *body = sw_printf(arena, "{\"type\":\"%s\",\"timestamp\":%lld,\"data\":%s}",
                                 event->name, (long long) event->created, event->payload);
    const char *signed_text = sw_printf(arena, "%s.%s.%s", event->id.text, stamp, body);
    unsigned char key[96], mac[SW_SHA256_SIZE], text[64];
    const int key_size = secret_bytes(secret, key, sizeof key);
    struct sw_client_reply reply;
    enum sw_code code;

    if (key_size <= 0)
        return SW_FAIL(err, SW_INTERNAL, "the secret of a webhook cannot be read");
    sw_hmac_sha256(key, (size_t) key_size, signed_text, strlen(signed_text), mac);
    (void) EVP_EncodeBlock(text, mac, sizeof mac);
    const char *const headers[] = {
        "Content-Type: application/json",
        sw_printf(arena, "webhook-id: %s", event->id.text),
        sw_printf(arena, "webhook-timestamp: %s", stamp),
        sw_printf(arena, "webhook-signature: v1,%s", (const char *) text),
        NULL,
    };
    code = sw_client_send(&(struct sw_client_request){ .method = "POST",
                                                       .url = url,
                                                       .headers = headers,
                                                       .body = body,
                                                       .body_size = strlen(body),
                                                       .deadline_ms = (int) config->deadline_ms,
                                                       .reply_max = 65536,
                                                       .public_only = !config->webhook_private },
                          arena, &reply, err);
    if (code == SW_OK && (reply.status < 200 || reply.status > 299))
        return SW_FAIL(err, SW_UPSTREAM_FAILED, "%s answered %ld", url, reply.status);
    return code;
}
