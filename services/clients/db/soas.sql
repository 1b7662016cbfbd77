-- Without the entries; $1 client_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(o) - 'tenant_id' - 'soa_id' - 'entries' - 'created_by' || jsonb_build_object('id', soa_id) ORDER BY soa_id)
                  FROM (SELECT * FROM clients.soa WHERE client_id = $1::uuid AND ($3::uuid IS NULL OR soa_id > $3::uuid) ORDER BY soa_id LIMIT $2::int + 1) AS o), $2::int)
 WHERE EXISTS (SELECT FROM clients.client WHERE client_id = $1::uuid)
