-- What a certificate must say and the audit does not know; $1 client_id uuid   $2 soa_id uuid
SELECT c.legal_name AS client_name, c.city AS client_place, s.version AS soa_version, s.soa_date, b.name AS body_name,
       concat_ws(', ', b.street, b.city, b.country) AS body_address, a.name AS signed_by, s.entries AS soa_audited,
       (SELECT n.entries FROM clients.v_soa n WHERE n.client_id = c.client_id ORDER BY n.created_at DESC, n.soa_id DESC LIMIT 1) AS soa_now
  FROM clients.v_client c
  JOIN identity.v_body b USING (tenant_id)
  LEFT JOIN clients.v_soa s ON s.client_id = c.client_id AND s.soa_id = $2::uuid
  LEFT JOIN identity.v_person a ON a.person_id = sw.current_actor()
 WHERE c.client_id = $1::uuid
