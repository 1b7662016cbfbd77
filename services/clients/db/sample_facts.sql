-- The frozen list of sites as the question wants it, and a seed that is made after it; an extension asks about the sites
-- that joined after the newest decision.  $1 programme_id uuid   $2 audit_kind   $3 wanted site ids json
SELECT p.client_id,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.site_id, 'code', s.code, 'name', s.name, 'group', s.activity_group,
                   'central', s.kind = 'central', 'significant_risk', s.significant_risk,
                   'visited', EXISTS (SELECT FROM audits.v_site_audited v WHERE v.site_id = s.site_id AND v.programme_id = p.programme_id),
                   'wanted', coalesce($3::jsonb ? s.site_id::text, false)) ORDER BY s.code), '[]')
          FROM clients.site s
         WHERE s.client_id = p.client_id AND s.active_to IS NULL
           AND ($2 <> 'extension' OR s.kind <> 'central' AND NOT EXISTS (SELECT FROM certificates.v_certification c
                                      WHERE c.client_id = s.client_id AND c.decided_on >= s.active_from)))::text AS sites,
       encode(sw.gen_random_bytes(32), 'hex') AS seed
  FROM clients.programme p WHERE p.programme_id = $1::uuid
