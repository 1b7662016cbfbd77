#include "upstream_parser.h"

#include <string.h>
#include <strings.h>

enum chunk_state {
    CHUNK_SIZE,
    CHUNK_SIZE_LF,
    CHUNK_DATA,
    CHUNK_DATA_CR,
    CHUNK_DATA_LF,
    CHUNK_LAST_CR,
    CHUNK_LAST_LF,
    CHUNK_DONE,
};
#define CHUNK_DIGITS_MAX 15 /* 60 bits: cannot overflow */

static bool
is_token(unsigned char c)
{
    return c > 0x20 && c < 0x7f && strchr("()<>@,;:\\\"/[]?={}", c) == NULL;
}

static bool
is_value(unsigned char c)
{
    return c == '\t' || (c >= 0x20 && c != 0x7f);
}

static bool
text_is(struct upstream_text text, const char *wanted)
{
    return text.size == strlen(wanted) && strncasecmp(text.at, wanted, text.size) == 0;
}

/* "HTTP/1.1 200 reason"; the reason may be empty. */
static bool
read_status(const char *line, size_t n, struct upstream_head *head)
{
    if (n < 12 || memcmp(line, "HTTP/1.1 ", 9) != 0 || (n > 12 && line[12] != ' '))
        return false;
    head->status = 0;
    for (int i = 9; i < 12; i++) {
        if (line[i] < '0' || line[i] > '9')
            return false;
        head->status = head->status * 10 + line[i] - '0';
    }
    for (size_t i = 12; i < n; i++)
        if (!is_value((unsigned char) line[i]))
            return false;
    return head->status >= 200 && head->status <= 599;
}

static bool
read_header(const char *line, size_t n, struct upstream_head *head)
{
    struct upstream_header *h = &head->headers[head->header_count];
    size_t name = 0, from, to = n;

    if (head->header_count == UPSTREAM_HEADERS_MAX)
        return false;
    while (name < n && is_token((unsigned char) line[name]))
        name++;
    if (name == 0 || name == n || line[name] != ':')
        return false;
    from = name + 1;
    while (from < to && (line[from] == ' ' || line[from] == '\t'))
        from++;
    while (to > from && (line[to - 1] == ' ' || line[to - 1] == '\t'))
        to--;
    for (size_t i = from; i < to; i++)
        if (!is_value((unsigned char) line[i]))
            return false;
    h->name = (struct upstream_text){ line, name };
    h->value = (struct upstream_text){ line + from, to - from };
    head->header_count++;
    return true;
}

static bool
read_length(struct upstream_text value, uint64_t *ret_length)
{
    uint64_t length = 0;

    if (value.size == 0 || value.size > 18)
        return false;
    for (size_t i = 0; i < value.size; i++) {
        if (value.at[i] < '0' || value.at[i] > '9')
            return false;
        length = length * 10 + (uint64_t) (value.at[i] - '0');
    }
    *ret_length = length;
    return true;
}

/* How the body is framed; false when that is missing, said twice or not understood. */
static bool
read_framing(struct upstream_head *head)
{
    int lengths = 0, codings = 0;

    head->keep_alive = true;
    for (size_t i = 0; i < head->header_count; i++) {
        const struct upstream_header *h = &head->headers[i];

        if (text_is(h->name, "content-length")) {
            lengths++;
            if (!read_length(h->value, &head->content_length))
                return false;
        } else if (text_is(h->name, "transfer-encoding")) {
            codings++;
            if (!text_is(h->value, "chunked"))
                return false;
        } else if (text_is(h->name, "connection") && !text_is(h->value, "keep-alive")) {
            head->keep_alive = false;
        }
    }
    if (head->status == 204 || head->status == 304) {
        head->framing = UPSTREAM_EMPTY;
        return lengths <= 1 && codings == 0;
    }
    head->framing = codings == 1 ? UPSTREAM_CHUNKED : UPSTREAM_SIZED;
    return lengths + codings == 1;
}

enum upstream_parse
upstream_head_parse(const char *bytes, size_t n, struct upstream_head *ret_head)
{
    const char *end = n == 0 ? NULL : memmem(bytes, n, "\r\n\r\n", 4);
    struct upstream_head head = { .status = 0 };
    const char *line = bytes;

    if (end == NULL)
        return n >= UPSTREAM_HEAD_MAX ? UPSTREAM_BAD : UPSTREAM_MORE;
    head.size = (size_t) (end - bytes) + 4;
    if (head.size > UPSTREAM_HEAD_MAX)
        return UPSTREAM_BAD;
    while (line < end + 2) {
        const char *stop = memmem(line, (size_t) (end + 2 - line), "\r\n", 2);
        const size_t size = (size_t) (stop - line);

        if (line == bytes ? !read_status(line, size, &head) : !read_header(line, size, &head))
            return UPSTREAM_BAD;
        line = stop + 2;
    }
    if (!read_framing(&head))
        return UPSTREAM_BAD;
    *ret_head = head;
    return UPSTREAM_DONE;
}

struct upstream_text
upstream_head_find(const struct upstream_head *head, const char *name)
{
    for (size_t i = 0; i < head->header_count; i++)
        if (text_is(head->headers[i].name, name))
            return head->headers[i].value;
    return (struct upstream_text){ NULL, 0 };
}

void
upstream_body_init(struct upstream_body *body, const struct upstream_head *head)
{
    *body = (struct upstream_body){
        .framing = head->framing,
        .left = head->framing == UPSTREAM_SIZED ? head->content_length : 0,
        .state = CHUNK_SIZE,
    };
}

/* Copy what there is of the counted bytes. */
static void
copy_bytes(struct upstream_body *body, struct upstream_step *step)
{
    size_t n = step->in_size - step->used;

    if (n > step->out_size - step->made)
        n = step->out_size - step->made;
    if (n > body->left)
        n = (size_t) body->left;
    if (n == 0)
        return;
    memcpy(step->out + step->made, step->in + step->used, n);
    step->used += n;
    step->made += n;
    body->left -= n;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* One byte of the coding around the data.  No extensions, no trailers: our services send none. */
static bool
chunk_byte(struct upstream_body *body, char c)
{
    const int digit = hex_digit(c);

    switch (body->state) {
    case CHUNK_SIZE:
        if (digit >= 0 && body->digits < CHUNK_DIGITS_MAX) {
            body->left = body->left * 16 + (unsigned) digit;
            body->digits++;
            return true;
        }
        body->state = CHUNK_SIZE_LF;
        return c == '\r' && body->digits > 0;
    case CHUNK_SIZE_LF:
        body->state = body->left > 0 ? CHUNK_DATA : CHUNK_LAST_CR;
        body->digits = 0;
        return c == '\n';
    case CHUNK_DATA_CR:
        body->state = CHUNK_DATA_LF;
        return c == '\r';
    case CHUNK_DATA_LF:
        body->state = CHUNK_SIZE;
        return c == '\n';
    case CHUNK_LAST_CR:
        body->state = CHUNK_LAST_LF;
        return c == '\r';
    case CHUNK_LAST_LF:
        body->state = CHUNK_DONE;
        return c == '\n';
    default:
        return false;
    }
}

static enum upstream_parse
read_chunked(struct upstream_body *body, struct upstream_step *step)
{
    while (body->state != CHUNK_DONE) {
        if (body->state == CHUNK_DATA) {
            copy_bytes(body, step);
            if (body->left > 0)
                return UPSTREAM_MORE;
            body->state = CHUNK_DATA_CR;
        } else if (step->used == step->in_size) {
            return UPSTREAM_MORE;
        } else if (!chunk_byte(body, step->in[step->used++])) {
            return UPSTREAM_BAD;
        }
    }
    return UPSTREAM_DONE;
}

enum upstream_parse
upstream_body_read(struct upstream_body *body, struct upstream_step *step)
{
    step->used = 0;
    step->made = 0;
    if (body->framing == UPSTREAM_CHUNKED)
        return read_chunked(body, step);
    copy_bytes(body, step);
    return body->left == 0 ? UPSTREAM_DONE : UPSTREAM_MORE;
}
