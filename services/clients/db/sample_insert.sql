-- $1 programme_id uuid   $2 client_id uuid   $3 audit_kind   $4 inputs json   $5 result json   $6 wanted_reason
-- on site_sample_once: EXISTS
INSERT INTO clients.site_sample AS m (programme_id, client_id, audit_kind, inputs, result, wanted_reason, picked)
VALUES ($1::uuid, $2::uuid, $3, $4::jsonb, $5::jsonb, $6,
        ARRAY(SELECT (s ->> 'site_id')::uuid FROM jsonb_array_elements($5::jsonb -> 'sites') AS s WHERE (s ->> 'picked')::boolean))
RETURNING clients.site_sample_json(m)
