-- All clients; $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', application_id) ORDER BY application_id)
                  FROM (SELECT a.*, c.legal_name AS client_name FROM clients.application a JOIN clients.client c USING (tenant_id, client_id)
                         WHERE $2::uuid IS NULL OR application_id > $2::uuid ORDER BY application_id LIMIT $1::int + 1) AS a), $1::int)
