-- $1 audit_id uuid   $2 requirement text   $3 statement text
INSERT INTO audits.concern (audit_id, client_id, kind, requirement, statement)
SELECT audit_id, client_id, kind, $2, $3 FROM audits.audit WHERE audit_id = $1::uuid
RETURNING jsonb_build_object('id', concern_id, 'audit_id', audit_id, 'requirement', requirement, 'statement', statement,
                             'stated_by', stated_by, 'stated_at', stated_at)
