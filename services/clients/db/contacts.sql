-- $1 client_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(k) - 'tenant_id' - 'contact_id' || jsonb_build_object('id', contact_id) ORDER BY contact_id)
                  FROM (SELECT * FROM clients.contact WHERE client_id = $1::uuid AND ($3::uuid IS NULL OR contact_id > $3::uuid) ORDER BY contact_id LIMIT $2::int + 1) AS k), $2::int)
 WHERE EXISTS (SELECT FROM clients.client WHERE client_id = $1::uuid)
