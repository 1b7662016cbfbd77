-- $1 audit_id uuid
SELECT audits.audit_json(a) FROM audits.audit a WHERE audit_id = $1::uuid
