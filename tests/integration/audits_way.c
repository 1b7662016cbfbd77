#include "audits_way.h"

#include <string.h>

#include "rules/catalogue.h"

static bool
is_stage1(const char *path)
{
    return strncmp(path, "/v1/stage1", 10) == 0;
}

static const char *
plan(struct scene *w, const char *service)
{
    const char *days = is_stage1(service) ? "\"starts_on\":\"@-20\",\"ends_on\":\"@-20\""
                                          : "\"starts_on\":\"@-10\",\"ends_on\":\"@-9\"";
    const json_t *audit = scene_expect(
        w, 201, PAULA, "POST", scene_sub(w, service, "audits"),
        sw_printf(w->arena, "{\"client_id\":\"#10\",\"programme_id\":\"#63\",%s}", days));

    return sw_printf(w->arena, "%s/audits/%s", service, scene_text(audit, "id"));
}

static void
send_plan(struct scene *w, const char *path)
{
    const char *items =
        is_stage1(path)
            ? "{\"on\":\"@-20\",\"starts_at\":\"09:00\",\"minutes\":480,\"person_id\":\"#21\","
              "\"site_id\":\"#40\",\"activity\":\"Documents\",\"direct\":true}"
            : "{\"on\":\"@-10\",\"starts_at\":\"09:00\",\"minutes\":480,\"person_id\":\"#21\","
              "\"site_id\":\"#40\",\"activity\":\"Interviews\",\"direct\":true},"
              "{\"on\":\"@-9\",\"starts_at\":\"09:00\",\"minutes\":480,\"person_id\":\"#21\","
              "\"site_id\":\"#41\",\"activity\":\"Controls\",\"requirements\":[\"A.8.13\"],"
              "\"direct\":true},"
              "{\"on\":\"@-9\",\"starts_at\":\"09:00\",\"minutes\":60,\"person_id\":\"#21\","
              "\"site_id\":\"#42\",\"activity\":\"Visit\",\"direct\":false}";
    const json_t *audit = scene_expect(w, 200, PAULA, "GET", path, NULL);
    const bool third = json_array_size(json_object_get(audit, "sites")) == 3;
    const char *last =
        third || is_stage1(path)
            ? ""
            : strstr(items, ",{\"on\":\"@-9\",\"starts_at\":\"09:00\",\"minutes\":60");

    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "plan"),
                        sw_printf(w->arena,
                                  "{\"objectives\":\"Conformity\",\"criteria\":\"ISO/IEC "
                                  "27001:2022\",\"items\":[%.*s]}",
                                  (int) (strlen(items) - strlen(last)), items));
    (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, path, "plan-agreement"), "{}");
}

static void
observe_sites(struct scene *w, const char *path)
{
    const json_t *audit = scene_expect(w, 200, PAULA, "GET", path, NULL);
    const json_t *sites = json_object_get(audit, "sites");

    for (size_t i = 0; i < json_array_size(sites); i++)
        (void) scene_expect(
            w, 201, LEA, "POST", scene_sub(w, path, "observations"),
            sw_printf(w->arena,
                      "{\"site_id\":\"%s\",\"requirement\":\"9.2.2\",\"method\":\"interview\","
                      "\"subject\":\"Security officer\",\"note\":\"Programme and reports seen\","
                      "\"result\":\"conforming\",\"evidence_ids\":[\"#71\"]}",
                      scene_text(json_array_get(sites, i), "id")));
}

const char *
way_review_documents(struct scene *w, const char *path)
{
    const char *list = "";

    for (int i = 0; i < RULE_DOCUMENTS; i++)
        list = sw_printf(w->arena, "%s%s{\"ref\":\"%s\",\"verdict\":\"conforming\"}", list,
                         i == 0 ? "" : ",", rule_documents[i].id);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "documents"),
                        sw_printf(w->arena, "{\"reviews\":[%s]}", list));
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "soa-review"),
                        "{\"conclusion\":\"Complete\"}");
    return scene_text(scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "concerns"),
                                   "{\"requirement\":\"A.8.13\",\"statement\":\"Restore tests are "
                                   "planned, not done\"}"),
                      "id");
}

static void
conclude(struct scene *w, const char *path)
{
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "conclusion"),
                        "{\"ready\":true,\"reasons\":\"All is there\",\"stage2_team_competent\":"
                        "true,\"internal_audit_on\":\"@-40\",\"internal_audit_sites\":[\"#40\","
                        "\"#41\",\"#42\"],\"management_review_on\":\"@-30\"}");
}

static void
report(struct scene *w, const char *path)
{
    const char *said = is_stage1(path)                        ? "proceed"
                       : strncmp(path, "/v1/stage2", 10) == 0 ? "certify"
                                                              : "maintain";
    char body[600];

    if (is_stage1(path))
        conclude(w, path);
    (void) snprintf(body, sizeof body, WAY_REPORT_BODY, said);
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "report"), body);
}

static void
meet(struct scene *w, const char *path, const char *which, const char *day)
{
    (void) scene_expect(w, 201, LEA, "POST", scene_sub(w, path, which),
                        sw_printf(w->arena,
                                  "{\"held_on\":\"%s\",\"attendees\":[{\"name\":\"Carl\","
                                  "\"function\":\"Security officer\"}]}",
                                  day));
}

const char *
way_audit(struct scene *w, const char *service, enum way to)
{
    const char *path = plan(w, service);

    if (to >= WAY_TEAM)
        (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, path, "team"), WAY_TEAM_BODY);
    if (to >= WAY_NOTIFIED)
        (void) scene_expect(w, 201, PAULA, "POST", scene_sub(w, path, "notice"), "{}");
    if (to >= WAY_CONFIRMED)
        (void) scene_expect(w, 201, CARL, "POST", scene_sub(w, path, "confirmation"),
                            "{\"accepted\":true}");
    if (to >= WAY_PLAN)
        send_plan(w, path);
    if (to >= WAY_OPEN)
        meet(w, path, "opening", is_stage1(path) ? "@-20" : "@-10");
    if (to >= WAY_WORKED)
        observe_sites(w, path);
    if (to >= WAY_WORKED && is_stage1(path))
        (void) way_review_documents(w, path);
    if (to >= WAY_CLOSED)
        meet(w, path, "closing", is_stage1(path) ? "@-20" : "@-9");
    if (to >= WAY_REPORTED)
        report(w, path);
    return path;
}

const char *
way_finding(struct scene *w, const char *path, const char *grade)
{
    char body[600];
    const json_t *finding;

    (void) snprintf(body, sizeof body, WAY_FINDING_BODY, grade);
    finding = scene_expect(w, 201, LEA, "POST", scene_sub(w, path, "findings"), body);
    return sw_printf(w->arena, "%.*s/findings/%s", (int) (strstr(path, "/audits/") - path), path,
                     scene_text(finding, "id"));
}

void
way_certify(struct scene *w, int days_ago)
{
    scene_run(
        w, sw_printf(w->arena,
                     "WITH t AS (SELECT $T::uuid AS t), r AS ("
                     "INSERT INTO certificates.review (tenant_id, review_id, client_id, "
                     "programme_id, audit_id, outcome, checklist, note, facts, result, "
                     "sha256, rule_pack, reviewed_by, reviewed_at) SELECT t, '#80', '#10', "
                     "'#63', '#81', 'pass', '[]', '', '{}', '{}', 'x', 'p', '#20', "
                     "now() FROM t RETURNING tenant_id), d AS ("
                     "INSERT INTO certificates.decision (tenant_id, decision_id, review_id, "
                     "client_id, programme_id, audit_id, outcome, decided_on, "
                     "effective_on, expires_on, reason, facts, result, sha256, rule_pack, "
                     "decided_by, decided_at) SELECT t, '#82', '#80', '#10', '#63', "
                     "'#81', 'grant', '@-%d', '@-%d', '@%d', 'good', '{}', '{}', 'x', 'p', '#20', "
                     "now() FROM t RETURNING tenant_id) "
                     "INSERT INTO certificates.certificate (tenant_id, certificate_id, "
                     "decision_id, client_id, programme_id, audit_id, number, "
                     "public_id, state, standard, scope, soa_id, decided_on, effective_on, "
                     "expires_on, cycle_anchor, created_at) SELECT t, '#83', "
                     "'#82', '#10', '#63', '#81', 'ISMS-0001', upper(substr(md5(t::text), 1, "
                     "12)), 'active', 'ISO/IEC 27001:2022', 'Hosting of "
                     "data', '#50', '@-%d', '@-%d', '@%d', '@-%d', now() FROM t",
                     days_ago, days_ago, 1095 - days_ago, days_ago, days_ago, 1095 - days_ago,
                     days_ago));
}
