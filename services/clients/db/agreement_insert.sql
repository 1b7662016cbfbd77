-- $1 client_id uuid   $2 application_id uuid   $3 signed_on date   $4 signed_by_name
-- on agreement_once: EXISTS
INSERT INTO clients.agreement AS g (client_id, application_id, signed_on, signed_by_name, clauses_accepted)
VALUES ($1::uuid, $2::uuid, $3::date, $4, true)
RETURNING to_jsonb(g) - 'tenant_id' - 'agreement_id' || jsonb_build_object('id', agreement_id)
