-- $1 audit_id uuid   $2 site_ids json
-- These are visited; those that were on the list and are not any more stay there without a visit.
WITH kept AS (UPDATE audits.audit_site SET visit = $2::jsonb ? site_id::text WHERE audit_id = $1::uuid RETURNING site_id)
INSERT INTO audits.audit_site (audit_id, client_id, kind, site_id, code, name, central)
SELECT a.audit_id, a.client_id, a.kind, s.site_id, s.code, s.name, s.kind = 'central'
  FROM audits.audit a JOIN clients.v_site s USING (tenant_id, client_id)
 WHERE a.audit_id = $1::uuid AND $2::jsonb ? s.site_id::text AND s.site_id NOT IN (SELECT site_id FROM kept)
RETURNING site_id
