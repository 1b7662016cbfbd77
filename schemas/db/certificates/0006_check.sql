-- Who checks (sealwright check --rules): reads what was judged, for one body at a time, and nothing else.
GRANT USAGE ON SCHEMA clients, audits, certificates TO check_service;
GRANT SELECT ON clients.audit_time, clients.site_sample, clients.programme, clients.programme_audit, audits.audit, audits.team, audits.team_member,
    certificates.review, certificates.decision, certificates.certificate TO check_service;
