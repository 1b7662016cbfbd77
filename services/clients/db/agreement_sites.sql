-- How many sites in scope an agreement names; $1 client_id uuid   $2 sites json: ids, NULL: all in scope
SELECT count(*) AS covered FROM clients.site s
 WHERE s.client_id = $1::uuid AND s.active_to IS NULL
   AND ($2::jsonb IS NULL OR s.site_id IN (SELECT value::uuid FROM jsonb_array_elements_text($2::jsonb)))
