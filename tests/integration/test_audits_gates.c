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

static void
expect_count(long n, const char *of)
{
    ck_assert_msg(scene_count(w, sw_printf(w->arena, "SELECT count(*) FROM %s", of)) == n, "%s",
                  of);
}

START_TEST(a_team_member_neither_reviews_nor_decides)
{
    const char *id;

    decider_refused(w, "SOD-2", "ISO/IEC 17021-1:2015 9.5.2", LEA, "/v1/certificates/reviews",
                    decider_review_body(w, audit, "pass"));
    id = decider_review(w, audit, "pass");
    decider_refused(w, "SOD-1", "ISO/IEC 17021-1:2015 9.5.1.1", LEA, "/v1/certificates/decisions",
                    decider_grant_body(w, id));
    expect_count(0, "certificates.decision WHERE tenant_id = $T");
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
    expect_count(1, "sw.outbox WHERE tenant_id = $T AND event = 'decision.refused'");
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
    suite_add_tcase(s, t);
    return support_main(
        s, (const struct sw_service_def *const[]){ &stage1, &stage2, &certificates, NULL }, NULL);
}
