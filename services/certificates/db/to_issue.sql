-- Certificates that wait for their documents; no parameters.
SELECT certificate_id FROM certificates.certificate WHERE state = 'issuing' ORDER BY certificate_id LIMIT 50
