-- $1 audit_id uuid   $2 site_ids json
-- The client's sites in scope: planned by the list; drawn at random in the newest sample for this audit, if there is one.
SELECT s.code, s.activity_group, s.kind = 'central' AS central, s.significant_risk, $2::jsonb ? s.site_id::text AS planned, m.picked IS NOT NULL AS drawn,
       coalesce(s.site_id = ANY (m.picked) AND coalesce((SELECT d ->> 'why' = 'random' FROM jsonb_array_elements(m.result -> 'sites') AS d
                                                          WHERE d ->> 'site_id' = s.site_id::text), true), false) AS random
  FROM audits.audit a JOIN clients.v_site s USING (tenant_id, client_id)
  LEFT JOIN LATERAL (SELECT m.picked, m.result FROM clients.v_site_sample m WHERE m.programme_id = a.programme_id AND m.audit_kind = a.kind
                      ORDER BY m.site_sample_id DESC LIMIT 1) AS m ON true
 WHERE a.audit_id = $1::uuid AND s.active_to IS NULL
 ORDER BY s.code
