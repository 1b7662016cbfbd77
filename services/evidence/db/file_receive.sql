-- $1 request_id uuid   $2 name   $3 media_type   $4 size   $5 sha256
SELECT evidence.receive($1::uuid, $2, $3, $4::bigint, $5)
