-- $1 audit_id uuid
-- plan_agreed is about the newest plan; persons are those the client stated for its sites in scope.
SELECT coalesce((SELECT EXISTS (SELECT FROM audits.plan_agreement g WHERE g.plan_id = p.plan_id)
                   FROM audits.plan p WHERE p.audit_id = a.audit_id ORDER BY p.version DESC LIMIT 1), false) AS plan_agreed,
       (SELECT count(*) FROM audits.audit_site s WHERE s.audit_id = a.audit_id AND s.visit
           AND NOT EXISTS (SELECT FROM audits.observation o WHERE o.audit_id = s.audit_id AND o.site_id = s.site_id)) AS sites_without_work,
       (SELECT sum(s.persons) FROM clients.v_site s WHERE s.client_id = a.client_id AND s.active_to IS NULL) AS persons
  FROM audits.audit a WHERE a.audit_id = $1::uuid
