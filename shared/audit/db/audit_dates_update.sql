-- $1 audit_id uuid   $2 starts_on date   $3 ends_on date   $4 soa_id uuid
-- on audit_dates: INPUT_INVALID
UPDATE audits.audit AS a SET starts_on = $2::date, ends_on = $3::date, soa_id = coalesce($4::uuid, soa_id)
 WHERE audit_id = $1::uuid RETURNING audits.audit_json(a)
