-- $1 client_id uuid   $2 audit_id uuid   $3 finding_id uuid   $4 reference   $5 title   $6 detail   $7 due_on date
WITH r AS (INSERT INTO evidence.request (client_id, audit_id, finding_id, reference, title, detail, due_on)
           SELECT c.client_id, $2::uuid, $3::uuid, $4, $5, $6, $7::date FROM clients.v_client c
            WHERE c.client_id = $1::uuid AND ($2::uuid IS NULL OR EXISTS (SELECT FROM audits.v_audit a WHERE a.audit_id = $2::uuid AND a.client_id = $1::uuid))
              AND ($3::uuid IS NULL OR EXISTS (SELECT FROM audits.v_finding f WHERE f.finding_id = $3::uuid AND f.client_id = $1::uuid))
           RETURNING *),
     told AS (SELECT sw.outbox_add('evidence.requested', jsonb_build_object('client_id', r.client_id, 'subject', 'Evidence is requested: ' || r.title,
                         'text', 'Evidence is requested: ' || r.title || E'.\n\nSee the portal for all about it.',
                         'to', (SELECT coalesce(jsonb_agg(p.email ORDER BY p.email), '[]') FROM identity.v_person p WHERE p.client_id = r.client_id AND p.active))) FROM r)
SELECT to_jsonb(r) - 'tenant_id' - 'request_id' || jsonb_build_object('id', request_id, 'files', '[]'::jsonb,
           'client_name', (SELECT legal_name FROM clients.v_client c WHERE c.client_id = r.client_id)) FROM r, told
