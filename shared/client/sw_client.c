#include "client/sw_client.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct sink {
    struct sw_arena *arena;
    char *text;
    size_t size, room, max;
};

struct source {
    const char *text;
    size_t left;
};

enum sw_code
sw_client_init(struct sw_error *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return SW_FAIL(err, SW_INTERNAL, "libcurl cannot start");
    return SW_OK;
}

static size_t
take(char *data, size_t one, size_t count, void *ctx)
{
    struct sink *s = ctx;
    const size_t n = one * count;

    if (s->size + n > s->max)
        return 0;
    if (s->size + n + 1 > s->room) {
        char *more;

        while (s->room < s->size + n + 1)
            s->room = s->room == 0 ? 1024 : s->room * 2;
        more = sw_alloc(s->arena, s->room);
        if (s->size > 0)
            memcpy(more, s->text, s->size);
        s->text = more;
    }
    memcpy(s->text + s->size, data, n);
    s->size += n;
    s->text[s->size] = '\0';
    return n;
}

static size_t
give(char *into, size_t one, size_t count, void *ctx)
{
    struct source *s = ctx;
    const size_t n = s->left < one * count ? s->left : one * count;

    memcpy(into, s->text, n);
    s->text += n;
    s->left -= n;
    return n;
}

static bool
private_v4(uint32_t a)
{
    return a >> 24 == 0 || a >> 24 == 10 || a >> 24 == 127 || a >> 16 == 0xa9fe ||
           a >> 20 == 0xac1 || a >> 16 == 0xc0a8 || a >> 22 == (0x64400000u >> 22) || a >> 28 >= 14;
}

/* Called with the address a name has resolved to, so that no name can lead back inside. */
static curl_socket_t
open_public(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
    (void) ctx, (void) purpose;
    if (address->family == AF_INET) {
        const struct sockaddr_in *a = (const void *) &address->addr;

        if (private_v4(ntohl(a->sin_addr.s_addr)))
            return CURL_SOCKET_BAD;
    } else if (address->family == AF_INET6) {
        const unsigned char *b =
            ((const struct sockaddr_in6 *) (const void *) &address->addr)->sin6_addr.s6_addr;

        if ((b[0] & 0xe0) != 0x20) /* only global unicast, 2000::/3 */
            return CURL_SOCKET_BAD;
    } else {
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype, address->protocol);
}

static enum sw_code
failed(CURLcode why, const char *what, struct sw_error *err)
{
    return SW_FAIL(err, why == CURLE_OPERATION_TIMEDOUT ? SW_UPSTREAM_TIMEOUT : SW_UPSTREAM_FAILED,
                   "%s: %s", what, curl_easy_strerror(why));
}

static void
free_handle(void *handle)
{
    curl_easy_cleanup(handle);
}

static void
free_list(void *list)
{
    curl_slist_free_all(list);
}

static CURL *
new_handle(struct sw_arena *arena, int deadline_ms)
{
    CURL *c = curl_easy_init();

    if (c == NULL)
        abort();
    sw_own(arena, c, free_handle);
    (void) curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void) curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long) deadline_ms);
    (void) curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long) deadline_ms);
    return c;
}

enum sw_code
sw_client_send(const struct sw_client_request *request, struct sw_arena *arena,
               struct sw_client_reply *ret_reply, struct sw_error *err)
{
    CURL *c = new_handle(arena, request->deadline_ms);
    struct sink sink = { .arena = arena, .max = request->reply_max };
    struct curl_slist *headers = NULL;
    CURLcode code;

    for (const char *const *h = request->headers; h != NULL && *h != NULL; h++)
        headers = curl_slist_append(headers, *h);
    if (headers != NULL)
        sw_own(arena, headers, free_list);
    (void) curl_easy_setopt(c, CURLOPT_URL, request->url);
    (void) curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    (void) curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, request->method);
    (void) curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void) curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    (void) curl_easy_setopt(c, CURLOPT_WRITEDATA, &sink);
    if (request->unix_socket != NULL)
        (void) curl_easy_setopt(c, CURLOPT_UNIX_SOCKET_PATH, request->unix_socket);
    if (request->public_only)
        (void) curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_public);
    if (request->body != NULL) {
        (void) curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) request->body_size);
        (void) curl_easy_setopt(c, CURLOPT_POSTFIELDS, request->body);
    }
    code = curl_easy_perform(c);
    if (code != CURLE_OK)
        return failed(code, request->url, err);
    (void) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &ret_reply->status);
    ret_reply->body = sink.text != NULL ? sink.text : "";
    ret_reply->size = sink.size;
    return SW_OK;
}

/* A header value that may hold any text: RFC 2047 with base64, in words of 45 bytes. */
static const char *
encoded_word(struct sw_arena *arena, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *out = "";
    size_t left = strlen(text);

    while (left > 0) {
        size_t n = left < 45 ? left : 45;
        char word[64];
        size_t w = 0;

        while (n > 0 && n < left && ((unsigned char) text[n] & 0xc0) == 0x80)
            n--; /* never inside a character */
        for (size_t i = 0; i < n; i += 3) {
            const unsigned b = (unsigned) (unsigned char) text[i] << 16 |
                               (i + 1 < n ? (unsigned) (unsigned char) text[i + 1] << 8 : 0) |
                               (i + 2 < n ? (unsigned) (unsigned char) text[i + 2] : 0);

            word[w++] = digits[b >> 18 & 63];
            word[w++] = digits[b >> 12 & 63];
            word[w++] = i + 1 < n ? digits[b >> 6 & 63] : '=';
            word[w++] = i + 2 < n ? digits[b & 63] : '=';
        }
        word[w] = '\0';
        out = sw_printf(arena, "%s%s=?UTF-8?B?%s?=", out, out[0] != '\0' ? "\r\n " : "", word);
        text += n;
        left -= n;
    }
    return out;
}

static bool
address_good(const char *address)
{
    return strchr(address, '@') != NULL && strpbrk(address, "\r\n<> ,;") == NULL;
}

enum sw_code
sw_client_mail(const struct sw_client_mail *mail, struct sw_arena *arena, struct sw_error *err)
{
    CURL *c = new_handle(arena, mail->deadline_ms);
    struct curl_slist *to = NULL;
    struct source source;
    char date[64];
    struct tm utc;
    const time_t now = time(NULL);
    CURLcode code;

    if (!address_good(mail->to) || !address_good(mail->from))
        return SW_FAIL(err, SW_INPUT_INVALID, "%s is not an e-mail address", mail->to);
    (void) gmtime_r(&now, &utc);
    (void) strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &utc);
    source.text = sw_printf(arena,
                            "Date: %s\r\nFrom: <%s>\r\nTo: <%s>\r\nMessage-ID: <%s>\r\nSubject: "
                            "%s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
                            "charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nAuto-Submitted: "
                            "auto-generated\r\n\r\n%s\r\n",
                            date, mail->from, mail->to, mail->message_id,
                            encoded_word(arena, mail->subject), mail->text);
    source.left = strlen(source.text);
    to = curl_slist_append(NULL, mail->to);
    sw_own(arena, to, free_list);
    (void) curl_easy_setopt(c, CURLOPT_URL, mail->server);
    (void) curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    (void) curl_easy_setopt(c, CURLOPT_USE_SSL,
                            mail->require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY);
    if (mail->user != NULL && mail->user[0] != '\0') {
        (void) curl_easy_setopt(c, CURLOPT_USERNAME, mail->user);
        (void) curl_easy_setopt(c, CURLOPT_PASSWORD, mail->password);
    }
    (void) curl_easy_setopt(c, CURLOPT_MAIL_FROM, mail->from);
    (void) curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    (void) curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    (void) curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    (void) curl_easy_setopt(c, CURLOPT_READDATA, &source);
    code = curl_easy_perform(c);
    return code == CURLE_OK ? SW_OK : failed(code, mail->server, err);
}
