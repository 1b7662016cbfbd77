-- $1 token_hash hex   $2 person_id uuid   $3 kind text   $4 label text   $5 lifetime in seconds int
INSERT INTO identity.session (token_hash, person_id, kind, label, expires_at)
VALUES (decode($1, 'hex'), $2::uuid, $3, $4, clock_timestamp() + make_interval(secs => $5::int))
RETURNING session_id, expires_at, json_build_object('id', session_id, 'label', label, 'expires_at', expires_at) AS reply
