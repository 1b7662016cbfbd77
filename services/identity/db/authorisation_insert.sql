-- $1 person_id uuid   $2 function   $3 standard   $4 sectors json   $5 technical_areas json   $6 languages json   $7 valid_from   $8 valid_to   $9 basis
-- on authorisation_sectors_known: INPUT_INVALID
-- on authorisation_person_known: NOT_FOUND
-- on authorisation_period: INPUT_INVALID
-- on authorisation_not_own: FORBIDDEN
INSERT INTO identity.authorisation AS a (person_id, function, standard, sectors, technical_areas, languages, valid_from, valid_to, basis)
VALUES ($1::uuid, $2, $3, ARRAY(SELECT jsonb_array_elements_text($4::jsonb)::int), ARRAY(SELECT jsonb_array_elements_text($5::jsonb)),
        ARRAY(SELECT jsonb_array_elements_text($6::jsonb)), $7::date, $8::date, $9)
RETURNING to_jsonb(a) - 'tenant_id' - 'authorisation_id' || jsonb_build_object('id', authorisation_id)
