-- Every body of the installation, for its operator; $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(b ORDER BY b ->> 'id')
                  FROM (SELECT b FROM jsonb_array_elements(identity.body_list()) AS b
                         WHERE $2::uuid IS NULL OR (b ->> 'id')::uuid > $2::uuid
                         ORDER BY b ->> 'id' LIMIT $1::int + 1) AS x), $1::int)
