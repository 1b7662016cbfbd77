-- $1 evidence_id uuid
SELECT to_jsonb(f) - 'tenant_id' - 'evidence_id' - 'client_id' || jsonb_build_object('id', evidence_id) FROM evidence.file f WHERE evidence_id = $1::uuid
