-- The sites picked stand beside the answer, for those who plan; $1 last id seen uuid
SELECT m.site_sample_id AS id, m.audit_kind AS label, m.inputs::text AS inputs, m.result::text AS result, NULL AS sha256, NULL AS columns,
       CASE WHEN m.picked <> ARRAY(SELECT (s ->> 'site_id')::uuid FROM jsonb_array_elements(m.result -> 'sites') AS s WHERE (s ->> 'picked')::boolean)
            THEN 'the column picked names other sites than the answer' END AS contradiction
  FROM clients.site_sample m WHERE m.site_sample_id > $1::uuid ORDER BY m.site_sample_id LIMIT 500
