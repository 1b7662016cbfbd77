/* May this team do that audit: competence, impartiality, days of the auditors. */
#include "http/sw_fields.h"
#include "judge/judge_parts.h"
#include "judge/judge_settings.h"

struct member {
    const char *person_id, *name;
    int role;
    int64_t half_days;
    bool accompanied;
    struct sw_date monitored_on, leads_since;
    struct sw_list authorisations, declarations;
};
struct question {
    const char *limits;
    const char *standard;
    struct sw_list sectors, technical_areas;
    const char *language;
    struct sw_date first_day, last_day;
    int64_t half_days;
    struct sw_list members, settings;
};

/* clang-format off */
static const struct sw_field member_fields[] = {
    SW_IN_TEXT(struct member, person_id, 1, 60, "The person"),
    SW_IN_TEXT(struct member, name, 1, 200, "Name"),
    SW_IN_ENUM(struct member, role, rule_team_role_names, "Part in the team"),
    SW_IN_INT(struct member, half_days, 0, 400, "Planned time; only auditors' counts [half-days]"),
    SW_OPT_BOOL(struct member, accompanied, "An expert's auditor, or a trainee's evaluator, is in the team"),
    SW_OPT_DATE(struct member, monitored_on, "A lead or auditor: last witnessed, at first authorised; not looked at when absent"),
    SW_OPT_DATE(struct member, leads_since, "A lead: first day of the first audit of this client that the person led"),
    SW_IN_OBJECTS(struct member, authorisations, &judge_authorisation_in, 0, 200, "What the person is authorised for"),
    SW_IN_OBJECTS(struct member, declarations, &judge_declaration_in, 0, 200, "What the person declared about this client"),
    { .name = NULL },
};
static const struct sw_shape member_in = { "AskedMember", sizeof(struct member), member_fields };
static const struct sw_field in_fields[] = {
    SW_IN_TEXT(struct question, standard, 1, 60, "Standard with edition"),
    SW_IN_INTS(struct question, sectors, 0, 39, "IAF sectors of the client"),
    SW_IN_TEXTS(struct question, technical_areas, 0, 40, "Technical areas of the audit"),
    SW_OPT_TEXT(struct question, language, 0, 20, "Language of the client"),
    SW_IN_DATE(struct question, first_day, "First day of the audit"),
    SW_IN_DATE(struct question, last_day, "Last day of the audit"),
    SW_OPT_INT(struct question, half_days, 0, 10000, "Calculated time; not compared when absent [half-days]"),
    SW_IN_OBJECTS(struct question, members, &member_in, 1, RULE_TEAM_MAX, "The team"),
    JUDGE_SETTINGS(struct question),
    JUDGE_LIMITS(struct question),
    { .name = NULL },
};
const struct sw_shape sw_judge_team_in = { "TeamQuestion", sizeof(struct question), in_fields };
static const struct sw_field out_fields[] = {
    SW_OUT("allowed", SW_F_BOOL, "Nothing stands in the way"), SW_OUT("auditor_half_days", SW_F_INT, "Days of the auditors alone [half-days]"),
    SW_OUT_OBJECTS("faults", &judge_fault_out, "All that stands in the way"),
    SW_OUT_OBJECTS("warnings", &judge_fault_out, "All that is advised against; an override lets it pass"), { .name = NULL },
};
const struct sw_shape sw_judge_team_out = { "TeamJudged", 0, out_fields };
/* clang-format on */

const char *const sw_judge_team_settings[] = { "monitoring_months", "rotation_years", NULL };

static struct rule_team_in
team_of(struct sw_arena *arena, const struct question *q, const struct rule_settings *settings)
{
    const struct member *m = q->members.items;
    struct rule_team_member *list = sw_alloc(arena, q->members.count * sizeof *list);

    for (size_t i = 0; i < q->members.count; i++)
        list[i] = (struct rule_team_member){
            .person = judge_person(arena, m[i].person_id, m[i].name, &m[i].authorisations),
            .role = (enum rule_team_role) m[i].role,
            .half_days = (int) m[i].half_days,
            .accompanied = m[i].accompanied,
            .monitored_on = m[i].monitored_on,
            .leads_since = m[i].leads_since,
        };
    return (struct rule_team_in){
        .standard = q->standard,
        .sectors = judge_numbers(arena, &q->sectors),
        .technical_areas = judge_words(arena, &q->technical_areas),
        .language = q->language,
        .first = q->first_day,
        .last = q->last_day,
        .half_days = judge_int(q->half_days, 0),
        .monitoring_months = settings->monitoring_months,
        .rotation_years = settings->rotation_years,
        .members = list,
        .member_count = (int) q->members.count,
    };
}

static enum sw_code
judge(struct sw_arena *arena, const void *question, json_t **ret_answer,
      struct rule_faults *ret_faults, struct sw_error *err)
{
    const struct question *q = question;
    const struct member *m = q->members.items;
    struct rule_faults *found = sw_alloc(arena, sizeof *found);
    struct rule_settings settings;
    struct rule_team_in team;
    enum sw_code code = judge_limits(q->limits, err);

    if (code == SW_OK)
        code = judge_settings(sw_judge_team_settings, &q->settings, &settings, err);
    if (code != SW_OK)
        return code;
    team = team_of(arena, q, &settings);
    for (size_t i = 0; i < q->members.count; i++) {
        const struct rule_impartiality_in declared =
            judge_impartiality(arena, m[i].name, &m[i].declarations, q->first_day);

        rule_impartiality_faults(&declared, found);
        rule_faults_join(ret_faults, found);
    }
    rule_team_faults(&team, found);
    rule_faults_join(ret_faults, found);
    rule_team_warnings(&team, found);
    *ret_answer = judge_own(
        arena, json_pack("{sb si so so}", "allowed", ret_faults->count == 0, "auditor_half_days",
                         rule_team_auditor_half_days(&team), "faults", judge_faults(ret_faults),
                         "warnings", judge_faults(found)));
    return SW_OK;
}

const struct sw_judgement sw_judge_team = { "team", &sw_judge_team_in, judge };

enum sw_code
sw_judge_team_warnings(struct sw_arena *arena, const json_t *question,
                       struct rule_faults *ret_warnings, struct sw_error *err)
{
    const struct question *q;
    struct rule_settings settings;
    struct rule_team_in team;
    const void *in = NULL;
    enum sw_code code = sw_shape_read(&sw_judge_team_in, question, arena, &in, err);

    q = in;
    if (code == SW_OK)
        code = judge_settings(sw_judge_team_settings, &q->settings, &settings, err);
    if (code != SW_OK)
        return code;
    team = team_of(arena, q, &settings);
    rule_team_warnings(&team, ret_warnings);
    return SW_OK;
}
