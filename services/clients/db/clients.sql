-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(c) - 'tenant_id' - 'client_id' || jsonb_build_object('id', client_id, 'state', (SELECT clients.state_now(x) FROM clients.client x WHERE x.client_id = c.client_id)) ORDER BY client_id)
                  FROM (SELECT k.* FROM clients.client k WHERE $2::uuid IS NULL OR client_id > $2::uuid ORDER BY client_id LIMIT $1::int + 1) AS c), $1::int)
