-- $1 audit_id uuid   $2 note text   $3 objection_until date
-- No row without a team.
INSERT INTO audits.notice (audit_id, client_id, kind, version, note, objection_until)
SELECT a.audit_id, a.client_id, a.kind, t.version, $2, $3::date
  FROM audits.audit a, LATERAL (SELECT max(t.version) AS version FROM audits.team t WHERE t.audit_id = a.audit_id) AS t
 WHERE a.audit_id = $1::uuid AND t.version IS NOT NULL
RETURNING notice_id
