-- Tell the client that and why it was refused, and that it may appeal (ISO/IEC 17021-1 9.5.3); $1 decision_id uuid
SELECT sw.outbox_add('decision.refused', jsonb_build_object(
           'to', (SELECT coalesce(jsonb_agg(p.email ORDER BY p.email), '[]') FROM identity.v_person p WHERE p.client_id = d.client_id AND p.active),
           'subject', 'The certification is refused',
           'text', format(E'The certification of %s is refused as of %s.\n\n%s\n\nYou may appeal against this decision.\n', l.legal_name, d.decided_on, d.reason),
           'decision_id', d.decision_id))
  FROM certificates.decision d JOIN clients.v_client l USING (tenant_id, client_id)
 WHERE d.decision_id = $1::uuid
