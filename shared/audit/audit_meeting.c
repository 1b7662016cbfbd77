/* POST S/audits/{audit_id}/opening and .../closing: where the fieldwork begins and ends. */
#include "audit/sw_audit.h"
#include "rules/audit_time.h"
#include "rules/finding.h"
#include "rules/stage1.h"
#include "service/sw_body_settings.h"

/* Stage 2 begins after stage 1 is closed and says "ready", and not long after. */
static enum sw_code
check_stage1(struct sw_request *req, const struct sw_audit *audit, struct rule_faults *warnings,
             struct sw_error *err)
{
    const struct sw_audit_meeting *in = req->body;
    struct rule_stage2_start start = { .stage2_first_day = in->held_on,
                                       .same_day_accepted = audit->same_day_accepted,
                                       .repeat = RULE_REPEAT_UNDECIDED };
    struct rule_settings settings;
    int repeat;
    struct sw_rows stage1;
    enum sw_code code;

    if (audit->kind != RULE_STAGE2)
        return SW_OK;
    code = sw_body_settings(req->txn, &settings, err);
    if (code == SW_OK)
        code = sw_db_rows(req->txn, &audit_sql_stage1_of, SW_BIND(SW_UUID(audit->programme_id)),
                          &stage1, err);
    if (code != SW_OK)
        return code;
    start.warn_days = settings.s1_s2_warn;
    start.limit_days = settings.s1_s2_limit;
    if (stage1.count > 0) {
        start.stage1_closed = sw_rows_bool(&stage1, 0, "closed");
        start.stage1_ready = sw_rows_bool(&stage1, 0, "ready");
        start.stage1_last_day = sw_rows_date(&stage1, 0, "ends_on");
        start.open_concerns = (int) sw_rows_int(&stage1, 0, "concerns_unanswered");
        repeat = rule_word_index(rule_repeat_names, sw_rows_text(&stage1, 0, "repeat"));
        if (repeat >= 0)
            start.repeat = (enum rule_repeat) repeat;
    }
    code = rule_stage2_start(&start, err);
    if (code == SW_OK)
        rule_stage2_start_warnings(&start, warnings);
    return code;
}

/* The requirement that three minors of this audit share, or NULL. */
static enum sw_code
repeated_minors(struct sw_request *req, const struct sw_audit *audit, const char **ret_requirement,
                struct sw_error *err)
{
    struct sw_rows rows;
    const char **all;
    enum sw_code code = sw_db_rows(req->txn, &audit_sql_minor_requirements,
                                   SW_BIND(SW_UUID(audit->id)), &rows, err);

    if (code != SW_OK)
        return code;
    all = sw_alloc(req->arena, sizeof *all * (size_t) (rows.count + 1));
    for (int i = 0; i < rows.count; i++)
        all[i] = sw_rows_text(&rows, i, "requirement");
    *ret_requirement = NULL;
    (void) rule_systemic_prompt(all, rows.count, ret_requirement);
    return SW_OK;
}

static enum sw_code
store(struct sw_request *req, const struct sw_audit *audit, bool closing, struct sw_error *err)
{
    const struct sw_audit_meeting *in = req->body;
    const char *notes =
        in->systemic == NULL
            ? in->notes
            : sw_printf(req->arena, "%s%sSystemic: %s", in->notes == NULL ? "" : in->notes,
                        in->notes == NULL ? "" : "\n", in->systemic);

    return sw_db_exec(req->txn, &audit_sql_meeting_insert,
                      SW_BIND(SW_UUID(audit->id), SW_TEXT(closing ? "closing" : "opening"),
                              SW_DATE(in->held_on), SW_TEXT(in->attendees.json),
                              closing || in->persons_confirmed == SW_INT_NONE
                                  ? SW_TEXT(NULL)
                                  : SW_INT(in->persons_confirmed),
                              SW_TEXT(notes)),
                      err);
}

/* Who may hold the meeting, and what the rules ask of it. */
static enum sw_code
prepare(struct sw_request *req, struct sw_audit *audit, struct rule_meeting *meeting,
        struct sw_rows *facts, struct sw_error *err)
{
    const struct sw_audit_meeting *in = req->body;
    enum sw_code code = sw_audit_lock(req, &req->path_id[0], audit, err);

    if (code == SW_OK)
        code = rule_lead_acts(&audit->actor, err);
    if (code == SW_OK)
        code = sw_audit_expect(audit, meeting->closing ? "in_progress" : "plan_sent", err);
    if (code == SW_OK)
        code =
            sw_db_one(req->txn, &audit_sql_meeting_facts, SW_BIND(SW_UUID(audit->id)), facts, err);
    if (code != SW_OK)
        return code;
    meeting->held_on = in->held_on;
    meeting->first = audit->first;
    meeting->last = audit->last;
    meeting->today = audit->today;
    meeting->plan_agreed = sw_rows_bool(facts, 0, "plan_agreed");
    meeting->sites_without_work = (int) sw_rows_int(facts, 0, "sites_without_work");
    meeting->deviation = in->notes;
    meeting->systemic = in->systemic;
    return SW_OK;
}

/* Another number of persons than stated means another audit time: a task for the planner, with what
 * the table says before any factor. */
static enum sw_code
compare_heads(struct sw_request *req, const struct sw_audit *audit, int stated,
              struct sw_error *err)
{
    const struct sw_audit_meeting *in = req->body;
    const struct rule_time_pack *pack = rule_time_pack_find(RULE_TIME_PACK_CURRENT);
    const int found = (int) in->persons_confirmed;
    struct rule_settings settings;
    enum sw_code code;

    if (in->persons_confirmed == SW_INT_NONE)
        return SW_OK;
    code = sw_body_settings(req->txn, &settings, err);
    if (code != SW_OK || !rule_time_recalculate(pack, stated, found, &settings))
        return code;
    code = sw_db_exec(req->txn, &audit_sql_head_count_insert,
                      SW_BIND(SW_UUID(audit->id), SW_INT(stated), SW_INT(found),
                              SW_INT(stated == 0 ? 0 : rule_base_half_days(pack, stated)),
                              SW_INT(rule_base_half_days(pack, found))),
                      err);
    if (code != SW_OK)
        return code;
    return sw_outbox_add(req->txn, "audit.persons_differ",
                         sw_printf(req->arena, "{\"audit_id\":\"%s\",\"stated\":%d,\"found\":%d}",
                                   audit->id.text, stated, found),
                         err);
}

enum sw_code
sw_audit_open(struct sw_request *req, struct sw_error *err)
{
    const struct sw_audit_meeting *in = req->body;
    struct rule_faults *warnings = sw_alloc(req->arena, sizeof *warnings);
    struct rule_meeting meeting = { .closing = false };
    struct sw_audit audit;
    struct sw_rows facts;
    enum sw_code code = prepare(req, &audit, &meeting, &facts, err);

    warnings->count = warnings->more = 0;
    if (code == SW_OK)
        code = check_stage1(req, &audit, warnings, err);
    if (code == SW_OK)
        code = rule_meeting(&meeting, err);
    if (code == SW_OK)
        code = sw_audit_override(req, &audit, warnings, &in->overrides, err);
    if (code == SW_OK)
        code = store(req, &audit, false, err);
    if (code == SW_OK)
        code = compare_heads(req, &audit, (int) sw_rows_int(&facts, 0, "persons"), err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, "in_progress", err);
    return code;
}

enum sw_code
sw_audit_close(struct sw_request *req, struct sw_error *err)
{
    struct rule_meeting meeting = { .closing = true };
    struct sw_audit audit;
    struct sw_rows facts;
    enum sw_code code = prepare(req, &audit, &meeting, &facts, err);

    if (code == SW_OK)
        code = repeated_minors(req, &audit, &meeting.repeated_minors, err);
    if (code == SW_OK)
        code = rule_meeting(&meeting, err);
    if (code == SW_OK)
        code = store(req, &audit, true, err);
    if (code == SW_OK)
        code = sw_audit_step(req, &audit, "fieldwork_closed", err);
    return code;
}
