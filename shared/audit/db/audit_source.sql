-- $1 client_id uuid   $2 programme_id uuid   $3 kind text   $4 soa_id uuid
-- What the programme says about an audit of this kind; no row when the service has no such kind of audit.
SELECT coalesce($3, (audits.own_kinds())[1]) AS kind, pa.half_days, pa.due_by, ap.standard, ap.scope,
       EXISTS (SELECT FROM clients.v_agreement g WHERE g.application_id = p.application_id) AS agreed,
       (SELECT s.soa_id FROM clients.v_soa s WHERE s.client_id = p.client_id AND ($4::uuid IS NULL OR s.soa_id = $4::uuid)
         ORDER BY s.soa_id DESC LIMIT 1) AS soa_id
  FROM clients.v_programme p
  JOIN clients.v_programme_audit pa USING (programme_id)
  JOIN clients.v_application ap ON ap.application_id = p.application_id
 WHERE p.programme_id = $2::uuid AND p.client_id = $1::uuid AND pa.kind = coalesce($3, (audits.own_kinds())[1])
   AND pa.kind = ANY (audits.own_kinds())
