-- $1 legal_name   $2 trading_name   $3 registration_id   $4 street   $5 city   $6 postal_code   $7 country   $8 sectors json   $9 technical_areas json   $10 language
-- on client_sectors_known: INPUT_INVALID
-- on client_registration_unique: EXISTS
-- on client_country_check: INPUT_INVALID
INSERT INTO clients.client AS c (legal_name, trading_name, registration_id, street, city, postal_code, country, sectors, technical_areas, language)
VALUES ($1, $2, $3, $4, $5, $6, $7, ARRAY(SELECT jsonb_array_elements_text($8::jsonb)::int), ARRAY(SELECT jsonb_array_elements_text($9::jsonb)), $10)
RETURNING to_jsonb(c) - 'tenant_id' - 'client_id' || jsonb_build_object('id', client_id)
