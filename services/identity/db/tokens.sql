-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', session_id, 'label', label, 'created_at', created_at, 'expires_at', expires_at,
                                                     'ended_at', ended_at) ORDER BY session_id)
                  FROM (SELECT * FROM identity.session
                         WHERE kind = 'token' AND person_id = sw.current_actor() AND ($2::uuid IS NULL OR session_id > $2::uuid)
                         ORDER BY session_id LIMIT $1::int + 1) AS s), $1::int)
