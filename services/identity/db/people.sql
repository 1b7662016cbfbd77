-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', person_id, 'name', name, 'email', email, 'roles', roles, 'client_id', client_id,
                                                     'languages', languages, 'active', active) ORDER BY person_id)
                  FROM (SELECT * FROM identity.person WHERE $2::uuid IS NULL OR person_id > $2::uuid
                         ORDER BY person_id LIMIT $1::int + 1) AS p), $1::int)
