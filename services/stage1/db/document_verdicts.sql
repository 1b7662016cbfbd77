-- $1 audit_id uuid
SELECT DISTINCT ON (ref) ref, verdict FROM audits.document_review WHERE audit_id = $1::uuid ORDER BY ref, version DESC
