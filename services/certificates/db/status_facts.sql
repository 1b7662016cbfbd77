-- The certificate that is to change, locked; $1 certificate_id uuid
SELECT c.audit_id, certificates.state_now(c) AS state, c.expires_on, sw.today() AS today, certificates.suspended_until(c) AS suspended_until
  FROM certificates.certificate c WHERE c.certificate_id = $1::uuid FOR UPDATE
