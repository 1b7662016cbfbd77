-- $1 name   $2 street   $3 city   $4 country   (NULL leaves a column as it is)
-- on body_country_check: INPUT_INVALID
UPDATE identity.body SET name = coalesce($1, name), street = coalesce($2, street), city = coalesce($3, city), country = coalesce($4, country)
 WHERE tenant_id = sw.current_tenant()
RETURNING to_jsonb(body) - 'tenant_id' || jsonb_build_object('id', tenant_id)
