#include "crypto/sw_mac.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "crypto/sw_hash.h"

static void
role_list(unsigned roles, char *ret_list, size_t size)
{
    size_t n = 0;

    ret_list[0] = '\0';
    for (unsigned bit = 1; bit != 0 && bit <= roles; bit <<= 1)
        if ((roles & bit) != 0 && n < size)
            n += (size_t) snprintf(ret_list + n, size - n, "%s%s", n == 0 ? "" : ",",
                                   sw_role_name((enum sw_role) bit));
}

static const char *
or_dash(const struct sw_uuid *uuid)
{
    return sw_uuid_is_none(uuid) ? "-" : uuid->text;
}

bool
sw_context_mint(const struct sw_context_claims *claims,
                const unsigned char key[SW_CONTEXT_KEY_SIZE], struct sw_context *ret_context)
{
    unsigned char mac[SW_SHA256_SIZE];
    char roles[160], text[SW_CONTEXT_MAX], hex[SW_SHA256_HEX];
    int n;

    role_list(claims->roles, roles, sizeof roles);
    n = snprintf(text, sizeof text, "1|%s|%s|%s|%s|%s|%s|%" PRId64, claims->key_id,
                 claims->tenant.text, or_dash(&claims->actor), or_dash(&claims->client), roles,
                 claims->audience, claims->expires_at);
    if (n < 0 || (size_t) n + SW_SHA256_HEX >= sizeof text)
        return false;
    sw_hmac_sha256(key, SW_CONTEXT_KEY_SIZE, text, (size_t) n, mac);
    sw_hex(mac, sizeof mac, hex);
    (void) snprintf(text + n, sizeof text - (size_t) n, "~%s", hex);
    return sw_context_parse(text, ret_context);
}

enum sw_code
sw_context_key_read(const char *path, unsigned char ret_key[SW_CONTEXT_KEY_SIZE],
                    struct sw_error *err)
{
    char text[80] = "";
    struct stat st;
    FILE *f = fopen(path, "re");
    size_t n;

    if (f == NULL)
        return SW_FAIL(err, SW_INTERNAL, "the key file %s cannot be opened", path);
    n = fread(text, 1, sizeof text - 1, f);
    if (fstat(fileno(f), &st) != 0)
        st.st_mode = 0777;
    (void) fclose(f);
    if ((st.st_mode & 077) != 0)
        return SW_FAIL(err, SW_INTERNAL, "the key file %s may be read by others than its owner",
                       path);
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        text[--n] = '\0';
    if (!sw_unhex(text, ret_key, SW_CONTEXT_KEY_SIZE))
        return SW_FAIL(err, SW_INTERNAL, "the key file %s does not hold 64 hexadecimal digits",
                       path);
    return SW_OK;
}
