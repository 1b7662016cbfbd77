-- $1 audit_id uuid
DELETE FROM audits.audit_site WHERE audit_id = $1::uuid
