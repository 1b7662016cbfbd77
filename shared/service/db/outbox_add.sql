-- $1 event text   $2 payload json
SELECT sw.outbox_add($1, $2::jsonb)
