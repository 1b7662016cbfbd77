-- $1 soa_id uuid
SELECT to_jsonb(o) - 'tenant_id' - 'soa_id' || jsonb_build_object('id', soa_id) FROM clients.soa o WHERE soa_id = $1::uuid
