-- $1 audit_id uuid
-- on plan_agreement_pkey: EXISTS
INSERT INTO audits.plan_agreement (plan_id, audit_id, client_id, kind)
SELECT plan_id, audit_id, client_id, kind FROM audits.plan WHERE audit_id = $1::uuid ORDER BY version DESC LIMIT 1
