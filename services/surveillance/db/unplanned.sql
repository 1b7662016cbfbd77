-- Certifications whose programme has no first surveillance yet, with what the programme says about it.
SELECT c.client_id, c.programme_id, c.decided_on, pa.half_days, c.standard, c.scope,
       (SELECT s.soa_id FROM clients.v_soa s WHERE s.client_id = c.client_id ORDER BY s.soa_id DESC LIMIT 1) AS soa_id
  FROM certificates.v_certification c
  JOIN clients.v_programme_audit pa ON pa.programme_id = c.programme_id AND pa.kind = 'surveillance1'
 WHERE c.state IN ('active', 'suspended')
   AND NOT EXISTS (SELECT FROM audits.audit a WHERE a.programme_id = c.programme_id AND a.kind = 'surveillance1' AND a.state NOT IN ('cancelled', 'aborted'))
 ORDER BY c.programme_id LIMIT 50
