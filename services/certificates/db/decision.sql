-- What it was judged on is for staff alone; $1 decision_id uuid
SELECT jsonb_build_object('id', d.decision_id, 'review_id', d.review_id, 'client_id', d.client_id, 'audit_id', d.audit_id, 'outcome', d.outcome,
           'decided_on', d.decided_on, 'effective_on', d.effective_on, 'expires_on', d.expires_on, 'reason', d.reason, 'decided_by', d.decided_by,
           'rule_pack', d.rule_pack, 'sha256', d.sha256, 'facts', CASE WHEN sw.current_client() IS NULL THEN d.facts END,
           'certificate_id', c.certificate_id, 'certificate_number', c.number, 'public_id', c.public_id, 'certificate_state', c.state)
  FROM certificates.decision d LEFT JOIN certificates.certificate c USING (tenant_id, decision_id)
 WHERE d.decision_id = $1::uuid
