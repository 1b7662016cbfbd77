#include "upstream_parse.h"

#include <string.h>
#include <strings.h>

static bool
token_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

/* "HTTP/1.1 200 OK" */
static bool
parse_status(const char *line, int *ret_status)
{
    if (strncmp(line, "HTTP/1.1 ", 9) != 0 || strspn(line + 9, "0123456789") != 3 ||
        (line[12] != ' ' && line[12] != '\0'))
        return false;
    *ret_status = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
    return *ret_status >= 200 && *ret_status <= 599;
}

static bool
parse_length(const char *value, int64_t *ret_length)
{
    int64_t n = 0;

    if (*value == '\0' || strlen(value) > 15)
        return false;
    for (; *value != '\0'; value++) {
        if (*value < '0' || *value > '9')
            return false;
        n = n * 10 + (*value - '0');
    }
    *ret_length = n;
    return true;
}

static bool
parse_field(char *line, struct upstream_head *head)
{
    char *colon = line;
    char *value;

    while (token_char(*colon))
        colon++;
    if (colon == line || *colon != ':' || head->count == UPSTREAM_HEADERS_MAX)
        return false;
    *colon = '\0';
    value = colon + 1 + strspn(colon + 1, " \t");
    for (const char *c = value; *c != '\0'; c++)
        if (((unsigned char) *c < 0x20 && *c != '\t') || *c == 0x7f)
            return false;
    head->headers[head->count].name = line;
    head->headers[head->count++].value = value;
    return true;
}

/* What the fields mean for the message itself. */
static bool
frame(struct upstream_head *head)
{
    bool seen = false;

    head->keep_alive = true;
    for (int i = 0; i < head->count; i++) {
        const char *name = head->headers[i].name, *value = head->headers[i].value;

        if (strcasecmp(name, "Content-Length") == 0) {
            if (seen || !parse_length(value, &head->content_length))
                return false;
            seen = true;
        } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
            return false;
        } else if (strcasecmp(name, "Connection") == 0 && strcasecmp(value, "close") == 0) {
            head->keep_alive = false;
        }
    }
    if (head->status == 204 || head->status == 304)
        head->content_length = 0;
    else if (!seen)
        return false;
    return true;
}

enum upstream_parsed
upstream_parse(char *buffer, size_t size, struct upstream_head *ret_head)
{
    struct upstream_head head = { .status = 0 };
    char *end = memmem(buffer, size, "\r\n\r\n", 4);
    char *line = buffer;

    if (end == NULL)
        return UPSTREAM_MORE;
    head.size = (size_t) (end - buffer) + 4;
    if (memchr(buffer, '\0', head.size) != NULL)
        return UPSTREAM_BROKEN;
    end[2] = '\0'; /* keep the last line's own end */
    for (bool first = true; line < end + 2; first = false) {
        char *stop = strstr(line, "\r\n");

        if (stop == NULL)
            return UPSTREAM_BROKEN;
        *stop = '\0';
        if (first ? !parse_status(line, &head.status) : !parse_field(line, &head))
            return UPSTREAM_BROKEN;
        line = stop + 2;
    }
    if (!frame(&head))
        return UPSTREAM_BROKEN;
    *ret_head = head;
    return UPSTREAM_WHOLE;
}
