-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', c.certificate_id, 'client_id', c.client_id, 'client_name', l.legal_name, 'number', c.number,
                                     'public_id', c.public_id, 'state', c.state, 'standard', c.standard, 'decided_on', c.decided_on,
                                     'effective_on', c.effective_on, 'expires_on', c.expires_on) ORDER BY c.certificate_id)
                  FROM (SELECT * FROM certificates.certificate WHERE $2::uuid IS NULL OR certificate_id > $2::uuid
                         ORDER BY certificate_id LIMIT $1::int + 1) AS c
                  LEFT JOIN clients.v_client l ON l.client_id = c.client_id), $1::int)
