-- $1 person_id uuid
SELECT json_build_object('id', person_id, 'name', name, 'email', email, 'roles', roles, 'client_id', client_id, 'languages', languages, 'active', active)
  FROM identity.person WHERE person_id = $1::uuid
