-- The newest document; $1 certificate_id uuid
SELECT encode(v.pdf, 'hex') AS pdf, c.number FROM certificates.certificate_version v JOIN certificates.certificate c USING (tenant_id, certificate_id)
 WHERE v.certificate_id = $1::uuid ORDER BY v.revision DESC LIMIT 1
