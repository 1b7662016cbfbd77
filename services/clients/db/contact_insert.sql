-- $1 client_id uuid   $2 name   $3 email   $4 phone   $5 duty
INSERT INTO clients.contact AS k (client_id, name, email, phone, duty)
SELECT client_id, $2, $3, $4, $5 FROM clients.client WHERE client_id = $1::uuid
RETURNING to_jsonb(k) - 'tenant_id' - 'contact_id' || jsonb_build_object('id', contact_id)
