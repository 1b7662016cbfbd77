-- $1 audit_id uuid   $2 ready bool   $3 reasons text   $4 stage2_team_competent bool   $5 internal_audit_on date
-- $6 internal_audit_sites json   $7 sites int   $8 management_review_on date   $9 facts json
-- on readiness_pkey: EXISTS
INSERT INTO audits.readiness (audit_id, client_id, kind, ready, reasons, stage2_team_competent, internal_audit_on, internal_audit_sites, sites,
                              management_review_on, facts)
SELECT a.audit_id, a.client_id, a.kind, $2::bool, $3, $4::bool, $5::date,
       ARRAY(SELECT s.site_id FROM clients.v_site s WHERE s.client_id = a.client_id AND s.active_to IS NULL
                AND s.site_id IN (SELECT value::uuid FROM jsonb_array_elements_text(coalesce($6::jsonb, '[]'))) ORDER BY s.site_id),
       $7::int, $8::date, $9::jsonb
  FROM audits.audit a WHERE a.audit_id = $1::uuid
RETURNING jsonb_build_object('audit_id', audit_id, 'ready', ready, 'reasons', reasons, 'stage2_team_competent', stage2_team_competent,
                             'internal_audit_on', internal_audit_on, 'internal_audit_sites', cardinality(internal_audit_sites), 'sites', sites,
                             'management_review_on', management_review_on, 'facts', facts, 'concluded_by', concluded_by, 'concluded_at', concluded_at)
