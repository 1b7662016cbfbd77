-- $1 audit_id uuid   $2 state text
UPDATE audits.audit AS a SET state = $2 WHERE audit_id = $1::uuid RETURNING audits.audit_json(a)
