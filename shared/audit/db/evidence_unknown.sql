-- $1 client_id uuid   $2 evidence_ids json
-- The first id that is not a file of this client.
SELECT w.id FROM (SELECT value::uuid AS id FROM jsonb_array_elements_text(coalesce($2::jsonb, '[]'))) AS w
 WHERE NOT EXISTS (SELECT FROM evidence.v_file f WHERE f.evidence_id = w.id AND f.client_id = $1::uuid)
 LIMIT 1
