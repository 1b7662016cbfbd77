-- $1 state text   $2 client_id uuid   $3 limit int   $4 cursor uuid
SELECT sw.page((SELECT jsonb_agg(audits.audit_json(p.a) || jsonb_build_object('client_name', c.legal_name) ORDER BY (p.a).audit_id DESC)
                  FROM (SELECT a FROM audits.audit a
                         WHERE a.kind = ANY (audits.own_kinds()) AND ($1::text IS NULL OR a.state = $1) AND ($2::uuid IS NULL OR a.client_id = $2::uuid)
                           AND ($4::uuid IS NULL OR a.audit_id < $4::uuid)
                         ORDER BY a.audit_id DESC LIMIT $3::int + 1) AS p
                  LEFT JOIN clients.v_client c ON c.client_id = (p.a).client_id), $3::int)
