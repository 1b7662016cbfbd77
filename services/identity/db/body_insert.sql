-- $1 slug   $2 name   $3 street   $4 city   $5 country   $6 accreditation_body   $7 accreditation_acronym   $8 accreditation_number   $9 time_zone
-- on body_slug_unique: EXISTS
-- on body_pkey: EXISTS
-- on body_slug_check: INPUT_INVALID
-- on body_country_check: INPUT_INVALID
-- on body_time_zone_known: INPUT_INVALID
INSERT INTO identity.body (slug, name, street, city, country, accreditation_body, accreditation_acronym, accreditation_number, time_zone)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce((SELECT name FROM pg_timezone_names WHERE name = $9), ''))
RETURNING json_build_object('id', tenant_id, 'slug', slug, 'name', name)
