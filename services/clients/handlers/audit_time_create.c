/* POST /v1/clients/applications/{application_id}/audit-time: persons, factors, sites, and the days
 * that follow; stored with rule pack, inputs and every step. */
#include "clients.h"
#include "clients_sql.h"
#include "rules/site_sample.h"

struct work {
    struct rule_persons_in persons_in;
    struct rule_part_time part_times[RULE_PART_TIMES_MAX];
    struct rule_person_group groups[RULE_PERSON_GROUPS_MAX];
    struct rule_persons persons;
    struct rule_audit_time_in in;
    struct rule_audit_time time;
    struct rule_site_part visited[64];
    struct rule_site_time sites;
    json_t *list[3]; /* part-times, groups, sites: owned by the arena */
};

static void
drop(void *json)
{
    json_decref(json);
}

static json_t *
parse(struct sw_arena *arena, const char *text)
{
    json_t *list = json_loads(text, 0, NULL);

    sw_own(arena, list, drop);
    return list;
}

static int
number(const json_t *object, const char *name)
{
    return (int) json_integer_value(json_object_get(object, name));
}

static enum sw_code
count_persons(struct sw_request *req, struct work *w, const struct sw_rows *facts,
              struct sw_error *err)
{
    size_t i;
    json_t *o;

    w->list[0] = parse(req->arena, sw_rows_text(facts, 0, "part_times"));
    w->list[1] = parse(req->arena, sw_rows_text(facts, 0, "person_groups"));
    w->persons_in.full_time = (int) sw_rows_int(facts, 0, "full_time");
    w->persons_in.part_times = w->part_times;
    w->persons_in.groups = w->groups;
    json_array_foreach(w->list[0], i, o)
    {
        if (i < RULE_PART_TIMES_MAX)
            w->part_times[w->persons_in.part_time_count++] =
                (struct rule_part_time){ .persons = number(o, "persons"),
                                         .hours_tenths = number(o, "hours_tenths") };
    }
    json_array_foreach(w->list[1], i, o)
    {
        if (i < RULE_PERSON_GROUPS_MAX)
            w->groups[w->persons_in.group_count++] = (struct rule_person_group){
                .activity = json_string_value(json_object_get(o, "activity")),
                .persons = number(o, "persons"),
                .effective = number(o, "effective"),
                .high_risk = json_is_true(json_object_get(o, "high_risk")),
                .reason = json_string_value(json_object_get(o, "reason")),
                .approver = json_string_value(json_object_get(o, "approver")),
            };
    }
    return rule_persons_effective(&w->persons_in, &w->persons, err);
}

static void
read_factors(const struct clients_audit_time_in *in, struct rule_audit_time_in *ret_in)
{
    const int64_t *business = in->business_factors.items, *it = in->it_factors.items;

    for (int i = 0; i < RULE_FACTORS; i++) {
        ret_in->business[i] = (int) business[i];
        ret_in->it[i] = (int) it[i];
    }
    ret_in->percent = (int) in->percent;
    ret_in->percent_reason = in->percent_reason;
}

/* Several sites: the central function and as many of the largest others as the initial sample has
 * (which ones it will be is not drawn yet), never less than the whole as one site. */
static enum sw_code
add_sites(struct sw_request *req, struct work *w, const struct sw_rows *facts, struct sw_error *err)
{
    struct rule_sample_size size;
    struct rule_site_time_in in = { .pack = w->in.pack, .visited = w->visited };
    size_t i;
    json_t *o;
    enum sw_code code;

    w->list[2] = parse(req->arena, sw_rows_text(facts, 0, "site_persons"));
    if (json_array_size(w->list[2]) < 2)
        return SW_OK;
    code = rule_sample_size(
        &(struct rule_sample_size_in){ .kind = RULE_SAMPLE_INITIAL,
                                       .sites = (int) json_array_size(w->list[2]) - 1 },
        &size, err);
    if (code != SW_OK)
        return code;
    in.whole = (struct rule_site_part){ .persons = w->persons.effective, .percent = w->in.percent };
    json_array_foreach(w->list[2], i, o)
    {
        const struct rule_site_part part = { .persons = number(o, "persons"),
                                             .percent = w->in.percent };

        if (json_is_true(json_object_get(o, "central")))
            in.central = part;
        else if (in.visited_count < size.visit && in.visited_count < 64)
            w->visited[in.visited_count++] = part;
    }
    code = rule_site_time(&in, &w->sites, err);
    if (code != SW_OK)
        return code;
    if (w->sites.total_half_days > w->time.total_half_days) {
        w->in.add_half_days = w->sites.total_half_days - w->time.total_half_days;
        w->in.add_reason = "central function and sampled sites, each with its own persons (MST-1)";
        return rule_audit_time(&w->in, &w->time, err);
    }
    return SW_OK;
}

static const char *
steps_json(struct sw_arena *arena, const struct work *w)
{
    struct rule_time_step steps[RULE_TIME_STEPS_MAX];
    const int n = rule_audit_time_steps(w->in.pack, &w->time, steps, RULE_TIME_STEPS_MAX);
    json_t *all = json_array();

    for (int i = 0; i < n; i++)
        (void) json_array_append_new(all,
                                     json_pack("{ss ss ss ss si}", "step", steps[i].step, "label",
                                               steps[i].label, "clause", steps[i].clause, "unit",
                                               steps[i].unit, "value", steps[i].value));
    return clients_json(arena, all);
}

static const char *
inputs_json(struct sw_request *req, const struct work *w, const struct sw_rows *facts)
{
    return sw_printf(req->arena,
                     "{\"full_time\":%lld,\"part_times\":%s,\"person_groups\":%s,\"sites\":%s,"
                     "\"factors\":%s,\"effective_persons\":%d}",
                     (long long) sw_rows_int(facts, 0, "full_time"),
                     sw_rows_text(facts, 0, "part_times"), sw_rows_text(facts, 0, "person_groups"),
                     sw_rows_text(facts, 0, "site_persons"), req->body_json, w->persons.effective);
}

enum sw_code
clients_audit_time_create(struct sw_request *req, struct sw_error *err)
{
    struct work *w = sw_alloc(req->arena, sizeof *w);
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code != SW_OK)
        return code;
    w->in.pack = rule_time_pack_find(sw_rows_text(&facts, 0, "pack"));
    if (w->in.pack == NULL)
        return SW_FAIL(err, SW_INTERNAL, "there is no rule pack %s",
                       sw_rows_text(&facts, 0, "pack"));
    read_factors(req->body, &w->in);
    code = count_persons(req, w, &facts, err);
    if (code != SW_OK)
        return code;
    w->in.persons = w->persons.effective;
    code = rule_audit_time(&w->in, &w->time, err);
    if (code == SW_OK)
        code = add_sites(req, w, &facts, err);
    if (code != SW_OK)
        return code;
    return sw_db_json(
        req->txn, &clients_sql_audit_time_insert,
        SW_BIND(SW_UUID(sw_rows_uuid(&facts, 0, "client_id")), SW_UUID(req->path_id[0]),
                SW_TEXT(w->in.pack->id), SW_TEXT(inputs_json(req, w, &facts)),
                SW_TEXT(steps_json(req->arena, w)), SW_INT(w->time.total_half_days),
                SW_INT(w->time.stage1_half_days), SW_INT(w->time.stage2_half_days),
                SW_INT(w->time.surveillance_half_days), SW_INT(w->time.recertification_half_days),
                SW_INT(w->time.onsite_minimum_tenths)),
        &req->reply, err);
}
