-- A certificate that waits for its documents; no parameters.
SELECT certificate_id, public_id FROM certificates.certificate WHERE state = 'issuing' ORDER BY certificate_id LIMIT 1
