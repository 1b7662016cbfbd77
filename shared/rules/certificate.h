/* certificate.h - what a certificate must say before it is issued: ISO/IEC 17021-1 8.2.2. */
#ifndef RULES_CERTIFICATE_H
#define RULES_CERTIFICATE_H

#include "rules/stage1.h"

struct rule_certificate {
    const char *number;
    int revision;         /* 0 for the first */
    const char *replaces; /* number with revision, when revision > 0 */
    const char *client_name;
    const char *client_place; /* central function or only site: at least the city */
    int sites_in_scope;
    int sites_listed;     /* on the certificate or its annex */
    const char *standard; /* with its edition: "ISO/IEC 27001:2022" */
    const char *scope;
    struct sw_date decided_on;
    struct sw_date effective_on;
    struct sw_date expires_on;
    struct sw_date cycle_anchor; /* none: first cycle, effective_on is it */
    const char *body_name;
    const char *body_address;
    const char *soa_version; /* printed */
    struct sw_date soa_date;
    const struct rule_soa *soa_audited, *soa_now; /* both or neither; coverage must be the same */
    const char *signed_by;
    bool accreditation_symbol;      /* printed */
    bool inside_accreditation;      /* standard and scope are inside the body's accreditation */
    struct sw_date previous_expiry; /* after a gap: shown; none otherwise */
    bool gap;                       /* there was a time without certification */
    struct sw_date original_on;     /* original certification date printed, or none */
    const struct rule_settings
        *settings; /* of the body: its convention of expiry; NULL: defaults */
};

/* @rule ISO/IEC17021-1:8.2.2
 * @rule ISO/IEC27006-1:8.2.2 */
void rule_certificate_faults(const struct rule_certificate *certificate,
                             struct rule_faults *ret_faults);

/* @rule ISO/IEC17021-1:8.2.2 */
SW_CHECKED enum sw_code rule_certificate(const struct rule_certificate *certificate,
                                         struct sw_error *err);

#endif
