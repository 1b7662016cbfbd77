-- $1 state text   $2 client_id uuid   $3 limit int   $4 cursor uuid
SELECT sw.page((SELECT jsonb_agg(audits.finding_json(p.f) || jsonb_build_object('client_name', c.legal_name) ORDER BY (p.f).finding_id DESC)
                  FROM (SELECT f FROM audits.v_finding f
                         WHERE f.kind = ANY (audits.own_kinds()) AND ($1::text IS NULL OR f.state = $1) AND ($2::uuid IS NULL OR f.client_id = $2::uuid)
                           AND ($4::uuid IS NULL OR f.finding_id < $4::uuid)
                         ORDER BY f.finding_id DESC LIMIT $3::int + 1) AS p
                  LEFT JOIN clients.v_client c ON c.client_id = (p.f).client_id), $3::int)
