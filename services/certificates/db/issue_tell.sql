-- Tell the client that the certificate is there; $1 certificate_id uuid   $2 origin
SELECT sw.outbox_add('certificate.issued', jsonb_build_object(
           'to', (SELECT coalesce(jsonb_agg(p.email ORDER BY p.email), '[]') FROM identity.v_person p WHERE p.client_id = c.client_id AND p.active),
           'subject', format('Certificate %s is issued', c.number),
           'text', format(E'The certificate %s of %s is issued.\n\nAnyone can verify it here, without an account:\n%s/c/%s\n\nThe document: %s/c/%s.pdf\n',
                          c.number, l.legal_name, $2::text, c.public_id, $2, c.public_id),
           'certificate_id', c.certificate_id, 'number', c.number, 'url', $2 || '/c/' || c.public_id))
  FROM certificates.certificate c JOIN clients.v_client l USING (tenant_id, client_id)
 WHERE c.certificate_id = $1::uuid
