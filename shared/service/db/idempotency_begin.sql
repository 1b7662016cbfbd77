-- $1 key text   $2 fingerprint text
SELECT outcome, status, reply FROM sw.idempotency_begin($1, $2)
