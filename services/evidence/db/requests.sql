-- $1 audit_id uuid   $2 state text   $3 limit int   $4 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(r) - 'tenant_id' - 'request_id' || jsonb_build_object('id', request_id) ORDER BY request_id)
                  FROM (SELECT r.*, c.legal_name AS client_name,
                               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.evidence_id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'received_at', f.received_at) ORDER BY f.sequence), '[]')
                                  FROM evidence.file f WHERE f.tenant_id = r.tenant_id AND f.request_id = r.request_id) AS files
                          FROM evidence.request r JOIN clients.v_client c USING (tenant_id, client_id)
                         WHERE ($1::uuid IS NULL OR r.audit_id = $1::uuid) AND ($2::text IS NULL OR r.state = $2)
                           AND ($4::uuid IS NULL OR r.request_id > $4::uuid)
                         ORDER BY r.request_id LIMIT $3::int + 1) AS r), $3::int)
