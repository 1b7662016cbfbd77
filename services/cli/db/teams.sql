-- $1 last id seen uuid
SELECT t.team_id AS id, a.number || ', version ' || t.version AS label, t.inputs::text AS inputs, t.result::text AS result, NULL AS columns
  FROM audits.team t JOIN audits.audit a USING (tenant_id, audit_id)
 WHERE t.team_id > $1::uuid ORDER BY t.team_id LIMIT 500
