-- $1 audit_id uuid   $2 stated int   $3 found int   $4 stated_base_half_days int   $5 found_base_half_days int
INSERT INTO audits.head_count (audit_id, client_id, kind, stated, found, stated_base_half_days, found_base_half_days)
SELECT audit_id, client_id, kind, $2::int, $3::int, $4::int, $5::int FROM audits.audit WHERE audit_id = $1::uuid
