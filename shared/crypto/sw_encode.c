#include "crypto/sw_encode.h"

#include <sodium.h>
#include <string.h>

char *
sw_base64url(struct sw_arena *arena, const void *data, size_t size)
{
    const size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = sw_alloc(arena, room);

    return sodium_bin2base64(text, room, data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

unsigned char *
sw_base64url_decode(struct sw_arena *arena, const char *text, size_t length, size_t *ret_size)
{
    unsigned char *data = sw_alloc(arena, length / 4 * 3 + 4);
    size_t size = 0;
    const char *end = NULL;

    if (sodium_base642bin(data, length / 4 * 3 + 3, text, length, NULL, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text + length)
        return NULL;
    data[size] = '\0';
    *ret_size = size;
    return data;
}

/* Long division of the number by 58, a byte of input at a time; digits come lowest first. */
char *
sw_base58(struct sw_arena *arena, const void *data, size_t size)
{
    static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    const unsigned char *bytes = data;
    unsigned char *digits = sw_alloc(arena, size * 138 / 100 + 2);
    size_t zeros = 0, count = 0;
    char *text;

    while (zeros < size && bytes[zeros] == 0)
        zeros++;
    for (size_t i = zeros; i < size; i++) {
        unsigned carry = bytes[i];

        for (size_t j = 0; j < count || carry != 0; j++) {
            carry += 256U * digits[j];
            digits[j] = (unsigned char) (carry % 58);
            carry /= 58;
            if (j == count)
                count++;
        }
    }
    text = sw_alloc(arena, zeros + count + 1);
    memset(text, '1', zeros);
    for (size_t i = 0; i < count; i++)
        text[zeros + i] = alphabet[digits[count - 1 - i]];
    return text;
}

void
sw_crockford(const void *data, size_t digits, char *ret_text)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const unsigned char *bytes = data;

    for (size_t i = 0; i < digits; i++) {
        unsigned value = 0;

        for (size_t bit = 5 * i; bit < 5 * i + 5; bit++)
            value = value << 1 | ((unsigned) bytes[bit / 8] >> (7 - bit % 8) & 1U);
        ret_text[i] = alphabet[value];
    }
    ret_text[digits] = '\0';
}

char *
sw_multikey_ed25519(struct sw_arena *arena, const unsigned char key[32])
{
    unsigned char prefixed[34] = { 0xed, 0x01 };

    memcpy(prefixed + 2, key, 32);
    return sw_printf(arena, "z%s", sw_base58(arena, prefixed, sizeof prefixed));
}
