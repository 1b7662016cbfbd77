#include "service/sw_override.h"

#include <string.h>

#include "db/sw_db.h"
#include "service_sql.h"

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_IN_TEXT(struct sw_override, rule, 1, 40, "The rule that advises against it, as LIM-9"),
    SW_IN_TEXT(struct sw_override, reason, 1, 4000, "Why it is done nevertheless"),
    SW_IN_UUID(struct sw_override, approved_by, "Who approves: another reviewer or decider, who is not in the team"),
    { .name = NULL },
};
const struct sw_shape sw_override_in = { "RuleOverrideNew", sizeof(struct sw_override), in_fields };

static const struct sw_field out_fields[] = {
    SW_OUT("id", SW_F_UUID, "The override"), SW_OUT("rule", SW_F_TEXT, "The rule that advised against it"), SW_OUT("clause", SW_F_TEXT, "Its clause"),
    SW_OUT("detail", SW_F_TEXT, "What it said"), SW_OUT("reason", SW_F_TEXT, "Why it was done nevertheless"),
    SW_OUT("approved_by", SW_F_UUID, "Who approved"), SW_OUT_MAYBE("approved_by_name", SW_F_TEXT, "The person's name"),
    SW_OUT("recorded_by", SW_F_UUID, "Who asked for it"), SW_OUT("at", SW_F_TEXT, "When (RFC 3339)"), { .name = NULL },
};
const struct sw_shape sw_override_out = { "RuleOverride", 0, out_fields };
/* clang-format on */

static enum sw_code
check_approver(struct sw_request *req, const struct sw_overridden *subject,
               const struct sw_override *override, struct sw_error *err)
{
    struct sw_rows person;
    enum sw_code code = sw_db_rows(req->txn, &service_sql_override_approver,
                                   SW_BIND(SW_UUID(override->approved_by)), &person, err);

    if (code != SW_OK)
        return code;
    if (person.count == 0)
        return SW_FAIL_FIELD(err, SW_REFERENCE_UNKNOWN, "/overrides",
                             "%s is nobody of this certification body", override->approved_by.text);
    return rule_approver(
        &(struct rule_approver){ .id = sw_rows_text(&person, 0, "id"),
                                 .name = sw_rows_text(&person, 0, "name"),
                                 .active_staff = sw_rows_bool(&person, 0, "active_staff"),
                                 .roles = sw_rows_text(&person, 0, "roles"),
                                 .recorded_by = sw_rows_text(&person, 0, "recorded_by"),
                                 .team = subject->team },
        err);
}

/* A record for each warning that this override is for. */
static enum sw_code
store(struct sw_request *req, const struct sw_overridden *subject,
      const struct rule_faults *warnings, const struct sw_override *override, struct sw_error *err)
{
    enum sw_code code = SW_OK;

    for (int i = 0; code == SW_OK && i < warnings->count; i++) {
        const struct rule_fault *w = &warnings->at[i];

        if (strcmp(w->rule->id, override->rule) == 0)
            code = sw_db_exec(req->txn, &service_sql_override_add,
                              SW_BIND(SW_TEXT(subject->kind), SW_UUID(subject->id),
                                      SW_TEXT(w->rule->id), SW_TEXT(w->rule->clause),
                                      SW_TEXT(w->detail), SW_TEXT(override->reason),
                                      SW_UUID(override->approved_by), SW_TEXT(subject->name)),
                              err);
    }
    return code;
}

enum sw_code
sw_override(struct sw_request *req, const struct sw_overridden *subject,
            const struct rule_faults *warnings, const struct sw_list *overrides,
            struct sw_error *err)
{
    const struct sw_override *in = overrides->items;
    struct rule_override *given = sw_alloc(req->arena, sizeof *given * (overrides->count + 1));
    enum sw_code code;

    for (size_t i = 0; i < overrides->count; i++)
        given[i] = (struct rule_override){ in[i].rule, in[i].reason };
    code = rule_overrides(warnings, given, (int) overrides->count, err);
    for (size_t i = 0; code == SW_OK && i < overrides->count; i++)
        code = check_approver(req, subject, &in[i], err);
    for (size_t i = 0; code == SW_OK && i < overrides->count; i++)
        code = store(req, subject, warnings, &in[i], err);
    return code;
}
