-- $1 person_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(a) - 'tenant_id' - 'authorisation_id' || jsonb_build_object('id', authorisation_id) ORDER BY authorisation_id)
                  FROM (SELECT * FROM identity.authorisation
                         WHERE person_id = $1::uuid AND ($3::uuid IS NULL OR authorisation_id > $3::uuid)
                         ORDER BY authorisation_id LIMIT $2::int + 1) AS a), $2::int)
 WHERE EXISTS (SELECT FROM identity.person WHERE person_id = $1::uuid)
