-- Without the secrets; $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', webhook_id, 'url', url, 'events', events, 'active', active) ORDER BY webhook_id)
                  FROM (SELECT * FROM identity.webhook WHERE $2::uuid IS NULL OR webhook_id > $2::uuid
                         ORDER BY webhook_id LIMIT $1::int + 1) AS w), $1::int)
