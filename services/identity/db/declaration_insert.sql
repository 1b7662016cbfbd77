-- $1 person_id uuid   $2 client_id uuid   $3 relation   $4 ended_on date   $5 note
-- on declaration_person_known: NOT_FOUND
INSERT INTO identity.declaration AS d (person_id, client_id, relation, ended_on, note)
SELECT $1::uuid, client_id, $3, $4::date, coalesce($5, '') FROM clients.v_client WHERE client_id = $2::uuid
RETURNING to_jsonb(d) - 'tenant_id' - 'declaration_id' || jsonb_build_object('id', declaration_id)
