-- $1 client_id uuid   $2 version   $3 soa_date   $4 approved_by   $5 entries json   $6 faults json
-- on soa_version_unique: EXISTS
INSERT INTO clients.soa AS o (client_id, version, soa_date, approved_by, entries, sha256, faults)
SELECT client_id, $2, $3::date, $4, $5::jsonb, encode(sha256(convert_to($5::jsonb::text, 'UTF8')), 'hex'), $6::jsonb FROM clients.client WHERE client_id = $1::uuid
RETURNING to_jsonb(o) - 'tenant_id' - 'soa_id' - 'entries' - 'created_by' || jsonb_build_object('id', soa_id)
