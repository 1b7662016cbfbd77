-- $1 request_id uuid
SELECT to_jsonb(r) - 'tenant_id' - 'request_id' || jsonb_build_object('id', request_id, 'client_name', c.legal_name,
           'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.evidence_id, 'name', f.name, 'size', f.size, 'sha256', f.sha256, 'received_at', f.received_at) ORDER BY f.sequence), '[]')
                       FROM evidence.file f WHERE f.request_id = r.request_id))
  FROM evidence.request r JOIN clients.v_client c USING (tenant_id, client_id) WHERE request_id = $1::uuid
