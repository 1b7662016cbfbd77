SELECT c.client_id, k.legal_name AS client_name, c.number, c.state, c.decided_on, c.expires_on, c.programme_id, c.cycle_number, sw.today() AS today
  FROM certificates.v_certification c JOIN clients.v_client k ON k.client_id = c.client_id
 WHERE c.state IN ('active', 'suspended') ORDER BY c.expires_on, c.number
