-- $1 audit_id uuid
-- The places and people of the audit: one row each, kind site or person.
SELECT 'site' AS what, site_id AS id, NULL AS role FROM audits.audit_site WHERE audit_id = $1::uuid AND visit
UNION ALL
SELECT 'person', person_id, role FROM audits.v_team_member WHERE audit_id = $1::uuid
ORDER BY 1, 2
