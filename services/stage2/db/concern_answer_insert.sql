-- $1 audit_id uuid   $2 concern_id uuid   $3 solved bool   $4 answer text
-- A concern of stage 1 of the same programme; no row otherwise.
-- on concern_answer_pkey: EXISTS
INSERT INTO audits.concern_answer (concern_id, audit_id, client_id, kind, solved, answer)
SELECT c.concern_id, a.audit_id, a.client_id, a.kind, $3::bool, $4
  FROM audits.audit a JOIN audits.v_concern c ON c.programme_id = a.programme_id AND c.concern_id = $2::uuid
 WHERE a.audit_id = $1::uuid
RETURNING jsonb_build_object('concern_id', concern_id, 'audit_id', audit_id, 'solved', solved, 'answer', answer, 'answered_by', answered_by,
                             'answered_at', answered_at)
