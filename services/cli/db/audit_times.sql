-- $1 last id seen uuid
SELECT t.audit_time_id AS id, t.pack AS label, t.inputs::text AS inputs, t.result::text AS result, NULL AS sha256,
       jsonb_build_object('pack', t.pack)::text AS columns, NULL AS contradiction
  FROM clients.audit_time t WHERE t.audit_time_id > $1::uuid ORDER BY t.audit_time_id LIMIT 500
