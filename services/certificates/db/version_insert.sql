-- $1 certificate_id   $2 revision   $3 credential   $4 digest   $5 check_digits   $6 jwt   $7 pdf hex   $8 pdf_sha256
INSERT INTO certificates.certificate_version (certificate_id, revision, client_id, credential, digest, check_digits, jwt, pdf, pdf_sha256)
SELECT certificate_id, $2::int, client_id, $3, $4, $5, $6, decode($7, 'hex'), $8 FROM certificates.certificate WHERE certificate_id = $1::uuid
