-- Bring the register to what the certificate, and those that changed with it, are now; $1 certificate_id uuid
UPDATE register.certificate r SET status = c.state, as_of = sw.now(), facts = certificates.register_facts(c.certificate_id)
  FROM certificates.certificate c JOIN certificates.certificate one USING (tenant_id, client_id, programme_id)
 WHERE one.certificate_id = $1::uuid AND r.public_id = c.public_id AND (c.certificate_id = one.certificate_id OR r.status <> c.state)
RETURNING r.public_id
