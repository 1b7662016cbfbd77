-- $1 finding_id uuid
-- A service shows the findings of its own kinds of audit, and those carried forward into one of them.
SELECT audits.finding_json(f)
       || jsonb_build_object(
              'audit_number', a.number, 'site_name', s.name,
              'client_name', (SELECT c.legal_name FROM clients.v_client c WHERE c.client_id = f.client_id),
              'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'event', e.event, 'payload', e.payload, 'on', e.on_day, 'at', e.at,
                                                                      'by_person', e.by_person, 'by_name', p.name, 'audit_id', e.audit_id) ORDER BY e.seq), '[]')
                           FROM audits.finding_event e LEFT JOIN identity.v_person p ON p.person_id = e.by_person
                          WHERE e.finding_id = f.finding_id))
  FROM audits.v_finding f
  JOIN audits.audit a USING (audit_id)
  JOIN audits.audit_site s USING (audit_id, site_id)
 WHERE f.finding_id = $1::uuid
   AND (f.kind = ANY (audits.own_kinds())
        OR EXISTS (SELECT FROM audits.audit n WHERE n.client_id = f.client_id AND n.kind = ANY (audits.own_kinds()) AND n.created_at > a.created_at))
