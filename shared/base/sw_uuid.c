#include "base/sw_uuid.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool
sw_uuid_valid(const char *text, size_t n)
{
    if (n != 36)
        return false;
    for (size_t i = 0; i < 36; i++) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? text[i] != '-' : !isxdigit((unsigned char) text[i]))
            return false;
    }
    return true;
}

bool
sw_uuid_parse(const char *text, struct sw_uuid *ret_uuid)
{
    if (text == NULL || !sw_uuid_valid(text, strlen(text)))
        return false;
    for (size_t i = 0; i < 36; i++)
        ret_uuid->text[i] = (char) tolower((unsigned char) text[i]);
    ret_uuid->text[36] = '\0';
    return true;
}

struct sw_uuid
sw_uuid_v7(uint64_t unix_ms, const unsigned char random[10])
{
    struct sw_uuid u;
    unsigned char b[16];

    for (size_t i = 0; i < 6; i++)
        b[i] = (unsigned char) (unix_ms >> (40 - 8 * i));
    memcpy(b + 6, random, 10);
    b[6] = (unsigned char) ((b[6] & 0x0f) | 0x70);
    b[8] = (unsigned char) ((b[8] & 0x3f) | 0x80);
    (void) snprintf(u.text, sizeof u.text,
                    "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0],
                    b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12],
                    b[13], b[14], b[15]);
    return u;
}

bool
sw_uuid_is_none(const struct sw_uuid *uuid)
{
    return uuid->text[0] == '\0';
}

bool
sw_uuid_equal(const struct sw_uuid *a, const struct sw_uuid *b)
{
    return strcmp(a->text, b->text) == 0;
}
