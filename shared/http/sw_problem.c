/* Problem documents (RFC 9457): the one place where an error becomes what a client sees. */
#include <stdlib.h>

#include "http/sw_route.h"

#define TYPE_BASE "https://sealwright.example/problems/"

static json_t *
field_error(const struct sw_error *err)
{
    return json_pack("[{ss ss}]", "pointer", err->field, "detail", err->detail);
}

const char *
sw_problem(struct sw_arena *arena, const struct sw_error *err, const char *trace_id)
{
    const int status = sw_code_http(err->code);
    json_t *p = json_pack("{ss+ ss si ss* ss*}", "type", TYPE_BASE, sw_code_slug(err->code),
                          "title", sw_code_title(err->code), "status", status, "detail",
                          status < 500 ? err->detail : NULL, "request_id", trace_id);
    char *text;

    if (err->rule != NULL)
        (void) (json_object_set_new(p, "rule", json_string(err->rule->id)) ||
                json_object_set_new(p, "clause", json_string(err->rule->clause)) ||
                json_object_set_new(p, "what_would_pass", json_string(err->rule->remedy)));
    if (err->field[0] != '\0' && status < 500)
        (void) json_object_set_new(p, "errors", field_error(err));
    text = json_dumps(p, JSON_COMPACT);
    json_decref(p);
    if (text == NULL) /* a detail that is not UTF-8: say the rest */
        return sw_printf(arena, "{\"type\":\"" TYPE_BASE "%s\",\"title\":\"%s\",\"status\":%d}",
                         sw_code_slug(err->code), sw_code_title(err->code), status);
    sw_own(arena, text, free);
    return text;
}
