/* sw_uuid.h - identifiers.  RFC 9562, lower case, 36 characters; "" stands for none. */
#ifndef SW_UUID_H
#define SW_UUID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sw_uuid {
    char text[37];
};

/* True when the @n bytes at @text are a UUID in its 36-character form, any case. */
bool sw_uuid_valid(const char *text, size_t n);

/* Copy a valid UUID in lower case; false and untouched when it is none. */
bool sw_uuid_parse(const char *text, struct sw_uuid *ret_uuid);

/* A version 7 UUID: @p unix_ms in its first 48 bits, the ten @p random bytes in the rest. */
struct sw_uuid sw_uuid_v7(uint64_t unix_ms, const unsigned char random[10]);

bool sw_uuid_is_none(const struct sw_uuid *uuid);
bool sw_uuid_equal(const struct sw_uuid *a, const struct sw_uuid *b);

#endif
