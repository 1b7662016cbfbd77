/* POST /v1/clients/applications/{application_id}/submission: refused while something is missing. */
#include "clients.h"

static enum sw_code
check(struct sw_request *req, const struct sw_rows *facts, struct sw_error *err)
{
    struct rule_faults *faults = sw_alloc(req->arena, sizeof *faults);
    struct rule_application in = {
        .standard = sw_rows_text(facts, 0, "standard"),
        .languages = sw_rows_text(facts, 0, "languages"),
        .sites = (int) sw_rows_int(facts, 0, "sites"),
        .central_sites = (int) sw_rows_int(facts, 0, "central"),
        .persons = (int) sw_rows_int(facts, 0, "persons"),
        .isms_implemented = sw_rows_bool(facts, 0, "isms_implemented"),
        .soa = sw_rows_text(facts, 0, "soa_id") != NULL,
        .certifies_systems = sw_rows_bool(facts, 0, "certifies_systems"),
    };

    for (int i = 0; i < RULE_APPLICATION_PARTS; i++)
        in.parts[i] = sw_rows_text(facts, 0, rule_application_part_names[i]);
    rule_application_faults(&in, faults);
    return rule_faults_refuse(faults, err);
}

enum sw_code
clients_application_submit(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK)
        code = check(req, &facts, err);
    if (code != SW_OK)
        return code;
    return clients_application_step(req, sw_rows_text(&facts, 0, "state"), "submitted", "applicant",
                                    err);
}
