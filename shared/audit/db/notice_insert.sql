-- $1 audit_id uuid   $2 note text   $3 objection_until date   $4 objection_answer text
-- No row without a team that was judged for these days.
INSERT INTO audits.notice (audit_id, client_id, kind, version, note, objection_until, objection_answer)
SELECT a.audit_id, a.client_id, a.kind, t.version, $2, $3::date, $4
  FROM audits.audit a, LATERAL (SELECT t.* FROM audits.team t WHERE t.audit_id = a.audit_id ORDER BY t.version DESC LIMIT 1) AS t
 WHERE a.audit_id = $1::uuid AND (t.inputs ->> 'first_day')::date = a.starts_on AND (t.inputs ->> 'last_day')::date = a.ends_on
RETURNING notice_id
