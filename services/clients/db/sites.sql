-- $1 client_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(s) - 'tenant_id' - 'site_id' || jsonb_build_object('id', site_id) ORDER BY site_id)
                  FROM (SELECT * FROM clients.site WHERE client_id = $1::uuid AND ($3::uuid IS NULL OR site_id > $3::uuid) ORDER BY site_id LIMIT $2::int + 1) AS s), $2::int)
 WHERE EXISTS (SELECT FROM clients.client WHERE client_id = $1::uuid)
