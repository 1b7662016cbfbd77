-- The frozen list of sites and a seed that is made after it; $1 programme_id uuid
SELECT p.client_id, s.site_id, s.code, s.name, s.activity_group, s.kind = 'central' AS central, s.significant_risk,
       EXISTS (SELECT FROM audits.v_site_audited v WHERE v.site_id = s.site_id AND v.programme_id = p.programme_id) AS visited,
       encode(sw.gen_random_bytes(32), 'hex') AS seed
  FROM clients.programme p JOIN clients.site s USING (tenant_id, client_id)
 WHERE p.programme_id = $1::uuid AND s.active_to IS NULL ORDER BY s.code
