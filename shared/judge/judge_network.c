/* All sites of one certificate together: sites that join, a nonconformity, a site that fails. */
#include "judge/judge_parts.h"
#include "rules/network.h"

struct joining {
    int64_t sites, audited;
};
struct spread {
    bool examined, others_affected, corrected_everywhere;
    const char *justification;
};
struct question {
    int64_t sites;
    bool central_fails;
    int64_t failing, failing_removed;
    struct sw_list joining, nonconformity; /* one or none each */
};

/* clang-format off */
static const struct sw_field joining_fields[] = {
    SW_IN_INT(struct joining, sites, 1, RULE_SAMPLE_MAX_SITES, "How many join"),
    SW_IN_INT(struct joining, audited, 0, RULE_SAMPLE_MAX_SITES, "Of these audited"),
    { .name = NULL },
};
static const struct sw_shape joining_in = { "AskedJoining", sizeof(struct joining), joining_fields };
static const struct sw_field spread_fields[] = {
    SW_IN_BOOL(struct spread, examined, "The organisation looked whether other sites are affected"),
    SW_IN_BOOL(struct spread, others_affected, "They are"),
    SW_OPT_BOOL(struct spread, corrected_everywhere, "Corrected centrally and at all sites that are"),
    SW_OPT_TEXT(struct spread, justification, 1, 2000, "Why no other site is affected"),
    { .name = NULL },
};
static const struct sw_shape spread_in = { "AskedSpread", sizeof(struct spread), spread_fields };
static const struct sw_field in_fields[] = {
    SW_IN_INT(struct question, sites, 1, RULE_SAMPLE_MAX_SITES, "Sites on the certificate, without the central function"),
    SW_OPT_BOOL(struct question, central_fails, "The central function does not meet the conditions, for good"),
    SW_OPT_INT(struct question, failing, 0, RULE_SAMPLE_MAX_SITES, "Sites that do not meet the conditions, for good"),
    SW_OPT_INT(struct question, failing_removed, 0, RULE_SAMPLE_MAX_SITES, "Of these left the scope by a decision"),
    SW_FIELD(struct question, joining, SW_F_OBJECT, .optional = true, .shape = &joining_in, .doc = "Sites that join"),
    SW_FIELD(struct question, nonconformity, SW_F_OBJECT, .optional = true, .shape = &spread_in, .doc = "What was done about a nonconformity of one site"),
    { .name = NULL },
};
const struct sw_shape sw_judge_network_in = { "NetworkQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing stands in the way"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that stands in the way"),
    SW_OUT_ENUM("certification", rule_network_end_names, "What becomes of the certification of all sites"), { .name = NULL },
};
const struct sw_shape sw_judge_network_out = { "NetworkAnswer", 0, out_fields };
/* clang-format on */

static void
take(enum sw_code code, const struct sw_error *refusal, struct rule_faults *faults)
{
    if (code == SW_RULE_REFUSED)
        RULE_FAULT(faults, refusal->rule, "", refusal->detail);
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct joining *joining = q->joining.items;
    const struct spread *spread = q->nonconformity.items;
    const struct rule_network network = { .central_fails = q->central_fails,
                                          .sites = (int) q->sites,
                                          .failing = judge_int(q->failing, 0),
                                          .failing_removed = judge_int(q->failing_removed, 0) };
    struct sw_error refusal = { .code = SW_OK };

    if (network.failing > network.sites)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/failing", "failing is at most %d, all sites",
                             network.sites);
    if (network.failing_removed > network.failing)
        return SW_FAIL_FIELD(err, SW_INPUT_INVALID, "/failing_removed",
                             "failing_removed is at most %d, the sites that fail", network.failing);
    if (joining != NULL)
        take(rule_sites_join((int) joining->sites, (int) joining->audited, &refusal), &refusal,
             ret_faults);
    if (spread != NULL)
        take(rule_spread(&(struct rule_spread){ spread->examined, spread->others_affected,
                                                spread->corrected_everywhere,
                                                spread->justification },
                         &refusal),
             &refusal, ret_faults);
    *ret_answer = judge_own(arena, json_pack("{sb so ss}", "allowed", ret_faults->count == 0,
                                             "faults", judge_faults(ret_faults), "certification",
                                             rule_network_end_names[rule_network_end(&network)]));
    return SW_OK;
}

const struct sw_judgement sw_judge_network = { "network", &sw_judge_network_in, judge };
