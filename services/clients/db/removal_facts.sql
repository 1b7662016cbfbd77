-- $1 site_id uuid
-- open: nonconformities at the site in audits that nobody has decided on: no decision rests on it, and it is not closed.
SELECT s.active_to IS NOT NULL AS removed, s.active_to,
       (SELECT count(*) FROM audits.v_finding f JOIN audits.v_audit a USING (tenant_id, audit_id)
         WHERE f.site_id = s.site_id AND f.open AND a.state NOT IN ('closed', 'cancelled', 'aborted')
           AND NOT EXISTS (SELECT FROM certificates.v_decision d WHERE d.audit_id = a.audit_id)) AS open
  FROM clients.site s WHERE s.site_id = $1::uuid FOR UPDATE OF s
