-- $1 last id seen uuid
SELECT m.site_sample_id AS id, m.audit_kind AS label, m.inputs::text AS inputs, m.result::text AS result, NULL AS columns
  FROM clients.site_sample m WHERE m.site_sample_id > $1::uuid ORDER BY m.site_sample_id LIMIT 500
