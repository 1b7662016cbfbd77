-- $1 audit_id uuid
-- Stage 1 works at the central function; the others at the sites of the newest sample for their kind, or at all
-- sites where none was drawn.
WITH a AS (SELECT * FROM audits.audit WHERE audit_id = $1::uuid),
     s AS (SELECT s.*, s.kind = 'central' AS central FROM clients.v_site s JOIN a USING (client_id)
            WHERE s.active_from <= greatest(a.starts_on, sw.today()) AND (s.active_to IS NULL OR s.active_to >= greatest(a.starts_on, sw.today()))),
     picked AS (SELECT m.picked FROM clients.v_site_sample m JOIN a USING (programme_id)
                 WHERE m.audit_kind = a.kind ORDER BY m.site_sample_id DESC LIMIT 1)
INSERT INTO audits.audit_site (audit_id, client_id, kind, site_id, code, name, central)
SELECT a.audit_id, a.client_id, a.kind, s.site_id, s.code, s.name, s.central
  FROM a JOIN s USING (client_id)
 WHERE CASE WHEN a.kind = 'stage1' THEN s.central OR NOT EXISTS (SELECT FROM s AS o WHERE o.central)
            ELSE s.central OR NOT EXISTS (SELECT FROM picked) OR s.site_id = ANY ((SELECT p.picked FROM picked p)::uuid[]) END
RETURNING site_id
