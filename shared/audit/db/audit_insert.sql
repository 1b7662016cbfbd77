-- $1 client_id uuid   $2 programme_id uuid   $3 kind text   $4 starts_on date   $5 ends_on date   $6 due_by date   $7 half_days int
-- $8 soa_id uuid   $9 standard text   $10 scope text   $11 same_day_accepted bool
-- on audit_one_of_a_kind: EXISTS
-- on audit_dates: INPUT_INVALID
INSERT INTO audits.audit (client_id, programme_id, kind, starts_on, ends_on, due_by, half_days, soa_id, standard, scope, same_day_accepted)
VALUES ($1::uuid, $2::uuid, $3, $4::date, $5::date, $6::date, $7::int, $8::uuid, $9, $10, $11::bool)
RETURNING audit_id
