-- Bring the register to what the certificate is now; $1 certificate_id uuid
UPDATE register.certificate r SET status = c.state, as_of = sw.now(), facts = certificates.register_facts(c.certificate_id)
  FROM certificates.certificate c
 WHERE c.certificate_id = $1::uuid AND r.public_id = c.public_id
RETURNING r.public_id
