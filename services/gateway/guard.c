#include "guard.h"

#include <string.h>
#include <strings.h>

#define REFUSE(err, ...) SW_FAIL((err), SW_REQUEST_REFUSED, __VA_ARGS__)

static bool
is_token(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char) s[i] <= 0x20 || (unsigned char) s[i] >= 0x7f ||
            strchr("()<>@,;:\\\"/[]?={}", s[i]) != NULL)
            return false;
    return n > 0;
}

static int
hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
        return (c | 0x20) - 'a' + 10;
    return -1;
}

/* Methods that some route of ours has; all others are answered here. */
static enum sw_code
check_line(const struct guard_head *head, struct sw_error *err)
{
    static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };
    bool known = false;

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        known = known || strcmp(head->method, methods[i]) == 0;
    if (!known)
        return REFUSE(err, "the method is not one of GET, HEAD, POST, PUT, PATCH and DELETE");
    if (strcmp(head->version, "HTTP/1.1") != 0 && strcmp(head->version, "HTTP/1.0") != 0)
        return REFUSE(err, "the version of HTTP is neither 1.1 nor 1.0");
    return SW_OK;
}

/* One byte of a path, decoded; false when it could be read as something else by another program. */
static bool
path_byte(const char **at, char *ret_byte)
{
    const char *s = *at;

    *ret_byte = *s;
    *at = s + 1;
    if (*s != '%')
        return true;
    if (hex(s[1]) < 0 || hex(s[2]) < 0)
        return false;
    *ret_byte = (char) (hex(s[1]) * 16 + hex(s[2]));
    *at = s + 3;
    return (unsigned char) *ret_byte >= 0x20 && *ret_byte != 0x7f && *ret_byte != '/' &&
           *ret_byte != '\\';
}

/* No "." or ".." between slashes, whichever way they are written. */
static bool
path_is_plain(const char *target)
{
    const char *at = target;
    size_t dots = 0, others = 0;
    char c;

    while (*at != '\0' && *at != '?') {
        if (!path_byte(&at, &c))
            return false;
        if (c == '/') {
            if (others == 0 && (dots == 1 || dots == 2))
                return false;
            dots = others = 0;
        } else if (c == '.') {
            dots++;
        } else {
            others++;
        }
    }
    return others > 0 || (dots != 1 && dots != 2);
}

static enum sw_code
check_target(const char *target, struct sw_error *err)
{
    if (target[0] != '/' || target[1] == '/')
        return REFUSE(err, "the target must be a path of this site");
    if (strlen(target) > GUARD_TARGET_MAX)
        return REFUSE(err, "the target is longer than %d bytes", GUARD_TARGET_MAX);
    for (const char *s = target; *s != '\0'; s++) {
        if ((unsigned char) *s <= 0x20 || (unsigned char) *s >= 0x7f || strchr("\\#\"<>", *s))
            return REFUSE(err, "the target holds a character that must be percent-encoded");
        if (*s == '%' && (hex(s[1]) < 0 || hex(s[2]) < 0))
            return REFUSE(err, "the target holds a percent sign without two hexadecimal digits");
    }
    if (!path_is_plain(target))
        return REFUSE(err, "the path can be read in more than one way");
    return SW_OK;
}

static enum sw_code
check_header(const struct guard_header *h, struct sw_error *err)
{
    if (!is_token(h->name, h->name_size) || h->value == NULL)
        return REFUSE(err, "a header has a malformed name");
    for (size_t i = 0; i < h->value_size; i++) {
        const unsigned char c = (unsigned char) h->value[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return REFUSE(err, "the value of a header holds a control character");
    }
    return SW_OK;
}

static bool
named(const struct guard_header *h, const char *name)
{
    return h->name_size == strlen(name) && strncasecmp(h->name, name, h->name_size) == 0;
}

static bool
value_is(const struct guard_header *h, const char *value)
{
    return h->value_size == strlen(value) && strncasecmp(h->value, value, h->value_size) == 0;
}

static enum sw_code
read_length(const struct guard_header *h, int64_t *ret_length, struct sw_error *err)
{
    int64_t length = 0;

    if (h->value_size == 0 || h->value_size > 15)
        return REFUSE(err, "the Content-Length is not a number");
    for (size_t i = 0; i < h->value_size; i++) {
        if (h->value[i] < '0' || h->value[i] > '9')
            return REFUSE(err, "the Content-Length is not a number");
        length = length * 10 + (h->value[i] - '0');
    }
    *ret_length = length;
    return SW_OK;
}

static bool
host_is_plain(const struct guard_header *h)
{
    for (size_t i = 0; i < h->value_size; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]",
                   h->value[i]) == NULL)
            return false;
    return h->value_size > 0;
}

struct counts {
    int hosts, lengths, codings;
};

static enum sw_code
read_header(const struct guard_header *h, struct counts *n, struct guard_facts *facts,
            struct sw_error *err)
{
    const enum sw_code code = check_header(h, err);

    if (code != SW_OK)
        return code;
    if (named(h, "host")) {
        n->hosts++;
        if (!host_is_plain(h))
            return REFUSE(err, "the Host is malformed");
    } else if (named(h, "content-length")) {
        n->lengths++;
        return read_length(h, &facts->content_length, err);
    } else if (named(h, "transfer-encoding")) {
        n->codings++;
        facts->chunked = true;
        if (!value_is(h, "chunked"))
            return REFUSE(err, "the only Transfer-Encoding taken here is chunked");
    } else if (named(h, "expect") && !value_is(h, "100-continue")) {
        return REFUSE(err, "the expectation is not 100-continue");
    }
    return SW_OK;
}

enum sw_code
guard_check(const struct guard_head *head, struct guard_facts *ret_facts, struct sw_error *err)
{
    struct guard_facts facts = { .content_length = -1 };
    struct counts n = { 0, 0, 0 };
    size_t bytes = 0;
    enum sw_code code = check_line(head, err);

    if (code == SW_OK)
        code = check_target(head->target, err);
    if (code == SW_OK && head->count > GUARD_HEADERS_MAX)
        code =
            SW_FAIL(err, SW_HEADERS_TOO_LARGE, "there are more than %d headers", GUARD_HEADERS_MAX);
    for (size_t i = 0; code == SW_OK && i < head->count; i++) {
        bytes += head->headers[i].name_size + head->headers[i].value_size;
        code = read_header(&head->headers[i], &n, &facts, err);
    }
    if (code != SW_OK)
        return code;
    if (bytes > GUARD_HEADER_BYTES_MAX)
        return SW_FAIL(err, SW_HEADERS_TOO_LARGE, "the headers are larger than %d bytes",
                       GUARD_HEADER_BYTES_MAX);
    if (n.hosts != 1)
        return REFUSE(err, "there must be exactly one Host");
    if (n.lengths + n.codings > 1)
        return REFUSE(err, "the length of the body is stated more than once");
    if (facts.chunked && strcmp(head->version, "HTTP/1.1") != 0)
        return REFUSE(err, "a chunked body needs HTTP/1.1");
    *ret_facts = facts;
    return SW_OK;
}
