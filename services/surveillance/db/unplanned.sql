-- Certifications whose programme has no first surveillance yet, with what the programme says about it.
SELECT c.client_id, p.programme_id, c.decided_on, pa.half_days, ap.standard, ap.scope,
       (SELECT s.soa_id FROM clients.v_soa s WHERE s.client_id = c.client_id ORDER BY s.soa_id DESC LIMIT 1) AS soa_id
  FROM certificates.v_certification c
  JOIN LATERAL (SELECT * FROM clients.v_programme p WHERE p.client_id = c.client_id ORDER BY p.programme_id DESC LIMIT 1) AS p ON true
  JOIN clients.v_programme_audit pa ON pa.programme_id = p.programme_id AND pa.kind = 'surveillance1'
  JOIN clients.v_application ap ON ap.application_id = p.application_id
 WHERE c.state IN ('active', 'suspended')
   AND NOT EXISTS (SELECT FROM audits.audit a WHERE a.programme_id = p.programme_id AND a.kind = 'surveillance1' AND a.state NOT IN ('cancelled', 'aborted'))
 ORDER BY p.programme_id LIMIT 50
