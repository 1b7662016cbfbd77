-- $1 client_id uuid   $2 legal_name   $3 street   $4 city   $5 postal_code   (NULL leaves a column as it is)
UPDATE clients.client AS c SET legal_name = coalesce($2, legal_name), street = coalesce($3, street), city = coalesce($4, city), postal_code = coalesce($5, postal_code)
 WHERE client_id = $1::uuid
RETURNING to_jsonb(c) - 'tenant_id' - 'client_id' || jsonb_build_object('id', client_id)
