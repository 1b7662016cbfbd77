-- $1 audit_id uuid   $2 repeat text   $3 reason text
-- About the newest stage 1 of the programme; no row without one.
INSERT INTO audits.interval_decision (audit_id, client_id, kind, stage1_id, repeat, reason)
SELECT a.audit_id, a.client_id, a.kind, s.audit_id, $2, $3
  FROM audits.audit a JOIN audits.audit s ON s.programme_id = a.programme_id AND s.kind = 'stage1' AND s.state NOT IN ('cancelled', 'aborted')
 WHERE a.audit_id = $1::uuid
 ORDER BY s.audit_id DESC LIMIT 1
RETURNING jsonb_build_object('id', interval_decision_id, 'audit_id', audit_id, 'stage1_id', stage1_id, 'repeat', repeat, 'reason', reason,
                             'decided_by', decided_by, 'decided_at', decided_at) AS decision
