-- Whom to tell that a certificate is there; $1 certificate_id uuid
SELECT coalesce(jsonb_agg(p.email ORDER BY p.email) FILTER (WHERE p.email IS NOT NULL), '[]') AS emails, c.number, l.legal_name AS client_name
  FROM certificates.certificate c JOIN clients.v_client l USING (tenant_id, client_id)
  LEFT JOIN identity.v_person p ON p.client_id = c.client_id AND p.active
 WHERE c.certificate_id = $1::uuid GROUP BY c.number, l.legal_name
