/* links: certificates stage1 stage2 sw_audit */
/* What stands between a finished audit and a certificate: each gate refuses by name. */
#include <stdlib.h>
#include <string.h>

#include "audits_deciders.h"
#include "certificates.h"
#include "stage1.h"
#include "stage2.h"

static struct scene *w;
static const char *audit; /* the stage 2 of the test */

static void
set_up(void)
{
    struct sw_context worker;

    w = scene_new();
    deciders_add(w, scene_worker(w, "certificates", &worker));
    audit = decider_audit(w);
}

static void
tear_down(void)
{
    scene_free(w);
}

START_TEST(a_team_member_neither_reviews_nor_decides)
{
    const char *id;

    decider_refused(w, "SOD-2", "ISO/IEC 17021-1:2015 9.5.2", LEA, "/v1/certificates/reviews",
                    decider_review_body(w, audit, "pass"));
    id = decider_review(w, audit, "pass");
    decider_refused(w, "SOD-1", "ISO/IEC 17021-1:2015 9.5.1.1", LEA, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
    scene_expect_count(w, 0, "certificates.decision WHERE tenant_id = $T");
}
END_TEST

START_TEST(an_open_major_forbids_the_grant)
{
    const char *id;

    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO audits.finding (tenant_id, finding_id, audit_id, "
                           "client_id, kind, number, site_id, grade, requirement, statement, "
                           "evidence_text, evidence_ids, discussed_with, discussed_on, "
                           "response_due, evidence_due, raised_by, raised_at) VALUES ($T, '#90', "
                           "'%s', '#10', 'stage2', 'NC-0001', '#40', 'major', 'A.8.13', 'Restores "
                           "are not tested', 'No record', '{#71}', 'Carl', current_date, "
                           "current_date, current_date, '#21', now())",
                           audit));
    decider_refused(w, "NC-4", "ISO/IEC 17021-1:2015 9.5.2", RITA, "/v1/certificates/reviews",
                    decider_review_body(w, audit, "pass"));
    /* Three sites: as long as one has a major, none is certified. */
    id = decider_review(w, audit, "return");
    decider_refused(w, "MSN-2", "IAF MD 1:2023 7.7", DARIO, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
}
END_TEST

START_TEST(stage_1_has_to_be_closed)
{
    const char *id = decider_review(w, audit, "pass");

    scene_run(w, "UPDATE audits.audit SET state = 'fieldwork_closed' "
                 "WHERE tenant_id = $T AND kind = 'stage1'");
    decider_refused(w, "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", RITA, "/v1/certificates/reviews",
                    decider_review_body(w, audit, "pass"));
    decider_refused(w, "ST1-6", "ISO/IEC 17021-1:2015 9.3.1", DARIO, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
}
END_TEST

START_TEST(a_returned_review_grants_nothing)
{
    decider_refused(w, "DEC-4", "ISO/IEC 17021-1:2015 9.5.2", DARIO, "/v1/certificates/decisions",
                    decider_grant_body(w, decider_review(w, audit, "return")));
}
END_TEST

START_TEST(the_decider_is_competent_and_impartial)
{
    const char *id = decider_review(w, audit, "pass");

    scene_run(w, "UPDATE identity.declaration SET relation = 'family' "
                 "WHERE tenant_id = $T AND person_id = '#27'");
    decider_refused(w, "SOD-8", "ISO/IEC 17021-1:2015 5.2.12", DARIO, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
    scene_run(w, "DELETE FROM identity.authorisation WHERE tenant_id = $T AND person_id = '#27'");
    (void) decider_expect(w, 422, DARIO, "/v1/certificates/decisions", decider_grant_body(w, id));
}
END_TEST

START_TEST(a_certificate_is_not_backdated)
{
    (void) decider_expect(w, 422, DARIO, "/v1/certificates/decisions",
                          sw_printf(w->arena,
                                    "{\"review_id\":\"%s\",\"outcome\":\"grant\",\"reason\":\"x\","
                                    "\"effective_on\":\"%s\"}",
                                    decider_review(w, audit, "pass"), scene_day(w, -1)));
}
END_TEST

START_TEST(a_control_taken_out_since_the_audit_is_audited_first)
{
    const char *id = decider_review(w, audit, "pass");

    scene_run(w,
              "INSERT INTO clients.soa (tenant_id, client_id, version, soa_date, approved_by, "
              "sha256, entries, faults, created_at) SELECT tenant_id, client_id, '4', soa_date, "
              "approved_by, sha256, jsonb_set(entries, '{5,applicable}', 'false'), faults, now() "
              "FROM clients.soa WHERE tenant_id = $T");
    decider_refused(w, "ISM-3", "ISO/IEC 27006-1:2024 8.2.2", DARIO, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
}
END_TEST

START_TEST(a_refusal_makes_no_certificate)
{
    const json_t *decision = decider_expect(
        w, 201, DARIO, "/v1/certificates/decisions",
        sw_printf(w->arena, "{\"review_id\":\"%s\",\"outcome\":\"refuse\",\"reason\":\"No\"}",
                  decider_review(w, audit, "pass")));

    ck_assert(json_is_null(json_object_get(decision, "certificate_id")));
    scene_expect_count(w, 1, "sw.outbox WHERE tenant_id = $T AND event = 'decision.refused'");
}
END_TEST

/* A recertification with a signed report, of a certificate that expires in so many days. */
static void
add_recertification(int expires_in)
{
    scene_run(w, "INSERT INTO audits.audit (tenant_id, audit_id, client_id, programme_id, kind, "
                 "number, state, starts_on, ends_on, half_days, soa_id, standard, scope) VALUES "
                 "($T, '#90', '#10', '#63', 'recertification', 'A-9000', 'report_issued', '@-5', "
                 "'@-5', 4, '#50', 'ISO/IEC 27001:2022', 'Hosting of data')");
    scene_run(w, "INSERT INTO audits.audit_site (tenant_id, audit_id, site_id, client_id, kind, "
                 "code, name, central) SELECT tenant_id, '#90', site_id, client_id, "
                 "'recertification', code, name, kind = 'central' FROM clients.site WHERE "
                 "client_id = '#10'");
    scene_run(w, "INSERT INTO audits.observation (tenant_id, audit_id, client_id, kind, site_id, "
                 "requirement, method, note, result, recorded_by) SELECT tenant_id, audit_id, "
                 "client_id, kind, site_id, '9.2.2', 'interview', 'n', 'conforming', '#21' FROM "
                 "audits.audit_site WHERE audit_id = '#90'");
    scene_run(w, "INSERT INTO audits.report (tenant_id, audit_id, client_id, kind, version, "
                 "recommendation, content, sha256, signed_by) VALUES ($T, '#90', '#10', "
                 "'recertification', 1, 'renew', '{}', repeat('a', 64), '#21')");
    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO certificates.certificate (tenant_id, certificate_id, "
                           "decision_id, client_id, programme_id, audit_id, number, public_id, "
                           "state, standard, scope, soa_id, decided_on, effective_on, expires_on, "
                           "cycle_anchor) SELECT tenant_id, '#91', decision_id, client_id, "
                           "programme_id, audit_id, 'ISMS-0001', upper(substr(md5($T), 1, 12)), "
                           "'active', 'ISO/IEC 27001:2022', 'Hosting of data', '#50', '@-%d', "
                           "'@-%d', '@%d', '@-%d' FROM certificates.decision WHERE tenant_id = $T",
                           1095 - expires_in, 1095 - expires_in, expires_in, 1095 - expires_in));
}

/* So that the certificate has a decision it can seem to come from. */
static void
refuse(void)
{
    (void) decider_expect(
        w, 201, DARIO, "/v1/certificates/decisions",
        sw_printf(w->arena, "{\"review_id\":\"%s\",\"outcome\":\"refuse\",\"reason\":\"No\"}",
                  decider_review(w, audit, "pass")));
}

#define OVERRIDE(rule)                                                                             \
    "{\"rule\":\"" rule "\",\"reason\":\"The client moves\",\"approved_by\":\"%s\"}"

START_TEST(an_early_renewal_takes_an_override)
{
    const char *id, *grant;
    const json_t *reply;

    refuse();
    add_recertification(200);
    id = decider_review(w, scene_id(w, "90"), "pass");
    grant = decider_grant_body(w, id);
    reply = decider_expect(w, 422, DARIO, "/v1/certificates/decisions", grant);
    ck_assert_ptr_nonnull(strstr(scene_text(reply, "type"), "override-needed"));
    ck_assert_str_eq(scene_text(reply, "rule"), "T-RCD");
    for (int own = 1; own >= 0; own--) {
        const char *body =
            sw_printf(w->arena,
                      "%.*s,\"overrides\":[" OVERRIDE("T-RCD") "," OVERRIDE("PRG-8") "," OVERRIDE(
                          "TST-1") "]}",
                      (int) strlen(grant) - 1, grant, scene_id(w, own ? DARIO : RITA),
                      scene_id(w, RITA), scene_id(w, RITA));

        if (own)
            decider_refused(w, "SOD-11", "ISO/IEC 17021-1:2015 5.2.12", DARIO,
                            "/v1/certificates/decisions", body);
        else
            reply = decider_expect(w, 201, DARIO, "/v1/certificates/decisions", body);
    }
    ck_assert_str_eq(scene_text(reply, "effective_on"), scene_day(w, 0));
    scene_expect_count(w, 1, "sw.rule_override WHERE rule = 'T-RCD' AND tenant_id = $T");
}
END_TEST

START_TEST(the_reviewer_sees_what_was_overridden)
{
    const json_t *list;

    scene_run(w, sw_printf(w->arena,
                           "INSERT INTO sw.rule_override (tenant_id, subject_kind, subject_id, "
                           "rule, clause, detail, reason, approved_by, recorded_by) VALUES ($T, "
                           "'audit', '%s', 'LIM-9', 'c', '40 %% is remote', 'r', '#26', '#21')",
                           audit));
    list = decider_expect(w, 200, RITA, "/v1/certificates/candidates", NULL);
    list = json_object_get(json_array_get(json_object_get(list, "data"), 0), "overrides");
    ck_assert_str_eq(scene_text(json_array_get(list, 0), "rule"), "LIM-9");
    ck_assert_str_eq(scene_text(json_array_get(list, 0), "approved_by_name"), "Rita");
}
END_TEST

int
main(void)
{
    static const struct sw_service_def stage1 = { .name = "stage1", .routes = stage1_routes };
    static const struct sw_service_def stage2 = { .name = "stage2", .routes = stage2_routes };
    static const struct sw_service_def certificates = { .name = "certificates",
                                                        .routes = certificates_routes };
    Suite *s = suite_create("gates");
    TCase *t = tcase_create("gates");

    tcase_set_timeout(t, 60);
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, a_team_member_neither_reviews_nor_decides);
    tcase_add_test(t, an_open_major_forbids_the_grant);
    tcase_add_test(t, stage_1_has_to_be_closed);
    tcase_add_test(t, a_returned_review_grants_nothing);
    tcase_add_test(t, the_decider_is_competent_and_impartial);
    tcase_add_test(t, a_certificate_is_not_backdated);
    tcase_add_test(t, a_control_taken_out_since_the_audit_is_audited_first);
    tcase_add_test(t, a_refusal_makes_no_certificate);
    tcase_add_test(t, an_early_renewal_takes_an_override);
    tcase_add_test(t, the_reviewer_sees_what_was_overridden);
    suite_add_tcase(s, t);
    return support_main(
        s, (const struct sw_service_def *const[]){ &stage1, &stage2, &certificates, NULL }, NULL);
}
