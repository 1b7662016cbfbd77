-- Tell the client what its certificate is now (ISO/IEC 17021-1 9.6.5); $1 certificate_id uuid
SELECT sw.outbox_add('certificate.' || c.state, jsonb_build_object(
           'to', (SELECT coalesce(jsonb_agg(p.email ORDER BY p.email), '[]') FROM identity.v_person p WHERE p.client_id = c.client_id AND p.active),
           'subject', format('Certificate %s is %s', c.number, c.state),
           'text', format(E'The certificate %s is %s since %s%s.\n\n%s\n', c.number, c.state, e.effective_on,
                          coalesce(', until ' || e.until_on || ' at the latest', ''), e.reason),
           'certificate_id', c.certificate_id, 'number', c.number, 'state', c.state))
  FROM certificates.certificate c
  JOIN LATERAL (SELECT * FROM certificates.status_event s WHERE s.certificate_id = c.certificate_id ORDER BY s.status_event_id DESC LIMIT 1) AS e ON true
 WHERE c.certificate_id = $1::uuid
