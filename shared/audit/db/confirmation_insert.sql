-- $1 audit_id uuid   $2 accepted bool   $3 reason text
INSERT INTO audits.confirmation (audit_id, client_id, kind, accepted, reason)
SELECT audit_id, client_id, kind, $2::bool, $3 FROM audits.audit WHERE audit_id = $1::uuid
