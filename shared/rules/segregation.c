#include "rules/segregation.h"

#include <string.h>

static const struct sw_rule decider_rule = {
    "SOD-1", "ISO/IEC 17021-1:2015 9.5.1.1",
    "Choose a decider who was in no audit team of this client in the running cycle, nor ever where "
    "the body's setting sod_scope says client."
};
static const struct sw_rule reviewer_rule = {
    "SOD-2", "ISO/IEC 17021-1:2015 9.5.2",
    "Choose a reviewer who was in no audit team of this client in the running cycle, nor ever "
    "where the body's setting sod_scope says client."
};
static const struct sw_rule own_request_rule = { "SOD-11", "ISO/IEC 17021-1:2015 5.2.12",
                                                 "Let another person approve." };
static const struct sw_rule appeal_rule = { "SOD-10", "ISO/IEC 17021-1:2015 9.7.3",
                                            "Choose somebody who neither audited nor decided." };

/* The first part the person had in an audit; observers have none. */
static const struct rule_involvement *
part_of(const struct rule_segregation_in *in)
{
    for (int i = 0; i < in->involvement_count; i++)
        if (in->involvements[i].role != RULE_ROLE_OBSERVER &&
            strcmp(in->involvements[i].person_id, in->person_id) == 0)
            return &in->involvements[i];
    return NULL;
}

static enum sw_code
refuse_part(const struct rule_segregation_in *in, const struct sw_rule *rule, struct sw_error *err)
{
    const struct rule_involvement *part = part_of(in);

    if (part == NULL)
        return SW_OK;
    return SW_REFUSE(err, rule, "%.80s was %s in audit %.40s",
                     in->name == NULL ? "This person" : in->name, rule_team_role_names[part->role],
                     part->audit == NULL ? "of this cycle" : part->audit);
}

enum sw_code
rule_reviewer_independent(const struct rule_segregation_in *in, struct sw_error *err)
{
    return refuse_part(in, &reviewer_rule, err);
}

enum sw_code
rule_decider_independent(const struct rule_segregation_in *in, struct sw_error *err)
{
    return refuse_part(in, &decider_rule, err);
}

enum sw_code
rule_not_own_request(const char *requested_by, const char *approved_by, struct sw_error *err)
{
    if (strcmp(requested_by, approved_by) == 0)
        return SW_REFUSE(err, &own_request_rule, "Nobody approves an own request");
    return SW_OK;
}

enum sw_code
rule_appeal_independent(const struct rule_segregation_in *in, const char *decided_by,
                        struct sw_error *err)
{
    if (decided_by != NULL && strcmp(decided_by, in->person_id) == 0)
        return SW_REFUSE(err, &appeal_rule, "%.80s made the decision that is appealed",
                         in->name == NULL ? "This person" : in->name);
    return refuse_part(in, &appeal_rule, err);
}
