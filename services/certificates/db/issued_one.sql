-- $1 certificate_id uuid
SELECT jsonb_build_object('id', c.certificate_id, 'decision_id', c.decision_id, 'client_id', c.client_id, 'client_name', l.legal_name,
           'audit_id', c.audit_id, 'number', c.number, 'public_id', c.public_id, 'state', certificates.state_now(c),
           'suspended_until', certificates.suspended_until(c), 'decision_due', coalesce(certificates.suspended_until(c) < sw.today(), false), 'standard', c.standard, 'scope', c.scope,
           'decided_on', c.decided_on, 'effective_on', c.effective_on, 'expires_on', c.expires_on, 'cycle_anchor', c.cycle_anchor,
           'cycle_number', c.cycle_number, 'gap_from', c.gap_from, 'gap_to', c.gap_to,
           'versions', (SELECT coalesce(jsonb_agg(jsonb_build_object('revision', v.revision, 'digest', v.digest, 'check_digits', v.check_digits,
                                                      'pdf_sha256', v.pdf_sha256, 'made_at', v.made_at) ORDER BY v.revision), '[]')
                          FROM certificates.certificate_version v WHERE v.certificate_id = c.certificate_id),
           'history', (SELECT coalesce(jsonb_agg(jsonb_build_object('from', e.from_state, 'to', e.to_state, 'effective_on', e.effective_on,
                                                     'until_on', e.until_on, 'reason', e.reason, 'ground', e.ground, 'conditions', e.conditions,
                                                     'solved_on', e.solved_on, 'evidence', e.evidence, 'at', e.at) ORDER BY e.status_event_id), '[]')
                         FROM certificates.status_event e WHERE e.certificate_id = c.certificate_id))
  FROM certificates.certificate c LEFT JOIN clients.v_client l USING (tenant_id, client_id)
 WHERE c.certificate_id = $1::uuid
