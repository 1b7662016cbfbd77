-- Stage 1 and 2, two surveillances, recertification, with the newest calculated time; $1 application_id uuid
-- on programme_once: EXISTS
WITH t AS (SELECT * FROM clients.audit_time WHERE application_id = $1::uuid ORDER BY audit_time_id DESC LIMIT 1),
     p AS (INSERT INTO clients.programme (client_id, application_id, audit_time_id) SELECT client_id, application_id, audit_time_id FROM t RETURNING *),
     x AS (INSERT INTO clients.programme_audit (programme_id, client_id, kind, half_days)
           SELECT p.programme_id, p.client_id, k.kind, k.half_days FROM p, t,
                  LATERAL (VALUES ('stage1', t.stage1_half_days), ('stage2', t.stage2_half_days), ('surveillance1', t.surveillance_half_days),
                                  ('surveillance2', t.surveillance_half_days), ('recertification', t.recertification_half_days)) AS k (kind, half_days)
           RETURNING kind, half_days)
SELECT jsonb_build_object('id', p.programme_id, 'client_id', p.client_id, 'application_id', p.application_id, 'audit_time_id', p.audit_time_id,
                          'audits', (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'half_days', half_days)) FROM x)) FROM p
