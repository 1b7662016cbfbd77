-- Is it still to be issued?  Whoever comes second waits here and then finds nothing; $1 certificate_id uuid
SELECT certificate_id FROM certificates.certificate WHERE certificate_id = $1::uuid AND state = 'issuing' FOR UPDATE
