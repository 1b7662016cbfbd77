#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/sw_client.h"
#include "courier.h"

static void
drop(void *json)
{
    json_decref(json);
}

enum sw_code
courier_password_read(const char *path, char **ret_password, struct sw_error *err)
{
    char line[256] = "";
    FILE *f;

    *ret_password = NULL;
    if (path[0] == '\0')
        return SW_OK;
    f = fopen(path, "re");
    if (f == NULL || fgets(line, sizeof line, f) == NULL)
        line[0] = '\0';
    if (f != NULL)
        (void) fclose(f);
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '\0')
        return SW_FAIL(err, SW_INPUT_INVALID, "%s holds no password", path);
    *ret_password = strdup(line);
    if (*ret_password == NULL)
        abort();
    return SW_OK;
}

enum sw_code
courier_mail(const struct courier_config *config, const char *password,
             const struct courier_event *event, struct sw_arena *arena, struct sw_error *err)
{
    json_t *payload = json_loads(event->payload, 0, NULL);
    const char *subject = json_string_value(json_object_get(payload, "subject"));
    const char *text = json_string_value(json_object_get(payload, "text"));
    enum sw_code first = SW_OK;
    size_t i;
    json_t *to;

    sw_own(arena, payload, drop);
    if (config->smtp_server[0] == '\0' || subject == NULL || text == NULL)
        return SW_OK;
    json_array_foreach(json_object_get(payload, "to"), i, to)
    {
        const struct sw_client_mail mail = {
            .server = config->smtp_server,
            .user = config->smtp_user,
            .password = password,
            .require_tls = config->smtp_require_tls,
            .from = config->mail_from,
            .to = json_string_value(to),
            .subject = subject,
            .text = text,
            .message_id = sw_printf(arena, "%s.%zu@sealwright", event->id.text, i),
            .deadline_ms = (int) config->deadline_ms,
        };
        struct sw_error why = { .code = SW_OK };

        if (mail.to == NULL || courier_reached(event, mail.to))
            continue;
        if (sw_client_mail(&mail, arena, &why) == SW_OK) {
            (void) json_array_append(event->reached, to);
        } else if (first == SW_OK) {
            first = why.code;
            *err = why;
        }
    }
    return first;
}
