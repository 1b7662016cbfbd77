-- $1 client_id uuid   $2 application_id uuid   $3 pack   $4 inputs json   $5 steps json   $6 total   $7 stage1   $8 stage2   $9 surveillance   $10 recertification   $11 onsite minimum tenths
INSERT INTO clients.audit_time AS t (client_id, application_id, pack, inputs, steps, total_half_days, stage1_half_days, stage2_half_days,
                                surveillance_half_days, recertification_half_days, onsite_minimum_tenths)
VALUES ($1::uuid, $2::uuid, $3, $4::jsonb, $5::jsonb, $6::int, $7::int, $8::int, $9::int, $10::int, $11::int)
RETURNING to_jsonb(t) - 'tenant_id' - 'audit_time_id' || jsonb_build_object('id', audit_time_id)
