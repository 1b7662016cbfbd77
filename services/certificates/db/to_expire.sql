-- Certificates whose last day is over, locked, a hundred at a time; no parameters.
SELECT certificate_id, expires_on + 1 AS expired_on FROM certificates.certificate
 WHERE state IN ('active', 'suspended') AND expires_on < sw.today()
 ORDER BY certificate_id LIMIT 100 FOR UPDATE SKIP LOCKED
