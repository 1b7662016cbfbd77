-- Surveillance and recertification audits of all programmes; held: with a signed report.
SELECT audit_id, programme_id, kind, number, state, starts_on, ends_on, report_signed AS held FROM audits.v_audit
 WHERE kind IN ('surveillance1', 'surveillance2', 'recertification') AND state NOT IN ('cancelled', 'aborted')
 ORDER BY programme_id, audit_id
