-- $1 client_id uuid
SELECT to_jsonb(c) - 'tenant_id' - 'client_id' || jsonb_build_object('id', client_id, 'state', clients.state_now(c)) FROM clients.client c WHERE client_id = $1::uuid
