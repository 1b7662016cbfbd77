-- $1 audit_id uuid   $2 outcome text   $3 reason text
INSERT INTO audits.surveillance_review (audit_id, client_id, kind, outcome, reason)
SELECT audit_id, client_id, kind, $2, $3 FROM audits.audit WHERE audit_id = $1::uuid
