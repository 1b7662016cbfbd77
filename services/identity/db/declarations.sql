-- $1 person_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(d) - 'tenant_id' - 'declaration_id' || jsonb_build_object('id', declaration_id) ORDER BY declaration_id)
                  FROM (SELECT * FROM identity.declaration
                         WHERE person_id = $1::uuid AND ($3::uuid IS NULL OR declaration_id > $3::uuid)
                         ORDER BY declaration_id LIMIT $2::int + 1) AS d), $2::int)
 WHERE EXISTS (SELECT FROM identity.person WHERE person_id = $1::uuid)
