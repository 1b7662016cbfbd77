-- $1 client_id uuid   $2 application_id uuid   $3 pack   $4 inputs json   $5 result json
INSERT INTO clients.audit_time AS t (client_id, application_id, pack, inputs, result)
VALUES ($1::uuid, $2::uuid, $3, $4::jsonb, $5::jsonb)
RETURNING clients.audit_time_json(t)
