-- $1 client_id uuid   $2 programme_id uuid   $3 due_by date   $4 half_days int   $5 soa_id uuid   $6 standard text   $7 scope text
-- No row when somebody planned it meanwhile.
INSERT INTO audits.audit (client_id, programme_id, kind, due_by, half_days, soa_id, standard, scope)
VALUES ($1::uuid, $2::uuid, 'surveillance1', $3::date, $4::int, $5::uuid, $6, $7)
ON CONFLICT (tenant_id, programme_id, kind) WHERE state NOT IN ('cancelled', 'aborted') AND NOT (kind = 'stage1' AND state = 'closed') DO NOTHING
RETURNING audit_id
