/* From a request to its reply: find, admit, execute, and say it once in the log when it fails. */
#include <stdio.h>
#include <string.h>

#include "base/sw_log.h"
#include "service/sw_execute.h"

/* Who asked for what: an attempt on what is another body's ends here as "not found". */
static void
log_failure(const struct sw_request *req, const struct sw_route *route, const char *method,
            const char *target, const struct sw_error *err)
{
    const int status = sw_code_http(err->code), path = (int) strcspn(target, "?");
    const struct sw_context *who = &req->context;

    sw_log(status >= 500 ? SW_LOG_ERROR : SW_LOG_INFO, req->trace_id, "request failed", "method",
           method, "route", route != NULL ? route->path : NULL, "target",
           sw_printf(req->arena, "%.*s", path, target), "tenant",
           sw_uuid_is_none(&who->tenant) ? NULL : who->tenant.text, "person",
           sw_uuid_is_none(&who->actor) ? NULL : who->actor.text, "code", sw_code_slug(err->code),
           "at", sw_printf(req->arena, "%s:%d", err->file, err->line), "rule",
           err->rule != NULL ? err->rule->id : NULL, "detail", err->detail, NULL);
}

static struct sw_reply
failed(struct sw_request *req, const struct sw_error *err)
{
    const char *text = sw_problem(req->arena, err, req->trace_id);

    return (struct sw_reply){ sw_code_http(err->code), "application/problem+json", text,
                              strlen(text) };
}

static enum sw_code
find_and_admit(struct sw_service *service, const char *method, const char *target, const char *body,
               size_t body_size, struct sw_request *req, const struct sw_route **ret_route,
               struct sw_error *err)
{
    const size_t n = strcspn(target, "?");
    const char *path = sw_printf(req->arena, "%.*s", (int) n, target);
    enum sw_code code;

    req->service = service;
    if (sw_uuid_is_none(&req->context.tenant))
        return SW_FAIL(err, SW_UNAUTHENTICATED, "%s", sw_code_title(SW_UNAUTHENTICATED));
    code = sw_route_find(service->def->routes, method, path, req, ret_route, err);
    if (code != SW_OK)
        return code;
    return sw_route_admit(*ret_route, target[n] == '?' ? target + n + 1 : "", body, body_size, req,
                          err);
}

struct sw_reply
sw_service_dispatch(struct sw_service *service, const char *method, const char *target,
                    const char *body, size_t body_size, struct sw_request *req)
{
    const struct sw_route *route = NULL;
    struct sw_error err = { .code = SW_OK };
    int status = 0;
    enum sw_code code = find_and_admit(service, method, target, body, body_size, req, &route, &err);

    if (code == SW_OK)
        code = sw_execute(service, route, target, req, &status, &err);
    if (code != SW_OK) {
        log_failure(req, route, method, target, &err);
        return failed(req, &err);
    }
    if (req->file >= 0)
        return (struct sw_reply){ status, req->file_type, NULL, 0 };
    if (req->reply == NULL)
        return (struct sw_reply){ status == 200 ? 204 : status, "application/json", "", 0 };
    return (struct sw_reply){ status,
                              route->reply_type != NULL ? route->reply_type : "application/json",
                              req->reply, strlen(req->reply) };
}

enum sw_code
sw_service_open_upload(struct sw_service *service, const struct sw_route *route, const char *target,
                       int64_t size, struct sw_request *req, struct sw_error *err)
{
    const struct sw_route *found = NULL;
    enum sw_code code = find_and_admit(service, route->method, target, NULL, 0, req, &found, err);

    if (code == SW_OK)
        code = route->upload->open(req, size, err);
    if (code != SW_OK)
        log_failure(req, route, route->method, target, err);
    return code;
}
