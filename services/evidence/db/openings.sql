-- $1 evidence_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', opening_id, 'person_id', person_id, 'name', name, 'opened_at', opened_at) ORDER BY opening_id)
                  FROM (SELECT o.opening_id, o.person_id, o.opened_at, p.name FROM evidence.opening o LEFT JOIN identity.v_person p USING (tenant_id, person_id)
                         WHERE o.evidence_id = $1::uuid AND ($3::uuid IS NULL OR o.opening_id > $3::uuid) ORDER BY o.opening_id LIMIT $2::int + 1) AS x), $2::int)
 WHERE EXISTS (SELECT FROM evidence.file WHERE evidence_id = $1::uuid)
