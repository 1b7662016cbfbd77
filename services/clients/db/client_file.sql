-- The whole file of a client; $1 client_id uuid
SELECT jsonb_build_object(
    'client', to_jsonb(c) - 'tenant_id' - 'client_id' || jsonb_build_object('id', c.client_id, 'state', clients.state_now(c)),
    'sites', (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'tenant_id' - 'site_id' || jsonb_build_object('id', site_id) ORDER BY code), '[]') FROM clients.site s WHERE s.client_id = c.client_id),
    'contacts', (SELECT coalesce(jsonb_agg(to_jsonb(k) - 'tenant_id' - 'contact_id' || jsonb_build_object('id', contact_id) ORDER BY contact_id), '[]') FROM clients.contact k WHERE k.client_id = c.client_id),
    'soas', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', soa_id, 'version', version, 'soa_date', soa_date, 'approved_by', approved_by, 'sha256', sha256,
                                                          'faults', jsonb_array_length(faults)) ORDER BY soa_id), '[]') FROM clients.soa o WHERE o.client_id = c.client_id),
    'applications', (SELECT coalesce(jsonb_agg(to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', application_id) ORDER BY application_id), '[]') FROM clients.application a WHERE a.client_id = c.client_id),
    'agreements', (SELECT coalesce(jsonb_agg(to_jsonb(g) - 'tenant_id' - 'agreement_id' || jsonb_build_object('id', agreement_id) ORDER BY agreement_id), '[]') FROM clients.agreement g WHERE g.client_id = c.client_id),
    'audit_times', (SELECT coalesce(jsonb_agg(clients.audit_time_json(t) ORDER BY audit_time_id), '[]') FROM clients.audit_time t WHERE t.client_id = c.client_id),
    'programmes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.programme_id, 'application_id', p.application_id, 'audit_time_id', p.audit_time_id, 'created_at', p.created_at,
                       'audits', (SELECT jsonb_agg(jsonb_build_object('kind', x.kind, 'half_days', x.half_days,
                                         'audit_id', v.audit_id, 'number', v.number, 'state', coalesce(v.state, 'not_planned'), 'starts_on', v.starts_on, 'ends_on', v.ends_on, 'due_by', v.due_by)
                                         ORDER BY array_position('{stage1,stage2,surveillance1,surveillance2,recertification}', x.kind))
                                    FROM clients.programme_audit x LEFT JOIN audits.v_audit v ON v.programme_id = x.programme_id AND v.kind = x.kind
                                   WHERE x.programme_id = p.programme_id)) ORDER BY p.programme_id), '[]') FROM clients.programme p WHERE p.client_id = c.client_id),
    'samples', (SELECT coalesce(jsonb_agg(clients.site_sample_json(m) ORDER BY site_sample_id), '[]') FROM clients.site_sample m WHERE m.client_id = c.client_id))
  FROM clients.client c WHERE c.client_id = $1::uuid
