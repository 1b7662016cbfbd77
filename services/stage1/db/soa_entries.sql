-- $1 soa_id uuid
SELECT s.version, s.soa_date, s.approved_by, e.value ->> 'control' AS control, (e.value ->> 'applicable')::boolean AS applicable,
       e.value ->> 'justification' AS justification, e.value ->> 'status' AS status
  FROM clients.v_soa s, LATERAL jsonb_array_elements(s.entries) WITH ORDINALITY AS e
 WHERE s.soa_id = $1::uuid ORDER BY e.ordinality
