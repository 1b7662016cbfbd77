-- $1 audit_id uuid
SELECT objection_until FROM audits.notice WHERE audit_id = $1::uuid ORDER BY notice_id DESC LIMIT 1
