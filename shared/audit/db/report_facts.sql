-- $1 audit_id uuid
SELECT s.version AS soa_version, r.ready IS NOT NULL AS concluded, coalesce(r.ready, false) AS ready,
       (SELECT count(*) FROM audits.v_concern c WHERE c.programme_id = a.programme_id AND c.answered_in IS NULL) AS concerns_unanswered,
       (SELECT count(*) FROM audits.v_finding f
         WHERE f.client_id = a.client_id AND f.state = 'not_effective'
           AND EXISTS (SELECT FROM audits.finding_event e WHERE e.finding_id = f.finding_id AND e.audit_id = a.audit_id)) AS not_effective,
       EXISTS (SELECT FROM certificates.v_decision d WHERE d.audit_id = a.audit_id) AS decided
  FROM audits.audit a
  LEFT JOIN clients.v_soa s ON s.soa_id = a.soa_id
  LEFT JOIN audits.readiness r ON r.audit_id = a.audit_id
 WHERE a.audit_id = $1::uuid
