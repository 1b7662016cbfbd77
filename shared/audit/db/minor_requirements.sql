-- $1 audit_id uuid
SELECT requirement FROM audits.v_finding WHERE audit_id = $1::uuid AND grade = 'minor' AND NOT withdrawn ORDER BY finding_id
