-- $1 audit_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(audits.finding_json(p.f) || jsonb_build_object('client_name', c.legal_name) ORDER BY (p.f).finding_id)
                  FROM (SELECT f FROM audits.v_finding f WHERE f.audit_id = a.audit_id AND ($3::uuid IS NULL OR f.finding_id > $3::uuid)
                         ORDER BY f.finding_id LIMIT $2::int + 1) AS p
                  LEFT JOIN clients.v_client c ON c.client_id = (p.f).client_id), $2::int)
  FROM audits.audit a WHERE a.audit_id = $1::uuid AND a.kind = ANY (audits.own_kinds())
