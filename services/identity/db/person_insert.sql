-- $1 name   $2 email   $3 roles json   $4 client_id uuid   $5 languages json
-- on person_email_unique: EXISTS
-- on person_auditee_has_client: INPUT_INVALID
-- on person_roles_known: INPUT_INVALID
INSERT INTO identity.person (name, email, roles, client_id, languages)
SELECT $1, $2, ARRAY(SELECT jsonb_array_elements_text($3::jsonb)), $4::uuid, ARRAY(SELECT jsonb_array_elements_text($5::jsonb))
 WHERE $4::uuid IS NULL OR EXISTS (SELECT FROM clients.v_client c WHERE c.client_id = $4::uuid)
RETURNING person_id, json_build_object('id', person_id, 'name', name, 'email', email, 'roles', roles, 'client_id', client_id,
                                       'languages', languages, 'active', active) AS reply
