-- Audits on which a certification decision was made, still open; no parameters.
SELECT a.audit_id, a.state FROM audits.audit a
 WHERE a.kind = 'stage2' AND a.state = 'report_issued' AND EXISTS (SELECT FROM certificates.v_decision d WHERE d.audit_id = a.audit_id)
 ORDER BY a.audit_id LIMIT 50 FOR UPDATE OF a
