/* How long would the audit of a scope extension take? */
#include "judge/judge_audit_time.h"
#include "judge/judge_parts.h"
#include "rules/extension.h"

struct question {
    const char *pack;
    int64_t persons;
    struct sw_list business_factors, it_factors;
    int64_t percent;
    const char *percent_reason, *deviation_approved_by;
    struct sw_list adjustments;
    int64_t manual_half_days;
    const char *manual_reason;
    int64_t minimum_half_days;
};

/* clang-format off */
static const struct sw_field in_fields[] = {
    SW_OPT_TEXT(struct question, pack, 1, 40, "Rule pack; the one in force when absent"),
    SW_IN_INT(struct question, persons, 1, RULE_PERSONS_MAX, "Persons of the added part that count"),
    SW_IN_INTS(struct question, business_factors, 3, 3, "Business, processes, establishment of the system: 1 to 3 each"),
    SW_IN_INTS(struct question, it_factors, 3, 3, "Infrastructure, outsourcing, development: 1 to 3 each"),
    SW_IN_INT(struct question, percent, -100, 500, "Change chosen from the matrix [%]"),
    SW_OPT_TEXT(struct question, percent_reason, 1, 2000, "Needed where it is not the proposal"),
    SW_OPT_TEXT(struct question, deviation_approved_by, 1, 200, "Who approved a value outside the range of the matrix"),
    SW_OPT_OBJECTS(struct question, adjustments, &judge_adjustment_in, 0, RULE_ADJUSTMENTS_MAX, "Other changes, each with its reason"),
    SW_OPT_INT(struct question, manual_half_days, 1, 1000, "Beyond the table only: half-days set by hand"),
    SW_OPT_TEXT(struct question, manual_reason, 1, 2000, "Why that many"),
    SW_OPT_INT(struct question, minimum_half_days, RULE_EXTENSION_HALF_DAYS, 100, "Least time of an extension [half-days]; a day when absent"),
    { .name = NULL },
};
const struct sw_shape sw_judge_extension_in = { "ExtensionTimeQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("pack", SW_F_TEXT, "Rule pack"), SW_OUT("base_half_days", SW_F_INT, "By the table [half-days]"), SW_OUT("percent_sum", SW_F_INT, "All changes together [%]"),
    SW_OUT("half_days", SW_F_INT, "Time of the extension audit [half-days]"), SW_OUT("raised", SW_F_BOOL, "The least time decided"), { .name = NULL },
};
const struct sw_shape sw_judge_extension_out = { "ExtensionTimeAnswer", 0, out_fields };
/* clang-format on */

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct judge_adjustment *given = q->adjustments.items;
    const int64_t *business = q->business_factors.items, *it = q->it_factors.items;
    struct rule_adjustment *adjustments =
        sw_alloc(arena, (q->adjustments.count + 1) * sizeof *adjustments);
    struct rule_audit_time_in added = {
        .persons = (int) q->persons,
        .manual_half_days = judge_int(q->manual_half_days, 0),
        .manual_reason = q->manual_reason,
        .percent = (int) q->percent,
        .percent_reason = q->percent_reason,
        .deviation_approved = q->deviation_approved_by != NULL,
        .adjustments = adjustments,
        .adjustment_count = (int) q->adjustments.count,
    };
    struct rule_extension_time t;
    enum sw_code code = judge_pack(q->pack, &added.pack, err);

    (void) ret_faults;
    if (code != SW_OK)
        return code;
    for (int i = 0; i < RULE_FACTORS; i++) {
        added.business[i] = (int) business[i];
        added.it[i] = (int) it[i];
    }
    for (size_t i = 0; i < q->adjustments.count; i++)
        adjustments[i] = (struct rule_adjustment){ (int) given[i].percent, given[i].reason };
    code = rule_extension_time(&added, judge_int(q->minimum_half_days, 0), &t, err);
    if (code == SW_OK)
        *ret_answer =
            judge_own(arena, json_pack("{ss si si si sb}", "pack", added.pack->id, "base_half_days",
                                       t.time.base_half_days, "percent_sum", t.time.percent_sum,
                                       "half_days", t.half_days, "raised", t.raised));
    return code;
}

const struct sw_judgement sw_judge_extension = { "extension-time", &sw_judge_extension_in, judge };
