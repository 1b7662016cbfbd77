-- $1 person_ids json
SELECT person_id, function, standard, array_to_string(sectors, ' ') AS sectors, array_to_string(technical_areas, ' ') AS technical_areas,
       array_to_string(languages, ' ') AS languages, valid_from, valid_to
  FROM identity.v_authorisation WHERE person_id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb))
 ORDER BY person_id, authorisation_id
