-- $1 programme_id uuid   $2 client_id uuid   $3 audit_kind   $4 seed   $5 sites json   $6 groups json   $7 picked json
-- on site_sample_once: EXISTS
INSERT INTO clients.site_sample AS m (programme_id, client_id, audit_kind, seed, sites, groups, picked)
VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6::jsonb, ARRAY(SELECT jsonb_array_elements_text($7::jsonb)::uuid))
RETURNING to_jsonb(m) - 'tenant_id' - 'site_sample_id' || jsonb_build_object('id', site_sample_id)
