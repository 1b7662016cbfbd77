-- $1 client_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', application_id) ORDER BY application_id)
                  FROM (SELECT a.*, c.legal_name AS client_name FROM clients.application a JOIN clients.client c USING (tenant_id, client_id)
                         WHERE a.client_id = $1::uuid AND ($3::uuid IS NULL OR application_id > $3::uuid) ORDER BY application_id LIMIT $2::int + 1) AS a), $2::int)
 WHERE EXISTS (SELECT FROM clients.client WHERE client_id = $1::uuid)
