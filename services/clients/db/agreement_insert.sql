-- $1 client_id uuid   $2 application_id uuid   $3 signed_on date   $4 signed_by_name   $5 sites json: ids, NULL: all in scope
-- on agreement_once: EXISTS
INSERT INTO clients.agreement AS g (client_id, application_id, signed_on, signed_by_name, clauses_accepted, site_ids)
SELECT $1::uuid, $2::uuid, $3::date, $4, true, coalesce(array_agg(s.site_id ORDER BY s.code), '{}')
  FROM clients.site s
 WHERE s.client_id = $1::uuid AND s.active_to IS NULL
   AND ($5::jsonb IS NULL OR s.site_id IN (SELECT value::uuid FROM jsonb_array_elements_text($5::jsonb)))
RETURNING to_jsonb(g) - 'tenant_id' - 'agreement_id' || jsonb_build_object('id', agreement_id)
