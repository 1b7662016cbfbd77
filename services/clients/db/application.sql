-- $1 application_id uuid
SELECT to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', application_id, 'client_name', c.legal_name)
  FROM clients.application a JOIN clients.client c USING (tenant_id, client_id) WHERE application_id = $1::uuid
