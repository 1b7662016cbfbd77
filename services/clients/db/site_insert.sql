-- $1 client_id uuid   $2 code   $3 name   $4 kind   $5 street   $6 city   $7 postal_code   $8 country   $9 persons int   $10 activity_group   $11 activities   $12 significant_risk bool
-- on site_client_known: NOT_FOUND
-- on site_code_unique: EXISTS
-- on site_one_central: EXISTS
-- on site_country_check: INPUT_INVALID
INSERT INTO clients.site AS s (client_id, code, name, kind, street, city, postal_code, country, persons, activity_group, activities, significant_risk)
SELECT client_id, $2, $3, $4, $5, $6, $7, $8, $9::int, $10, $11, $12::boolean FROM clients.client WHERE client_id = $1::uuid
RETURNING to_jsonb(s) - 'tenant_id' - 'site_id' || jsonb_build_object('id', site_id)
