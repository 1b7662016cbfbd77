-- Head counts that differ and whose audit time was not calculated again: a list in one value; no parameters.
SELECT coalesce(jsonb_agg(jsonb_build_object('audit_id', h.audit_id, 'audit_number', h.audit_number, 'client_id', h.client_id, 'client_name', k.legal_name,
                              'programme_id', h.programme_id, 'application_id', p.application_id, 'stated', h.stated, 'found', h.found,
                              'stated_base_half_days', h.stated_base_half_days, 'found_base_half_days', h.found_base_half_days,
                              'rule', 'REV-4', 'clause', 'ISO/IEC 17021-1:2015 9.1.2.1', 'found_at', h.recorded_at) ORDER BY h.recorded_at), '[]') AS list
  FROM audits.v_head_count h JOIN clients.v_client k USING (tenant_id, client_id) JOIN clients.v_programme p USING (tenant_id, programme_id)
 WHERE h.open
