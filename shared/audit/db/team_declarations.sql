-- $1 client_id uuid   $2 person_ids json
SELECT person_id, relation, ended_on FROM identity.v_declaration
 WHERE client_id = $1::uuid AND person_id IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb))
 ORDER BY person_id, declaration_id
