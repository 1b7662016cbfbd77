-- $1 person_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(to_jsonb(m) - 'tenant_id' - 'monitoring_id' || jsonb_build_object('id', monitoring_id) ORDER BY monitoring_id)
                  FROM (SELECT * FROM identity.monitoring
                         WHERE person_id = $1::uuid AND ($3::uuid IS NULL OR monitoring_id > $3::uuid)
                         ORDER BY monitoring_id LIMIT $2::int + 1) AS m), $2::int)
 WHERE EXISTS (SELECT FROM identity.person WHERE person_id = $1::uuid)
