-- $1 key text   $2 status int   $3 reply text
SELECT sw.idempotency_end($1, $2::int, $3)
