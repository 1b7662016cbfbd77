-- $1 audit_id uuid   $2 internal_audit_sites json
-- sites: in scope today; covered: those of the list that are among them.
SELECT count(*) AS sites, count(*) FILTER (WHERE s.site_id IN (SELECT value::uuid FROM jsonb_array_elements_text(coalesce($2::jsonb, '[]')))) AS covered,
       EXISTS (SELECT FROM audits.soa_review r WHERE r.audit_id = a.audit_id AND r.soa_id = a.soa_id) AS soa_reviewed
  FROM audits.audit a JOIN clients.v_site s ON s.client_id = a.client_id AND s.active_to IS NULL
 WHERE a.audit_id = $1::uuid
 GROUP BY a.tenant_id, a.audit_id, a.soa_id
