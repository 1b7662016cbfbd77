/* May a certification of another body be taken over, and which cycle does it have then? */
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"
#include "rules/transfer.h"

struct open_finding {
    const char *number;
    int grade;
    bool plan_accepted, verified;
};
struct question {
    int standing;
    struct sw_date expires_on, original_on;
    bool accredited, recognised, scope_in_theirs, scope_in_ours;
    int64_t sites, sites_certified;
    struct sw_date failed_on;
    bool accreditation_body_told, reachable, visited;
    struct sw_list reviewed, findings;
    const char *reviewer, *decider;
    struct sw_date decided_on;
    struct sw_list settings;
};

/* clang-format off */
static const struct sw_field finding_fields[] = {
    SW_IN_TEXT(struct open_finding, number, 1, 60, "Its number"),
    SW_IN_ENUM(struct open_finding, grade, rule_grade_names, "Grade"),
    SW_IN_BOOL(struct open_finding, plan_accepted, "The client's plan is accepted"),
    SW_OPT_BOOL(struct open_finding, verified, "Correction and corrective action are verified"),
    { .name = NULL },
};
static const struct sw_shape finding_in = { "AskedOpenFinding", sizeof(struct open_finding), finding_fields };
static const struct sw_field in_fields[] = {
    SW_IN_ENUM(struct question, standing, rule_standing_names, "What the certification is at the issuing body"),
    SW_IN_DATE(struct question, expires_on, "Last day of the certificate"),
    SW_OPT_DATE(struct question, original_on, "First day of the first cycle"),
    SW_IN_BOOL(struct question, accredited, "It was issued under an accreditation"),
    SW_IN_BOOL(struct question, recognised, "The accreditation body signed the recognition arrangement at this level"),
    SW_IN_BOOL(struct question, scope_in_theirs, "The scope lies inside the accreditation of the issuing body"),
    SW_IN_BOOL(struct question, scope_in_ours, "The scope lies inside the accreditation of the accepting body"),
    SW_IN_INT(struct question, sites, 1, 5001, "Sites that come over"),
    SW_IN_INT(struct question, sites_certified, 0, 5001, "Of these on the certificate"),
    SW_OPT_DATE(struct question, failed_on, "The issuing body stopped, or its accreditation expired or was suspended or withdrawn"),
    SW_OPT_BOOL(struct question, accreditation_body_told, "The accepting body's accreditation body was told before; needed with failed_on"),
    SW_IN_BOOL(struct question, reachable, "The issuing body answers"),
    SW_OPT_BOOL(struct question, visited, "The client was visited for the review; needed when the issuing body does not answer"),
    SW_IN_TEXTS(struct question, reviewed, 0, RULE_TRANSFER_POINTS, "Points reviewed: reasons, reports, findings, complaints, regulators, programme"),
    SW_IN_OBJECTS(struct question, findings, &finding_in, 0, 500, "Nonconformities open at the issuing body"),
    SW_OPT_TEXT(struct question, reviewer, 1, 60, "Who reviewed"),
    SW_OPT_TEXT(struct question, decider, 1, 60, "Who decides"),
    SW_IN_DATE(struct question, decided_on, "Day of the decision"),
    JUDGE_SETTINGS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_transfer_in = { "TransferQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing stands in the way"), SW_OUT_OBJECTS("faults", &judge_fault_out, "All that stands in the way"),
    SW_OUT("new_client", SW_F_BOOL, "The client can only come as a new one"), SW_OUT_MAYBE("deadline", SW_F_DATE, "Last day after the issuing body failed"),
    SW_OUT("effective_on", SW_F_DATE, "First day with the accepting body"), SW_OUT("expires_on", SW_F_DATE, "Last day of the cycle: the old one, or that of a new client"),
    SW_OUT("cycle_anchor", SW_F_DATE, "First day of the first cycle"), { .name = NULL },
};
const struct sw_shape sw_judge_transfer_out = { "TransferAnswer", 0, out_fields };
/* clang-format on */

static void
read_findings(struct sw_arena *arena, const struct sw_list *given, struct rule_transfer *transfer)
{
    const struct open_finding *in = given->items;
    struct rule_decision_finding *out = sw_alloc(arena, (given->count + 1) * sizeof *out);

    for (size_t i = 0; i < given->count; i++)
        out[i] = (struct rule_decision_finding){ .number = in[i].number,
                                                 .grade = (enum rule_grade) in[i].grade,
                                                 .response_accepted = in[i].plan_accepted,
                                                 .verified = in[i].verified };
    transfer->findings = out;
    transfer->finding_count = (int) given->count;
}

static struct rule_transfer
transfer_of(struct sw_arena *arena, const struct question *q)
{
    struct rule_transfer transfer = {
        .standing = (enum rule_standing) q->standing,
        .expires_on = q->expires_on,
        .original_on = q->original_on,
        .accredited = q->accredited,
        .recognised = q->recognised,
        .scope_in_theirs = q->scope_in_theirs,
        .scope_in_ours = q->scope_in_ours,
        .sites = (int) q->sites,
        .sites_certified = (int) q->sites_certified,
        .failed_on = q->failed_on,
        .accreditation_body_told = q->accreditation_body_told,
        .reachable = q->reachable,
        .visited = q->visited,
        .reviewer_id = q->reviewer,
        .decider_id = q->decider,
        .decided_on = q->decided_on,
    };

    read_findings(arena, &q->findings, &transfer);
    return transfer;
}

static const char *const read_settings[] = { "expiry_convention", NULL };

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    struct rule_transfer transfer = transfer_of(arena, q);
    struct rule_transfer_cycle cycle;
    struct sw_date deadline = SW_DATE_NONE;
    struct rule_settings settings;
    enum sw_code code = judge_points(arena, &q->reviewed, rule_transfer_point_names, "/reviewed",
                                     &transfer.reviewed, err);

    if (code == SW_OK)
        code = judge_settings(read_settings, &q->settings, &settings, err);
    if (code != SW_OK)
        return code;
    transfer.settings = &settings;
    rule_transfer_faults(&transfer, ret_faults);
    cycle = rule_transfer_cycle(&transfer);
    if (!sw_date_is_none(q->failed_on))
        deadline = rule_transfer_deadline(q->failed_on, q->expires_on);
    *ret_answer = judge_own(
        arena, json_pack("{sb so sb so so so so}", "allowed", ret_faults->count == 0, "faults",
                         judge_faults(ret_faults), "new_client", cycle.new_client, "deadline",
                         judge_date(deadline), "effective_on", judge_date(cycle.effective_on),
                         "expires_on", judge_date(cycle.expires_on), "cycle_anchor",
                         judge_date(cycle.anchor)));
    return SW_OK;
}

const struct sw_judgement sw_judge_transfer = { "transfer", &sw_judge_transfer_in, judge };
