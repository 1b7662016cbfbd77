/* POST S/audits/{audit_id}/postponement, .../cancellation and .../early-end: where an audit leaves
 * the straight way.  The reason stays in the trail, and the client is told. */
#include "audit/sw_audit.h"

static enum sw_code
leave(struct sw_request *req, const struct sw_audit *audit, const char *to, struct sw_error *err)
{
    const struct sw_audit_reason *in = req->body;
    enum sw_code code = sw_audit_step(req, audit, to, err);

    if (code == SW_OK)
        code = sw_audit_tell_client(
            req, &audit->client_id, sw_printf(req->arena, "audit.%s", to),
            sw_printf(req->arena, "Audit %s is %s: %s", audit->number, to, in->reason), err);
    return code;
}

/* New days bring it back: sw_audit_reschedule().  What a rule wants until when does not move: the
 * reply shows it as due_by, and the duties count on. */
enum sw_code
sw_audit_postpone(struct sw_request *req, struct sw_error *err)
{
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    return code == SW_OK ? leave(req, &audit, "postponed", err) : code;
}

enum sw_code
sw_audit_cancel(struct sw_request *req, struct sw_error *err)
{
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    return code == SW_OK ? leave(req, &audit, "cancelled", err) : code;
}

enum sw_code
sw_audit_abort(struct sw_request *req, struct sw_error *err)
{
    struct sw_audit audit;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], &audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit.actor, err);
    return code == SW_OK ? leave(req, &audit, "aborted", err) : code;
}
