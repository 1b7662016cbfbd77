#include <jansson.h>

#include "client/sw_client.h"
#include "courier.h"

static void
drop(void *json)
{
    json_decref(json);
}

enum sw_code
courier_mail(const struct courier_config *config, const struct courier_event *event,
             struct sw_arena *arena, struct sw_error *err)
{
    json_t *payload = json_loads(event->payload, 0, NULL);
    const char *subject = json_string_value(json_object_get(payload, "subject"));
    const char *text = json_string_value(json_object_get(payload, "text"));
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
            .require_tls = config->smtp_require_tls,
            .from = config->mail_from,
            .to = json_string_value(to),
            .subject = subject,
            .text = text,
            .message_id = sw_printf(arena, "%s.%zu@sealwright", event->id.text, i),
            .deadline_ms = (int) config->deadline_ms,
        };
        const enum sw_code code = mail.to == NULL ? SW_OK : sw_client_mail(&mail, arena, err);

        if (code != SW_OK)
            return code;
    }
    return SW_OK;
}
