-- The members stand beside the question, for those who plan and for the walls between audit and decision; $1 last id seen uuid
SELECT t.team_id AS id, a.number || ', version ' || t.version AS label, t.inputs::text AS inputs, t.result::text AS result, NULL AS sha256, NULL AS columns,
       CASE WHEN (SELECT jsonb_object_agg(m.person_id, jsonb_build_array(m.role, m.half_days))
                    FROM audits.team_member m WHERE m.tenant_id = t.tenant_id AND m.audit_id = t.audit_id AND m.version = t.version)
                 IS DISTINCT FROM
                 (SELECT jsonb_object_agg(j ->> 'person_id', jsonb_build_array(j -> 'role', j -> 'half_days')) FROM jsonb_array_elements(t.inputs -> 'members') AS j)
            THEN 'the members of the team are not those that were judged' END AS contradiction
  FROM audits.team t JOIN audits.audit a USING (tenant_id, audit_id)
 WHERE t.team_id > $1::uuid ORDER BY t.team_id LIMIT 500
