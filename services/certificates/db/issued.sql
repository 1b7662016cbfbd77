-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', c.certificate_id, 'client_id', c.client_id, 'client_name', l.legal_name, 'number', c.number,
                                     'public_id', c.public_id, 'state', certificates.state_now(c),
                                     'decision_due', coalesce(certificates.suspended_until(c) < sw.today(), false), 'standard', c.standard, 'decided_on', c.decided_on,
                                     'effective_on', c.effective_on, 'expires_on', c.expires_on) ORDER BY c.certificate_id)
                  FROM (SELECT x.certificate_id FROM certificates.certificate x WHERE $2::uuid IS NULL OR x.certificate_id > $2::uuid
                         ORDER BY x.certificate_id LIMIT $1::int + 1) AS page
                  JOIN certificates.certificate c USING (certificate_id)
                  LEFT JOIN clients.v_client l ON l.client_id = c.client_id), $1::int)
