/* POST /v1/clients/applications/{application_id}/submission: refused while something is missing. */
#include "clients.h"

static const struct sw_rule complete = {
    .id = "APP-1",
    .clause = "ISO/IEC 17021-1:2015 9.1.1",
    .remedy =
        "Give the sites with one central function, the Statement of Applicability, the persons "
        "in scope, and confirm that the management system is implemented.",
};

static enum sw_code
check(const struct sw_rows *facts, struct sw_error *err)
{
    if (sw_rows_int(facts, 0, "sites") == 0)
        return SW_REFUSE(err, &complete, "no site is in scope yet");
    if (sw_rows_int(facts, 0, "central") != 1)
        return SW_REFUSE(err, &complete, "the site of the central function is missing");
    if (sw_rows_text(facts, 0, "soa_id") == NULL)
        return SW_REFUSE(err, &complete, "the Statement of Applicability is missing");
    if (sw_rows_int(facts, 0, "full_time") == 0)
        return SW_REFUSE(err, &complete, "the number of persons in scope is missing");
    if (!sw_rows_bool(facts, 0, "isms_implemented"))
        return SW_REFUSE(err, &complete,
                         "a documented and implemented management system is not confirmed");
    return SW_OK;
}

enum sw_code
clients_application_submit(struct sw_request *req, struct sw_error *err)
{
    struct sw_rows facts;
    enum sw_code code = clients_application_facts(req, &facts, err);

    if (code == SW_OK)
        code = check(&facts, err);
    if (code != SW_OK)
        return code;
    return clients_application_step(req, sw_rows_text(&facts, 0, "state"), "submitted", "applicant",
                                    err);
}
