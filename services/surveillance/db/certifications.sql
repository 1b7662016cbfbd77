SELECT c.client_id, k.legal_name AS client_name, c.number, c.state, c.decided_on, c.expires_on, p.programme_id, sw.today() AS today
  FROM certificates.v_certification c
  JOIN clients.v_client k ON k.client_id = c.client_id
  JOIN LATERAL (SELECT * FROM clients.v_programme p WHERE p.client_id = c.client_id ORDER BY p.programme_id DESC LIMIT 1) AS p ON true
 WHERE c.state IN ('active', 'suspended') ORDER BY c.expires_on, c.number
